"""Reminders as people have them: chosen, agreed to, sent once without a telling word, taken back, erased."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.content import Library
from bot.phrases import Phrasebook
from bot.telegram.flows import notices
from tests.journeys.conftest import Town
from tests.journeys.office import FastClock
from tests.journeys.people import Person, Seen

CATALOGUE = Library(Path("content")).catalogue
PHRASEBOOK = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(CATALOGUE.languages))
FLOW = "interview-appeal"


def kept(town: Town) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(town.database)) as database:
        return database.execute("select at, flow from reminders").fetchall()


async def wants_a_reminder(person: Person, language: str) -> list[Seen]:
    """Go through the flow to its end, and ask to be reminded."""
    phrases, known = PHRASEBOOK[language], CATALOGUE.flows[FLOW]
    text = CATALOGUE.flow_texts[language, FLOW]
    await person.says("/start")
    await person.presses(CATALOGUE.languages[language].name)
    await person.presses_old(f"flow:{FLOW}")
    for step, options in known.steps.items():
        label = text.label(step, next(iter(options)))
        assert label is not None
        await person.presses(label)
    return await person.presses(phrases.gettext(notices.REMIND))


async def chooses_tomorrow_at_ten(person: Person, days: Seen, language: str) -> list[Seen]:
    assert (", " if language == "en" else "، ") in days.titles[1]
    (hours,) = await person.presses(days.titles[1])
    assert CATALOGUE.place_name(CATALOGUE.country, language) not in hours.text
    await person.presses("10:00")
    return await person.presses(PHRASEBOOK[language].gettext(notices.AGREE))


@EVERY_LANGUAGE
async def test_a_reminder_comes_at_the_chosen_hour_once_and_says_nothing_of_its_matter(
    town_in_time: Town, clock: FastClock, language: str
) -> None:
    town, phrases = town_in_time, PHRASEBOOK[language]
    person = town.person("Amina")
    (days,) = await wants_a_reminder(person, language)
    (told,) = await chooses_tomorrow_at_ten(person, days, language)
    assert "10:00" in told.text
    assert kept(town) == [("2026-11-24 08:00:00.000000", FLOW)]

    clock.advance(hours=24)
    reminder = await person.until_shown(phrases.gettext(notices.REMINDER))
    telling = [word for word in CATALOGUE.flow_texts[language, FLOW].title.split() if len(word) > 3]
    assert not any(word in reminder.text for word in telling)
    (checklist,) = await person.presses(phrases.gettext(notices.OPEN))
    assert CATALOGUE.flow_texts[language, FLOW].title in checklist.text.translate(dict.fromkeys(range(0x2066, 0x206A)))
    clock.advance(hours=24)
    await person.says("/menu")
    assert kept(town) == []
    assert [seen.text for seen in await person.chat()].count(reminder.text) == 1


async def test_nothing_is_kept_before_the_person_agrees(town_in_time: Town) -> None:
    person = town_in_time.person("Amina")
    (days,) = await wants_a_reminder(person, "en")
    await person.presses(days.titles[1])
    (asked,) = await person.presses("10:00")
    assert "I keep no answer of yours" in asked.text
    assert kept(town_in_time) == []
    await person.presses(PHRASEBOOK["en"].gettext(notices.REFUSE))
    assert kept(town_in_time) == []


async def test_a_reminder_is_taken_back_by_its_button(town_in_time: Town) -> None:
    person = town_in_time.person("Amina")
    (days,) = await wants_a_reminder(person, "en")
    await chooses_tomorrow_at_ten(person, days, "en")
    (told,) = await person.presses(PHRASEBOOK["en"].gettext(notices.DROP))
    assert PHRASEBOOK["en"].gettext(notices.DROPPED) in told.text
    assert kept(town_in_time) == []


async def test_forget_erases_reminders(town_in_time: Town, clock: FastClock) -> None:
    person = town_in_time.person("Amina")
    (days,) = await wants_a_reminder(person, "en")
    await chooses_tomorrow_at_ten(person, days, "en")
    await person.says("/forget")
    assert kept(town_in_time) == []
    clock.advance(hours=25)
    await person.says("/start")
    assert not [seen for seen in await person.chat() if PHRASEBOOK["en"].gettext(notices.REMINDER) in seen.text]


async def test_another_persons_reminder_cannot_be_dropped(town_in_time: Town) -> None:
    amina, stranger = town_in_time.person("Amina"), town_in_time.person("Farid")
    (days,) = await wants_a_reminder(amina, "en")
    await chooses_tomorrow_at_ten(amina, days, "en")
    await stranger.says("/start")
    await stranger.presses("English")
    await stranger.presses_old("drop:1")
    assert len(kept(town_in_time)) == 1


async def test_a_moment_that_is_over_or_absurd_is_asked_again(town_in_time: Town) -> None:
    person = town_in_time.person("Amina")
    await wants_a_reminder(person, "en")
    for data in (f"agree:{FLOW}:2020-01-01:10", f"agree:{FLOW}:2026-99-01:10", f"hour:{FLOW}:x:99", f"day:{FLOW}:y"):
        (asked,) = await person.presses_old(data)
        assert PHRASEBOOK["en"].gettext(notices.WHICH_DAY) in asked.text
    assert kept(town_in_time) == []
