"""Questions in a person's own words."""

from aiogram import F, Router
from aiogram.types import Message

from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat


def router() -> Router:
    """Every written text; a corrected one is a new question."""
    questions = Router(name="questions")
    questions.message.register(answer_question, F.text.as_("text"))
    questions.edited_message.register(answer_question, F.text.as_("text"))
    return questions


async def answer_question(message: Message, text: str, reader: Reader, chat: Chat, answering: Answering) -> None:
    """Answer one question."""
    await answering.answer(text, reader, chat)
