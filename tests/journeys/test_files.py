"""Cards to print and recordings to listen to, as people get them."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content import Library
from bot.phrases import Phrasebook
from tests.journeys.conftest import Assistant, Town, open_town
from tests.journeys.people import Person

CATALOGUE = Library(Path("content")).catalogue
PHRASEBOOK = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})
SOUND = b"OggS" + bytes(24) + b"OpusHead" + bytes(100)


async def reads(person: Person, topic: str, language: str = "en") -> None:
    await person.says("/start")
    await person.presses(CATALOGUE.languages[language].name)
    await person.presses(CATALOGUE.title(topic.split("/")[0], language))
    await person.presses(CATALOGUE.title(topic, language))


async def files(person: Person, kind: str) -> list[dict[str, object]]:
    return [message[kind] for message in await person.raw_chat() if kind in message]


@pytest.mark.parametrize("language", list(CATALOGUE.languages))
async def test_a_card_is_handed_over_in_the_language_of_the_answer(town: Town, language: str) -> None:
    person = town.person("Amina")
    await reads(person, "trafficking/get-help", language)
    card = PHRASEBOOK[language].gettext("A card to print")
    (handed,) = await person.presses(card)
    assert handed.titles == [PHRASEBOOK[language].gettext("Menu")]
    await person.presses(card)
    first, second = await files(person, "document")
    assert first["file_name"] == f"{CATALOGUE.languages[language].telegram}.pdf"
    assert first["file_id"] == second["file_id"]
    journal = [entry for entry in town.simulator.simulation.journal.entries if entry["method"] == "sendDocument"]
    assert len(journal) == 2


async def test_an_old_card_button_leads_to_the_menu(town: Town) -> None:
    person = town.person("Amina")
    await reads(person, "asylum/apply")
    for data in ("card:asylum/apply:en", "card:nothing:en", "listen:asylum/apply:xx", "listen:nothing:en"):
        assert await person.presses_old(data)
    assert await files(person, "document") == []


@pytest.fixture
async def town_with_a_voice(tmp_path: Path, assistant: Assistant) -> AsyncIterator[Town]:
    """A town in which one English answer can be listened to."""
    content = tmp_path / "content"
    shutil.copytree("content", content)
    text = CATALOGUE.texts["en", "asylum/apply"]
    file = content / "en" / "asylum" / "apply.md"
    file.write_text(file.read_text("utf-8").replace("reviewed: no", f"reviewed: no\nvoice: {text.hash}"), "utf-8")
    file.with_suffix(".ogg").write_bytes(SOUND)
    async with open_town(tmp_path, assistant.url, assistant.token, content=content) as town:
        yield town


async def test_people_who_do_not_read_can_listen(town_with_a_voice: Town) -> None:
    person = town_with_a_voice.person("Amina")
    await reads(person, "asylum/apply")
    (heard,) = await person.presses("🔊 Listen")
    assert heard.first_line == CATALOGUE.title("asylum/apply", "en")
    (voice,) = await files(person, "voice")
    assert voice["file_size"] == len(SOUND)


async def test_a_recording_that_is_gone_gives_way_to_the_text(town_with_a_voice: Town) -> None:
    person = town_with_a_voice.person("Amina")
    await reads(person, "asylum/apply")
    (town_with_a_voice.settings.content / "en" / "asylum" / "apply.ogg").unlink()
    (shown,) = await person.presses("🔊 Listen")
    assert shown.first_line == CATALOGUE.title("asylum/apply", "en")
    assert await files(person, "voice") == []
