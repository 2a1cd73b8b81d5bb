"""Whatever staff try, in whatever order: nobody gets what was not tested and approved, and nobody gets it twice."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.campaigns.house import House
from bot.campaigns.plan import Draft
from bot.campaigns.states import MOVES
from bot.campaigns.texts import Texts
from bot.content import Catalogue
from bot.errors import CampaignError
from bot.phrases import Phrasebook
from bot.storage.campaign_tables import CampaignState, CampaignTextRow
from bot.storage.database import Sessions, migrate, open_database, sessions
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from bot.storage.subscriptions import Subscriptions
from tests.bot.campaigns.conftest import STAFF, Carried, Town, plan, send_all, text
from tests.bot.conftest import SetClock

READERS = 3


@dataclass
class Office:
    """Staff at work on one campaign, and what was said about which text."""

    house: House
    clock: SetClock
    number: int = 0
    commas: int = 0
    readers: Carried = field(default_factory=Carried)
    tested: set[str] = field(default_factory=set)
    approved: set[str] = field(default_factory=set)

    async def comma(self) -> None:
        await self.house.desk().change(self.number, self.draft(self.commas + 1), "nadia")
        self.commas += 1

    async def edit(self) -> None:
        """As if an editor changed the file of the content, whatever state the campaign is in."""
        self.commas += 1
        change = update(CampaignTextRow).values(source=self.draft(self.commas).texts["en"])
        async with self.house.sessions.begin() as session:
            await session.execute(change)

    async def test(self) -> None:
        staff = Carried()
        await self.house.desk().test(self.number, "nadia", staff, [STAFF])
        self.tested |= {message.hash for _, message in staff.sent}

    async def approve(self) -> None:
        desk = self.house.desk()
        await desk.approve(self.number, "omar")
        drafts = await desk.drafts(await desk.campaign(self.number))
        self.approved |= {message.hash for message in drafts.messages.values()}

    async def schedule(self) -> None:
        await self.house.desk().schedule(self.number, "nadia", now=True)

    async def beat(self) -> None:
        self.clock.advance(60)
        await self.house.firing().beat()

    async def send(self) -> None:
        await send_all(self.house, self.readers)

    async def state(self) -> CampaignState:
        return CampaignState((await self.house.desk().campaign(self.number)).state)

    def draft(self, commas: int) -> Draft:
        changes = {"audience": {"languages": ["en"]}, "policy": {"quiet": []}}
        return Draft(plan(**changes), {"en": text("en").replace("Monday.", f"Monday{',' * commas}.")})

    def steps(self) -> dict[str, Callable[[], Awaitable[object]]]:
        """All that can be tried."""
        desk, number, halts = self.house.desk(), self.number, self.house.halts
        return {
            "comma": self.comma,
            "edit": self.edit,
            "test": self.test,
            "approve": self.approve,
            "schedule": self.schedule,
            "beat": self.beat,
            "send": self.send,
            "submit": lambda: desk.submit(number, "nadia"),
            "send back": lambda: desk.send_back(number, "omar", "why"),
            "withdraw": lambda: desk.withdraw(number, "nadia"),
            "pause": lambda: desk.pause(number, "nadia"),
            "resume": lambda: desk.resume(number, "nadia"),
            "cancel": lambda: desk.cancel(number, "nadia"),
            "stop all": lambda: halts.pull("omar"),
            "lift": lambda: halts.lift("omar"),
        }


USUAL = ["test", "submit", "approve", "schedule", "beat", "beat", "send"]
CHANGES = ["comma", "edit", "edit", "edit"]
ANY = [*CHANGES, *CHANGES, "send back", "withdraw", "pause", "resume", "cancel", "stop all", "lift", *USUAL]


@st.composite
def walks(draw: st.DrawFn) -> list[str]:
    """The usual way, with a few other steps in between."""
    walk = list(USUAL)
    for position, step in draw(st.lists(st.tuples(st.integers(0, len(USUAL)), st.sampled_from(ANY)), max_size=4)):
        walk.insert(position, step)
    return walk


@dataclass(repr=False)  # too long for hypothesis
class Ground:
    """What every walk begins with: a database with the newest schema and nothing in it, and the content."""

    empty: Path
    catalogue: Catalogue
    phrasebook: Phrasebook


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, phrasebook: Phrasebook) -> Ground:
    file = tmp_path_factory.mktemp("walk") / "empty.db"

    async def make() -> None:
        engine = open_database(f"sqlite+aiosqlite:///{file}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return Ground(file, catalogue, phrasebook)


@given(walk=walks())
@settings(deadline=None, max_examples=40)
def test_only_what_was_tested_and_approved_arrives_and_only_once(ground: Ground, walk: list[str]) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(ground.empty, f"{folder}/walk.db")
        asyncio.run(_go(walk, f"sqlite+aiosqlite:///{folder}/walk.db", ground))


async def _go(walk: list[str], url: str, ground: Ground) -> None:
    engine = open_database(url)
    try:
        office = await _office(sessions(engine), ground)
        for step in walk:
            await _try(office, step)
        if await office.state() is CampaignState.FINISHED:
            assert len(office.readers.chats) == READERS
    finally:
        await engine.dispose()


async def _office(stored: Sessions, ground: Ground) -> Office:
    clock, keyring = SetClock(), Keyring("a secret of the tests, long enough to be one")
    texts = Texts(lambda: ground.catalogue, lambda: ground.phrasebook, clock, keyring.code)
    await Town(Readers(stored, keyring, clock), Subscriptions(stored, clock)).settle(*(["en"] * READERS))
    office = Office(House(stored, keyring, texts, clock), clock)
    office.number = await office.house.desk().create(office.draft(0), "nadia")
    return office


async def _try(office: Office, step: str) -> None:
    before = await office.state()
    try:
        await office.steps()[step]()
    except CampaignError:
        assert await office.state() is before, step
    after = await office.state()
    assert after is before or after in MOVES[before], (before, step, after)
    assert {message.hash for _, message in office.readers.sent} <= office.tested & office.approved
    assert len(set(office.readers.chats)) == len(office.readers.chats)
