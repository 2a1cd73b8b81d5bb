"""What readers tell us: whether an answer helped, which number is dead, what was not understood."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.content import Library
from bot.content.contact_lines import UNCONFIRMED
from bot.phrases import Phrasebook
from bot.storage.feedback import Verdict
from bot.telegram.callbacks import TopicOpened
from bot.telegram.voices import notices
from tests.journeys.conftest import Town
from tests.journeys.office import Office
from tests.journeys.people import Person

CATALOGUE = Library(Path("content")).catalogue
LANGUAGES = list(CATALOGUE.languages)
PHRASES = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})

# With letters that only this language has.
NONSENSE = {
    "en": "qwzx plomf trrg", "ar": "ققق ضضض ثثث", "dari": "ژگپ چژگ گچپ", "pashto": "ښځړ ټډښ ړځښ", "urdu": "ٹڈڑ ڑےٹ ڑڈٹ",
}  # fmt: skip


async def _reader(town: Town, language: str) -> Person:
    person = town.person("Amina")
    await person.says("/start")
    await person.presses(CATALOGUE.languages[language].name)
    return person


def _rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as open_database:
        return list(open_database.execute(query))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_is_judged_once_and_nobody_knows_by_whom(town_without_assistant: Town, language: str) -> None:
    town, phrases = town_without_assistant, PHRASES[language]
    person = await _reader(town, language)
    yes, no = phrases.gettext(notices.HELPED), phrases.gettext(notices.DID_NOT_HELP)
    for helped in (True, False):
        answer = (await person.presses_old(TopicOpened(topic="asylum/apply", language=language).pack()))[-1]
        row = next(row for row in answer.buttons if yes in dict(row))
        assert [text for text, _ in row] == ([yes, no] if language == "en" else [no, yes])
        if helped:
            await person.presses(yes)
        else:
            (asked,) = await person.presses(no)
            assert asked.message_id == answer.message_id
            await person.presses(phrases.gettext(notices.REASONS[Verdict.UNCLEAR]))
        (after,) = [seen for seen in await person.chat() if seen.message_id == answer.message_id]
        assert after.titles == [title for title in answer.titles if title not in (yes, no)]
    text = CATALOGUE.text("asylum/apply", language)
    assert text
    columns = "subject, language, version, verdict"
    assert _rows(town.database, f"select {columns} from feedback order by id") == [
        ("topic:asylum/apply", language, text.hash, "up"),
        ("topic:asylum/apply", language, text.hash, "unclear"),
    ]


async def test_nobody_in_danger_is_asked_for_a_judgement(town_without_assistant: Town) -> None:
    person = await _reader(town_without_assistant, "en")
    for answer in await person.says("he has a knife and he wants to kill me"):
        assert notices.HELPED not in answer.titles


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_dead_number_is_reported(town_without_assistant: Town, language: str) -> None:
    town, phrases = town_without_assistant, PHRASES[language]
    person = await _reader(town, language)
    contacts = await person.says("/contacts")
    assert any(UNCONFIRMED in seen.text for seen in contacts)
    (which,) = await person.presses(phrases.gettext(notices.DEAD_NUMBER))
    (thanks,) = await person.presses(which.titles[0])
    assert "112" in thanks.text
    ((subject, verdict),) = _rows(town.database, "select subject, verdict from feedback")
    contact = str(subject).removeprefix("contact:")
    assert CATALOGUE.contact_name(contact, language) == which.titles[0]
    assert CATALOGUE.contacts[contact].confidence == "check"
    assert verdict == "dead"


async def test_staff_are_told_of_a_dead_number_once_a_day(office: Office) -> None:
    amina, bilal = await office.english("Amina"), await office.english("Bilal")
    for person in (amina, bilal):
        await person.says("/contacts")
        (which,) = await person.presses(notices.DEAD_NUMBER)
        await person.presses(which.titles[0])
    assert len(_rows(office.database, "select * from feedback")) == 2
    told = [post for post in await office.group.all_posts() if which.titles[0] in post.text]
    assert len(told) == 1
    assert told[0].thread_id is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_not_understood_is_kept_without_who_asked(town: Town, language: str) -> None:
    person = await _reader(town, language)
    first, second, third = NONSENSE[language].split()
    await person.says(f"{first} Amina {second} 0888123456 {third}")
    kept = _rows(town.database, "select language, text from questions")
    assert kept == [(language, f"{first} *** {second} # {third}")]
    await person.says("he has a knife and he wants to kill me")
    await person.says("How can I apply for asylum in Bulgaria?")
    assert _rows(town.database, "select language, text from questions") == kept


async def test_what_is_said_to_staff_is_not_kept(office: Office) -> None:
    person = await office.english("Amina")
    await person.presses(CATALOGUE.title("help/talk-to-person", "en"))
    await person.presses("Yes, ask a person")
    await person.says("qwzx plomf trrg")
    assert _rows(office.database, "select * from questions") == []
