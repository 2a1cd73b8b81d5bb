"""Hiding a chat: both sides' messages go, as far as Telegram lets a bot delete them, and a harmless line stays."""

from collections.abc import Sequence
from itertools import batched

from aiogram.methods import DeleteMessages

from bot.content.folding import fold
from bot.outcome import Fate
from bot.storage.database import UNAVAILABLE
from bot.storage.readers import Reader, Readers
from bot.telegram.chat import Chat, Screen
from bot.telegram.edition import Edition
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, back, button, keyboard
from bot.telegram.outbox import Outbox
from bot.telegram.pending import Pending
from bot.telegram.safety import notices
from bot.telegram.safety.callbacks import HideNow, HidingAsked, WordAsked, WordDropped, WordProposed
from bot.telegram.screens import Screens
from bot.telegram.trail import Trail

MOST_AT_ONCE = 100  # messages in one call
MOST_WORDS, LONGEST = 2, 40  # of a word that hides
WORD = "word"  # what Pending keeps while a word is awaited


class Hiding:
    """Hides chats and knows the words that do it."""

    def __init__(self, trail: Trail, readers: Readers, outbox: Outbox, screens: Screens, awaited: Pending) -> None:
        self._trail = trail
        self._readers = readers
        self._outbox = outbox
        self._screens = screens
        self.awaited = awaited

    async def hide(self, reader: Reader, chat_id: int, message_id: int, language: str) -> None:
        """Delete what can be deleted up to this message, and leave the harmless line."""
        self.awaited.take(reader.key)
        for batch in batched(await self._messages(reader, message_id), MOST_AT_ONCE):
            await self._delete(chat_id, batch)
        await self._trail.traces.wipe(reader.key)
        await Chat(self._outbox, chat_id).say(Screen([line(self._screens.edition(language), notices.HARMLESS)]))

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete one message."""
        await self._delete(chat_id, [message_id])

    def is_word(self, reader: Reader, text: str) -> bool:
        """Whether a message is the reader's word and nothing else."""
        return self._readers.is_hide_word(reader, fold(text))

    def means_word(self, reader: Reader, text: str) -> bool:
        """Whether a message is the reader's word, or what they were asked to send as such."""
        return self.is_word(reader, text) or self.awaited.expects(reader.key, WORD)

    def may_be_word(self, text: str) -> bool:
        """Whether a text can become a word: short, no command, and nothing that means something to us."""
        word, catalogue = fold(text), self._screens.catalogue
        meaning = word in catalogue.stop_words or catalogue.urgent.find(text, catalogue.source_language)
        short = 1 <= len(word.split()) <= MOST_WORDS and 2 <= len(word) <= LONGEST
        return short and not meaning and not text.startswith("/")

    async def keep_word(self, reader: Reader, text: str) -> None:
        """Make a text the reader's word."""
        self.awaited.take(reader.key)
        await self._readers.choose_hide_word(reader.key, fold(text))

    async def drop_word(self, reader: Reader) -> None:
        """From now on no word hides the chat."""
        await self._readers.choose_hide_word(reader.key, None)

    async def _messages(self, reader: Reader, message_id: int) -> Sequence[int]:
        try:
            known = await self._trail.traces.of(reader.key)
        except UNAVAILABLE:  # a person who has to hide must not wait for our database
            known = []
        return list(dict.fromkeys([message_id, *known, *self._trail.take(reader.key)]))

    async def _delete(self, chat_id: int, ids: Sequence[int]) -> None:
        """Delete messages; where Telegram refuses them together, by halves, so that one does not keep the others."""
        delete = DeleteMessages(chat_id=chat_id, message_ids=[id_ for id_ in ids if id_ > 0])
        if (await self._outbox.send(delete, chat_id)).fate is Fate.REFUSED and len(ids) > 1:
            await self._delete(chat_id, ids[: len(ids) // 2])
            await self._delete(chat_id, ids[len(ids) // 2 :])


def explained(edition: Edition, *, has_word: bool) -> Screen:
    """How a chat is hidden."""
    choices = [(notices.HIDE_NOW, HideNow()), (notices.CHOOSE_WORD, WordAsked())]
    rows = [[button(edition.phrases.gettext(text), data)] for text, data in choices]
    if has_word:
        rows.append([button(edition.phrases.gettext(notices.DROP_WORD), WordDropped())])
    return _screen(edition, notices.HIDING, rows)


def which_word(edition: Edition) -> Screen:
    """Asks for the word, with some to choose from."""
    words = [edition.phrases.gettext(word) for word in notices.WORDS]
    return _screen(
        edition, notices.WHICH_WORD, [[button(word, WordProposed(number=n))] for n, word in enumerate(words)]
    )


def told(edition: Edition, message: str) -> Screen:
    """One of the notices, and the way back to hiding."""
    again = button(edition.phrases.gettext(notices.CHOOSE_WORD), WordAsked())
    return _screen(edition, message, [[again]] if message == notices.WORD_UNFIT else [])


def entry(edition: Edition) -> Row:
    """The button that leads here."""
    return [button(edition.phrases.gettext("Hide this chat"), HidingAsked())]


def _screen(edition: Edition, message: str, rows: list[Row]) -> Screen:
    return Screen([line(edition, message)], keyboard([*rows, back(edition)], edition.language))
