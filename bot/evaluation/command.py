"""`make evaluate`: read the exam, ask, judge, print."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.content import Catalogue, Library
from bot.evaluation.assistant import ask_all
from bot.evaluation.exam import Question, read_exam
from bot.evaluation.results import Result, as_json, judge, summarise
from bot.settings import content_folder

COLUMNS = {
    "questions": "n",
    "top1": "top-1",
    "top3": "top-3",
    "right": "right",
    "wrong": "wrong",
    "asked": "asked",
    "asked with right": "with right",
    "refused": "refused",
    "out of scope refused": "oos refused",
    "out of scope refused or asked": "or asked",
    "urgent found": "urgent",
    "false alarms": "false alarm",
}


def evaluate(exam: Path, json_out: Path | None) -> None:
    """Measure the assistant and print the tables. Raises ExamError or AssistantError."""
    catalogue = Library(content_folder()).catalogue
    questions = read_exam(exam, catalogue.languages, catalogue.topics)
    results = run_exam(questions, catalogue)
    summary = summarise(results, catalogue.urgent_topics)
    _print(summary)
    if json_out:
        json_out.write_text(json.dumps(as_json(results, summary), ensure_ascii=False, indent=1), encoding="utf-8")


def run_exam(questions: list[Question], catalogue: Catalogue) -> list[Result]:
    """What the bot would do with each question."""
    answers = ask_all(questions)
    results = []
    for question, answer in zip(questions, answers, strict=True):
        found = catalogue.urgent.find(question.text, question.lang)
        danger = answer.danger(found.topic if found else None, catalogue.urgent_topics)
        results.append(judge(question, danger, answer))
    return results


def _print(summary: dict[str, Any]) -> None:
    console = Console(width=140)
    for name in ("language", "style", "language and style"):
        console.print(_table(name, {**summary[name], "all": summary["all"]}))


def _table(name: str, groups: Mapping[str, Mapping[str, float | int | None]]) -> Table:
    table = Table(title=f"By {name}, % of questions")
    table.add_column(name)
    for column in COLUMNS.values():
        table.add_column(column, justify="right")
    for group, shares in groups.items():
        table.add_row(group, *(_shown(shares[key]) for key in COLUMNS))
    return table


def _shown(share: float | int | None) -> str:
    return "-" if share is None else str(share) if isinstance(share, int) else f"{100 * share:.1f}"
