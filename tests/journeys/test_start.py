"""How it begins: what is kept is told, links lead somewhere, a place is kept only if the person agrees."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from aiogram import Bot

from bot.content import Library
from bot.phrases import Phrasebook
from bot.telegram import help as help_
from bot.telegram import notices, places
from bot.telegram.client import make_bot
from bot.telegram.profile import DESCRIPTION, NAME, SHORT_DESCRIPTION, commands, publish_profile
from tests.journeys.conftest import TOKEN, Town, open_town
from tests.journeys.people import Person, Seen

CATALOGUE = Library(Path("content")).catalogue
LANGUAGES = list(CATALOGUE.languages)
PHRASES = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def _says(seen: Seen, message: str, language: str) -> bool:
    return _plain(PHRASES[language].gettext(message)).split("{")[0] in _plain(seen.text)


def _place(town: Town) -> object:
    with closing(sqlite3.connect(town.database)) as database:
        return database.execute("select place from readers").fetchone()[0]


async def _reader(town: Town, language: str, start: str = "/start") -> tuple[Person, list[Seen]]:
    person = town.person("Amina")
    await person.says(start)
    return person, await person.presses(CATALOGUE.languages[language].name)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_newcomer_is_told_what_is_kept_and_finds_everything_to_set(
    town_without_assistant: Town, language: str
) -> None:
    phrases = PHRASES[language]
    person, (start,) = await _reader(town_without_assistant, language)
    privacy = CATALOGUE.text("chat/privacy", language)
    assert privacy
    assert _plain(privacy.body)[:40] in _plain(start.text)
    assert "/forget" in start.text
    for title in ("Where you are", "Choose news", "Help and settings"):
        assert phrases.gettext(title) in start.titles
    rows = [[text for text, _ in row] for row in start.buttons if len(row) == 2]
    settings, change = phrases.gettext("Help and settings"), f"🌐 {phrases.gettext('Language')}"
    assert ([change, settings] if language == "en" else [settings, change]) in rows
    (help_shown,) = await person.says("/help")
    assert _says(help_shown, help_.HELP, language)
    for title in ("What is kept about you", "Hide this chat", "Is a message really from this bot?", "Where you are"):
        assert phrases.gettext(title) in help_shown.titles


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_link_names_a_place_that_is_kept_only_after_a_yes(town_without_assistant: Town, language: str) -> None:
    town, phrases = town_without_assistant, PHRASES[language]
    person, (_, *arrived) = await _reader(town, language, "/start harmanli")
    assert CATALOGUE.place_name("harmanli", language) in _plain(arrived[0].text)
    assert _says(arrived[-1], places.MAY_I_KEEP, language)
    assert _place(town) is None
    (kept,) = await person.presses(phrases.gettext(places.YES))
    assert _says(kept, places.KEPT, language)
    assert _place(town) == "harmanli"
    contacts = await person.says("/contacts")
    assert _plain(contacts[0].text).startswith(CATALOGUE.place_name("harmanli", language))
    await person.says("/place")
    await person.presses(phrases.gettext(places.NO_PLACE))
    assert _place(town) is None


async def test_a_link_of_a_campaign_leads_to_its_theme_and_the_choice_of_news(town_without_assistant: Town) -> None:
    person, (_, theme) = await _reader(town_without_assistant, "en", "/start winter")
    about = CATALOGUE.campaigns["campaigns/winter"].campaign
    assert about
    assert theme.first_line == CATALOGUE.title(about.theme, "en")
    assert "Choose news" in theme.titles
    (again,) = await person.says("/start winter")
    assert again.text == theme.text


async def test_a_link_that_names_nothing_is_a_plain_start(town_without_assistant: Town) -> None:
    person, _ = await _reader(town_without_assistant, "en")
    for payload in ("nothing", "bulgaria", "999", "9" * 64, "asylum_apply", "-", "en"):
        (told,) = await person.says(f"/start {payload}")
        assert _says(told, notices.WELCOME, "en"), payload


async def test_somebody_in_haste_is_asked_to_wait_once_and_danger_comes_through(tmp_path: Path) -> None:
    async with open_town(tmp_path, "http://127.0.0.1:1", "nobody-listens-here", messages_per_minute=5) as town:
        person, _ = await _reader(town, "en")
        other, _ = await _reader(town, "dari")
        said = [await person.says("hello there") for _ in range(6)]
        assert [_says(seen[0], notices.TOO_FAST, "en") for seen in said if seen].count(True) == 1
        assert said[-1] == []
        assert "112" in (await person.says("he has a knife and he wants to kill me"))[0].text
        assert await other.says("/menu")
        await person.says("/hide")
        assert len(await person.chat()) == 1


ODD = ["a" + "\u0301" * 4095, "\u200b\u200c", "\u202e\u202dabc\u202c", "\u2066" * 50 + "x", "😭" * 2000, "ـ" * 4096]


@pytest.mark.parametrize("language", ["en", "dari"])
async def test_odd_texts_are_answered_like_others(town_without_assistant: Town, language: str) -> None:
    person, _ = await _reader(town_without_assistant, language)
    for odd in ODD:
        (told,) = await person.says(odd)
        assert told.titles


async def test_the_profile_is_set_per_language_and_only_when_it_changed(town_without_assistant: Town) -> None:
    bot = make_bot(TOKEN, town_without_assistant.simulator.url)
    try:
        for language in CATALOGUE.languages.values():
            phrases, code = PHRASES[language.id], language.telegram
            shown = await bot.get_my_commands(language_code=code)
            assert [each.model_dump() for each in shown] == [each.model_dump() for each in commands(phrases)]
            assert (await bot.get_my_name(language_code=code)).name == phrases.gettext(NAME)
            assert (await bot.get_my_description(language_code=code)).description == phrases.gettext(DESCRIPTION)
            short = (await bot.get_my_short_description(language_code=code)).short_description
            assert short == phrases.gettext(SHORT_DESCRIPTION)
        counted = Counted(bot)
        await publish_profile(bot, CATALOGUE, PHRASES)
        assert counted.sets == []
    finally:
        await bot.session.close()


class Counted:
    """The calls of a bot that set something."""

    def __init__(self, bot: Bot) -> None:
        self.sets: list[str] = []
        bot.session.middleware(self._note)

    async def _note(self, make_request, bot, method):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if type(method).__name__.startswith("Set"):
            self.sets.append(type(method).__name__)
        return await make_request(bot, method)
