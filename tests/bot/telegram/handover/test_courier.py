"""The way into the threads: at the group's pace, in a fair order, and nothing lost."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from bot.storage.case_tables import PostKind
from bot.storage.cases import Case
from tests.bot.telegram.handover.conftest import Stage

AMINA, BILAL, ZOYA = 5_001, 5_002, 5_003


async def _write(stage: Stage, case: Case, times: int) -> None:
    for _ in range(times):
        await stage.desk.handover.posts.put(case.number, PostKind.COPY, 1)


def _statuses(stage: Stage) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = stage.simulator.simulation.journal.counters()["methods"]
    return found


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_the_group_gets_no_more_than_telegram_takes(stage: Stage) -> None:
    await stage.control("/profile", name="telegram")
    case = await stage.new_case(AMINA)
    await _write(stage, case, 60)
    begun = stage.clock.monotonic()
    async with stage.courier_at_work():
        await stage.all_carried()
    statuses = _statuses(stage)
    assert statuses["copyMessage"] == {"200": 60}
    assert all("429" not in counts for counts in statuses.values())
    assert stage.clock.monotonic() - begun < 62 * 60 / 19 + 5


async def test_a_group_that_is_full_does_not_stop_the_replies(stage: Stage) -> None:
    case = await stage.new_case(AMINA)
    await stage.control("/faults", method="createForumTopic", kind="flood", retry_after=40)
    async with stage.courier_at_work():
        begun = stage.clock.monotonic()
        await stage.desk.handover.telling.tell(case, "hello")
        assert stage.clock.monotonic() - begun < 5
        await stage.all_carried()
    assert (await stage.again(case)).thread_id


async def test_nobody_fills_the_lane_alone_and_the_urgent_go_first(stage: Stage) -> None:
    amina = await stage.new_case(AMINA)
    await _write(stage, amina, 5)
    bilal, zoya = await stage.new_case(BILAL), await stage.new_case(ZOYA, urgent=True)
    await _write(stage, bilal, 2)
    await _write(stage, zoya, 2)
    async with stage.courier_at_work():
        await stage.all_carried()
    threads = {(await stage.again(case)).thread_id: case.number for case in (amina, bilal, zoya)}
    said = [message for message in await stage.in_group() if "forum_topic_created" not in message]
    order = [threads[message["message_thread_id"]] for message in said]
    assert order == [3, 3, 3, 1, 2, 1, 2, 1, 2, 1, 1, 1]


@pytest.mark.parametrize("kind", ["error", "html", "reset-before"])
async def test_what_telegram_does_not_take_today_is_brought_later(stage: Stage, kind: str) -> None:
    case = await stage.new_case(AMINA)
    await _write(stage, case, 1)
    await stage.control("/faults", method="copyMessage", kind=kind, times=12)
    async with stage.courier_at_work():
        await stage.all_carried()
    assert [message["text"] for message in await stage.in_group() if message.get("text") == "one"] == ["one"]
    assert (await stage.again(case)).live


async def test_a_group_without_topics_is_as_good_as_lost(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    case = await stage.new_case(AMINA)
    refusal = "Bad Request: not enough rights to create a topic"
    await stage.control("/faults", method="createForumTopic", kind="error", code=400, description=refusal, times=3)
    async with stage.courier_at_work():
        await stage.all_carried()
    assert [text for text in await stage.shown_to(AMINA) if "cannot reach the team" in text]
    assert len(await stage.shown_to(AMINA)) == 1
    assert not (await stage.again(case)).live
    assert "not enough rights" in caplog.text


async def test_a_message_that_cannot_be_copied_is_told_to_the_reader(stage: Stage) -> None:
    case = await stage.new_case(AMINA)
    refusal = "Bad Request: message can't be copied"
    await stage.control("/faults", method="copyMessage", kind="error", code=400, description=refusal)
    await _write(stage, case, 2)
    async with stage.courier_at_work():
        await stage.all_carried()
    (told,) = await stage.shown_to(AMINA)
    assert told.startswith("I could not pass this on")
    assert _statuses(stage)["copyMessage"] == {"400": 1, "200": 1}


async def test_a_message_that_the_reader_deleted_is_passed_over_in_silence(stage: Stage) -> None:
    case = await stage.new_case(AMINA)
    await stage.desk.handover.posts.put(case.number, PostKind.COPY, 999)
    async with stage.courier_at_work():
        await stage.all_carried()
    assert await stage.shown_to(AMINA) == []


async def test_a_thread_is_made_again_once_for_a_message_and_not_for_last_words(stage: Stage) -> None:
    case = await stage.new_case(AMINA)
    async with stage.courier_at_work():
        await stage.all_carried()
        first = (await stage.again(case)).thread_id
        await stage.control(f"/groups/{stage.group}/delete-topic", thread_id=first)
        await _write(stage, case, 1)
        await stage.all_carried()
        second = (await stage.again(case)).thread_id
        assert second != first
        await stage.control(f"/groups/{stage.group}/delete-topic", thread_id=second)
        await stage.desk.handover.end(await stage.again(case))
        await stage.all_carried()
    assert await stage.control.get(f"/groups/{stage.group}/topics") == []


async def test_a_reader_who_is_forgotten_while_the_thread_is_made_leaves_none(stage: Stage) -> None:
    case = await stage.new_case(AMINA)
    await _write(stage, case, 1)
    await stage.control("/faults", method="createForumTopic", kind="latency", seconds=0.2)
    async with stage.courier_at_work():
        await _until(lambda: stage.simulator.simulation.journal.in_flight > 0)
        await stage.desk.handover.forget(case.reader_key)
        await _until(lambda: "deleteForumTopic" in _statuses(stage))
    assert await stage.control.get(f"/groups/{stage.group}/topics") == []
    assert "copyMessage" not in _statuses(stage)


async def test_the_log_names_no_one(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    case = await stage.new_case(AMINA)
    await _write(stage, case, 1)
    await stage.control(f"/groups/{stage.group}/kick-bot", by=AMINA)
    with caplog.at_level(logging.INFO):
        async with stage.courier_at_work():
            await _until(lambda: "sendMessage" in _statuses(stage))
    assert "The staff group is out of reach" in caplog.text
    for secret in (str(AMINA), str(stage.group), "one"):
        assert secret not in caplog.text
