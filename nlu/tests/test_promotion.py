import pytest

from nlu.__main__ import main
from nlu.exam import LONG, ExamQuestion, Marks, falls, mark, read_exam
from nlu.models import Current, make_current, read_current
from nlu.problems import BadInputs
from nlu.project import Project
from nlu.tests.trees import EXAMPLES, block, write

EXAM = "lang\ttext\ttopic\nen\tis the flight ticket free\ttravel/ticket\nen\ta cheap flat\thouse/rent\n"


def marks(questions: int, right: int, wrong: int) -> Marks:
    """The first so many right, the last so many answered wrongly."""
    return Marks(
        [place < right for place in range(questions)], [place >= questions - wrong for place in range(questions)]
    )


@pytest.fixture
def live(project: Project, trained: Project) -> Project:
    """A project of one's own with a good model that answers."""
    current = read_current(trained)
    assert current is not None
    project.models.mkdir(parents=True)
    current.path(project).write_bytes(current.path(trained).read_bytes())
    make_current(project, Current("older", current.model))
    write(project.root, "tests/exam.tsv", EXAM)
    return project


def promote(project: Project) -> int:
    return main(["--project", str(project.root), "promote"])


def test_a_model_that_is_no_worse_goes_live(live: Project) -> None:
    write(live.root, "nlu/data/en/house.staff.yml", 'version: "3.1"\n\nnlu:\n' + block("house.rent", ["flat to let"]))
    before = read_current(live)
    assert promote(live) == 0
    assert read_current(live) != before


def test_a_model_that_understands_less_is_dropped_and_says_why(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    swapped = {"travel.ticket": EXAMPLES["en"]["travel.passport"], "travel.passport": EXAMPLES["en"]["travel.ticket"]}
    blocks = "".join(block(intent, [f"{text} now" for text in texts]) for intent, texts in swapped.items())
    write(live.root, "nlu/data/en/travel.yml", 'version: "3.1"\n\nnlu:\n' + blocks)
    before = read_current(live)
    assert promote(live) == 1
    assert read_current(live) == before
    assert before is not None
    assert [path.name for path in live.models.glob("*.tar.gz")] == [before.model]
    assert "en: right 1 of 2, before 2" in capsys.readouterr().out


def test_marks_count_what_is_right_and_what_is_answered_wrongly() -> None:
    def answer(topic: str | None, decision: str) -> object:
        return {
            "topic": topic,
            "decision": decision,
            "confidence": 0.5,
            "three": [],
            "language": None,
            "strange": False,
        }

    questions = [
        ExamQuestion("one", "en", frozenset({"a/b", "a/c"})),
        ExamQuestion("two", "en", frozenset({"a/b"})),
        ExamQuestion("three", "en", frozenset({"out-of-scope"})),
        ExamQuestion("four", "en", frozenset({"out-of-scope"})),
        ExamQuestion("five", "dari", frozenset({"a/b"})),
        ExamQuestion("six", "dari", frozenset({"out-of-scope", "a/b"})),
        ExamQuestion("seven", "dari", frozenset({"out-of-scope", "a/b"})),
    ]
    answers = [
        answer("a/c", "ask"),
        answer("a/d", "answer"),
        answer("a/b", "refuse"),
        answer("a/b", "answer"),
        answer("a/d", "ask"),
        answer("a/b", "answer"),
        answer("a/d", "refuse"),
    ]
    marks = mark(questions, answers)  # type: ignore[arg-type]
    assert marks == {
        "en": Marks(right=[True, False, True, False], wrong=[False, True, False, True]),
        "dari": Marks(right=[False, True, True], wrong=[False, False, False]),
    }


def test_every_language_that_falls_is_named() -> None:
    before = {"en": marks(10, 8, 1), "dari": marks(10, 8, 1), "ar": marks(10, 8, 1)}
    after = {"en": marks(10, 9, 1), "dari": marks(10, 7, 0), "ar": marks(10, 9, 2)}
    assert list(falls(before, after)) == ["dari: right 7 of 10, before 8", "ar: answered wrongly 2 of 10, before 1"]


def test_in_a_long_exam_a_few_questions_may_change_sides_by_chance() -> None:
    """Five lost and five won is chance, and so is one lost; nine lost and none won is none."""
    before = {"en": marks(LONG, 90, 0)}
    changed = Marks(right=[*[False] * 5, *[True] * 90, *[False] * 5], wrong=[False] * LONG)
    assert list(falls(before, {"en": changed})) == []
    assert list(falls(before, {"en": marks(LONG, 89, 0)})) == []
    assert list(falls(before, {"en": marks(LONG, 81, 0)})) == ["en: right 81 of 100, before 90"]
    assert list(falls(before, {"en": marks(LONG, 90, 9)})) == ["en: answered wrongly 9 of 100, before 0"]


def test_in_a_short_exam_each_question_counts() -> None:
    before, after = {"en": marks(LONG - 1, 90, 0)}, {"en": marks(LONG - 1, 89, 0)}
    assert list(falls(before, after)) == ["en: right 89 of 99, before 90"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lang\ttopic\n", "tests/exam.tsv:1: the header lacks text"),
        ("lang\ttext\ttopic\nen\thello\n", "tests/exam.tsv:2: expected lang, text, topic"),
    ],
)
def test_a_wrong_exam_is_told_with_its_line(project: Project, text: str, said: str) -> None:
    write(project.root, "tests/exam.tsv", text)
    with pytest.raises(BadInputs) as bad:
        read_exam(project)
    assert said in str(bad.value)
