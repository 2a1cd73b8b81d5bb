"""What a reader is shown is all that there is."""

from datetime import timedelta

from sqlalchemy import select

from bot.storage.case_tables import CaseState
from bot.storage.cases import Cases
from bot.storage.database import Sessions
from bot.storage.held import held
from bot.storage.inbox import Inbox, Update
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from bot.storage.reminders import Reminders
from bot.storage.subscriptions import Subscriptions
from bot.storage.tables import Base
from bot.storage.traces import Traces
from tests.bot.conftest import SetClock

AMINA, BILAL = 7_000_000_001, 7_000_000_002
# What a person cannot be asked to read stands in the count of the table it belongs to.
SHOWN = {"readers", "subscriptions", "reminders", "cases", "deliveries", "traces", "inbox"}


def test_every_table_with_a_readers_key_is_shown() -> None:
    keyed = {table.name for table in Base.metadata.tables.values() if {"reader_key", "telegram_id"} & {*table.c.keys()}}
    assert keyed == SHOWN


async def test_everything_that_is_held_is_shown_and_after_forgetting_nothing_is(
    database: Sessions, keyring: Keyring, clock: SetClock
) -> None:
    readers = Readers(database, keyring, clock)
    amina = await readers.choose_language(AMINA, "ar")
    await readers.choose_language(BILAL, "urdu")
    await readers.choose_place(amina.key, "sofia")
    await readers.choose_hide_word(amina.key, "umbrella")
    await Subscriptions(database, clock).add(amina.key, ["help", "asylum"])
    await Reminders(database, keyring).add(amina.key, clock.now() + timedelta(days=1), "interview")
    case = await Cases(database, keyring, clock).open(amina.key, "ar", None, urgent=False, state=CaseState.WAITING)
    await Traces(database, clock).leave(amina.key, [5])
    await Inbox(database, keyring, clock).put([Update(1, amina.key, {})])
    found = await held(database, amina.key)
    assert found
    assert (found.language, found.place, found.hide_word, found.themes) == ("ar", "sofia", True, ["asylum", "help"])
    assert (len(found.reminders), found.cases, found.news, found.traces, found.updates) == (1, [case.number], 0, 1, 1)
    await readers.forget(amina.key)
    assert await held(database, amina.key) is None
    async with database() as session:
        for name in SHOWN - {"readers", "inbox"}:
            table = Base.metadata.tables[name]
            assert (await session.execute(select(table).where(table.c.reader_key == amina.key))).first() is None
    assert await held(database, keyring.pseudonym(BILAL))


async def test_a_word_is_stored_as_a_hash_that_tells_nothing_of_other_readers(
    database: Sessions, keyring: Keyring, clock: SetClock
) -> None:
    readers = Readers(database, keyring, clock)
    words = []
    for who in (AMINA, BILAL):
        reader = await readers.choose_language(who, "ar")
        await readers.choose_hide_word(reader.key, "umbrella")
        reader = await readers.get(who)
        assert readers.is_hide_word(reader, "umbrella")
        assert not readers.is_hide_word(reader, "bicycle")
        words.append(reader.hide_word)
    assert words[0] != words[1]
    assert "umbrella" not in words
    await readers.choose_hide_word(reader.key, None)
    assert not readers.is_hide_word(await readers.get(BILAL), "umbrella")
