import pytest

from bot.storage.database import Sessions
from bot.storage.questions import LONGEST, Questions
from tests.bot.conftest import SetClock


@pytest.fixture
def questions(database: Sessions, clock: SetClock) -> Questions:
    return Questions(database, clock)


async def test_the_same_question_is_one_with_a_count_and_the_most_asked_comes_first(questions: Questions) -> None:
    await questions.add("urdu", "کیا # دن", ["asylum/apply"])
    await questions.add("en", "Where is the office", ["help/contacts", "asylum/apply"])
    await questions.add("en", "how long", ["asylum/interview"])
    await questions.add("en", "How Long", ["asylum/decision"])
    found = await questions.list()
    assert [(one.language, one.text, one.count) for one in found] == [
        ("en", "how long", 2),
        ("en", "Where is the office", 1),
        ("urdu", "کیا # دن", 1),
    ]
    assert found[0].suggestions == ("asylum/decision",)
    assert await questions.list("urdu") == found[2:]
    assert await questions.get(found[1].id) == found[1]


async def test_deleting_takes_all_rows_of_the_same_question_and_no_other(questions: Questions) -> None:
    for language, text in [("en", "how long"), ("en", "How long"), ("ar", "how long")]:
        await questions.add(language, text, [])
    id_ = (await questions.list("en"))[0].id
    assert await questions.delete(id_) == 2
    assert [one.language for one in await questions.list()] == ["ar"]
    assert await questions.delete(id_) == 0
    assert await questions.get(id_) is None


async def test_questions_are_dropped_after_their_days_and_never_kept_at_length(
    questions: Questions, clock: SetClock
) -> None:
    await questions.add("en", "x" * 1000, [])
    assert len((await questions.list())[0].text) == LONGEST
    clock.advance(86400 * 30)
    await questions.purge(30)
    assert len(await questions.list()) == 1
    clock.advance(86400)
    await questions.purge(30)
    assert await questions.list() == []
