"""On a watched phone: hiding the chat, seeing and erasing what is held, telling a false message from ours."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Library
from bot.phrases import Phrasebook
from bot.storage.keyring import Keyring
from bot.telegram import notices as general
from bot.telegram import places
from bot.telegram.safety import notices
from tests.journeys.conftest import TOKEN, Town
from tests.journeys.people import Person, Seen

CATALOGUE = Library(Path("content")).catalogue
LANGUAGES = list(CATALOGUE.languages)
PHRASES = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})
DANGER = "he has a knife and he wants to kill me"


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def _says(seen: Seen, message: str, language: str) -> bool:
    """Whether a message begins with this, as far as it holds no value."""
    return _plain(PHRASES[language].gettext(message)).split("{")[0] in _plain(seen.text)


async def _reader(town: Town, language: str) -> Person:
    person = town.person("Amina")
    await person.says("/start")
    await person.presses(CATALOGUE.languages[language].name)
    return person


async def _open_settings(person: Person, language: str) -> None:
    await person.says("/menu")
    await person.presses(PHRASES[language].gettext("Help and settings"))


async def _visible(person: Person) -> list[str]:
    return [message["text"] for message in await person.raw_chat() if not message["deleted"]]


def _rows(town: Town, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(town.database)) as database:
        return list(database.execute(query))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_hidden_chat_shows_one_harmless_line(town_without_assistant: Town, language: str) -> None:
    town, phrases = town_without_assistant, PHRASES[language]
    person = await _reader(town, language)
    await person.says("/help")
    for hide in ("command", "button", "word", "proposed word"):
        await _open_settings(person, language)
        await person.presses(phrases.gettext("Hide this chat"))
        match hide:
            case "command":
                await person.says("/hide")
            case "button":
                await person.presses(phrases.gettext(notices.HIDE_NOW))
            case "word":
                await person.presses(phrases.gettext(notices.CHOOSE_WORD))
                (kept,) = await person.says("Ghalam پشتون")
                assert _says(kept, notices.WORD_KEPT, language)
                assert "Ghalam پشتون" not in await _visible(person)
                await person.says("ghalam  پشتون!")
            case "proposed word":
                await person.presses(phrases.gettext(notices.CHOOSE_WORD))
                word = phrases.gettext(notices.WORDS[1])
                (kept,) = await person.presses(word)
                assert _says(kept, notices.WORD_KEPT, language)
                assert word not in str(await person.chat())
                await person.says(word)
        (left,) = await person.chat()
        assert _says(left, notices.HARMLESS, language)
        assert left.buttons == []
        assert await _visible(person) == [left.text]


async def test_an_urgent_message_is_no_word_and_a_button_ends_the_waiting_for_one(
    town_without_assistant: Town,
) -> None:
    person = await _reader(town_without_assistant, "en")
    await person.says("/word")
    assert "112" in (await person.says(DANGER))[0].text
    (unfit,) = await person.says("a word of many words that is none")
    assert _says(unfit, notices.WORD_UNFIT, "en")
    await person.says("/word")
    await person.says("/menu")
    (told,) = await person.says("lawyer please")
    assert _says(told, general.ASSISTANT_DOWN, "en")
    assert _rows(town_without_assistant, "select hide_word from readers") == [(None,)]


async def test_a_stranger_can_hide_too_and_is_not_stored(town_without_assistant: Town) -> None:
    person = town_without_assistant.person("Amina")
    for _ in range(3):
        await person.says("/start")
    await person.says("/hide")
    assert len(await _visible(person)) == 1
    assert _rows(town_without_assistant, "select * from traces") == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_reader_sees_what_is_held_and_erases_it(town_without_assistant: Town, language: str) -> None:
    town, phrases = town_without_assistant, PHRASES[language]
    person = await _reader(town, language)
    await _open_settings(person, language)
    await person.presses(phrases.gettext("Where you are"))
    sofia = CATALOGUE.place_name("sofia", language)
    (kept,) = await person.presses(sofia)
    assert _says(kept, places.KEPT, language)
    await person.says("/subscribe")
    await person.presses(CATALOGUE.title("help", language))
    await _open_settings(person, language)
    (shown,) = await person.presses(phrases.gettext("What is kept about you"))
    for thing in (sofia, CATALOGUE.title("help", language), CATALOGUE.languages[language].name):
        assert thing in _plain(shown.text)
    assert _says(shown, notices.HELD_TRACES, language)
    assert not _says(shown, notices.HELD_REMINDERS, language)
    await person.presses(phrases.gettext(notices.ERASE))
    await person.presses(phrases.gettext(notices.ERASE_NO))
    assert len(_rows(town, "select * from readers")) == 1
    await person.presses(phrases.gettext(notices.ERASE))
    await person.presses(phrases.gettext(notices.ERASE_YES))
    for table in ("readers", "subscriptions", "traces", "reminders", "cases"):
        assert _rows(town, f"select * from {table}") == []
    (nothing,) = await person.says("/mydata")
    assert _says(nothing, notices.HELD_NOTHING, "en")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_our_messages_are_told_from_false_ones(town_without_assistant: Town, language: str) -> None:
    town, phrases = town_without_assistant, PHRASES[language]
    person = await _reader(town, language)
    await _open_settings(person, language)
    (asked,) = await person.presses(phrases.gettext("Is a message really from this bot?"))
    assert _says(asked, notices.VERIFY, language)
    bot_id = int(TOKEN.split(":")[0])
    (mine,) = await person.forwards("hello", bot_id)
    assert _says(mine, notices.OURS, language)
    for origin in (None, bot_id + 1):
        (false,) = await person.forwards("Pay me 500 and I bring you to Vienna", origin)
        assert _says(false, notices.NOT_OURS, language)
        assert "112" in false.text
    _send_campaign(town)
    code = Keyring(town.settings.reader_key.get_secret_value()).code(7, "en")
    for said in (code, f"/verify {code}"):
        note, message = await person.says(said)
        assert _says(note, notices.OURS_BY_CODE, language)
        assert message.text == "A true message"
    (unknown,) = await person.says("AAAA-9999")
    assert _says(unknown, notices.UNKNOWN_CODE, language)


async def test_a_threat_that_is_forwarded_is_answered_with_help_first(town_without_assistant: Town) -> None:
    person = await _reader(town_without_assistant, "en")
    help_now, false = await person.forwards(DANGER, None)
    assert "112" in help_now.text
    assert _says(false, notices.NOT_OURS, "en")


def _send_campaign(town: Town) -> None:
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    with closing(sqlite3.connect(town.database)) as database, database:
        database.execute(
            "insert into campaigns (id, title, purpose, about, filling, extras, author, audience, policy, state,"
            " created_at, started_at) values (7, 't', '', 'help', '{}', '{}', 'a', '{}', '{}', 'finished', ?, ?)",
            (now, now),
        )
        database.execute(
            "insert into campaign_messages (campaign_id, language, text_language, hash, html, buttons)"
            " values (7, 'en', 'en', 'x', 'A true message', '[]')"
        )
