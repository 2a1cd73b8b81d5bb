"""Readers say whether an answer helped, and which number does not work."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.storage.feedback import REASONS, Feedback
from bot.telegram import notices
from bot.telegram.chat import Chat
from bot.telegram.edition import Edition
from bot.telegram.handover.handover import Handover
from bot.telegram.screens import Screens
from bot.telegram.voices import screens as voices
from bot.telegram.voices.callbacks import ContactDead, Judged, NumberDead, Reasoned


def router() -> Router:
    """The buttons of judgements and reports."""
    router = Router(name="voices")
    router.callback_query.register(judge, Judged.filter())
    router.callback_query.register(explain, Reasoned.filter())
    router.callback_query.register(ask_which, NumberDead.filter())
    router.callback_query.register(report, ContactDead.filter())
    return router


async def judge(
    event: CallbackQuery, callback_data: Judged, language: str, chat: Chat, screens: Screens, feedback: Feedback
) -> None:
    """Note the judgement; the question goes away, or becomes the question for a reason."""
    catalogue = screens.catalogue
    if callback_data.topic not in catalogue.topics or callback_data.language not in catalogue.languages:
        await chat.say(screens.notice(notices.WELCOME, language))
        return
    helped, edition = callback_data.helped, screens.edition(callback_data.language)
    id_ = await feedback.judge(callback_data.topic, edition.language.id, callback_data.version[:6], helped=helped)
    if message := _still_there(event):
        instead = [] if helped else voices.reasons(edition, id_)
        await chat.change_buttons(message.message_id, voices.without_judgement(_buttons(message), instead))
    if helped or not message:
        await chat.say(voices.thanks(edition, helped=helped))


async def explain(
    event: CallbackQuery, callback_data: Reasoned, language: str, chat: Chat, screens: Screens, feedback: Feedback
) -> None:
    """Note the reason, if one is given."""
    for reason in REASONS:
        if reason == callback_data.reason:
            await feedback.explain(callback_data.id, reason)
    if message := _still_there(event):
        await chat.change_buttons(message.message_id, voices.without_reasons(_buttons(message)))
    await chat.say(voices.thanks(screens.edition(language), helped=False))


async def ask_which(
    event: CallbackQuery,
    callback_data: NumberDead,
    language: str,
    chat: Chat,
    screens: Screens,
    feedback: Feedback,
    handover: Handover | None,
) -> None:
    """Ask whose number it is, unless there is only one."""
    edition = _edition(callback_data.language, language, screens)
    match edition.unconfirmed(callback_data.about):
        case []:
            await chat.say(screens.notice(notices.WELCOME, language))  # confirmed or gone meanwhile
        case [contact]:
            await _report(contact, edition, chat, feedback, handover)
        case contacts:
            await chat.say(voices.which_number(edition, contacts))


async def report(
    event: CallbackQuery,
    callback_data: ContactDead,
    language: str,
    chat: Chat,
    screens: Screens,
    feedback: Feedback,
    handover: Handover | None,
) -> None:
    """Note the report."""
    if callback_data.contact in screens.catalogue.contacts:
        edition = _edition(callback_data.language, language, screens)
        await _report(callback_data.contact, edition, chat, feedback, handover)
    else:
        await chat.say(screens.notice(notices.WELCOME, language))


async def _report(contact: str, edition: Edition, chat: Chat, feedback: Feedback, handover: Handover | None) -> None:
    """Note it, thank, and tell staff of the day's first report of this contact."""
    first = await feedback.report(contact, edition.language.id)
    await chat.say(voices.thanks_for_number(edition))
    if first and handover:
        await handover.tell_of_number(contact)


def _edition(wanted: str, language: str, screens: Screens) -> Edition:
    return screens.edition(wanted if wanted in screens.catalogue.languages else language)


def _still_there(event: CallbackQuery) -> Message | None:
    """The message with the pressed button, unless Telegram does not show it to us any more."""
    return event.message if isinstance(event.message, Message) else None


def _buttons(message: Message) -> InlineKeyboardMarkup:
    return message.reply_markup or InlineKeyboardMarkup(inline_keyboard=[])
