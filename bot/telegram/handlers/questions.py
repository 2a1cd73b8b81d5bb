"""Questions in a person's own words."""

from aiogram import F, Router
from aiogram.types import Message

from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat
from bot.telegram.doubts import Doubts


def router() -> Router:
    """Every written text; a corrected one is a new question."""
    questions = Router(name="questions")
    questions.message.register(answer_question, F.text.as_("text"))
    questions.edited_message.register(answer_question, F.text.as_("text"))
    return questions


async def answer_question(
    message: Message, text: str, reader: Reader, language: str, chat: Chat, answering: Answering, doubts: Doubts
) -> None:
    """Answer one question, and keep it for staff if it was not surely understood."""
    answer = await answering.answer(text, reader, chat)
    if answer and message.from_user:
        await doubts.note(text, answer, language, message.from_user)
