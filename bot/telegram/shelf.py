"""Files for readers: each is uploaded once, and sent by Telegram's id for it from then on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from aiogram.methods import SendDocument, SendVoice
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, Message

from bot.outcome import Fate, Outcome
from bot.telegram.chat import Chat

Kind = Literal["document", "voice"]
_METHODS: Mapping[Kind, type[SendDocument | SendVoice]] = {"document": SendDocument, "voice": SendVoice}


@dataclass(frozen=True)
class File:
    """A file as a reader gets it; `digest` tells its bytes apart from all others."""

    kind: Kind
    name: str
    digest: str
    content: Callable[[], bytes]


class Shelf:
    """Remembers Telegram's ids until the process ends; then each file is uploaded once more."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    async def hand(self, file: File, chat: Chat, caption: str, keyboard: InlineKeyboardMarkup) -> Fate:
        """Send a file with a caption of Telegram HTML. OSError where its content cannot be read."""
        known = self._ids.get(file.digest)
        outcome = await self._send(file, known, chat, caption, keyboard)
        if known and outcome.fate is Fate.REFUSED:  # Telegram does not know the id any more
            outcome = await self._send(file, None, chat, caption, keyboard)
        if isinstance(outcome.result, Message) and (sent := getattr(outcome.result, file.kind)):
            self._ids[file.digest] = sent.file_id
        return outcome.fate

    async def _send(
        self, file: File, known: str | None, chat: Chat, caption: str, keyboard: InlineKeyboardMarkup
    ) -> Outcome:
        media = known or BufferedInputFile(file.content(), file.name)
        common = {"chat_id": chat.id, "caption": caption, "parse_mode": "HTML", "reply_markup": keyboard}
        return await chat.send(_METHODS[file.kind].model_validate({file.kind: media, **common}))
