import pytest
from sqlalchemy import text

from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from bot.storage.tables import ReaderState
from tests.bot.conftest import SetClock

AMINA = 7_000_000_001


@pytest.fixture
def readers(database: Sessions, keyring: Keyring, clock: SetClock) -> Readers:
    return Readers(database, keyring, clock)


async def test_nothing_is_stored_before_a_language_is_chosen(readers: Readers, database: Sessions) -> None:
    reader = await readers.get(AMINA)
    assert reader.language is None
    async with database() as session:
        assert (await session.execute(text("select count(*) from readers"))).scalar() == 0


async def test_a_language_is_remembered_and_can_be_changed(readers: Readers) -> None:
    await readers.choose_language(AMINA, "ar")
    await readers.choose_language(AMINA, "urdu")
    assert (await readers.get(AMINA)).language == "urdu"


async def test_the_database_alone_does_not_tell_who_a_reader_is(readers: Readers, database: Sessions) -> None:
    await readers.choose_language(AMINA, "ar")
    async with database() as session:
        row = (await session.execute(text("select * from readers"))).one()
    assert str(AMINA) not in " ".join(
        value.decode(errors="replace") if isinstance(value, bytes) else str(value) for value in row
    )


async def test_blocking_and_coming_back_are_remembered(readers: Readers) -> None:
    reader = await readers.choose_language(AMINA, "ar")
    await readers.set_state(reader.key, ReaderState.BLOCKED)
    assert (await readers.get(AMINA)).state is ReaderState.BLOCKED
    await readers.choose_language(AMINA, "ar")
    assert (await readers.get(AMINA)).state is ReaderState.ACTIVE


async def test_forgetting_leaves_nothing(readers: Readers, database: Sessions) -> None:
    reader = await readers.choose_language(AMINA, "ar")
    await readers.forget(reader.key)
    async with database() as session:
        assert (await session.execute(text("select count(*) from readers"))).scalar() == 0
