"""`python -m bot content`: the coverage and the problems of the content."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.content import live, report, stamp
from bot.content.catalogue import STATES
from bot.content.problems import errors
from bot.content.report_page import as_html
from bot.settings import content_folder


def content(
    json: Annotated[bool, typer.Option("--json", help="print the report as JSON")] = False,
    html: Annotated[Path | None, typer.Option(help="write the report as a page here")] = None,
    stamped: Annotated[bool, typer.Option("--stamp", help="write based_on into translations that lack it")] = False,
    minor: Annotated[
        Path | None,
        typer.Option(help="mark a source text before a small edit (no fact changes): its translations stay valid"),
    ] = None,
) -> None:
    """Show texts x languages x state and every problem; exit code 1 where there is an error."""
    root = content_folder()
    if minor is not None:
        _mark_minor(root, minor)
        return
    catalogue, problems = live.load(root)
    if stamped and catalogue is not None:
        for file in stamp.stamp(root, catalogue):
            typer.echo(f"{file}: stamped", err=True)
        catalogue, problems = live.load(root)
    found = report.report(catalogue, problems, datetime.now(UTC).date())
    if html is not None:
        html.write_text(as_html(found), encoding="utf-8")
    if json:
        typer.echo(report.as_json(found))
    else:
        _print(found)
    if errors(problems):
        raise typer.Exit(1)


def _mark_minor(root: Path, path: Path) -> None:
    catalogue, problems = live.load(root)
    value = stamp.mark_minor(root, catalogue, path) if catalogue is not None else None
    if value is None:
        for problem in errors(problems):
            typer.echo(str(problem), err=True)
        typer.echo(f"{path}: is no source text that is in order (mend the errors above, or look at the path)", err=True)
        raise typer.Exit(1)
    typer.echo(f"{path}: minor_since: {value} is written. Make the edit now; `make content` checks it.")


def _print(found: report.Report) -> None:
    console = Console()
    if found.groups:
        console.print(report.as_table(found))
        for state in STATES:
            console.print(f"{state}: {report.LEGEND[state]}", style="dim", soft_wrap=True)
    for problem in found.problems:
        style = "red" if problem.severity == "error" else "yellow"
        console.print(Text(str(problem), style), soft_wrap=True)
    console.print(f"{len(found.problems)} problems, {len(errors(found.problems))} of them errors")
