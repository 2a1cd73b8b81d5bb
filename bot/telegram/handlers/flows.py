"""The buttons of guided conversations; what is written meanwhile goes the way of all questions."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.assistant import Press
from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat, Screen
from bot.telegram.flows.callbacks import FlowAnswered, FlowBegun, FlowStopped
from bot.telegram.handlers.newcomer import HasNoLanguage
from bot.telegram.handlers.subscription import SaysStop


class StopsFlow(Filter):
    """Lets through a word such as "stop" that has ended a flow; elsewhere it ends the news."""

    async def __call__(self, message: Message, reader: Reader, language: str, answering: Answering) -> bool:
        """Whether there was a flow to end."""
        return await answering.flows.stopped_by(message.text or "", reader.key, language)


def router() -> Router:
    """Begin, answer, stop."""
    flows = Router(name="flows")
    flows.callback_query.register(begin, FlowBegun.filter(), ~HasNoLanguage())
    flows.callback_query.register(answer, FlowAnswered.filter(), ~HasNoLanguage())
    flows.callback_query.register(stop, FlowStopped.filter(), ~HasNoLanguage())
    flows.message.register(say_stopped, SaysStop(), ~HasNoLanguage(), StopsFlow())
    flows.message.register(say_stopped, Command("cancel", ignore_case=True), ~HasNoLanguage(), StopsFlow())
    return flows


async def begin(
    event: CallbackQuery, callback_data: FlowBegun, reader: Reader, language: str, chat: Chat, answering: Answering
) -> None:
    """Say what comes, and ask the first question."""
    for screen in await answering.flows.begin(callback_data.flow, reader.key, language):
        await chat.say(screen)


async def answer(
    event: CallbackQuery, callback_data: FlowAnswered, reader: Reader, language: str, chat: Chat, answering: Answering
) -> None:
    """Ask the next question in place of the last one, or say what the answers lead to."""
    press = Press(callback_data.flow, callback_data.step, callback_data.option)
    await _show(event, chat, await answering.flows.answer(press, reader.key, language))


async def stop(
    event: CallbackQuery, callback_data: FlowStopped, reader: Reader, language: str, chat: Chat, answering: Answering
) -> None:
    """End it."""
    await _show(event, chat, await answering.flows.stop(callback_data.flow, reader.key, language))


async def say_stopped(message: Message, language: str, chat: Chat, answering: Answering) -> None:
    """Tell that it has ended."""
    await chat.say(answering.flows.screens.stopped(language))


async def _show(event: CallbackQuery, chat: Chat, screens: Sequence[Screen]) -> None:
    """The first screen takes the place of the question that was answered, so that no old buttons stay."""
    first, *rest = screens
    await chat.replace(event.message.message_id if event.message else None, first)
    for screen in rest:
        await chat.say(screen)
