"""kill -9 in the middle of sending, with real processes on real databases: nobody is lost, nobody gets it twice."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.campaigns.house import ROOM, House
from bot.clock import SystemClock
from bot.storage.campaign_tables import CampaignState, DutyRow
from simulator import population
from simulator.server import Address, running
from tests.bot.campaigns.conftest import Town, running_now

TOKEN = "123456:" + "C" * 35
KEY = "a secret of the tests, long enough to be one"
PEOPLE, KILLS, RATE = 300, 3, 400


class LaterClock(SystemClock):
    """The machine's clock, minutes ahead: for it, every lease has run out."""

    def now(self) -> datetime:
        return super().now() + timedelta(minutes=10)


@pytest.fixture
async def telegram() -> AsyncIterator[Address]:
    async with running(token=TOKEN) as address:
        yield address


@asynccontextmanager
async def _sender(engine: AsyncEngine, telegram: Address) -> AsyncIterator[asyncio.subprocess.Process]:
    """A sender as a process of its own."""
    url = engine.url.render_as_string(hide_password=False)
    given = {"database": url, "api": telegram.url, "token": TOKEN, "key": KEY, "rate": str(RATE)}
    arguments = [part for name, value in given.items() for part in (f"--{name}", value)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.sender", *arguments, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        assert (await process.stdout.readline()).startswith(b"ready")
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _received(telegram: Address) -> list[int]:
    """How many messages each person has from the bot."""
    chats = telegram.simulation.world.chats
    return [sum(message.from_bot for message in chat.messages.values()) for chat in chats.values()]


async def test_a_sender_that_is_killed_again_and_again_loses_nobody_and_repeats_nothing(
    real_house: House, town: Town, engine: AsyncEngine, telegram: Address
) -> None:
    house = real_house
    people = await town.settle(*(["en"] * PEOPLE))
    population.settle(telegram.simulation, {"size": PEOPLE, "first_id": people[0]})
    number = await running_now(house)
    later = replace(house, clock=LaterClock())
    dice, unknown = Random(5), 0
    for kill in range(1, KILLS + 1):
        async with _sender(engine, telegram) as sender:
            await _until_received(telegram, kill * dice.randint(60, 80))
            sender.kill()
            await sender.wait()
        await _let_time_pass(later)
        counts = await _states(house, number)
        assert counts.get("unknown", 0) - unknown <= ROOM
        assert sum(counts.values()) == PEOPLE
        unknown = counts.get("unknown", 0)
    async with _sender(engine, telegram):
        await _until_finished(house, number)
    counts = await _states(house, number)
    assert set(counts) <= {"sent", "unknown"}
    assert max(_received(telegram)) == 1
    assert counts["sent"] <= sum(_received(telegram)) <= counts["sent"] + counts.get("unknown", 0)


async def _let_time_pass(later: House) -> None:
    """What the dead sender had in hand is free again, and so is its duty."""
    await later.firing().beat()
    async with later.sessions.begin() as session:
        await session.execute(delete(DutyRow))


async def _states(house: House, number: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, state, _, count in await house.deliveries.counts(number):
        found[state] = found.get(state, 0) + count
    return found


async def _until_received(telegram: Address, count: int) -> None:
    async with asyncio.timeout(60):
        while sum(_received(telegram)) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.002)


async def _until_finished(house: House, number: int) -> None:
    async with asyncio.timeout(60):
        while (await house.desk().campaign(number)).state != CampaignState.FINISHED:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
