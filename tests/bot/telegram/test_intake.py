"""Updates on their way in: nothing is lost, nothing doubled, nobody harmed by another's trouble."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import SystemClock
from bot.errors import SettingsError
from bot.storage.database import Sessions, migrate
from bot.storage.inbox import Inbox
from bot.storage.keyring import Keyring
from bot.telegram.intake import ALLOWED_UPDATES
from bot.telegram.intake.polling import Polling
from bot.telegram.intake.reception import Reception
from bot.telegram.intake.webhook import HEADER, webhook
from bot.telegram.intake.worker import Worker
from simulator.server import Address
from tests.bot.telegram.conftest import EMMA, TOKEN, Control

SECRET = "the-secret-of-the-webhook"
Payload = Mapping[str, Any]


@pytest.fixture
def inbox(database: Sessions, keyring: Keyring) -> Inbox:
    return Inbox(database, keyring, SystemClock())


@pytest.fixture
def reception(inbox: Inbox, keyring: Keyring) -> Reception:
    return Reception(inbox, keyring)


@asynccontextmanager
async def _doing(*works: Awaitable[None]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def _message(update_id: int, sender: int = EMMA, text: str = "hello") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"text": text, "from": {"id": sender}}}


class Handled(list[str]):
    """A handler that remembers texts; `poison` raises, `slow` waits for `door`."""

    def __init__(self) -> None:
        self.door = asyncio.Event()

    async def handle(self, payload: Payload) -> None:
        text = payload["message"]["text"]
        if text == "poison":
            raise ValueError(text)
        if text == "slow":
            await self.door.wait()
        self.append(text)


async def test_polling_brings_every_update_to_the_handler_in_order(
    simulator: Address, control: Control, reception: Reception, inbox: Inbox
) -> None:
    handled = Handled()
    polling = Polling(f"{simulator.url}/bot{TOKEN}", reception, SystemClock())
    async with _doing(polling.run(), Worker(inbox, handled.handle, reception.bell).run()):
        for number in range(20):
            await control(f"/users/{EMMA}/messages", text=str(number))
        await _until(lambda: len(handled) == 21)
    assert handled == ["/start", *map(str, range(20))]


async def test_polling_survives_a_telegram_that_fails(
    simulator: Address, control: Control, reception: Reception, inbox: Inbox
) -> None:
    for kind in ("html", "truncated", "error"):
        await control("/faults", method="getUpdates", kind=kind)
    handled = Handled()
    polling = Polling(f"{simulator.url}/bot{TOKEN}", reception, SystemClock())
    async with _doing(polling.run(), Worker(inbox, handled.handle, reception.bell).run()):
        await _until(lambda: handled == ["/start"])


async def test_polling_ends_with_a_clear_error_when_the_token_is_unknown(
    simulator: Address, reception: Reception
) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN"):
        await Polling(f"{simulator.url}/bot1:wrong", reception, SystemClock()).run()


async def test_the_webhook_takes_updates_from_telegram_and_drops_repeated_ones(
    bot: Bot, control: Control, reception: Reception, inbox: Inbox
) -> None:
    handled = Handled()
    async with TestServer(webhook("/hook", SECRET, reception)) as server:
        await bot.set_webhook(str(server.make_url("/hook")), secret_token=SECRET, allowed_updates=ALLOWED_UPDATES)
        async with _doing(Worker(inbox, handled.handle, reception.bell).run()):
            await control(f"/users/{EMMA}/messages", text="how are you")
            await _until(lambda: len(handled) == 2)
            async with ClientSession(headers={HEADER: SECRET}) as session:
                for _ in range(2):
                    (await session.post(server.make_url("/hook"), json=_message(1, text="again"))).raise_for_status()
            await _until(lambda: len(handled) == 3)
    assert handled == ["/start", "how are you", "again"]


@pytest.mark.parametrize("headers", [{}, {HEADER: "wrong"}, {HEADER: "häßlich"}])
async def test_the_webhook_refuses_whoever_does_not_know_the_secret(
    reception: Reception, inbox: Inbox, headers: dict[str, str]
) -> None:
    async with (
        TestServer(webhook("/hook", SECRET, reception)) as server,
        ClientSession() as session,
        session.post(server.make_url("/hook"), json=_message(1), headers=headers) as reply,
    ):
        assert reply.status == 401
    assert await inbox.waiting_readers([], 10) == []


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'{"update_id": "x"}', b"\xff"])
async def test_the_webhook_refuses_what_is_not_an_update(reception: Reception, body: bytes) -> None:
    async with (
        TestServer(webhook("/hook", SECRET, reception)) as server,
        ClientSession() as session,
        session.post(server.make_url("/hook"), data=body, headers={HEADER: SECRET}) as reply,
    ):
        assert reply.status == 400


async def test_telegram_delivers_again_what_could_not_be_stored(engine: AsyncEngine, reception: Reception) -> None:
    await migrate(engine, "base")  # the database has no place for it
    async with (
        TestServer(webhook("/hook", SECRET, reception)) as server,
        ClientSession() as session,
        session.post(server.make_url("/hook"), json=_message(1), headers={HEADER: SECRET}) as reply,
    ):
        assert reply.status == web.HTTPInternalServerError.status_code


async def test_one_readers_trouble_harms_nobody_else(reception: Reception, inbox: Inbox) -> None:
    handled = Handled()
    async with _doing(Worker(inbox, handled.handle, reception.bell).run()):
        await reception.take([_message(1, 1, "slow"), _message(2, 1, "after slow")])
        await reception.take([_message(3, 2, "poison"), _message(4, 2, "after poison"), _message(5, 3, "other")])
        await _until(lambda: set(handled) == {"after poison", "other"})
        handled.door.set()
        await _until(lambda: len(handled) == 4)
    assert handled[2:] == ["slow", "after slow"]


async def test_what_a_failing_update_said_is_not_logged(
    reception: Reception, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    handled = Handled()
    async with _doing(Worker(inbox, handled.handle, reception.bell).run()):
        await reception.take([_message(1, text="poison"), _message(2, text="end")])
        await _until(lambda: handled == ["end"])
    assert "ValueError" in caplog.text
    assert "poison" not in caplog.text


async def test_what_a_crash_left_behind_is_handled_at_the_next_start(reception: Reception, inbox: Inbox) -> None:
    await reception.take([_message(1, text="left behind")])
    reader = (await inbox.waiting_readers([], 1))[0]
    await inbox.claim_next(reader)  # and here the service was killed
    handled = Handled()
    async with _doing(Worker(inbox, handled.handle, reception.bell).run()):
        await _until(lambda: handled == ["left behind"])
