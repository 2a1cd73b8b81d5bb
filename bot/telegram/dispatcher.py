"""The dispatcher: routers, middlewares and what they are given."""

import logging
from collections.abc import Mapping
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.storage.readers import Readers
from bot.storage.subscriptions import Subscriptions
from bot.telegram.answering import Answering
from bot.telegram.handlers import routers
from bot.telegram.handover.handover import Handover
from bot.telegram.middlewares import AwaitedMiddleware, CallbackAnswerMiddleware, ReaderMiddleware, WrittenMiddleware
from bot.telegram.outbox import Outbox
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens
from bot.telegram.trail import Trail

log = logging.getLogger(__name__)

_NEEDED = ("message_id", "date", "from", "chat", "text", "caption", "edit_date")


def read_update(bot: Bot, payload: Mapping[str, Any]) -> Update:
    """An update as Telegram wrote it; of a message in a form that came after us, only what is needed."""
    try:
        return Update.model_validate(payload, context={"bot": bot})
    except ValidationError as error:
        log.warning("An update has a form that is not known: %d differences", error.error_count())
        known = {
            kind: {key: event[key] for key in _NEEDED if key in event} if kind.endswith("message") else event
            for kind, event in payload.items()
        }
        return Update.model_validate(known, context={"bot": bot})


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
    dispatcher.update.outer_middleware(ReaderMiddleware(readers, trail, outbox, lambda: screens.catalogue))
    dispatcher.update.outer_middleware(WrittenMiddleware())
    dispatcher.message.outer_middleware(AwaitedMiddleware(awaited))
    dispatcher.callback_query.outer_middleware(AwaitedMiddleware(awaited))
    dispatcher.callback_query.outer_middleware(CallbackAnswerMiddleware())
    dispatcher.include_routers(*routers())
    return dispatcher
