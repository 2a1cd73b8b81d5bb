"""The report on the content: topics x languages x state, and every problem. For people, and as data."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from html import escape

from rich.table import Column, Table

from bot.content.catalogue import STATES, Catalogue, State
from bot.content.problems import Problem

_COLOURS: Mapping[State, str] = {
    "missing": "red",
    "expired": "red",
    "draft": "magenta",
    "outdated": "yellow",
    "unreviewed": "cyan",
    "current": "green",
}


@dataclass(frozen=True)
class Report:
    """`states` by topic or theme, then by language."""

    languages: tuple[str, ...]
    states: Mapping[str, Mapping[str, State]]
    problems: tuple[Problem, ...]

    def counts(self, language: str) -> dict[State, int]:
        """How many texts of a language are in each state."""
        states = [row[language] for row in self.states.values()]
        return {state: states.count(state) for state in STATES}


def report(catalogue: Catalogue | None, problems: Iterable[Problem], today: date) -> Report:
    """The state of all content on a day; without a catalogue only the problems."""
    if catalogue is None:
        return Report((), {}, tuple(problems))
    languages = tuple(catalogue.languages)
    ids = [id_ for theme in catalogue.themes.values() for id_ in (theme.id, *(t.id for t in theme.topics.values()))]
    states = {id_: {folder: catalogue.state(id_, folder, today) for folder in languages} for id_ in ids}
    return Report(languages, states, tuple(problems))


def as_table(found: Report) -> Table:
    """The coverage as a table for the terminal."""
    table = Table(Column("topic", overflow="fold"), *found.languages)
    for id_, row in found.states.items():
        table.add_row(id_, *(f"[{_COLOURS[state]}]{state}[/]" for state in row.values()))
    table.add_section()
    for state in STATES:
        table.add_row(state, *(str(found.counts(language)[state]) for language in found.languages))
    return table


def as_json(found: Report) -> str:
    """The report as JSON: `languages`, `topics` by id, `counts` by language, `problems`."""
    data = {
        "languages": found.languages,
        "topics": found.states,
        "counts": {language: found.counts(language) for language in found.languages},
        "problems": [asdict(problem) for problem in found.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_html(found: Report) -> str:
    """The report as one page without scripts."""
    head = "".join(f"<th>{escape(language)}</th>" for language in found.languages)
    rows = "".join(
        f"<tr><td>{escape(id_)}</td>" + "".join(f'<td class="{state}">{state}</td>' for state in row.values()) + "</tr>"
        for id_, row in found.states.items()
    )
    problems = "".join(f'<li class="{problem.severity}">{escape(str(problem))}</li>' for problem in found.problems)
    return _PAGE.format(head=head, rows=rows, problems=problems or "<li>none</li>")


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Content</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #222 }}
table {{ border-collapse: collapse }}
td, th {{ border: 1px solid #ccc; padding: .2rem .6rem; text-align: left }}
.missing, .expired, .error {{ color: #a40000 }}
.draft, .outdated, .warning {{ color: #8a5a00 }}
.current {{ color: #1d6b1d }}
</style>
<h1>Content</h1>
<table><tr><th>topic</th>{head}</tr>{rows}</table>
<h2>Problems</h2>
<ul>{problems}</ul>
</html>
"""
