from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.storage.case_posts import CasePosts
from bot.storage.case_tables import CaseState, PostKind
from bot.storage.cases import Case, Cases
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.storage.readers import Readers
from tests.bot.conftest import SetClock

AMINA, BILAL = 7_000_000_001, 7_000_000_002


@pytest.fixture
def readers(database: Sessions, keyring: Keyring, clock: SetClock) -> Readers:
    return Readers(database, keyring, clock)


@pytest.fixture
def cases(database: Sessions, keyring: Keyring, clock: SetClock) -> Cases:
    return Cases(database, keyring, clock)


@pytest.fixture
def posts(database: Sessions) -> CasePosts:
    return CasePosts(database)


async def _open(readers: Readers, cases: Cases, who: int = AMINA, *, urgent: bool = False) -> Case:
    reader = await readers.choose_language(who, "ar")
    return await cases.open(reader.key, "ar", "asylum/appeal", urgent=urgent, state=CaseState.WAITING)


async def _state(cases: Cases, case: Case) -> CaseState | None:
    found = await cases.get(case.number)
    return found.state if found else None


async def test_a_case_is_found_by_its_reader_its_thread_and_its_number(readers: Readers, cases: Cases) -> None:
    case = await _open(readers, cases)
    assert (case.reader_id, case.topic, case.thread_id, case.live) == (AMINA, "asylum/appeal", None, True)
    assert await cases.set_thread(case.number, 77)
    for found in (await cases.open_of(case.reader_key), await cases.in_thread(77), await cases.get(case.number)):
        assert found
        assert (found.number, found.thread_id) == (case.number, 77)
    assert await cases.in_thread(78) is None


async def test_the_readers_language_of_today_is_known_beside_that_of_the_case(readers: Readers, cases: Cases) -> None:
    case = await _open(readers, cases)
    await readers.choose_language(AMINA, "urdu")
    found = await cases.get(case.number)
    assert found
    assert (found.language, found.reader_language) == ("ar", "urdu")


async def test_reader_and_staff_take_turns(readers: Readers, cases: Cases, clock: SetClock) -> None:
    case = await _open(readers, cases)
    clock.advance(60)
    assert await cases.staff_wrote(case.number)
    assert not await cases.staff_wrote(case.number)
    assert await _state(cases, case) is CaseState.ANSWERED
    await cases.reader_wrote(case.number)
    assert await _state(cases, case) is CaseState.WAITING
    found = await cases.get(case.number)
    assert found
    assert found.taken_at == found.since == clock.now()


async def test_who_waits_has_waited_since_their_first_message(readers: Readers, cases: Cases, clock: SetClock) -> None:
    case = await _open(readers, cases)
    begun = clock.now()
    clock.advance(60)
    await cases.reader_wrote(case.number)
    assert [found.number for found in await cases.waiting_since(begun)] == [case.number]
    await cases.staff_wrote(case.number)
    assert await cases.waiting_since(clock.now()) == []


async def test_a_rest_ends_when_staff_come_and_not_when_the_reader_writes(readers: Readers, cases: Cases) -> None:
    case = await _open(readers, cases)
    await cases.staff_wrote(case.number)
    assert await cases.rest(case.number)
    assert not await cases.rest(case.number)
    await cases.reader_wrote(case.number)
    assert await _state(cases, case) is CaseState.RESTING
    assert await cases.live_ones() == []
    assert await cases.staff_wrote(case.number)
    assert await _state(cases, case) is CaseState.ANSWERED


async def test_a_closed_case_stays_closed(readers: Readers, cases: Cases, clock: SetClock) -> None:
    case = await _open(readers, cases)
    assert await cases.close(case.number)
    assert not await cases.close(case.number)
    assert not await cases.staff_wrote(case.number)
    assert not await cases.rest(case.number)
    assert await _state(cases, case) is CaseState.CLOSED
    assert await cases.open_of(case.reader_key) is None
    assert await cases.closed_before(clock.now()) == []
    clock.advance(1)
    assert [found.number for found in await cases.closed_before(clock.now())] == [case.number]


async def test_quiet_cases_are_those_in_which_nobody_waits(readers: Readers, cases: Cases, clock: SetClock) -> None:
    waiting, answered = await _open(readers, cases), await _open(readers, cases, BILAL)
    await cases.staff_wrote(answered.number)
    clock.advance(timedelta(days=7).total_seconds())
    assert [found.number for found in await cases.quiet_since(clock.now())] == [answered.number]
    await cases.rest(waiting.number)
    assert len(await cases.quiet_since(clock.now())) == 2


async def test_a_case_is_marked_urgent_once(readers: Readers, cases: Cases) -> None:
    case = await _open(readers, cases)
    assert await cases.mark_urgent(case.number)
    assert not await cases.mark_urgent(case.number)


async def test_forgetting_a_reader_erases_the_case_and_what_is_on_its_way(
    readers: Readers, cases: Cases, posts: CasePosts
) -> None:
    case = await _open(readers, cases)
    await posts.put(case.number, PostKind.COPY, 5)
    await readers.forget(case.reader_key)
    assert await cases.get(case.number) is None
    assert await posts.first_of_each_case() == []


async def test_the_number_of_an_erased_case_is_not_given_to_another(readers: Readers, cases: Cases) -> None:
    case = await _open(readers, cases)
    await cases.set_thread(case.number, 77)
    assert await cases.erase(case.number) == 77
    assert not await cases.set_thread(case.number, 78)
    assert (await _open(readers, cases)).number > case.number


async def test_posts_leave_in_the_order_of_each_case(readers: Readers, cases: Cases, posts: CasePosts) -> None:
    first, second = await _open(readers, cases), await _open(readers, cases, BILAL, urgent=True)
    await posts.put(first.number, PostKind.COPY, 5)
    heads = await posts.first_of_each_case()
    assert [(post.case_number, post.kind, post.urgent) for post in heads] == [
        (first.number, PostKind.OPENED, False),
        (second.number, PostKind.OPENED, True),
    ]
    await posts.remove(heads[0].id)
    (_, later) = sorted(await posts.first_of_each_case(), key=lambda post: post.id)
    assert (later.case_number, later.kind, later.message_id) == (first.number, PostKind.COPY, 5)


async def test_nothing_that_was_said_has_a_place_in_the_tables(database: Sessions) -> None:
    async with database() as session:
        for table in ("cases", "case_posts"):
            columns = (await session.execute(text(f"select * from {table}"))).keys()
            assert not {"text", "name", "message", "caption", "telegram_id", "username", "phone"} & set(columns)
