"""News: people choose it, get it, and end it with a word."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.content import Library
from bot.content.catalogue import Catalogue
from bot.phrases import Phrasebook
from tests.journeys.conftest import Town
from tests.journeys.people import Person


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(Path("content")).catalogue


@pytest.fixture(scope="module")
def phrasebook(catalogue: Catalogue) -> Phrasebook:
    return Phrasebook({name: language.locale for name, language in catalogue.languages.items()})


def _themes(town: Town) -> set[str]:
    with closing(sqlite3.connect(town.database)) as database:
        return {theme for (theme,) in database.execute("select theme from subscriptions")}


async def _newcomer(town: Town, language: str) -> Person:
    person = town.person("Emma")
    await person.says("/start")
    await person.presses(language)
    return person


async def test_news_are_chosen_and_taken_back_theme_by_theme(
    town_without_assistant: Town, catalogue: Catalogue
) -> None:
    person = await _newcomer(town_without_assistant, "English")
    (choice,) = await person.says("/subscribe")
    asylum, help_ = catalogue.title("asylum", "en"), catalogue.title("help", "en")
    (chosen,) = await person.presses(asylum)
    assert chosen.titles[0] == f"✓ {asylum}"
    assert chosen.message_id == choice.message_id
    await person.presses(help_)
    assert _themes(town_without_assistant) == {"asylum", "help"}
    await person.presses(f"✓ {asylum}")
    assert _themes(town_without_assistant) == {"help"}
    (ended,) = await person.presses("No news at all")
    assert "no more news" in ended.text
    assert _themes(town_without_assistant) == set()


async def test_a_stop_word_of_any_language_ends_the_news_and_is_answered_in_the_readers_language(
    town_without_assistant: Town, catalogue: Catalogue, phrasebook: Phrasebook
) -> None:
    person = await _newcomer(town_without_assistant, "دری")
    words = [word for language in catalogue.languages.values() for word in language.stop]
    assert all(language.stop for language in catalogue.languages.values())
    for word in [*words[:2], words[-1], "  STOP! ", "/stop"]:
        await person.says("/subscribe")
        await person.presses(catalogue.title("help", "dari"))
        assert _themes(town_without_assistant) == {"help"}
        (told,) = await person.says(word)
        assert _themes(town_without_assistant) == set()
        assert told.titles[0] == phrasebook["dari"].gettext("Choose news")


async def test_a_newcomer_who_says_stop_is_answered_and_not_stored(
    town_without_assistant: Town, catalogue: Catalogue, phrasebook: Phrasebook
) -> None:
    person = town_without_assistant.person("Bilal", "ur")
    (told,) = await person.says(catalogue.languages["urdu"].stop[0])
    assert told.titles[0] == phrasebook["urdu"].gettext("Choose news")
    (question,) = await person.presses(told.titles[0])
    assert "English" in question.titles


@pytest.mark.parametrize("said", ["please stop him", "stop the train now"])
async def test_a_sentence_with_the_word_in_it_is_no_stop_word(town_without_assistant: Town, said: str) -> None:
    person = await _newcomer(town_without_assistant, "English")
    (told, *_) = await person.says(said)
    assert "no more news" not in told.text
