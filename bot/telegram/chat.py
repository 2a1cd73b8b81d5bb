"""A chat with one person: what the handlers speak through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram.methods import EditMessageReplyMarkup, EditMessageText, SendDocument, SendMessage, SendVoice
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions

from bot.outcome import Fate, Outcome
from bot.telegram.outbox import Outbox

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Screen:
    """What a person sees next: parts of Telegram HTML, each within Telegram's limits, and the last one's keyboard."""

    parts: Sequence[str]
    keyboard: InlineKeyboardMarkup | None = None


def _nobody_looks(buttons: InlineKeyboardMarkup) -> None:
    pass


class Chat:
    """Shows screens to one person; `on_buttons` hears of the buttons that they have before them."""

    def __init__(
        self, outbox: Outbox, chat_id: int, on_buttons: Callable[[InlineKeyboardMarkup], None] = _nobody_looks
    ) -> None:
        self._outbox = outbox
        self._id = chat_id
        self._on_buttons = on_buttons

    @property
    def id(self) -> int:
        """Telegram's id of the chat, for calls to Telegram only."""
        return self._id

    async def say(self, screen: Screen) -> Fate:
        """Send a screen as new messages; returns what became of the last one."""
        self._show(screen.keyboard)
        *first, last = screen.parts
        for part in first:
            await self._send(part, None)
        return await self._send(last, screen.keyboard)

    async def replace(self, message_id: int | None, screen: Screen) -> None:
        """Turn an earlier message of ours into a screen of one part; send it anew where that is not possible."""
        if message_id is None or len(screen.parts) > 1:
            await self.say(screen)
            return
        self._show(screen.keyboard)
        edit = EditMessageText(
            chat_id=self._id,
            message_id=message_id,
            text=screen.parts[0],
            parse_mode="HTML",
            reply_markup=screen.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        if (await self._outbox.send(edit, self._id)).fate is Fate.REFUSED:
            await self.say(screen)

    async def change_buttons(self, message_id: int, keyboard: InlineKeyboardMarkup) -> None:
        """Give an earlier message of ours other buttons; what cannot be changed any more stays."""
        self._show(keyboard)
        edit = EditMessageReplyMarkup(chat_id=self._id, message_id=message_id, reply_markup=keyboard)
        await self._outbox.send(edit, self._id)

    def _show(self, buttons: InlineKeyboardMarkup | None) -> None:
        if buttons:
            self._on_buttons(buttons)

    async def _send(self, part: str, keyboard: InlineKeyboardMarkup | None) -> Fate:
        message = SendMessage(
            chat_id=self._id,
            text=part,
            parse_mode="HTML",
            reply_markup=keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        return (await self.send(message)).fate

    async def send(self, message: SendMessage | SendDocument | SendVoice) -> Outcome:
        """Send one message of any kind into this chat."""
        return await self._outbox.send(message, self._id)
