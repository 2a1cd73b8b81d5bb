"""`python -m bot feedback`: what readers say of answers and of numbers, counted; nobody's name stands anywhere."""

import asyncio
import json as json_format
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:  # what a command needs is imported when it runs
    from bot.content import Catalogue
    from bot.storage.feedback import Tally

_TOPIC = "topic:"


def feedback(json: Annotated[bool, typer.Option("--json", help="print data for programs")] = False) -> None:
    """Show how answers are judged and which numbers are reported, by topic and language, newest versions first."""
    from bot.content import Library
    from bot.settings import content_folder

    tallies = asyncio.run(_tallies())
    rows = _rows(tallies, Library(content_folder()).catalogue) if tallies else []
    if json:
        typer.echo(json_format.dumps(rows, ensure_ascii=False, indent=2, default=str))
    elif rows:
        _print(rows)
    else:
        typer.echo("Nobody has said anything yet.")


async def _tallies() -> "Sequence[Tally]":
    from bot.clock import SystemClock
    from bot.settings import read_settings
    from bot.storage.database import migrate, open_database, sessions
    from bot.storage.feedback import Feedback

    engine = open_database(read_settings().database_url)
    try:
        await migrate(engine)
        return await Feedback(sessions(engine), SystemClock()).tallies()
    finally:
        await engine.dispose()


def _rows(tallies: "Sequence[Tally]", catalogue: "Catalogue") -> list[dict[str, Any]]:
    """The tallies, each with whether it is about the text as it stands now."""
    return [asdict(tally) | {"current": _is_current(tally, catalogue)} for tally in tallies]


def _is_current(tally: "Tally", catalogue: "Catalogue") -> bool:
    text = catalogue.text(tally.subject.removeprefix(_TOPIC), tally.language)
    return tally.version is None or (text is not None and text.hash == tally.version)


def _print(rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("about", "language", "version", "verdict", "times", "last")
    for row in rows:
        version = "" if row["version"] is None else f"{row['version']}{' (now)' if row['current'] else ''}"
        shown = (row["subject"], row["language"], version, row["verdict"].value, row["count"], row["last_given_on"])
        table.add_row(*map(str, shown))
    Console().print(table)
