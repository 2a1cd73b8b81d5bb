import pytest
from sqlalchemy import text

from bot.storage.database import Sessions
from bot.storage.inbox import ATTEMPTS, Inbox, Update
from bot.storage.keyring import Keyring
from tests.bot.conftest import SetClock


@pytest.fixture
def inbox(database: Sessions, keyring: Keyring, clock: SetClock) -> Inbox:
    return Inbox(database, keyring, clock)


def _update(number: int, reader: str = "amina", words: str = "hello") -> Update:
    return Update(number, reader, {"update_id": number, "message": {"text": words}})


async def test_a_reader_is_served_in_the_order_of_the_updates(inbox: Inbox) -> None:
    await inbox.put([_update(12), _update(11)])
    claimed = [await inbox.claim_next("amina"), await inbox.claim_next("amina")]
    assert [update and update.update_id for update in claimed] == [11, 12]
    assert await inbox.claim_next("amina") is None


async def test_a_redelivered_update_is_dropped_even_after_it_was_handled(inbox: Inbox) -> None:
    assert await inbox.put([_update(1)]) == 1
    assert await inbox.put([_update(1), _update(2)]) == 1
    await inbox.claim_next("amina")
    await inbox.finish(1)
    assert await inbox.put([_update(1)]) == 0


async def test_an_update_is_claimed_once(inbox: Inbox) -> None:
    await inbox.put([_update(1)])
    assert await inbox.claim_next("amina")
    assert await inbox.claim_next("amina") is None


async def test_the_longest_waiting_reader_comes_first_and_the_busy_are_left_out(inbox: Inbox) -> None:
    await inbox.put([_update(3, "farid"), _update(1, "bilal"), _update(2, "farid"), _update(4, "amina")])
    assert await inbox.waiting_readers([], 10) == ["bilal", "farid", "amina"]
    assert await inbox.waiting_readers(["farid"], 1) == ["bilal"]


async def test_what_was_said_is_encrypted_while_it_waits_and_wiped_when_it_is_handled(
    inbox: Inbox, database: Sessions
) -> None:
    await inbox.put([_update(1, words="my secret"), _update(2, words="my secret")])
    async with database() as session:
        stored = (await session.execute(text("select payload from inbox"))).scalars().all()
    assert all(b"secret" not in payload for payload in stored)
    for error in (None, ValueError("my secret")):
        claimed = await inbox.claim_next("amina")
        assert claimed
        await inbox.finish(claimed.update_id, error)
    async with database() as session:
        rows = (await session.execute(text("select payload, state, error from inbox order by update_id"))).all()
    assert [tuple(row) for row in rows] == [(None, "done", None), (None, "failed", "ValueError")]


async def test_an_update_that_a_crash_interrupted_is_handled_again(inbox: Inbox) -> None:
    await inbox.put([_update(1)])
    await inbox.claim_next("amina")
    assert await inbox.recover() == 0
    assert await inbox.claim_next("amina")


async def test_an_update_that_crashes_the_service_again_and_again_is_given_up(inbox: Inbox) -> None:
    await inbox.put([_update(1), _update(2)])
    for _ in range(ATTEMPTS):
        assert (await inbox.claim_next("amina")) == _update(1)
        given_up = await inbox.recover()
    assert given_up == 1
    assert (await inbox.claim_next("amina")) == _update(2)


async def test_an_update_stored_under_another_key_is_passed_over(
    database: Sessions, inbox: Inbox, clock: SetClock
) -> None:
    await Inbox(database, Keyring("another secret that nobody remembers"), clock).put([_update(1)])
    await inbox.put([_update(2)])
    assert (await inbox.claim_next("amina")) == _update(2)


async def test_numbers_are_kept_for_two_days(inbox: Inbox, clock: SetClock) -> None:
    await inbox.put([_update(1)])
    await inbox.claim_next("amina")
    await inbox.finish(1)
    clock.advance(47 * 3600)
    await inbox.purge()
    assert await inbox.put([_update(1)]) == 0
    clock.advance(2 * 3600)
    await inbox.purge()
    assert await inbox.put([_update(1)]) == 1
