"""A desk on a simulator, with one clock for both, so that limits are tested without waiting."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot

from bot.content import Library
from bot.phrases import Phrasebook
from bot.storage.cases import Case
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from bot.telegram.handover.desk import Desk, open_desk
from bot.telegram.outbox import Outbox
from bot.telegram.screens import Screens
from bot.telegram.turnstile import Turnstile
from simulator.clock import Clock as SimulatorsClock
from simulator.server import Address
from tests.bot.telegram.conftest import Control


class SharedClock:
    """The simulator's time; sleeping moves it for both."""

    def __init__(self, clock: SimulatorsClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        self._clock.advance(seconds)
        await asyncio.sleep(0)


@dataclass
class Stage:
    """A desk, and what is seen of it from outside."""

    desk: Desk
    readers: Readers
    simulator: Address
    control: Control
    group: int
    clock: SharedClock

    async def new_case(self, person: int, *, urgent: bool = False) -> Case:
        """A case of somebody who has written two messages, 1 and 2."""
        await self.control("/users", id=person, first_name="N", language_code="en")
        for text in ("one", "two"):
            await self.control(f"/users/{person}/messages", text=text)
        reader = await self.readers.choose_language(person, "en")
        return await self.desk.handover.open(reader, None, urgent=urgent)

    async def again(self, case: Case) -> Case:
        """The case as it is now."""
        found = await self.desk.handover.cases.get(case.number)
        assert found
        return found

    @asynccontextmanager
    async def courier_at_work(self) -> AsyncIterator[None]:
        """The courier runs until the block ends."""
        task = asyncio.create_task(self.desk.courier.run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def all_carried(self) -> None:
        """Wait until nothing is on its way."""
        async with asyncio.timeout(20):
            while await self.desk.handover.posts.first_of_each_case():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def in_group(self) -> list[dict[str, Any]]:
        """All messages in the group."""
        return [message for message in await self.control.get(f"/groups/{self.group}/chat") if not message["deleted"]]

    async def shown_to(self, person: int) -> list[str]:
        """What the bot wrote to somebody."""
        chat = await self.control.get(f"/users/{person}/chat")
        return [str(message["text"]) for message in chat if message["from_bot"]]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Our content with opening hours that do not depend on the day of the test: staff are always there."""
    root = tmp_path_factory.mktemp("handover") / "content"
    shutil.copytree("content", root, ignore=shutil.ignore_patterns("opening.yml"))
    return Library(root)


@pytest.fixture
async def stage(
    simulator: Address, control: Control, bot: Bot, database: Sessions, keyring: Keyring, library: Library
) -> Stage:
    made = await control("/groups", title="Staff", is_forum=True)
    assert isinstance(made, dict)
    clock = SharedClock(simulator.simulation.clock)
    outbox = Outbox(bot, Turnstile(clock), clock)
    locales = {name: row.locale for name, row in library.catalogue.languages.items()}
    screens = Screens(library, Phrasebook(locales), clock, staffed=True)
    desk = open_desk(made["id"], bot, outbox, database, keyring, library, screens, clock)
    return Stage(desk, Readers(database, keyring, clock), simulator, control, made["id"], clock)
