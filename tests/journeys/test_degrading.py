"""Something is away: the assistant, the database, Telegram. What still works, works; nothing is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.content import Library
from bot.phrases import Phrasebook
from bot.telegram import notices
from tests.journeys.conftest import Town, open_town
from tests.journeys.people import Person

CATALOGUE = Library(Path("content")).catalogue
ENGLISH = Phrasebook({"en": "en"})["en"]
APPEAL = "They refused me. How can I appeal the decision?"


@pytest.fixture
async def town_with_a_slow_assistant(tmp_path: Path) -> AsyncIterator[Town]:
    """Where the assistant should be, somebody takes the question and never answers."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(1024):
            pass
        writer.close()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with open_town(tmp_path, f"http://127.0.0.1:{port}", "nobody-ever-answers-here") as town:
            yield town


async def english(town: Town) -> Person:
    person = town.person("Emma")
    await person.says("/start")
    await person.presses("English")
    return person


async def fail(town: Town, **rule: object) -> None:
    async with ClientSession() as session, session.post(f"{town.simulator.url}/__sim/faults", json=rule) as reply:
        assert reply.ok


async def test_a_slow_assistant_is_given_up_and_the_menu_the_numbers_and_danger_work(
    town_with_a_slow_assistant: Town,
) -> None:
    person = await english(town_with_a_slow_assistant)
    (told,) = await person.says(APPEAL)
    assert ENGLISH.gettext(notices.ASSISTANT_DOWN) in told.text
    assert "112" in told.text
    (urgent, *_) = await person.says("he has a knife and he wants to kill me")
    assert "112" in urgent.text
    await person.presses(CATALOGUE.title("asylum", "en"))
    (answer, *_) = await person.presses(CATALOGUE.title("asylum/appeal", "en"))
    assert answer.first_line == CATALOGUE.title("asylum/appeal", "en")


async def test_what_people_write_while_the_database_is_locked_is_answered_afterwards_once(town: Town) -> None:
    person = await english(town)
    with closing(sqlite3.connect(town.database, isolation_level=None)) as other:
        other.execute("begin immediate")
        waiting = asyncio.create_task(person.says(APPEAL))
        await asyncio.sleep(7)  # longer than the database waits for a lock
        assert not waiting.done()
        other.execute("rollback")
        (answer,) = await waiting
    assert answer.first_line == CATALOGUE.title("asylum/appeal", "en")
    texts = [seen.first_line for seen in await person.chat()]
    assert texts.count(CATALOGUE.title("asylum/appeal", "en")) == 1


async def test_a_database_that_is_locked_while_an_answer_is_made_delays_it_and_loses_nothing(town: Town) -> None:
    person = await english(town)
    await fail(town, method="sendMessage", kind="latency", seconds=3)
    waiting = asyncio.create_task(person.says(APPEAL))
    async with asyncio.timeout(10):
        while not handling(town):  # noqa: ASYNC110 - only the inbox knows
            await asyncio.sleep(0.01)
    with closing(sqlite3.connect(town.database, isolation_level=None, timeout=10)) as other:
        other.execute("begin immediate")
        await asyncio.sleep(10)  # the answer is out, and cannot be noted
        other.execute("rollback")
    (answer,) = await waiting
    assert answer.first_line == CATALOGUE.title("asylum/appeal", "en")
    (menu,) = await person.says("/menu")
    assert "112" in menu.text
    assert handling(town) == 0


def handling(town: Town) -> int:
    with closing(sqlite3.connect(town.database)) as database:
        return int(database.execute("select count(*) from inbox where state = 'handling'").fetchone()[0])


@pytest.mark.parametrize("kind", ["error", "html", "reset-before"])
async def test_a_telegram_that_fails_for_a_while_gets_the_answer_in_the_end(town: Town, kind: str) -> None:
    person = await english(town)
    await fail(town, method="sendMessage", kind=kind, times=2)
    (answer,) = await person.says(APPEAL)
    assert answer.first_line == CATALOGUE.title("asylum/appeal", "en")


async def test_a_sign_that_cannot_be_stopped_on_a_button_is_no_failure(town_without_assistant: Town) -> None:
    person = await english(town_without_assistant)
    await fail(town_without_assistant, method="answerCallbackQuery", kind="html", times=0)
    (theme,) = await person.presses(CATALOGUE.title("asylum", "en"))
    assert theme.first_line == CATALOGUE.title("asylum", "en")
