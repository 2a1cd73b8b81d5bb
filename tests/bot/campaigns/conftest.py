"""What the tests of campaigns share: readers who want news, a plan to send them some, a carrier that remembers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.campaigns.carrier import Carrier
from bot.campaigns.desk import Desk
from bot.campaigns.house import House
from bot.campaigns.message import Message
from bot.campaigns.moments import this_minute
from bot.campaigns.plan import Draft, Plan
from bot.campaigns.texts import Texts
from bot.clock import SystemClock
from bot.content import Catalogue, Library
from bot.outcome import Fate, Outcome
from bot.phrases import Phrasebook
from bot.storage.campaign_tables import MediaRow
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from bot.storage.subscriptions import Subscriptions
from tests.bot.conftest import SetClock

STAFF = 900_001
LANGUAGES = ("en", "ar", "dari", "pashto", "urdu")
BODIES = {
    "en": "Warm clothes are given out on Monday. Call {phone:emergency} only in danger.",
    "ar": "توزع الملابس الدافئة يوم الاثنين. اتصل على {phone:emergency} عند الخطر فقط.",
    "dari": "روز دوشنبه لباس گرم داده می‌شود. به {phone:emergency} فقط در خطر زنگ بزنید.",
    "pashto": "د دوشنبې په ورځ تودې جامې ورکول کېږي. {phone:emergency} ته یوازې د خطر پر مهال زنګ ووهئ.",
    "urdu": "پیر کو گرم کپڑے دیے جائیں گے۔ {phone:emergency} پر صرف خطرے میں فون کریں۔",
}


def text(language: str, **front: str) -> str:
    """A short text in a language."""
    lines = "".join(f"{key}: {value}\n" for key, value in {"title": f"News {language}", **front}.items())
    return f"---\n{lines}---\n{BODIES[language]}\n"


def texts(*languages: str) -> dict[str, str]:
    """Texts in these languages, or in all."""
    return {language: text(language) for language in languages or LANGUAGES}


def plan(**changes: Any) -> Plan:
    """A plan for news on help, sent once."""
    schedule = {"repeat": "once", "on": "2026-11-23", "at": "09:00", "zone": "Europe/Sofia"}
    usual = {"title": "Clothes", "purpose": "Keep people warm", "about": "help", "texts": "."}
    return Plan.model_validate({**usual, "schedule": schedule, **changes})


@dataclass
class Carried:
    """A carrier that remembers; `fates` says what becomes of the next messages, `at` what happens before a turn."""

    sent: list[tuple[int, Message]] = field(default_factory=list)
    fates: list[Outcome] = field(default_factory=list)
    at: dict[int, Callable[[], Awaitable[Any]]] = field(default_factory=dict)
    turns: int = 0

    async def turn(self, count: int = 1) -> None:
        self.turns += count
        if happens := self.at.get(self.turns):
            await happens()

    async def send(self, message: Message, chat: int, file: MediaRow | None = None) -> Outcome:
        outcome = self.fates.pop(0) if self.fates else Outcome(Fate.SENT, len(self.sent) + 1)
        if outcome.fate is Fate.SENT:
            self.sent.append((chat, message))
        return outcome

    @property
    def chats(self) -> list[int]:
        """Who got something, in order."""
        return [chat for chat, _ in self.sent]


@pytest.fixture
def carrier() -> Carried:
    return Carried()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Library(Path("content")).catalogue


@pytest.fixture(scope="session")
def phrasebook(catalogue: Catalogue) -> Phrasebook:
    return Phrasebook({name: row.locale for name, row in catalogue.languages.items()})


@pytest.fixture
def house(database: Sessions, keyring: Keyring, catalogue: Catalogue, phrasebook: Phrasebook, clock: SetClock) -> House:
    return House(database, keyring, Texts(lambda: catalogue, lambda: phrasebook, clock, keyring.code), clock)


@pytest.fixture
def real_house(database: Sessions, keyring: Keyring, catalogue: Catalogue, phrasebook: Phrasebook) -> House:
    """A house on the machine's own clock, for real processes."""
    clock = SystemClock()
    return House(database, keyring, Texts(lambda: catalogue, lambda: phrasebook, clock, keyring.code), clock)


@pytest.fixture
def desk(house: House) -> Desk:
    return house.desk()


@dataclass(frozen=True)
class Town:
    """Readers in a database."""

    readers: Readers
    subscriptions: Subscriptions

    async def settle(self, *languages: str, first: int = 1_001, theme: str = "help") -> list[int]:
        """A reader for each language named; returns their Telegram ids."""
        for id_, language in enumerate(languages, start=first):
            reader = await self.readers.choose_language(id_, language)
            await self.subscriptions.add(reader.key, [theme])
        return [first + n for n in range(len(languages))]


@pytest.fixture
def town(database: Sessions, keyring: Keyring, clock: SetClock) -> Town:
    return Town(Readers(database, keyring, clock), Subscriptions(database, clock))


async def approved(desk: Desk, written: dict[str, str] | None = None, **changes: Any) -> int:
    """A campaign of Nadia's that Omar has approved, and Petar too where two are needed."""
    number = await desk.create(Draft(plan(**changes), written or texts()), "nadia")
    await desk.test(number, "nadia", Carried(), [STAFF])
    await desk.submit(number, "nadia")
    for by in ("omar", "petar"):
        await desk.approve(number, by)
    return number


async def running(house: House, clock: SetClock, **changes: Any) -> int:
    """A campaign whose hour has come; its deliveries are planned."""
    desk = house.desk()
    number = await approved(desk, **changes)
    first = await desk.schedule(number, "nadia")
    clock.advance((first - clock.now()).total_seconds())
    firing = house.firing()
    await firing.beat()
    await firing.beat()
    return number


async def running_now(house: House, **changes: Any) -> int:
    """A campaign that runs at once, whatever hour it is."""
    desk = house.desk()
    number = await approved(desk, policy={"quiet": []}, **changes)
    await desk.schedule(number, "nadia", this_minute(house.clock.now(), "UTC"), now=True)
    for _ in range(2):
        await house.firing().beat()
    return number


async def send_all(house: House, carrier: Carrier) -> None:
    """Send until nothing is left that is due."""
    async with house.sender(carrier) as sender:
        while await sender.round():
            await sender.settle()
