"""An office: a bot with a staff group, the people in it, and a clock that runs fast and can be put forward."""

import asyncio
import re
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.app import run
from bot.phrases import Phrasebook
from bot.settings import Settings
from bot.telegram.handover import notices
from simulator.server import Address, running
from tests.journeys.people import PATIENCE, Person, Seen

ENGLISH = Phrasebook({"en": "en"})["en"]
TOKEN = "123456:" + "O" * 35
IN_HOURS = datetime.fromisoformat("2026-11-23T10:00:00+02:00")  # a Monday
AT_NIGHT = datetime.fromisoformat("2026-11-23T22:00:00+02:00")
OPENING = """\
zone: Europe/Sofia
hours:
  mon: ["09:00-17:30"]
  tue: ["09:00-17:30"]
patience: 60
"""
_SPEED = 20


class FastClock:
    """Twenty times as fast as the wall's, so that the group's slow pace does not slow the tests down."""

    def __init__(self, now: datetime) -> None:
        self._begun = now
        self._origin = time.monotonic()
        self._skipped = 0.0

    def now(self) -> datetime:
        return self._begun + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return (time.monotonic() - self._origin) * _SPEED + self._skipped

    async def sleep(self, seconds: float) -> None:
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0:  # noqa: ASYNC110 - it may be put forward meanwhile
            await asyncio.sleep(min(left / _SPEED, 0.05))

    def advance(self, **time_: float) -> None:
        self._skipped += timedelta(**time_).total_seconds()


@dataclass(frozen=True)
class Post:
    """A message in the staff group as staff see it."""

    message_id: int
    thread_id: int | None
    raw: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.raw.get("text", ""))


async def _until[T](look: Callable[[], Awaitable[T | None]], otherwise: str) -> T:
    try:
        async with asyncio.timeout(PATIENCE):
            while (found := await look()) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            return found
    except TimeoutError:
        raise AssertionError(otherwise) from None


class Group:
    """A group as it looks, and what is done to it."""

    def __init__(self, simulator: Address, id_: int) -> None:
        self._simulator = simulator
        self.id = id_

    async def topics(self) -> list[dict[str, Any]]:
        """Its topics, the oldest first."""
        return list(await self._call("GET", "topics"))

    async def topic(self, name: str) -> int:
        """The id of the topic of this name, once it is there."""
        return await _until(lambda: self._topic(name), f"there is no topic {name!r}")

    async def without_topics(self) -> None:
        """Wait until no topic is left."""
        await _until(self._is_empty, "there still are topics")

    async def closed(self, thread_id: int) -> None:
        """Wait until a topic is closed."""
        await _until(lambda: self._is_closed(thread_id), "the topic is still open")

    async def post(self, thread_id: int, text: str) -> Post:
        """The newest message in a thread that holds this text and came through the bot, once it is there."""
        return await _until(lambda: self._post(thread_id, text), f"nothing in the thread says {text!r}")

    async def all_posts(self) -> list[Post]:
        """Whatever stands in the group."""
        seen = [message for message in await self._call("GET", "chat") if not message["deleted"]]
        return [Post(raw["message_id"], raw.get("message_thread_id"), raw) for raw in seen]

    async def posts(self, thread_id: int) -> list[Post]:
        """What stands in a thread."""
        return [post for post in await self.all_posts() if post.thread_id == thread_id]

    async def do(self, what: str, by: Person, **how: object) -> Any:
        """What a person does in the group."""
        await by.exist()
        return await self._call("POST", what, {"by": by.id, **how})

    async def _topic(self, name: str) -> int | None:
        return next((topic["id"] for topic in await self.topics() if topic["name"] == name), None)

    async def _is_empty(self) -> bool | None:
        return not await self.topics() or None

    async def _is_closed(self, thread_id: int) -> bool | None:
        return any(topic["id"] == thread_id and topic["closed"] for topic in await self.topics()) or None

    async def _post(self, thread_id: int, text: str) -> Post | None:
        found = [post for post in await self.posts(thread_id) if text in post.text and post.raw["from_bot"]]
        return found[-1] if found else None

    async def _call(self, verb: str, what: str, body: dict[str, Any] | None = None) -> Any:
        address = f"{self._simulator.url}/__sim/groups/{self.id}/{what}"
        async with ClientSession() as session, session.request(verb, address, json=body) as reply:
            assert reply.ok, f"{what}: {reply.status} {await reply.text()}"
            return await reply.json()


class Counsellor(Person):
    """Somebody of the staff."""

    async def writes(self, group: Group, thread_id: int, text: str) -> int:
        """Write into a thread; returns when the bot has handled it."""
        return await self.sends_to(group, thread_id, text=text)

    async def sends_to(self, group: Group, thread_id: int, **what: object) -> int:
        """Send anything into a thread."""
        done = await group.do("messages", self, thread_id=thread_id, **what)
        await self.until_handled(done["update_id"])
        return int(done["message_id"])


class Office:
    """Everything that runs."""

    def __init__(self, simulator: Address, settings: Settings, database: Path, clock: FastClock, group: Group) -> None:
        self.simulator = simulator
        self.settings = settings
        self.database = database
        self.clock = clock
        self.group = group
        self.counsellor = Counsellor(simulator, database, "Katya", "bg")

    def person(self, name: str, language_code: str = "en") -> Person:
        """A new person with a phone."""
        return Person(self.simulator, self.database, name, language_code)

    async def new_case(self, name: str = "Emma") -> tuple[Person, int]:
        """A person with a case that was just opened, and its thread."""
        person = await self.english(name)
        await person.says("/person")
        (opened,) = await person.presses(notices.YES)
        number = re.search(r"[0-9]+", opened.text)
        assert number
        return person, await self.group.topic(f"{number[0]} · English")

    def stored_cases(self) -> list[tuple[Any, ...]]:
        """What the database knows of cases and of what is on its way into threads."""
        with closing(sqlite3.connect(self.database)) as database:
            return [row for table in ("cases", "case_posts") for row in database.execute(f"select * from {table}")]

    async def without_stored_cases(self) -> None:
        """Wait until the database knows of none: a thread goes first, then what is stored of it."""
        await _until(self._has_forgotten, "cases are still stored")

    async def simulate(self, path: str, **body: object) -> Any:
        """A call of the simulator's control API: GET without a body."""
        verb = "POST" if body else "GET"
        address = f"{self.simulator.url}/__sim/{path}"
        async with ClientSession() as session, session.request(verb, address, json=body or None) as reply:
            assert reply.ok, await reply.text()
            return await reply.json()

    async def _has_forgotten(self) -> bool | None:
        return not self.stored_cases() or None

    async def english(self, name: str = "Emma") -> Person:
        """A new person who has chosen English."""
        person = self.person(name)
        await person.says("/start")
        await person.presses("English")
        return person


@asynccontextmanager
async def open_office(
    folder: Path, assistant_url: str, assistant_token: str, now: datetime = IN_HOURS, *, languages: str = "en"
) -> AsyncIterator[Office]:
    """An office whose bot is started by `serving`; its content is that of one language, or of all for "*"."""
    async with running(token=TOKEN) as simulator:
        _copy_content(folder / "content", languages)
        (folder / "content" / "opening.yml").write_text(OPENING)
        async with ClientSession() as session:
            made = await session.post(f"{simulator.url}/__sim/groups", json={"title": "Staff", "is_forum": True})
            group = Group(simulator, (await made.json())["id"])
        given = {
            "telegram_token": TOKEN,
            "telegram_api": simulator.url,
            "reader_key": "the key of the journeys, long enough",
            "messages_per_minute": 6000,
            "assistant_url": assistant_url,
            "assistant_token": assistant_token,
            "database_url": f"sqlite+aiosqlite:///{folder}/office.db",
            "content": folder / "content",
            "staff_chat": group.id,
        }
        yield Office(simulator, Settings.model_validate(given), folder / "office.db", FastClock(now), group)


def _copy_content(target: Path, languages: str) -> None:
    target.mkdir()
    for source in (*Path("content").glob("*.yml"), *Path("content").glob(f"{languages}/")):
        if source.is_dir():
            shutil.copytree(source, target / source.name)
        else:
            shutil.copy(source, target)


@asynccontextmanager
async def serving(office: Office) -> AsyncIterator[None]:
    """The bot runs until the block ends."""
    ready = asyncio.Event()
    bot = asyncio.create_task(run(office.settings, ready.set, office.clock))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([bot, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    try:
        yield
    finally:
        if bot.done():
            bot.result()
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)


def says(seen: Seen, message: str, **values: object) -> bool:
    """Whether a message says this in English, whatever marks steer its direction."""
    return ENGLISH.gettext(message).format(**values) in seen.text


async def shown(person: Person, deed: Awaitable[object]) -> list[Seen]:
    """What the bot shows a person because of somebody else's deed."""
    before = await person.chat()
    await deed
    return [seen for seen in await person.chat() if seen not in before]
