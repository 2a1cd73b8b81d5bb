"""`make test`: everything that proves the project, all of it even after a failure, then one summary."""

import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from launcher.errors import Problem
from launcher.processes import run

_BOT = ".venv/bin/"
_NLU = "nlu/.venv/bin/"
_OURS = ("bot", "simulator", "launcher", "bench", "tests")


@dataclass(frozen=True)
class Check:
    """A command that succeeds when all is well; `report` is the JUnit file that it writes."""

    title: str
    command: Sequence[str]
    report: Optional[str] = None


LINTERS = (
    Check("style", [f"{_BOT}ruff", "check", *_OURS]),
    Check("format", [f"{_BOT}ruff", "format", "--check", *_OURS]),
    Check("types", [f"{_BOT}mypy", *_OURS]),
    Check("imports", [f"{_BOT}lint-imports"]),
    Check("style of nlu", [f"{_NLU}ruff", "check", "nlu"]),
    Check("format of nlu", [f"{_NLU}ruff", "format", "--check", "nlu"]),
    Check("types of nlu", [f"{_NLU}mypy", "--config-file", "nlu/pyproject.toml", "nlu"]),
)
FORMATTERS = (
    Check("style", [f"{_BOT}ruff", "check", "--fix", *_OURS]),
    Check("format", [f"{_BOT}ruff", "format", *_OURS]),
    Check("style of nlu", [f"{_NLU}ruff", "check", "--fix", "nlu"]),
    Check("format of nlu", [f"{_NLU}ruff", "format", "nlu"]),
)
CONTENT = (
    Check("phrases", [f"{_BOT}python", "-m", "bot", "phrases", "--check"]),
    Check("content", [f"{_BOT}python", "-m", "bot", "content"]),
)
TESTS = (
    Check("tests of nlu", [f"{_NLU}python", "-m", "pytest", "nlu/tests"], report="var/test/nlu.xml"),
    Check("training", [f"{_NLU}python", "-m", "nlu", "train"]),
    Check("tests", [f"{_BOT}python", "-m", "pytest", "tests"], report="var/test/tests.xml"),
)
ALL = (*LINTERS, *CONTENT, *TESTS)


def prove(root: Path, checks: Sequence[Check]) -> None:
    """Run all checks, then print how each went; raises Problem naming those that failed."""
    summary: List[str] = []
    failed: List[str] = []
    for check in checks:
        begun = time.monotonic()
        passed = passes(root, check)
        verdict = "ok" if passed else "FAILED"
        summary.append(f"  {verdict:7} {check.title:14} {time.monotonic() - begun:6.1f} s")
        if not passed:
            failed.append(check.title)
    print("\n".join(["\n==> summary", *summary]), flush=True)
    reports = [root / check.report for check in checks if check.report]
    if reports:
        print(_closing_line(reports), flush=True)
    if failed:
        raise Problem(f"Failed: {', '.join(failed)}")


def passes(root: Path, check: Check) -> bool:
    """Run one check under its heading, its output shown."""
    print(f"\n==> {check.title}", flush=True)
    command = [str(root / check.command[0]), *check.command[1:]]
    if check.report:
        (root / check.report).unlink(missing_ok=True)
        command.append(f"--junit-xml={root / check.report}")
    return run(command, root) == 0


def _closing_line(reports: Sequence[Path]) -> str:
    """Counts of all test runs in one line; a run that broke off before its report counts as one failure."""
    total = failed = skipped = 0
    for report in reports:
        if not report.exists():
            total, failed = total + 1, failed + 1
            continue
        for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 - our own pytest wrote it
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped"
