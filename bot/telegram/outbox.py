"""The outbox: the only door to Telegram for messages. It knows the pace, the refusals and what they mean.

It does not raise for what Telegram says about one message; it returns an outcome from a closed list. A reply whose
fate is unknown (the connection broke after the request went out) is sent again, because silence hurts a person who
asked for help more than the same answer twice; the log says that it may have arrived twice.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectorError

from bot.clock import Clock
from bot.outcome import Fate as Fate
from bot.outcome import Outcome as Outcome
from bot.telegram.turnstile import Lane, Turnstile

log = logging.getLogger(__name__)

ATTEMPTS = 5
PATIENCE = 60.0  # seconds; what could not be sent by then is reported, not kept


Departure = Callable[[int, Fate], Awaitable[None]]
Arrival = Callable[[int, int], Awaitable[None]]


async def _nobody_cares(chat: int, fate: Fate) -> None:
    pass


async def _nobody_listens(chat: int, message_id: int) -> None:
    pass


class Outbox:
    """One per token and pace. `on_departure` hears of chats that blocked us or are gone, `on_arrival` of messages."""

    def __init__(
        self,
        bot: Bot,
        turnstile: Turnstile,
        clock: Clock,
        on_departure: Departure = _nobody_cares,
        on_arrival: Arrival = _nobody_listens,
    ) -> None:
        self._bot = bot
        self._turnstile = turnstile
        self._clock = clock
        self._on_departure = on_departure
        self._on_arrival = on_arrival
        self._held: dict[int, float] = {}  # chats for which Telegram wants nothing, until when

    async def send(self, method: TelegramMethod[Any], chat: int, lane: Lane = Lane.REPLY) -> Outcome:
        """Send one message or edit, with patience for Telegram's limits and failures."""
        deadline = self._clock.monotonic() + PATIENCE
        for attempt in range(1, ATTEMPTS + 1):
            await self._wait_for(chat)
            await self._turnstile.enter(lane)
            outcome = await self._try(method, chat, attempt)
            if outcome and outcome.fate in (Fate.BLOCKED, Fate.GONE):
                await self._on_departure(chat, outcome.fate)
            if outcome and outcome.message_id:
                await self._on_arrival(chat, outcome.message_id)
            if outcome:
                return outcome
            if self._clock.monotonic() > deadline:
                break
        log.error("A message could not be sent: its fate is unknown")
        return Outcome(Fate.UNKNOWN)

    async def _wait_for(self, chat: int) -> None:
        """Wait while Telegram wants nothing for this chat."""
        while (left := self._held.get(chat, 0.0) - self._clock.monotonic()) > 0:
            await self._clock.sleep(left)

    def _hold(self, chat: int, seconds: float) -> None:
        """Telegram refuses: mostly it is this chat that got too much; where another is held too, it is all of us."""
        now = self._clock.monotonic()
        self._held = {other: until for other, until in self._held.items() if until > now}
        if self._held.keys() - {chat}:
            self._turnstile.halt(seconds)
        self._held[chat] = now + seconds

    async def _try(self, method: TelegramMethod[Any], chat: int, attempt: int) -> Outcome | None:
        """One try; None means: try again."""
        try:
            result = await self._bot(method, request_timeout=15)
        except TelegramRetryAfter as error:
            self._hold(chat, error.retry_after + 0.1)
            return None
        except TelegramForbiddenError as error:
            reason = error.message.lower()
            return Outcome(Fate.GONE if "deactivated" in reason else Fate.BLOCKED, reason=reason)
        except TelegramMigrateToChat as error:
            return Outcome(Fate.REFUSED, reason=error.message.lower(), moved_to=error.migrate_to_chat_id)
        except (TelegramBadRequest, TelegramEntityTooLarge) as error:
            return _refused(error)
        except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
            if not isinstance(error.__cause__, ClientConnectorError):
                log.warning("A reply is sent again after %s; it may arrive twice", type(error).__name__)
            await self._clock.sleep(min(2 ** (attempt - 2), 8))
            return None
        return Outcome(Fate.SENT, getattr(result, "message_id", None), result)


def _refused(error: TelegramBadRequest | TelegramEntityTooLarge) -> Outcome:
    text = error.message.lower()
    if "message is not modified" in text:
        return Outcome(Fate.SENT)
    if "chat not found" in text:
        return Outcome(Fate.BLOCKED, reason=text)
    log.error("Telegram refused a message of ours: %s", error.message)
    return Outcome(Fate.REFUSED, reason=text)
