"""The development exam, `tests/exam*.tsv`, and how well its questions are answered.

Plain TSV without quoting with the columns lang, text, topic, and if wanted also_ok (comma-separated). Nothing of it is
ever an example: it tells whether a model may go live.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy.stats import binomtest

from nlu.answers import Answer
from nlu.catalogue import OUT_OF_SCOPE
from nlu.problems import BadInputs, Problem
from nlu.project import Project

NEEDED = ("lang", "text", "topic")
LONG = 100  # questions of a language from which on chance is allowed for
CHANCE = 0.005  # how likely a fall may be by chance alone and still count as one: what changes, changes together


@dataclass(frozen=True)
class ExamQuestion:
    """What somebody wrote, in which language, and the topics that are right (`out-of-scope` for none)."""

    text: str
    language: str
    topics: frozenset[str]


@dataclass(frozen=True)
class Marks:
    """For each question of a language: was the best topic right, was it answered wrongly (at the thresholds)."""

    right: list[bool]
    wrong: list[bool]


def read_exam(project: Project) -> list[ExamQuestion]:
    """All questions; raises BadInputs where a file is not one."""
    problems: list[Problem] = []
    questions = [
        question
        for path in sorted((project.root / "tests").glob("exam*.tsv"))
        for question in _read(path, project.shown(path), problems)
    ]
    if problems:
        raise BadInputs(problems)
    return questions


def _read(path: Path, shown: str, problems: list[Problem]) -> Iterator[ExamQuestion]:
    header, *lines = path.read_text(encoding="utf-8-sig").splitlines() or [""]
    columns = header.split("\t")
    if missing := [name for name in NEEDED if name not in columns]:
        problems.append(Problem(shown, 1, "", f"the header lacks {', '.join(missing)}; columns are split by tabs"))
        return
    for number, line in enumerate(lines, start=2):
        row = dict(zip(columns, line.split("\t"), strict=False))
        if all(row.get(name, "").strip() for name in NEEDED):
            also = (topic.strip() for topic in row.get("also_ok", "").split(","))
            yield ExamQuestion(row["text"], row["lang"], frozenset({row["topic"], *filter(None, also)}))
        elif line.strip():
            problems.append(Problem(shown, number, "", f"expected {', '.join(NEEDED)}"))


def mark(questions: Sequence[ExamQuestion], answers: Sequence[Answer]) -> dict[str, Marks]:
    """The marks of each language. Out of scope, right is refused and wrong is answered."""
    marks = {}
    for language in sorted({question.language for question in questions}):
        own = [(q, a) for q, a in zip(questions, answers, strict=True) if q.language == language]
        right = [_is_right(question, answer) for question, answer in own]
        wrong = [answer["decision"] == "answer" and answer["topic"] not in q.topics for q, answer in own]
        marks[language] = Marks(right, wrong)
    return marks


def _is_right(question: ExamQuestion, answer: Answer) -> bool:
    if OUT_OF_SCOPE in question.topics and answer["decision"] == "refuse":
        return True
    return answer["topic"] in question.topics


def falls(before: dict[str, Marks], after: dict[str, Marks]) -> Iterator[str]:
    """Where the later marks are worse, by more than two trainings on the same examples may differ, in words."""
    for language, old in before.items():
        new = after[language]
        count = len(new.right)
        if _fewer(old.right, new.right):
            yield f"{language}: right {sum(new.right)} of {count}, before {sum(old.right)}"
        if _fewer(new.wrong, old.wrong):
            yield f"{language}: answered wrongly {sum(new.wrong)} of {count}, before {sum(old.wrong)}"


def _fewer(one: Sequence[bool], other: Sequence[bool]) -> bool:
    """Whether fewer of the same questions are true in the other: at all in a short exam, in a long one not by chance.

    The network's training has chance in it, so that a few questions change sides each time (sign test).
    """
    lost = sum(was and not now for was, now in zip(one, other, strict=True))
    won = sum(now and not was for was, now in zip(one, other, strict=True))
    if lost <= won:
        return False
    return len(one) < LONG or bool(binomtest(lost, lost + won, alternative="greater").pvalue < CHANCE)
