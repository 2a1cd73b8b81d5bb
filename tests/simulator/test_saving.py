"""A simulator that goes on where another one ended."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from simulator import people, population
from simulator.saving import EVERY
from simulator.server import running
from tests.simulator.conftest import EMMA, TOKEN


@asynccontextmanager
async def _process(state: Path) -> AsyncIterator[tuple[Process, aiohttp.ClientSession]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--port", "0", "--token", TOKEN, "--state", str(state)), stdout=PIPE
    )
    assert process.stdout
    address = (await process.stdout.readline()).decode().split()[2]
    try:
        async with aiohttp.ClientSession(address) as session:
            yield process, session
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _send(session: aiohttp.ClientSession, **body: object) -> Any:
    async with session.post(f"/bot{TOKEN}/sendMessage", json=body) as reply:
        return await reply.json()


async def test_people_messages_and_waiting_updates_are_there_after_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with running(token=TOKEN, cast=True, state=state) as first:
        population.settle(first.simulation, {"size": 20, "blocked": 0.5, "seed": 3})
        emma = first.simulation.world.people[EMMA]
        written = people.write(first.simulation, emma, {"text": "salam"})
        known = [person.view() for person in first.simulation.world.people.values()]
    async with running(token=TOKEN, cast=True, state=state) as second:
        simulation = second.simulation
        assert [person.view() for person in simulation.world.people.values()] == known
        waiting = await simulation.updates.poll(0, 100, 0)
        assert [update["update_id"] for update in waiting] == [written["update_id"]]
        again = people.write(simulation, simulation.world.people[EMMA], {"text": "salam?"})
        assert again["update_id"] > written["update_id"]
        assert again["message_id"] == written["message_id"] + 1


async def test_a_killed_simulator_still_knows_who_got_what(tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with _process(state) as (process, session):
        await session.post(f"/__sim/users/{EMMA}/messages", json={"text": "/start"})
        assert (await _send(session, chat_id=EMMA, text="hello"))["ok"]
        await asyncio.sleep(2 * EVERY)
        process.kill()
        await process.wait()
    async with _process(state) as (_, session), session.get(f"/__sim/users/{EMMA}/chat") as chat:
        assert [message["text"] for message in await chat.json()] == ["/start", "hello"]
