"""Pictures, voices and documents: uploaded once, sent by their id from then on, and told in words too."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.campaigns.carrier import Carrier
from bot.campaigns.desk import Desk
from bot.campaigns.house import House
from bot.campaigns.plan import Draft
from bot.content import BrokenFileError
from bot.telegram.carrier import open_carrier
from bot.telegram.turnstile import Turnstile
from simulator import population
from simulator.server import Address
from simulator.server import running as simulator_running
from tests.bot.campaigns.conftest import LANGUAGES, STAFF, Carried, Town, plan, send_all, texts
from tests.bot.conftest import SetClock

TOKEN = "123456:" + "M" * 35
PICTURE = b"\x89PNG not a real one"
ALT = {language: f"Map of the office {language}" for language in LANGUAGES}


@pytest.fixture
async def telegram() -> AsyncIterator[Address]:
    async with simulator_running(token=TOKEN) as address:
        yield address


def _draft(files: dict[str, bytes], **media: object) -> Draft:
    return Draft(plan(media=media, policy={"quiet": []}), texts(), files)


@asynccontextmanager
async def _carrier(house: House, telegram: Address) -> AsyncIterator[Carrier]:
    async with open_carrier(telegram.url, TOKEN, Turnstile(house.clock, 500), house.clock) as carrier:
        yield carrier


async def _settle(town: Town, telegram: Address, *languages: str) -> None:
    """Staff, and a reader with a phone for each language."""
    people = await town.settle(*languages)
    population.settle(telegram.simulation, {"size": len(people), "first_id": people[0]})
    population.settle(telegram.simulation, {"size": 1, "first_id": STAFF})


async def _running(house: House, carrier: Carrier, draft: Draft) -> int:
    """A campaign that went through every gate."""
    desk = house.desk()
    number = await desk.create(draft, "nadia")
    await desk.test(number, "nadia", carrier, [STAFF])
    await desk.submit(number, "nadia")
    await desk.approve(number, "omar")
    await desk.schedule(number, "nadia", now=True)
    for _ in range(2):
        await house.firing().beat()
    return number


def _got(telegram: Address) -> dict[int, list[Any]]:
    """What readers have on their phones."""
    chats = telegram.simulation.world.chats.items()
    return {id_: [message.payload for message in chat.messages.values()] for id_, chat in chats if id_ != STAFF}


def _calls(telegram: Address, kind: str) -> list[Any]:
    """What was given as the file in each call that was answered well."""
    entries = telegram.simulation.journal.entries
    return [entry["params"][kind] for entry in entries if kind in entry["params"] and entry["status"] == 200]


def _uploads(telegram: Address, kind: str) -> list[str]:
    return [given["name"] for given in _calls(telegram, kind) if isinstance(given, dict)]


async def test_a_picture_is_uploaded_once_and_everybody_gets_it_with_its_words(
    house: House, town: Town, telegram: Address
) -> None:
    await _settle(town, telegram, *(["en"] * 30))
    async with _carrier(house, telegram) as carrier:
        await _running(house, carrier, _draft({"map.png": PICTURE}, file="map.png", alt=ALT))
        await send_all(house, carrier)
    assert _uploads(telegram, "photo") == ["map.png"]
    assert len(_calls(telegram, "photo")) == 30 + len(LANGUAGES)
    captions = [message["caption"] for messages in _got(telegram).values() for message in messages]
    assert len(captions) == 30
    assert all("Map of the office en" in caption for caption in captions)


async def test_each_language_can_have_a_voice_of_its_own(house: House, town: Town, telegram: Address) -> None:
    files = {f"{language}.ogg": f"voice in {language}".encode() for language in LANGUAGES}
    named = {language: f"{language}.ogg" for language in LANGUAGES}
    await _settle(town, telegram, "en", "dari", "dari")
    async with _carrier(house, telegram) as carrier:
        await _running(house, carrier, _draft(files, file=named, alt=ALT))
        await send_all(house, carrier)
    assert sorted(_uploads(telegram, "voice")) == sorted(files)
    kept = telegram.simulation.world.files
    heard = [kept[messages[0]["voice"]["file_id"]].content for messages in _got(telegram).values()]
    assert heard == [b"voice in en", b"voice in dari", b"voice in dari"]


async def test_a_file_that_telegram_has_forgotten_is_uploaded_again(
    house: House, town: Town, telegram: Address, clock: SetClock
) -> None:
    draft = _draft({"leaflet.pdf": b"%PDF"}, file="leaflet.pdf", alt=ALT)
    await _settle(town, telegram, *(["en"] * 5))
    async with _carrier(house, telegram) as carrier:
        await _running(house, carrier, draft)
        telegram.simulation.world.files.clear()
        for _ in range(3):
            await send_all(house, carrier)
            clock.advance(10)
        assert [len(messages) for messages in _got(telegram).values()] == [1] * 5
        telegram.simulation.world.files.clear()
        await _running(house, carrier, draft)
    assert _uploads(telegram, "document") == ["leaflet.pdf"] * 3


@pytest.mark.parametrize(
    ("media", "told"),
    [
        ({"file": "map.png", "alt": {"en": "A map"}}, "the media has no alt in ar"),
        ({"file": {"en": "map.png"}, "alt": ALT}, "the media has no file in ar"),
    ],
)
async def test_media_without_its_words_or_file_in_a_language_is_refused(
    desk: Desk, media: dict[str, object], told: str
) -> None:
    number = await desk.create(_draft({"map.png": PICTURE}, **media), "nadia")
    with pytest.raises(BrokenFileError, match=told):
        await desk.test(number, "nadia", Carried(), [STAFF])


async def test_a_caption_is_shorter_than_a_message(desk: Desk) -> None:
    long = texts() | {"en": "---\ntitle: x\n---\n" + "Come. " * 200}
    draft = Draft(plan(media={"file": "map.png", "alt": ALT}), long, {"map.png": PICTURE})
    number = await desk.create(draft, "nadia")
    with pytest.raises(BrokenFileError, match="at most 1024"):
        await desk.test(number, "nadia", Carried(), [STAFF])
