"""The stage of a benchmark: a simulator, a database with readers, and a campaign that is about to run."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.people import enrol
from bot.campaigns.house import House
from bot.campaigns.message import Message
from bot.campaigns.texts import Texts
from bot.clock import Clock, SystemClock
from bot.storage.audiences import Criteria
from bot.storage.campaign_tables import CampaignState, MessageRow
from bot.storage.database import insert_new, migrate, open_database, sessions
from bot.storage.delivery_plans import DeliveryPlans
from bot.storage.keyring import Keyring

TOKEN = "123456:" + "B" * 35
KEY = "the key of the benchmarks, long enough to be one"
LANGUAGES = {"en": "en", "ar": "ar", "fa": "dari", "ps": "pashto", "ur": "urdu"}
BODY = "<b>{}</b>\n\n" + "سلام دنیا، این یک خبر است. " * 11  # about 300 letters, as a real one


@dataclass(frozen=True)
class Stage:
    """Where it happens; `url` is the simulator's address."""

    url: str
    session: ClientSession
    engine: AsyncEngine
    house: House

    async def control(self, path: str, **body: object) -> Any:
        """Call the simulator's control API."""
        async with self.session.post(f"{self.url}/__sim{path}", json=body) as reply:
            reply.raise_for_status()
            return await reply.json()

    async def ask(self, path: str) -> Any:
        """Read from the simulator's control API."""
        async with self.session.get(f"{self.url}/__sim{path}") as reply:
            reply.raise_for_status()
            return await reply.json()

    async def settle(self, size: int, **shares: float) -> None:
        """People in the simulator who are readers in the database."""
        await self.control("/population", size=size, **shares)
        await enrol(self.house.sessions, self.house.keyring, await self.ask("/users"), LANGUAGES, "help")

    async def start_campaign(self) -> int:
        """A campaign to everybody, planned and running."""
        campaigns, now = self.house.campaigns, self.house.clock.now()
        blank: dict[str, Any] = {"filling": {}, "extras": {}, "audience": {}, "policy": {"quiet": []}}
        number = await campaigns.add({}, title="Bench", purpose="", about="help", author="bench", **blank)
        messages = {language: Message(language, BODY.format(language)) for language in LANGUAGES.values()}
        rows = [{"campaign_id": number, **each.row(language, each.hash)} for language, each in messages.items()]
        async with self.house.sessions.begin() as session:
            await session.execute(insert_new(session, MessageRow).values(rows))
        versions = {language: message.hash for language, message in messages.items()}
        plans = DeliveryPlans(self.house.sessions, self.house.clock)
        while await plans.plan(number, Criteria(("help",)), versions, per_week=100):
            pass
        await campaigns.move(number, CampaignState.DRAFT, CampaignState.RUNNING, started_at=now)
        return number

    async def until_finished(self, number: int) -> None:
        """Wait for the end of a campaign."""
        while (await self.house.desk().campaign(number)).state == CampaignState.RUNNING:  # noqa: ASYNC110
            await asyncio.sleep(1)

    async def counts(self, number: int) -> dict[str, int]:
        """Deliveries by state."""
        found: dict[str, int] = {}
        for _, state, _, count in await self.house.deliveries.counts(number):
            found[state] = found.get(state, 0) + count
        return found


@asynccontextmanager
async def stage(
    folder: Path, port: int, database: str | None = None, clock: Clock | None = None
) -> AsyncIterator[Stage]:
    """A stage with everything fresh; SQLite in `folder` unless a database's address is given."""
    url = database or f"sqlite+aiosqlite:///{folder}/bench.db"
    clock = clock or SystemClock()
    async with _process("simulator", "--port", str(port), "--token", TOKEN, "--no-cast"), ClientSession() as session:
        engine = open_database(url)
        await migrate(engine, "base")
        await migrate(engine)
        house = House(sessions(engine), Keyring(KEY), Texts(_nothing, _nothing, clock, Keyring(KEY).code), clock)
        try:
            yield Stage(f"http://127.0.0.1:{port}", session, engine, house)
        finally:
            await engine.dispose()


def _nothing() -> Any:
    raise NotImplementedError("the benchmarks' campaign is written into the database")


@asynccontextmanager
async def sender(on: Stage, rate: float, *, paid: bool = False) -> AsyncIterator[asyncio.subprocess.Process]:
    """The sender as a process of its own, ready to send."""
    url = on.engine.url.render_as_string(hide_password=False)
    given = {"database": url, "api": on.url, "token": TOKEN, "key": KEY, "rate": str(rate)}
    arguments = [part for name, value in given.items() for part in (f"--{name}", value)]
    async with _process("bench.sender", *arguments, *(["--paid"] if paid else [])) as process:
        yield process


@asynccontextmanager
async def _process(module: str, *arguments: str, **env: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python module as a process that has said its first line, ended with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdout=asyncio.subprocess.PIPE, env={**os.environ, **env}
    )
    try:
        assert process.stdout
        await process.stdout.readline()
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def used(pid: int) -> tuple[float, float]:
    """Seconds of processor time and megabytes of memory that a process has used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return seconds, pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def bot_environment(on: Stage) -> Mapping[str, str]:
    """The settings of a whole bot on this stage; where its assistant should be, nobody listens."""
    return {
        "ENV_FILE": os.devnull,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": on.url,
        "READER_KEY": KEY,
        "DATABASE_URL": on.engine.url.render_as_string(hide_password=False),
        "ASSISTANT_URL": "http://127.0.0.1:9",
        "ASSISTANT_TOKEN": "nobody-listens-there",
        "MESSAGES_PER_MINUTE": "60000",  # few people here ask as much as many
        "LOG_LEVEL": "ERROR",
    }


@asynccontextmanager
async def whole_bot(on: Stage) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as it is run, on this stage."""
    async with _process("bot", "run", **bot_environment(on)) as process:
        yield process
