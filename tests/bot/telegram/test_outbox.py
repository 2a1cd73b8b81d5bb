import asyncio
import logging

import pytest
from aiogram import Bot
from aiogram.methods import SendMessage

from bot.clock import SystemClock
from bot.outcome import Fate
from bot.telegram.outbox import Outbox
from bot.telegram.turnstile import Turnstile
from tests.bot.conftest import SetClock
from tests.bot.telegram.conftest import EMMA, Control


class Departures(list[tuple[int, Fate]]):
    """Who left, as the outbox told."""

    async def hear(self, chat: int, fate: Fate) -> None:
        self.append((chat, fate))


@pytest.fixture
def departures() -> Departures:
    return Departures()


@pytest.fixture
def outbox(bot: Bot, clock: SetClock, departures: Departures) -> Outbox:
    return Outbox(bot, Turnstile(clock), clock, departures.hear)


def _hello(chat: int = EMMA, text: str = "hello") -> SendMessage:
    return SendMessage(chat_id=chat, text=text, parse_mode="HTML")


async def _received(control: Control) -> list[object]:
    return [message["text"] for message in await control.get(f"/users/{EMMA}/chat") if message["from_bot"]]


async def test_a_message_arrives_and_its_id_is_known(outbox: Outbox, control: Control) -> None:
    outcome = await outbox.send(_hello(), EMMA)
    assert outcome.fate is Fate.SENT
    assert outcome.message_id
    assert await _received(control) == ["hello"]


async def test_after_a_429_nothing_is_sent_until_the_time_is_over(
    outbox: Outbox, control: Control, clock: SetClock
) -> None:
    await control("/faults", method="sendMessage", kind="flood", retry_after=30)
    assert (await outbox.send(_hello(), EMMA)).fate is Fate.SENT
    assert clock.monotonic() >= 30
    assert await _received(control) == ["hello"]


async def test_a_429_for_one_chat_holds_up_nobody_else(bot: Bot, control: Control) -> None:
    bilal, clock = EMMA + 1, SystemClock()
    await control("/users", id=bilal, first_name="Bilal", language_code="ur")
    await control(f"/users/{bilal}/messages", text="/start")
    await control("/faults", method="sendMessage", kind="flood", retry_after=1, chat_id=EMMA)
    outbox, done = Outbox(bot, Turnstile(clock), clock), []

    async def send(chat: int) -> None:
        assert (await outbox.send(_hello(chat), chat)).fate is Fate.SENT
        done.append(chat)

    await asyncio.gather(send(EMMA), send(bilal), send(bilal))
    assert done == [bilal, bilal, EMMA]


@pytest.mark.parametrize("kind", ["reset-before", "html", "error"])
async def test_a_failing_telegram_is_tried_again(outbox: Outbox, control: Control, kind: str) -> None:
    await control("/faults", method="sendMessage", kind=kind, times=2)
    assert (await outbox.send(_hello(), EMMA)).fate is Fate.SENT
    assert await _received(control) == ["hello"]


async def test_a_reply_that_may_have_arrived_is_sent_again_and_the_log_says_so(
    outbox: Outbox, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control("/faults", method="sendMessage", kind="reset-after")
    with caplog.at_level(logging.WARNING):
        assert (await outbox.send(_hello(), EMMA)).fate is Fate.SENT
    assert await _received(control) == ["hello", "hello"]
    assert "may arrive twice" in caplog.text


async def test_a_telegram_that_stays_away_ends_in_an_unknown_fate(
    outbox: Outbox, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await control("/faults", method="sendMessage", kind="error", times=0)
    assert (await outbox.send(_hello(), EMMA)).fate is Fate.UNKNOWN
    assert "fate is unknown" in caplog.text
    assert "hello" not in caplog.text


async def test_who_blocked_the_bot_is_reported_once_and_not_tried_again(
    outbox: Outbox, control: Control, departures: Departures
) -> None:
    await control(f"/users/{EMMA}/block")
    assert (await outbox.send(_hello(), EMMA)).fate is Fate.BLOCKED
    assert departures == [(EMMA, Fate.BLOCKED)]


async def test_a_deactivated_account_is_gone(outbox: Outbox, control: Control, departures: Departures) -> None:
    await control(f"/users/{EMMA}/deactivate")
    assert (await outbox.send(_hello(), EMMA)).fate is Fate.GONE
    assert departures == [(EMMA, Fate.GONE)]


async def test_a_chat_that_never_was_counts_as_unreachable(outbox: Outbox, control: Control) -> None:
    assert (await outbox.send(_hello(chat=999_999), 999_999)).fate is Fate.BLOCKED


async def test_what_telegram_does_not_accept_is_refused_and_the_log_does_not_quote_it(
    outbox: Outbox, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    assert (await outbox.send(_hello(text="<b>my secret"), EMMA)).fate is Fate.REFUSED
    assert (await outbox.send(_hello(text="x" * 5000), EMMA)).fate is Fate.REFUSED
    assert "secret" not in caplog.text
    assert "xxx" not in caplog.text
