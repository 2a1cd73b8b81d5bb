"""The report on the content as one web page without scripts."""

from collections.abc import Iterable, Iterator
from html import escape

from bot.content.catalogue import STATES
from bot.content.problems import Problem, errors
from bot.content.report import LEGEND, Report, label


def as_html(found: Report) -> str:
    """The page: what is shown of how much, what the states mean, every text, every problem."""
    wrong = errors(found.problems)
    warnings = [problem for problem in found.problems if problem not in wrong]
    return _PAGE.format(
        day=found.day.isoformat(),
        summary=_rows(_summary(found)),
        legend="".join(f'<li><span class="{state}">{state}</span> {LEGEND[state]}</li>' for state in STATES),
        texts="".join(_group(found, group) for group in found.groups),
        counts=_rows(_counts(found)),
        errors=_problems("Errors", "These files are held back or shown in their last good form.", wrong),
        warnings=_problems("Warnings", "These files are in use.", warnings),
    )


def _summary(found: Report) -> Iterator[list[str]]:
    yield ["", *found.languages, "all"]
    for group in found.groups:
        shown = [found.shown(group, language) for language in (*found.languages, None)]
        yield [label(group), *(f"{texts} of {of}" for texts, of in shown)]


def _counts(found: Report) -> Iterator[list[str]]:
    yield ["state", *found.languages]
    for state in STATES:
        yield [state, *(str(found.counts(language)[state]) for language in found.languages)]


def _rows(rows: Iterable[list[str]]) -> str:
    head, *body = rows
    lines = ["".join(f"<th>{escape(cell)}</th>" for cell in head)]
    lines += [f"<th>{escape(row[0])}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) for row in body]
    return "".join(f"<tr>{line}</tr>" for line in lines)


def _group(found: Report, group: str) -> str:
    head = "".join(f"<th>{escape(language)}</th>" for language in found.languages)
    rows = "".join(
        f"<tr><td>{escape(id_)}</td><td>{escape(found.titles[id_])}</td>"
        + "".join(f'<td class="{state}">{state}</td>' for state in row.values())
        + "</tr>"
        for id_, row in found.groups[group].items()
    )
    return f"<tbody><tr><th>{label(group)}</th><th>title</th>{head}</tr>{rows}</tbody>"


def _problems(title: str, note: str, problems: list[Problem]) -> str:
    if not problems:
        return f"<h2>{title}: none</h2>"
    rows = "".join(
        f"<tr><td>{escape(problem.file)}:{problem.line}</td><td>{escape(problem.said)}</td>"
        f"<td>{escape(problem.mend)}</td></tr>"
        for problem in problems
    )
    head = "<tr><th>where</th><th>what</th><th>how to mend it</th></tr>"
    return f'<h2>{title}: {len(problems)}</h2><p>{note}</p><table class="problems">{head}{rows}</table>'


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Content</title>
<style>
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222 }}
h2 {{ margin-top: 2.5rem }}
table {{ border-collapse: collapse }}
td, th {{ border: 1px solid #d5d5d5; padding: .2rem .6rem; text-align: start; vertical-align: top }}
th {{ background: #f3f3f3 }}
tbody tr:first-child th {{ position: sticky; top: 0 }}
ul {{ list-style: none; padding: 0 }}
li span {{ display: inline-block; min-width: 6.5rem; padding: 0 .4rem; margin: .1rem .4rem .1rem 0 }}
.missing, .expired {{ background: #f9d4d1 }}
.draft {{ background: #e9dcf5 }}
.outdated {{ background: #fbe7b5 }}
.unreviewed {{ background: #dbeaf7 }}
.current {{ background: #d5efd5 }}
.problems td:first-child {{ font: 13px ui-monospace, monospace; overflow-wrap: anywhere; width: 22rem }}
</style>
<h1>Content on {day}</h1>
<p>How many texts readers can see:</p>
<table>{summary}</table>
<h2>What the states mean</h2>
<ul>{legend}</ul>
<table>{counts}</table>
{errors}
<h2>Texts</h2>
<table>{texts}</table>
{warnings}
</html>
"""
