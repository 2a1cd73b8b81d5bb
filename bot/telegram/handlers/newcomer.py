"""First contact: whoever has no language yet is asked for it, but an urgent message is answered at once."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.storage.readers import Reader
from bot.telegram.answering import Answering
from bot.telegram.chat import Chat


class HasNoLanguage(Filter):
    """Lets through events of people we do not know yet."""

    async def __call__(self, event: Message | CallbackQuery, reader: Reader) -> bool:
        """Whether this person still has to choose."""
        return reader.language is None


HAS_LANGUAGE = ~HasNoLanguage()


def router() -> Router:
    """Everything that newcomers send, except the choice of a language."""
    newcomers = Router(name="newcomer")
    newcomers.message.register(meet, HasNoLanguage())
    newcomers.edited_message.register(meet, HasNoLanguage())
    newcomers.callback_query.register(meet, HasNoLanguage())
    return newcomers


async def meet(event: Message | CallbackQuery, reader: Reader, chat: Chat, answering: Answering) -> None:
    """Ask for the language; a question is kept in mind until it is chosen."""
    text = event.text or event.caption if isinstance(event, Message) else None
    await answering.meet(text, reader, chat)
