"""Questions in a person's own words."""

import re
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import InlineKeyboardMarkup, Message

from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat, Screen
from bot.telegram.doubts import Doubts
from bot.telegram.flows.notices import NOT_AN_ANSWER
from bot.telegram.handlers.menu import show_menu
from bot.telegram.handover.offer import line
from bot.telegram.screens import Screens
from bot.telegram.written import Written

_COMMAND = re.compile(r"/\w*(@\w+)?\s*$")


class MeansSeveral(Filter):
    """Lets through what stands for several of the last buttons, and hands these on."""

    async def __call__(self, message: Message, reader: Reader, written: Written) -> bool | dict[str, Any]:
        """Whether it does."""
        buttons = written.doubtful(message.text or "", reader)
        return {"buttons": buttons} if buttons else False


def router() -> Router:
    """Every written text; a corrected one is a new question."""
    questions = Router(name="questions")
    questions.message.register(show_menu, F.text.regexp(_COMMAND))
    questions.message.register(ask_again, MeansSeveral())
    questions.message.register(answer_question, F.text.as_("text"))
    questions.edited_message.register(answer_question, F.text.as_("text"))
    return questions


async def ask_again(
    message: Message, buttons: InlineKeyboardMarkup, language: str, chat: Chat, screens: Screens
) -> None:
    """Show the buttons once more, of which a text means several, as "yes" does."""
    await chat.say(Screen([line(screens.edition(language), NOT_AN_ANSWER)], buttons))


async def answer_question(
    message: Message, text: str, reader: Reader, language: str, chat: Chat, answering: Answering, doubts: Doubts
) -> None:
    """Answer one question, and keep it for staff if it was not surely understood."""
    answer = await answering.answer(text, reader, chat)
    if answer and message.from_user:
        await doubts.note(text, answer, language, message.from_user)
