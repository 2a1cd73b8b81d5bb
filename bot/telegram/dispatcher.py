"""The dispatcher: routers, middlewares and what they are given."""

from aiogram import Dispatcher

from bot.storage.readers import Readers
from bot.storage.subscriptions import Subscriptions
from bot.telegram.answering import Answering
from bot.telegram.handlers import routers
from bot.telegram.handover.handover import Handover
from bot.telegram.middlewares import CallbackAnswerMiddleware, ReaderMiddleware
from bot.telegram.outbox import Outbox
from bot.telegram.screens import Screens


def make_dispatcher(
    readers: Readers,
    subscriptions: Subscriptions,
    outbox: Outbox,
    screens: Screens,
    answering: Answering,
    handover: Handover | None,
) -> Dispatcher:
    """A dispatcher of its own; the worker sees to order and isolation, so aiogram's are not needed."""
    dispatcher = Dispatcher(
        readers=readers,
        subscriptions=subscriptions,
        outbox=outbox,
        screens=screens,
        answering=answering,
        handover=handover,
        disable_fsm=True,
    )
    dispatcher.update.outer_middleware(ReaderMiddleware(readers, outbox, lambda: screens.catalogue.source_language))
    dispatcher.callback_query.outer_middleware(CallbackAnswerMiddleware())
    dispatcher.include_routers(*routers())
    return dispatcher
