"""The dispatcher: routers, middlewares and what they are given."""

from aiogram import Dispatcher

from bot.storage.readers import Readers
from bot.storage.subscriptions import Subscriptions
from bot.telegram.answering import Answering
from bot.telegram.handlers import routers
from bot.telegram.handover.handover import Handover
from bot.telegram.middlewares import AwaitedMiddleware, CallbackAnswerMiddleware, ReaderMiddleware
from bot.telegram.outbox import Outbox
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens
from bot.telegram.trail import Trail


def make_dispatcher(
    readers: Readers,
    trail: Trail,
    awaited: Pending,
    subscriptions: Subscriptions,
    outbox: Outbox,
    screens: Screens,
    answering: Answering,
    handover: Handover | None,
) -> Dispatcher:
    """A dispatcher of its own; the worker sees to order and isolation, so aiogram's are not needed."""
    dispatcher = Dispatcher(
        readers=readers,
        awaited=awaited,
        subscriptions=subscriptions,
        outbox=outbox,
        screens=screens,
        answering=answering,
        handover=handover,
        disable_fsm=True,
    )
    dispatcher.update.outer_middleware(
        ReaderMiddleware(readers, trail, outbox, lambda: screens.catalogue.source_language)
    )
    dispatcher.message.outer_middleware(AwaitedMiddleware(awaited))
    dispatcher.callback_query.outer_middleware(AwaitedMiddleware(awaited))
    dispatcher.callback_query.outer_middleware(CallbackAnswerMiddleware())
    dispatcher.include_routers(*routers())
    return dispatcher
