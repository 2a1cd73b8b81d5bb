"""Reminders: a reader chooses a time, agrees that it is kept, and can take it back."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.storage.readers import Reader
from bot.storage.reminders import Reminders
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat, Screen
from bot.telegram.flows.callbacks import (
    ReminderAgreed,
    ReminderAsked,
    ReminderDay,
    ReminderDropped,
    ReminderHour,
    ReminderOpened,
)
from bot.telegram.flows.reminder_screens import ReminderScreens


def router() -> Router:
    """The buttons, in the order in which they are pressed."""
    reminders = Router(name="reminders")
    reminders.callback_query.register(ask_day, ReminderAsked.filter())
    reminders.callback_query.register(ask_hour, ReminderDay.filter())
    reminders.callback_query.register(ask_consent, ReminderHour.filter())
    reminders.callback_query.register(keep, ReminderAgreed.filter())
    reminders.callback_query.register(drop, ReminderDropped.filter())
    reminders.callback_query.register(open_list, ReminderOpened.filter())
    return reminders


async def ask_day(
    event: CallbackQuery, callback_data: ReminderAsked, language: str, chat: Chat, reminder_screens: ReminderScreens
) -> None:
    """Show a week, below what stands there: the end of a flow must stay."""
    await chat.say(reminder_screens.days(callback_data.flow, callback_data.week, language))


async def ask_hour(
    event: CallbackQuery, callback_data: ReminderDay, language: str, chat: Chat, reminder_screens: ReminderScreens
) -> None:
    """Show the hours of a day."""
    await _replace(event, chat, reminder_screens.hours(callback_data.flow, callback_data.day, language))


async def ask_consent(
    event: CallbackQuery, callback_data: ReminderHour, language: str, chat: Chat, reminder_screens: ReminderScreens
) -> None:
    """Ask whether the time may be kept."""
    question = reminder_screens.question(callback_data.flow, callback_data.day, callback_data.hour, language)
    await _replace(event, chat, question)


async def keep(
    event: CallbackQuery,
    callback_data: ReminderAgreed,
    reader: Reader,
    language: str,
    chat: Chat,
    reminders: Reminders,
    reminder_screens: ReminderScreens,
) -> None:
    """Keep it."""
    at = reminder_screens.moment(callback_data.day, callback_data.hour)
    if at is None:
        await _replace(event, chat, reminder_screens.days(callback_data.flow, 0, language))
        return
    kept = await reminders.add(reader.key, at, callback_data.flow)
    screen = reminder_screens.too_many(language) if kept is None else reminder_screens.kept(kept, at, language)
    await _replace(event, chat, screen)


async def drop(
    event: CallbackQuery,
    callback_data: ReminderDropped,
    reader: Reader,
    language: str,
    chat: Chat,
    reminders: Reminders,
    reminder_screens: ReminderScreens,
) -> None:
    """Erase it."""
    await reminders.drop(callback_data.id, reader.key)
    await _replace(event, chat, reminder_screens.dropped(language))


async def open_list(
    event: CallbackQuery, callback_data: ReminderOpened, language: str, chat: Chat, answering: Answering
) -> None:
    """Show what everybody is told at the end of the flow."""
    await chat.say(answering.flows.screens.checklist(callback_data.flow, language))


async def _replace(event: CallbackQuery, chat: Chat, screen: Screen) -> None:
    await chat.replace(event.message.message_id if event.message else None, screen)
