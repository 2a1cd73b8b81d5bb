"""`python -m bot content`: the coverage and the problems of the content."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.content import library, report
from bot.content.problems import errors
from bot.content.stamp import stamp as stamp_translations
from bot.settings import content_folder


def content(
    json: Annotated[bool, typer.Option("--json", help="print the report as JSON")] = False,
    html: Annotated[Path | None, typer.Option(help="write the report as a page here")] = None,
    stamp: Annotated[bool, typer.Option("--stamp", help="write based_on into translations that lack it")] = False,
) -> None:
    """Show topics x languages x state and every problem; exit code 1 where there is an error."""
    root = content_folder()
    catalogue, problems = library.load(root)
    if stamp and catalogue is not None:
        for file in stamp_translations(root, catalogue):
            typer.echo(f"{file}: stamped", err=True)
        catalogue, problems = library.load(root)
    found = report.report(catalogue, problems, datetime.now(UTC).date())
    if html is not None:
        html.write_text(report.as_html(found), encoding="utf-8")
    if json:
        typer.echo(report.as_json(found))
    else:
        _print(found)
    if errors(problems):
        raise typer.Exit(1)


def _print(found: report.Report) -> None:
    console = Console()
    if found.states:
        console.print(report.as_table(found))
    for problem in found.problems:
        style = "red" if problem.severity == "error" else "yellow"
        console.print(Text(str(problem), style), soft_wrap=True)
    console.print(f"{len(found.problems)} problems, {len(errors(found.problems))} of them errors")
