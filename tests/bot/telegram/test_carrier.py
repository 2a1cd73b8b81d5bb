"""Broadcasts on their way to Telegram: what each answer means, and that nothing is sent twice."""

from collections.abc import AsyncIterator

import pytest

from bot.campaigns.message import Button, Message
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import MediaRow
from bot.telegram.carrier import Carrier, open_carrier
from bot.telegram.turnstile import Turnstile
from simulator.server import Address
from tests.bot.conftest import SetClock
from tests.bot.telegram.conftest import EMMA, TOKEN, Control

NEWS = Message("en", "<b>News</b>\n\nWarm clothes &amp; more")


@pytest.fixture
async def carrier(simulator: Address, clock: SetClock) -> AsyncIterator[Carrier]:
    async with open_carrier(simulator.url, TOKEN, Turnstile(clock), clock) as carrier:
        yield carrier


async def _received(control: Control) -> list[dict[str, object]]:
    return [message for message in await control.get(f"/users/{EMMA}/chat") if message["from_bot"]]


async def test_a_broadcast_arrives_with_its_buttons(carrier: Carrier, control: Control) -> None:
    buttons = (Button("More", "url", "https://example.org"), Button("Apply", "topic", "asylum/apply"),
               Button("Not yet in your language", "languages"))  # fmt: skip
    outcome = await carrier.send(Message("en", NEWS.html, buttons), EMMA)
    assert outcome.fate is Fate.SENT
    (message,) = await _received(control)
    assert message["text"] == "News\n\nWarm clothes & more"
    keyboard = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    assert [next(iter(set(row[0]) - {"text"})) for row in keyboard] == ["url", "callback_data", "callback_data"]
    assert keyboard[1][0]["callback_data"] == "topic:asylum/apply:en"


async def test_a_file_is_uploaded_once_and_known_by_its_id_from_then_on(carrier: Carrier, control: Control) -> None:
    file = MediaRow(sha256="x", kind="photo", name="clothes.png", content=b"a picture", file_id=None)
    outcome = await carrier.send(Message("en", NEWS.html, media="x"), EMMA, file)
    assert outcome.fate is Fate.SENT
    file.file_id = outcome.result
    await carrier.send(Message("en", NEWS.html, media="x"), EMMA, file)
    calls = await control.get("/requests?method=sendPhoto")
    assert [isinstance(call["params"]["photo"], dict) for call in calls] == [True, False]  # type: ignore[index]
    assert [message["caption"] for message in await _received(control)] == ["News\n\nWarm clothes & more"] * 2


async def test_a_file_that_telegram_forgot_is_told_apart_from_a_bad_text(carrier: Carrier, control: Control) -> None:
    file = MediaRow(sha256="x", kind="photo", name="clothes.png", content=b"a picture", file_id="from another bot")
    assert (await carrier.send(Message("en", NEWS.html, media="x"), EMMA, file)).fate is Fate.STALE_FILE


@pytest.mark.parametrize(
    ("fault", "fate"),
    [
        ({"kind": "reset-before"}, Fate.UNKNOWN),
        ({"kind": "reset-after"}, Fate.UNKNOWN),
        ({"kind": "truncated"}, Fate.UNKNOWN),
        ({"kind": "html"}, Fate.UNKNOWN),
        ({"kind": "error", "code": 500}, Fate.UNKNOWN),
        ({"kind": "error", "code": 403}, Fate.BLOCKED),
        ({"kind": "error", "code": 400}, Fate.NOT_FOUND),
        ({"kind": "error", "code": 400, "description": "Bad Request: can't parse entities"}, Fate.REFUSED),
        ({"kind": "error", "code": 413}, Fate.REFUSED),
        ({"kind": "flood", "retry_after": 7}, Fate.LATER),
    ],
)
async def test_every_answer_has_one_meaning_and_nothing_is_tried_twice(
    carrier: Carrier, control: Control, fault: dict[str, object], fate: Fate
) -> None:
    await control("/faults", method="sendMessage", **fault)
    assert (await carrier.send(NEWS, EMMA)).fate is fate
    calls = await control.get("/requests?method=sendMessage")
    assert len(calls) == 1
    assert len(await _received(control)) == (1 if fault["kind"] in ("reset-after", "truncated") else 0)


async def test_people_who_left_are_known_by_telegrams_words(carrier: Carrier, control: Control) -> None:
    await control(f"/users/{EMMA}/block")
    assert (await carrier.send(NEWS, EMMA)).fate is Fate.BLOCKED
    await control(f"/users/{EMMA}/deactivate")
    assert (await carrier.send(NEWS, EMMA)).fate is Fate.GONE


async def test_where_nobody_listens_nothing_was_sent(clock: SetClock) -> None:
    async with open_carrier("http://127.0.0.1:9", TOKEN, Turnstile(clock), clock) as carrier:
        assert (await carrier.send(NEWS, EMMA)).fate is Fate.UNREACHED


async def test_after_a_429_no_turn_is_given_until_the_time_is_over(
    carrier: Carrier, control: Control, clock: SetClock
) -> None:
    await control("/faults", method="sendMessage", kind="flood", retry_after=30)
    assert await carrier.send(NEWS, EMMA) == Outcome(Fate.LATER, retry_after=30)
    await carrier.turn()
    assert clock.monotonic() >= 30


async def test_one_chat_gets_one_broadcast_a_second(carrier: Carrier, control: Control, clock: SetClock) -> None:
    for _ in range(3):
        await carrier.send(NEWS, EMMA)
    assert clock.monotonic() == 2.0
