import pytest
from sqlalchemy import text

from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from bot.storage.traces import Traces
from tests.bot.conftest import SetClock

AMINA, BILAL = 7_000_000_001, 7_000_000_002


@pytest.fixture
def readers(database: Sessions, keyring: Keyring, clock: SetClock) -> Readers:
    return Readers(database, keyring, clock)


@pytest.fixture
def traces(database: Sessions, clock: SetClock) -> Traces:
    return Traces(database, clock)


async def test_the_messages_of_a_chat_are_known_for_as_long_as_they_can_be_deleted(
    readers: Readers, traces: Traces, clock: SetClock, database: Sessions
) -> None:
    amina, bilal = await readers.choose_language(AMINA, "ar"), await readers.choose_language(BILAL, "urdu")
    await traces.leave(amina.key, [5])
    clock.advance(46 * 3600)
    await traces.leave(amina.key, [7, 6])
    assert await traces.leave(amina.key, [7])
    await traces.leave(bilal.key, [5])
    assert await traces.of(amina.key) == [7, 6, 5]
    clock.advance(2 * 3600)
    assert await traces.of(amina.key) == [7, 6]
    await traces.purge()
    async with database() as session:
        assert (await session.execute(text("select count(*) from traces"))).scalar() == 3
    await traces.wipe(amina.key)
    assert (await traces.of(amina.key), await traces.of(bilal.key)) == ([], [5])


async def test_a_stranger_leaves_no_trace(readers: Readers, traces: Traces) -> None:
    stranger = await readers.get(AMINA)
    assert not await traces.leave(stranger.key, [5])
    assert await traces.of(stranger.key) == []


async def test_whoever_is_forgotten_leaves_no_trace(readers: Readers, traces: Traces) -> None:
    amina = await readers.choose_language(AMINA, "ar")
    await traces.leave(amina.key, [5])
    await readers.forget(amina.key)
    assert await traces.of(amina.key) == []
