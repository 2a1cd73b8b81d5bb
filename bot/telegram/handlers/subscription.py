"""Wanting news and wanting no more; a word such as "stop" works whatever is going on."""

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.content.folding import fold
from bot.storage.readers import Reader
from bot.storage.subscriptions import Subscriptions
from bot.telegram import news, notices
from bot.telegram.answering import Answering
from bot.telegram.callbacks import NewsAsked, NewsChosen, NewsEnded
from bot.telegram.chat import Chat
from bot.telegram.handlers.newcomer import HasNoLanguage
from bot.telegram.handover.handover import Handover
from bot.telegram.screens import Screens


class SaysStop(Filter):
    """Lets through a message that is a stop word of any language and nothing else; hands on the word's language."""

    async def __call__(self, message: Message, screens: Screens) -> bool | dict[str, str]:
        """Whether it is one."""
        said = message.text or ""
        language = None if said.startswith("/") else screens.catalogue.stop_words.get(fold(said))
        return {"spoken": language} if language else False


def router() -> Router:
    """Consent given and taken back."""
    subscription = Router(name="subscription")
    subscription.message.register(stop, Command("stop", ignore_case=True))
    subscription.message.register(stop, SaysStop())
    subscription.callback_query.register(stop, NewsEnded.filter())
    subscription.message.register(choose, Command("subscribe", ignore_case=True), ~HasNoLanguage())
    subscription.callback_query.register(choose, NewsAsked.filter(), ~HasNoLanguage())
    subscription.callback_query.register(change, NewsChosen.filter(), ~HasNoLanguage())
    return subscription


async def choose(
    event: Message | CallbackQuery,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    subscriptions: Subscriptions,
) -> None:
    """Show the themes and which of them are chosen."""
    await chat.say(news.choice(screens.edition(language), await subscriptions.of(reader.key)))


async def change(
    event: CallbackQuery,
    callback_data: NewsChosen,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    subscriptions: Subscriptions,
) -> None:
    """Note the consent to a theme, or that it is taken back, and show how it stands now."""
    edition = screens.edition(language)
    if callback_data.theme not in edition.themes():  # an old button: the theme is gone
        await chat.say(screens.notice(notices.WELCOME, language))
        return
    if callback_data.wanted:
        await subscriptions.add(reader.key, [callback_data.theme])
    else:
        await subscriptions.end(reader.key, callback_data.theme)
    message = event.message.message_id if event.message else None
    await chat.replace(message, news.choice(edition, await subscriptions.of(reader.key)))


async def stop(
    event: Message | CallbackQuery,
    reader: Reader,
    language: str,
    chat: Chat,
    screens: Screens,
    subscriptions: Subscriptions,
    answering: Answering,
    handover: Handover | None,
    spoken: str | None = None,
) -> None:
    """End all news at once, and what else is going on; a newcomer is answered in the language of the word."""
    await subscriptions.end(reader.key)
    written = isinstance(event, Message) and spoken is None  # the command: a word has been tried on a flow before
    if written and await answering.flows.stopped_by(answering.stop_word(language), reader.key, language):
        await chat.say(answering.flows.screens.stopped(language))
    await chat.say(news.ended(screens.edition(reader.language or spoken or language)))
    if handover and (case := await handover.cases.open_of(reader.key)):
        await chat.say(handover.screens.status(case))
