import pytest

from bot.storage.database import Sessions
from bot.storage.feedback import Feedback, Verdict
from tests.bot.conftest import SetClock


@pytest.fixture
def feedback(database: Sessions, clock: SetClock) -> Feedback:
    return Feedback(database, clock)


async def test_a_reason_takes_the_place_of_no_and_cannot_be_changed(feedback: Feedback) -> None:
    id_ = await feedback.judge("asylum/apply", "ar", "3f9a1c", helped=False)
    await feedback.explain(id_, Verdict.UNCLEAR)
    await feedback.explain(id_, Verdict.WRONG)
    assert [tally.verdict for tally in await feedback.tallies()] == [Verdict.UNCLEAR]


async def test_a_yes_never_gets_a_reason(feedback: Feedback) -> None:
    id_ = await feedback.judge("asylum/apply", "ar", "3f9a1c", helped=True)
    await feedback.explain(id_, Verdict.WRONG)
    assert [tally.verdict for tally in await feedback.tallies()] == [Verdict.UP]


async def test_verdicts_are_counted_by_topic_language_and_version_the_newest_version_first(feedback: Feedback) -> None:
    await feedback.judge("asylum/apply", "ar", "aaaaaa", helped=True)
    await feedback.judge("asylum/apply", "ar", "aaaaaa", helped=True)
    await feedback.judge("asylum/apply", "ar", "000000", helped=False)
    await feedback.judge("asylum/appeal", "en", "bbbbbb", helped=False)
    found = [(tally.subject, tally.version, tally.verdict, tally.count) for tally in await feedback.tallies()]
    assert found == [
        ("topic:asylum/appeal", "bbbbbb", Verdict.DOWN, 1),
        ("topic:asylum/apply", "000000", Verdict.DOWN, 1),
        ("topic:asylum/apply", "aaaaaa", Verdict.UP, 2),
    ]


async def test_the_first_report_of_a_day_is_told_from_the_others(feedback: Feedback, clock: SetClock) -> None:
    assert await feedback.report("nansen", "en")
    assert not await feedback.report("nansen", "ar")
    assert await feedback.report("unhcr", "ar")
    clock.advance(86400)
    assert await feedback.report("nansen", "en")


async def test_feedback_is_dropped_after_a_year(feedback: Feedback, clock: SetClock) -> None:
    await feedback.judge("asylum/apply", "ar", "aaaaaa", helped=True)
    clock.advance(86400 * 366)
    await feedback.purge()
    assert await feedback.tallies() == []
