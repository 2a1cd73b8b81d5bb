"""`docs/evaluation.md`: writers held out, the development exam with the bot's own steps, the worst confusions."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.content import Catalogue
from bot.errors import AssistantError
from bot.evaluation.assistant import PYTHON
from bot.evaluation.command import COLUMNS, run_exam
from bot.evaluation.exam import read_exam
from bot.evaluation.results import Result, summarise

INTRODUCTION = """# How well people are understood

Made by `python -m bot.evaluation` on {date}; do not edit. All numbers are % of questions. `top-1`: the best topic is
right. `top-3`: it is among the three. `right`, `wrong`, `asked`: what the bot does at its thresholds. No native speaker
has checked the questions, and all writers are of one kind: real people will be understood less well.
"""
HELD_OUT = """## Writers held out

Each writer's examples, answered by an assistant that has learnt from the other writers only (the first has no name).
This is the assistant alone, without the bot's urgent check, with fewer examples than it has in service: a lower bound.
"Other script": those of the language's row that are not in the language's own script, such as Arabic in Latin letters.
"""
EXAM = """## The development exam

`tests/exam*.tsv`, by other writers; no example comes from it. With all steps of the bot, the urgent check included.
"""
CONFUSED = """## Mistaken most

Among the writers held out: what was meant, what was taken for it, how often.
"""
_HELD_OUT = {"top1": "top-1", "top3": "top-3", "right": "right", "wrong": "wrong", "asked": "asked"}
_OUTSIDE = "oos refused"


def write_report(catalogue: Catalogue, exams: Sequence[Path], out: Path, today: date) -> None:
    """Measure (minutes: it trains once per writer) and write the page. Raises ExamError or AssistantError."""
    questions = [q for exam in exams for q in read_exam(exam, catalogue.languages, catalogue.topics)]
    results = run_exam(questions, catalogue)
    out.write_text("".join(page(held_out(), results, catalogue.urgent_topics, today)), encoding="utf-8")


def held_out(python: Path = PYTHON) -> dict[str, Any]:
    """What `python -m nlu holdout` found. Raises AssistantError with what it said on its way out."""
    done = subprocess.run([python, "-m", "nlu", "holdout"], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise AssistantError(f"The writers could not be held out.\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def page(held: Mapping[str, Any], results: Sequence[Result], urgent: Iterable[str], today: date) -> Iterator[str]:
    """The page, piece by piece."""
    yield INTRODUCTION.format(date=today.isoformat())
    yield "\n" + HELD_OUT + "\n"
    rows = [
        [f"{row['writer'] or '-'} {row['language']}{', other script' * row['foreign']}", str(row["questions"])]
        + [_percent(row[key]) for key in (*_HELD_OUT, "refused_outside")]
        for row in held["rows"]
    ]
    yield _table(["writer, language", "n", *_HELD_OUT.values(), _OUTSIDE], rows)
    summary = summarise(results, set(urgent))
    yield "\n" + EXAM
    for group in ("language", "style", "language and style"):
        rows = [
            [name, *(_percent(shares[key]) for key in COLUMNS)]
            for name, shares in {**summary[group], "all": summary["all"]}.items()
        ]
        yield "\n" + _table([group, *COLUMNS.values()], rows)
    yield "\n" + CONFUSED + "\n"
    yield _table(["meant", "taken for", "times"], [[a, b, str(n)] for a, b, n in held["confusions"]])


def _percent(share: float | int | None) -> str:
    return "-" if share is None else str(share) if isinstance(share, int) else f"{100 * share:.1f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *("--:" for _ in header[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
