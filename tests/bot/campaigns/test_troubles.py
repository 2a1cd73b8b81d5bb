"""Bad days: the database or Telegram away, a storm of refusals. What must hold: nobody lost, nobody twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.campaigns.house import ROOM, House
from bot.campaigns.sender import Sender
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import CampaignState
from bot.telegram.carrier import open_carrier
from bot.telegram.turnstile import Turnstile
from simulator import population
from simulator.faults import Fault
from simulator.limits import Limiter
from simulator.server import Address
from simulator.server import running as simulator_running
from tests.bot.campaigns.conftest import Carried, Town, running, running_now, send_all
from tests.bot.conftest import SetClock

TOKEN = "123456:" + "D" * 35


@pytest.fixture
async def telegram() -> AsyncIterator[Address]:
    async with simulator_running(token=TOKEN) as address:
        yield address


@contextmanager
def _database_away(engine: AsyncEngine, words: str) -> Iterator[None]:
    """Every statement fails as it does when the database cannot be reached, or has no room left."""

    def fail(*_: Any) -> None:
        raise OperationalError(None, None, Exception(words))

    event.listen(engine.sync_engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", fail)


@asynccontextmanager
async def _sending(house: House, telegram: Address, rate: float = 200) -> AsyncIterator[Sender]:
    """A sender that works in the background on the simulator."""
    async with open_carrier(telegram.url, TOKEN, Turnstile(house.clock, rate), house.clock) as carrier:
        sender = house.sender(carrier)
        work = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


def _received(telegram: Address) -> list[int]:
    chats = telegram.simulation.world.chats
    return [sum(message.from_bot for message in chat.messages.values()) for chat in chats.values()]


async def _states(house: House, number: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, state, _, count in await house.deliveries.counts(number):
        found[state] = found.get(state, 0) + count
    return found


async def _until(house: House, number: int, state: CampaignState) -> None:
    async with asyncio.timeout(60):
        while (await house.desk().campaign(number)).state != state:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def _campaign(house: House, town: Town, telegram: Address, people: int) -> int:
    first = (await town.settle(*(["en"] * people)))[0]
    population.settle(telegram.simulation, {"size": people, "first_id": first})
    return await running_now(house)


@pytest.mark.parametrize("words", ["connection refused", "database or disk is full"])
async def test_while_the_database_is_away_nothing_is_sent_and_afterwards_everybody_gets_it_once(
    real_house: House, town: Town, engine: AsyncEngine, telegram: Address, words: str
) -> None:
    number = await _campaign(real_house, town, telegram, 150)
    async with _sending(real_house, telegram):
        await asyncio.sleep(0.3)
        with _database_away(engine, words):
            await asyncio.sleep(0.2)  # calls that had begun come to their end
            before = sum(_received(telegram))
            await asyncio.sleep(0.5)
            assert sum(_received(telegram)) == before
        await _until(real_house, number, CampaignState.FINISHED)
    assert set(_received(telegram)) == {1}
    assert await _states(real_house, number) == {"sent": 150}


@asynccontextmanager
async def _server_closed(engine: AsyncEngine) -> AsyncIterator[None]:
    """A real PostgreSQL server cuts all connections and takes no new ones."""
    doorkeeper = create_async_engine(engine.url.set(database="template1"), isolation_level="AUTOCOMMIT")
    name = engine.url.database
    async with doorkeeper.connect() as connection:
        await connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        await connection.execute(cut, {"name": name})
        try:
            yield
        finally:
            await connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    await doorkeeper.dispose()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_server_that_cuts_all_connections_costs_time_and_nothing_else(
    real_house: House, town: Town, engine: AsyncEngine, telegram: Address
) -> None:
    number = await _campaign(real_house, town, telegram, 150)
    async with _sending(real_house, telegram):
        await asyncio.sleep(0.3)
        async with _server_closed(engine):
            await asyncio.sleep(0.2)  # calls that had begun come to their end
            before = sum(_received(telegram))
            await asyncio.sleep(0.5)
            assert sum(_received(telegram)) == before
        await _until(real_house, number, CampaignState.FINISHED)
    assert set(_received(telegram)) == {1}
    assert await _states(real_house, number) == {"sent": 150}


async def test_a_storm_of_429_is_sat_out_without_a_single_call_in_a_halt(
    real_house: House, town: Town, telegram: Address
) -> None:
    number = await _campaign(real_house, town, telegram, 60)
    telegram.simulation.faults.rules += [Fault("flood", "sendMessage", nth=n, retry_after=1) for n in (5, 20, 21)]
    telegram.simulation.limiter = Limiter("telegram")
    async with _sending(real_house, telegram, rate=29):
        await _until(real_house, number, CampaignState.FINISHED)
    assert set(_received(telegram)) == {1}
    assert telegram.simulation.limiter.violations == 0
    times = [call["time"] for call in telegram.simulation.journal.entries if call["status"] == 429]
    others = [call["time"] for call in telegram.simulation.journal.entries if call["status"] == 200]
    assert len(times) == 3
    assert not [moment for moment in others for halt in times if halt < moment < halt + 1]


@pytest.mark.parametrize("kind", ["reset-after", "html", "truncated"])
async def test_answers_that_tell_nothing_become_unknown_and_are_not_sent_again(
    real_house: House, town: Town, telegram: Address, kind: str
) -> None:
    number = await _campaign(real_house, town, telegram, 40)
    telegram.simulation.faults.rules.append(Fault(kind, "sendMessage", nth=7))
    async with _sending(real_house, telegram):
        await _until(real_house, number, CampaignState.FINISHED)
    assert await _states(real_house, number) == {"sent": 39, "unknown": 1}
    assert max(_received(telegram)) == 1
    assert sum(_received(telegram)) == (39 if kind == "html" else 40)


async def test_telegram_out_of_reach_for_five_minutes_costs_time_and_nothing_else(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    people = await town.settle(*(["en"] * 40))
    number = await running(house, clock)
    back = clock.monotonic() + 300

    class Away(Carried):
        async def send(self, *arguments: Any) -> Outcome:
            return Outcome(Fate.UNREACHED) if clock.monotonic() < back else await carrier.send(*arguments)

    away = Away()
    for _ in range(100):
        await send_all(house, away)
        clock.advance(6)
    assert sorted(carrier.chats) == people
    assert await _states(house, number) == {"sent": 40}


async def test_a_telegram_that_answers_nonsense_for_minutes_pauses_the_campaign_before_much_is_unknown(
    house: House, town: Town, clock: SetClock
) -> None:
    await town.settle(*(["en"] * 200))
    number = await running(house, clock)
    confused = Carried(fates=[Outcome(Fate.UNKNOWN)] * 200)
    begun = clock.monotonic()
    await send_all(house, confused)
    assert (await house.desk().campaign(number)).state == CampaignState.PAUSED
    assert (await _states(house, number))["unknown"] <= 20 + ROOM // 4
    assert clock.monotonic() - begun > 300  # one call at a time, ever more slowly


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_jumps_by_an_hour_sends_nothing_twice_and_loses_nobody(
    house: House, town: Town, clock: SetClock, carrier: Carried, hours: int
) -> None:
    people = await town.settle(*(["en"] * 40))
    number = await running(house, clock)

    async def jump() -> None:
        clock._now += clock._now - clock._now.replace(hour=clock._now.hour - hours)  # the wall clock alone

    carrier.at[15] = jump
    carrier.at[25] = house.firing().beat
    await send_all(house, carrier)
    clock.advance(2 * 3600)
    await house.firing().beat()
    await send_all(house, carrier)
    assert sorted(carrier.chats) == people
    assert await _states(house, number) == {"sent": 40}
