"""Hiding the chat, by command, button or the reader's own word. Asked before everything else that readers do."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat
from bot.telegram.handlers.newcomer import HAS_LANGUAGE
from bot.telegram.safety import hiding as screens_of_hiding
from bot.telegram.safety import notices
from bot.telegram.safety.callbacks import HideNow, HidingAsked, WordAsked, WordDropped, WordProposed
from bot.telegram.safety.hiding import WORD, Hiding
from bot.telegram.screens import Screens
from bot.telegram.written import Written


class IsWord(Filter):
    """Lets through a message that is the reader's word."""

    async def __call__(self, message: Message, reader: Reader, hiding: Hiding) -> bool:
        """Whether it is."""
        return hiding.is_word(reader, message.text or "")


class IsNewWord(Filter):
    """Lets through what a reader sends who was asked for a word, unless it is urgent."""

    async def __call__(self, message: Message, reader: Reader, language: str, hiding: Hiding, screens: Screens) -> bool:
        """Whether it is meant as the word."""
        awaited = message.text is not None and hiding.awaited.expects(reader.key, WORD)
        return awaited and not screens.catalogue.urgent.find(message.text or "", language)


def router() -> Router:
    """Hiding, and choosing the word."""
    hiding = Router(name="hiding")
    hiding.message.register(hide, Command("hide", ignore_case=True))
    hiding.message.register(hide, IsWord())
    hiding.callback_query.register(hide, HideNow.filter())
    hiding.callback_query.register(explain, HidingAsked.filter())
    hiding.message.register(take_word, Command("word", ignore_case=True), HAS_LANGUAGE)
    hiding.callback_query.register(ask_word, WordAsked.filter(), HAS_LANGUAGE)
    hiding.callback_query.register(take_proposed, WordProposed.filter(), HAS_LANGUAGE)
    hiding.callback_query.register(drop_word, WordDropped.filter(), HAS_LANGUAGE)
    hiding.message.register(take_word, IsNewWord(), HAS_LANGUAGE)
    return hiding


async def hide(
    event: Message | CallbackQuery,
    reader: Reader,
    language: str,
    chat: Chat,
    hiding: Hiding,
    answering: Answering,
    written: Written,
) -> None:
    """Hide the chat, and let nothing of it come up again."""
    message = event.message if isinstance(event, CallbackQuery) else event
    assert event.from_user
    await hiding.hide(reader, event.from_user.id, message.message_id if message else 0, language)
    written.drop(reader.key)
    await answering.drop(reader, language)


async def explain(event: CallbackQuery, reader: Reader, language: str, chat: Chat, screens: Screens) -> None:
    """Say how it is done."""
    has_word = reader.hide_word is not None
    await chat.say(screens_of_hiding.explained(screens.edition(language), has_word=has_word))


async def ask_word(
    event: CallbackQuery, reader: Reader, language: str, chat: Chat, screens: Screens, hiding: Hiding
) -> None:
    """Take the next message as the word."""
    hiding.awaited.keep(reader.key, WORD)
    await chat.say(screens_of_hiding.which_word(screens.edition(language)))


async def take_word(
    message: Message,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    hiding: Hiding,
    command: CommandObject | None = None,
) -> None:
    """Keep the word, by itself or behind the command, and take it out of the chat."""
    edition, text = screens.edition(language), (message.text or "" if command is None else command.args or "")
    if command and not command.args:
        hiding.awaited.keep(reader.key, WORD)
        await chat.say(screens_of_hiding.which_word(edition))
    elif not hiding.may_be_word(text):
        await chat.say(screens_of_hiding.told(edition, notices.WORD_UNFIT))
    else:
        await hiding.keep_word(reader, text)
        await hiding.delete(message.chat.id, message.message_id)
        await chat.say(screens_of_hiding.told(edition, notices.WORD_KEPT))


async def take_proposed(
    event: CallbackQuery,
    callback_data: WordProposed,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    hiding: Hiding,
) -> None:
    """Keep one of our words; the message that shows it becomes another one."""
    edition = screens.edition(language)
    word = notices.WORDS[callback_data.number % len(notices.WORDS)]
    await hiding.keep_word(reader, edition.phrases.gettext(word))
    shown = event.message.message_id if event.message else None
    await chat.replace(shown, screens_of_hiding.told(edition, notices.WORD_KEPT))


async def drop_word(
    event: CallbackQuery, reader: Reader, language: str, chat: Chat, screens: Screens, hiding: Hiding
) -> None:
    """Forget the word."""
    await hiding.drop_word(reader)
    await chat.say(screens_of_hiding.told(screens.edition(language), notices.WORD_DROPPED))
