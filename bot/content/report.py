"""The report on the content: texts x languages x state, and every problem. For people, and as data."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from rich.table import Column, Table

from bot.content.catalogue import HIDDEN, STATES, Catalogue, State
from bot.content.problems import Problem

LEGEND: Mapping[State, str] = {
    "missing": "there is no text, or it has an error",
    "draft": "being written; readers do not see it",
    "expired": "its last day has passed; readers do not see it",
    "outdated": "made from an older source text, or nobody said from which; shown until a person compares them",
    "unreviewed": "shown, with the note that no specialist has read it",
    "current": "shown; read by a specialist and true to the present source text",
}
_COLOURS: Mapping[State, str] = {
    "missing": "red",
    "expired": "red",
    "draft": "magenta",
    "outdated": "yellow",
    "unreviewed": "cyan",
    "current": "green",
}

type States = Mapping[str, Mapping[str, State]]


@dataclass(frozen=True)
class Report:
    """`groups` are texts that belong together, such as all topics: states by id, then by language."""

    languages: tuple[str, ...]
    groups: Mapping[str, States]
    titles: Mapping[str, str]
    problems: tuple[Problem, ...]
    day: date

    def counts(self, language: str) -> dict[State, int]:
        """How many texts of a language are in each state."""
        states = [row[language] for group in self.groups.values() for row in group.values()]
        return {state: states.count(state) for state in STATES}

    def shown(self, group: str, language: str | None = None) -> tuple[int, int]:
        """How many texts of a group readers can see, and of how many; in one language or in all together."""
        rows = self.groups[group].values()
        states = [row[folder] for row in rows for folder in self.languages if language in (None, folder)]
        return sum(state not in HIDDEN for state in states), len(states)


def report(catalogue: Catalogue | None, problems: Iterable[Problem], today: date) -> Report:
    """The state of all content on a day; without a catalogue only the problems."""
    if catalogue is None:
        return Report((), {}, {}, tuple(problems), today)
    languages = tuple(catalogue.languages)
    groups = {
        name: {id_: {folder: catalogue.state(id_, folder, today) for folder in languages} for id_ in ids}
        for name, ids in _groups(catalogue).items()
    }
    groups["flows"] = {
        f"flows/{flow}": {folder: catalogue.flow_state(flow, folder, today) for folder in languages}
        for flow in catalogue.flows
    }
    titles = {id_: catalogue.title(id_, catalogue.source_language) for group in groups.values() for id_ in group}
    return Report(languages, groups, titles, tuple(problems), today)


def _groups(catalogue: Catalogue) -> dict[str, list[str]]:
    themes = catalogue.themes.values()
    return {
        "topics": [topic.id for theme in themes if theme.menu for topic in theme.topics.values()],
        "small_talk": [topic.id for theme in themes if not theme.menu for topic in theme.topics.values()],
        "themes": [theme.id for theme in themes],
        "child_versions": [id_ for id_, text in catalogue.source_texts.items() if text.kind == "child"],
        "campaigns": list(catalogue.campaigns),
        "cards": list(catalogue.cards),
    }


def label(group: str) -> str:
    """The name of a group as people read it."""
    return group.replace("_", " ").capitalize()


def as_table(found: Report) -> Table:
    """The coverage as a table for the terminal; each group's head says how many of its texts are shown."""
    table = Table(Column("text", overflow="fold"), *found.languages)
    for group, rows in found.groups.items():
        shown = ("{} of {}".format(*found.shown(group, language)) for language in found.languages)
        table.add_section()
        table.add_row(f"{label(group)}: {'{} of {}'.format(*found.shown(group))}", *shown, style="bold")
        for id_, row in rows.items():
            table.add_row(id_, *(f"[{_COLOURS[state]}]{state}[/]" for state in row.values()))
    table.add_section()
    for state in STATES:
        table.add_row(state, *(str(found.counts(language)[state]) for language in found.languages))
    return table


def as_json(found: Report) -> str:
    """The report as JSON: `languages`, each group's states by id, `shown` and `counts` by language, `problems`."""
    data = {
        "languages": found.languages,
        **found.groups,
        "shown": {group: dict(zip(("texts", "of"), found.shown(group), strict=True)) for group in found.groups},
        "counts": {language: found.counts(language) for language in found.languages},
        "problems": [asdict(problem) for problem in found.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
