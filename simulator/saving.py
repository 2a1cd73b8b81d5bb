"""The state in a file, so that a simulator that is stopped, or killed, goes on where it was.

The world, the updates that wait and the webhook are kept; limits, faults, counters and the clock's offset begin anew.
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from simulator.simulation import Simulation
from simulator.updates import Queued
from simulator.webhook import Target
from simulator.world import World

EVERY = 1.0  # seconds between two writes: what kill -9 can cost


@dataclass
class State:
    """All that is kept."""

    world: World
    updates: Queued
    webhook: Target | None


def read(file: Path) -> State | None:
    """The state in a file that a simulator wrote; None when there is no file yet."""
    if not file.exists():
        return None
    state: State = pickle.loads(file.read_bytes())  # noqa: S301 - our own file, named by whoever starts us
    return state


async def restore(simulation: Simulation, state: State) -> None:
    """Let a simulation go on from a state."""
    simulation.world = state.world
    simulation.updates.restore(state.updates)
    if state.webhook:
        await simulation.webhook.open(state.webhook)


def save(simulation: Simulation, file: Path) -> None:
    """Write the state; a crash in the middle leaves the file as it was."""
    state = State(simulation.world, simulation.updates.queued(), simulation.webhook.target)
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(pickle.dumps(state))
    new.replace(file)


@asynccontextmanager
async def kept(simulation: Simulation, file: Path) -> AsyncIterator[None]:
    """Keep the file up to date while the block runs, and at its end."""
    writing = asyncio.create_task(_write(simulation, file))
    try:
        yield
    finally:
        writing.cancel()
        save(simulation, file)


async def _write(simulation: Simulation, file: Path) -> None:
    while True:
        save(simulation, file)
        await asyncio.sleep(EVERY)
