"""`python -m bench`: broadcasts and answers against the simulator's limits; ratios, and what they must be.

A short run by default; FULL=1 takes all 20,000 people, 10,000 deliveries and ten kills (about 20 minutes).
"""

import asyncio
import json
import os
import sys
import warnings
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

from bench import measures
from bench.measures import Measure

RESULTS = Path("var/bench.json")


def main() -> int:
    """Run what the command line names, or all; exit code 1 where something is not as it must be."""
    full = os.environ.get("FULL") == "1"
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")  # which the binaries of PostgreSQL do without
    wanted = sys.argv[1:] or list(measures.ALL)
    found: list[Measure] = []
    for name in wanted:
        print(f"{name} ...", flush=True)
        with TemporaryDirectory() as folder:
            found += asyncio.run(_collect(measures.ALL[name], Path(folder), full))
    Console().print(_table(found))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([measure.__dict__ for measure in found], indent=2), "utf-8")
    return 0 if all(measure.holds for measure in found) else 1


async def _collect(
    run: Callable[[Path, bool], Awaitable[Iterator[Measure]]],
    folder: Path,
    full: bool,
) -> list[Measure]:
    return list(await run(folder, full))


def _table(found: list[Measure]) -> Table:
    table = Table("what", Column("measured", justify="right"), "must be", "", box=SIMPLE)
    for measure in found:
        verdict = "[green]ok[/]" if measure.holds else "[red]FAILED[/]"
        table.add_row(measure.what, measure.measured, measure.wanted, verdict)
    return table


if __name__ == "__main__":
    sys.exit(main())
