"""Asking for a person, and talking with one."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.storage.cases import Case
from bot.storage.readers import Reader, Readers
from bot.telegram import notices
from bot.telegram.answering import Answering
from bot.telegram.callbacks import CaseEnded, CaseWanted, PersonAsked, UrgencyTold
from bot.telegram.chat import Chat
from bot.telegram.handover import notices as handover_notices
from bot.telegram.handover.handover import Handover
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens

_PASSED_ON = "passed on"  # what Pending keeps of a reader who was told so


class InCase(Filter):
    """Lets through readers with an open case, and hands it on as `case`."""

    async def __call__(
        self, event: Message | CallbackQuery, reader: Reader, handover: Handover | None
    ) -> bool | dict[str, Any]:
        """Whether there is one."""
        case = await handover.cases.open_of(reader.key) if handover else None
        return {"case": case} if case else False


def router() -> Router:
    """Buttons around a case, and whatever a reader in a case sends, except commands."""
    people = Router(name="person")
    people.callback_query.register(end, CaseEnded.filter())
    people.callback_query.register(show_case, PersonAsked.filter(), InCase())
    people.callback_query.register(show_case, CaseWanted.filter(), InCase())
    people.callback_query.register(show_case, UrgencyTold.filter(), InCase())
    people.callback_query.register(ask, PersonAsked.filter())
    people.callback_query.register(ask_again, UrgencyTold.filter())
    people.callback_query.register(open_case, CaseWanted.filter())
    people.message.register(show_case, Command("person", ignore_case=True), InCase())
    for messages in (people.message, people.edited_message):
        messages.register(pass_on, ~F.text.startswith("/"), InCase())
    return people


async def ask(event: CallbackQuery, callback_data: PersonAsked, reader: Reader, chat: Chat, screens: Screens) -> None:
    """Show how to reach a person, and where there is a staff group, ask whether a case shall be opened."""
    language = _language(callback_data.language, reader, screens)
    topics = screens.edition(language).with_action("person")
    if not topics:
        await chat.say(screens.notice(notices.WELCOME, language))
        return
    about = _known(callback_data.about, screens)
    await chat.say(screens.topic(topics[0], language, reader_language=reader.language, about=about))


async def ask_again(
    event: CallbackQuery,
    callback_data: UrgencyTold,
    reader: Reader,
    chat: Chat,
    screens: Screens,
    handover: Handover | None,
) -> None:
    """Put the mark and the numbers into the question."""
    language = _language(callback_data.language, reader, screens)
    if handover:
        await chat.replace(_message(event), screens.urgent_case(_known(callback_data.about, screens), language))
    else:
        await chat.say(screens.notice(notices.WELCOME, language))


async def open_case(
    event: CallbackQuery,
    callback_data: CaseWanted,
    reader: Reader,
    chat: Chat,
    readers: Readers,
    screens: Screens,
    handover: Handover | None,
) -> None:
    """Open a case; a newcomer's language is that of the button they understood."""
    language = _language(callback_data.language, reader, screens)
    if handover is None:  # an old button: there was a staff group once
        await chat.say(screens.notice(notices.WELCOME, language))
        return
    if reader.language is None:
        reader = await readers.choose_language(event.from_user.id, language)
    told = _known(callback_data.about, screens) if callback_data.tell else ""
    case = await handover.open(reader, told or None, urgent=callback_data.urgent)
    await chat.replace(_message(event), handover.screens.opened(case))


async def show_case(event: Message | CallbackQuery, case: Case, chat: Chat, handover: Handover) -> None:
    """Remind the reader of the open case."""
    await chat.say(handover.screens.status(case))


async def end(
    event: CallbackQuery,
    callback_data: CaseEnded,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    handover: Handover | None,
) -> None:
    """End the reader's case; the button of an old one leads to the menu."""
    case = await handover.cases.open_of(reader.key) if handover else None
    if handover and case and case.number == callback_data.number:
        await handover.end(case)
    else:
        await chat.say(screens.notice(notices.WELCOME, language))


async def pass_on(
    message: Message,
    case: Case,
    reader: Reader,
    chat: Chat,
    answering: Answering,
    handover: Handover,
    awaited: Pending,
) -> None:
    """Hand the message over; what tells of danger is answered at once, and while nobody is there, so is the rest.

    Until somebody has come, whoever writes is told once in a while that it was passed on.
    """
    text = message.text or message.caption
    in_danger = text is not None and await answering.warn(text, reader, chat)
    unattended = await handover.pass_on(case, message.message_id)
    if in_danger:
        await handover.alarm(case)
    elif unattended and message.text:
        await answering.answer(message.text, reader, chat)
    elif unattended or (case.taken_at is None and not awaited.expects(reader.key, _PASSED_ON)):
        awaited.keep(reader.key, _PASSED_ON)
        await chat.say(handover.screens.told(case, handover_notices.PASSED_ON))


def _language(wanted: str, reader: Reader, screens: Screens) -> str:
    """The language of a button, if it still exists."""
    return wanted if wanted in screens.catalogue.languages else reader.language or screens.catalogue.source_language


def _known(topic: str, screens: Screens) -> str:
    """A button's topic, if it still exists, else empty."""
    return topic if topic in screens.catalogue.topics else ""


def _message(event: CallbackQuery) -> int | None:
    return event.message.message_id if event.message else None
