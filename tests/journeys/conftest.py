"""The stage of the journeys: a real assistant, a real bot, the simulator between them, and the cast."""

import asyncio
import os
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from bot.app import run
from bot.clock import Clock, SystemClock
from bot.settings import Settings
from simulator.server import Address, running
from tests.journeys.office import AT_NIGHT, IN_HOURS, FastClock, Office, open_office, serving
from tests.journeys.people import Person

TOKEN = "123456:" + "J" * 35
PYTHON = Path("nlu/.venv/bin/python")


@dataclass(frozen=True)
class Assistant:
    """A running assistant."""

    url: str
    token: str


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    """Rasa with the trained model, in its own environment."""
    token, port = "journeys-" + os.urandom(8).hex(), _free_port()
    command = [str(PYTHON), "-m", "nlu", "serve", "--port", str(port)]
    with subprocess.Popen(command, env={**os.environ, "ASSISTANT_TOKEN": token}) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_it_answers(f"{url}/status?token={token}", process)
            yield Assistant(url, token)
        finally:
            process.terminate()


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail("The assistant did not start; `make train` first")
        try:
            with urlopen(address) as reply:
                assert reply.status == 200
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("The assistant did not answer in two minutes")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Town:
    """Where the journeys take place."""

    simulator: Address
    settings: Settings
    database: Path

    def person(self, name: str, language_code: str = "en") -> Person:
        """A new person with a phone."""
        return Person(self.simulator, self.database, name, language_code)


@asynccontextmanager
async def open_town(
    folder: Path, assistant_url: str, assistant_token: str, clock: Clock | None = None, **more: object
) -> AsyncIterator[Town]:
    """A bot that answers in a simulator of its own until the block ends."""
    async with running(token=TOKEN) as simulator:
        settings = Settings.model_validate(
            {
                "telegram_token": TOKEN,
                "telegram_api": simulator.url,
                "reader_key": "the key of the journeys, long enough",
                "messages_per_minute": 6000,
                "assistant_url": assistant_url,
                "assistant_token": assistant_token,
                "database_url": f"sqlite+aiosqlite:///{folder}/journey.db",
                **more,
            }
        )
        ready = asyncio.Event()
        bot = asyncio.create_task(run(settings, ready.set, clock or SystemClock()))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([bot, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        try:
            yield Town(simulator, settings, folder / "journey.db")
        finally:
            if bot.done():
                bot.result()
            bot.cancel()
            await asyncio.gather(bot, return_exceptions=True)


@pytest.fixture
async def town(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Town]:
    """A town with everything running."""
    async with open_town(tmp_path, assistant.url, assistant.token) as town:
        yield town


@pytest.fixture
def clock() -> FastClock:
    """A Monday morning in late autumn."""
    return FastClock(IN_HOURS)


@pytest.fixture
async def town_in_time(tmp_path: Path, assistant: Assistant, clock: FastClock) -> AsyncIterator[Town]:
    """A town whose time is `clock`'s."""
    async with open_town(tmp_path, assistant.url, assistant.token, clock) as town:
        yield town


@pytest.fixture
async def town_without_assistant(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which nobody answers where the assistant should be."""
    async with open_town(tmp_path, f"http://127.0.0.1:{_free_port()}", "nobody-listens-here") as town:
        yield town


@pytest.fixture
async def office(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Office]:
    """In hours."""
    async with open_office(tmp_path, assistant.url, assistant.token) as office, serving(office):
        yield office


@pytest.fixture
async def office_at_night(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Office]:
    """Nobody is there until Tuesday at nine."""
    async with open_office(tmp_path, assistant.url, assistant.token, AT_NIGHT) as office, serving(office):
        yield office


@pytest.fixture
async def office_in_all_languages(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Office]:
    """In hours, with the content of every language; the others have only English."""
    async with open_office(tmp_path, assistant.url, assistant.token, languages="*") as office, serving(office):
        yield office
