"""Exams: plain TSV without quoting; the header names the columns."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ExamError

OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True)
class Question:
    """One row: what somebody wrote, and what it is about (`OUT_OF_SCOPE` for nothing we know)."""

    id: str
    lang: str
    style: str
    text: str
    topic: str
    also_ok: frozenset[str]

    def accepts(self, topic: str | None) -> bool:
        """Whether this topic is a right answer."""
        return topic == self.topic or topic in self.also_ok


def read_exam(path: Path, languages: Collection[str], topics: Collection[str]) -> list[Question]:
    """All questions of a file. Raises ExamError with every wrong line and column."""
    try:
        lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ExamError(f"{path}: cannot be read: {error}") from None
    header = lines[0].split("\t") if lines else []
    _check_header(path, header)
    problems: list[str] = []
    questions = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        row = dict(zip(header, line.split("\t"), strict=False))
        if wrong := list(_wrong(row, languages, topics)):
            problems += [f"{path}:{number}: {problem}" for problem in wrong]
        else:
            questions.append(_question(row, number))
    if problems:
        raise ExamError("\n".join(problems))
    return questions


def _check_header(path: Path, header: list[str]) -> None:
    missing = [name for name in ("lang", "topic") if name not in header]
    if not {"text", "question"} & set(header):
        missing.append("text (or question)")
    if missing:
        raise ExamError(f"{path}:1: the header lacks the column {', '.join(missing)}; columns are split by tabs")


def _wrong(row: dict[str, str], languages: Collection[str], topics: Collection[str]) -> Iterator[str]:
    if row.get("lang") not in languages:
        yield f"lang: {row.get('lang')!r} is not one of {', '.join(languages)}"
    if not (row.get("text") or row.get("question") or "").strip():
        yield "text: is empty"
    for column, name in [("topic", row.get("topic", "")), *(("also_ok", name) for name in _split(row))]:
        if name not in topics and name != OUT_OF_SCOPE:
            yield f"{column}: {name!r} is not a topic of topics.yml, nor {OUT_OF_SCOPE}"


def _split(row: dict[str, str]) -> list[str]:
    return [name.strip() for name in row.get("also_ok", "").split(",") if name.strip()]


def _question(row: dict[str, str], number: int) -> Question:
    return Question(
        id=row.get("id") or str(number),
        lang=row["lang"],
        style=row.get("style") or "-",
        text=row.get("text") or row["question"],
        topic=row["topic"],
        also_ok=frozenset(_split(row)),
    )
