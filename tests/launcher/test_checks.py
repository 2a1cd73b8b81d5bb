"""The summary of `make test`."""

from pathlib import Path

import pytest

from launcher import checks
from launcher.checks import Check
from launcher.errors import Problem
from tests.launcher.checkout import executable

# Other tests may have left threads; between fork and exec our processes do one system call.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


def check(root: Path, title: str, body: str, report: str | None = None) -> Check:
    executable(root / title, body)
    return Check(title, [title], report=report)


def suite(tests: int, failures: int, errors: int, skipped: int) -> str:
    counts = f"tests='{tests}' failures='{failures}' errors='{errors}' skipped='{skipped}'"
    return f"<testsuites><testsuite {counts}/></testsuites>"


def write(report: str) -> str:
    return f'file="${{1#--junit-xml=}}"; echo "{report}" > "$file"'


def test_a_failure_does_not_hide_later_checks(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    first, second = check(tmp_path, "first", "echo bad; exit 1"), check(tmp_path, "second", "echo good")
    with pytest.raises(Problem, match="Failed: first"):
        checks.prove(tmp_path, [first, second])
    said = capfd.readouterr().out
    assert said.index("bad") < said.index("good") < said.index("FAILED")


def test_the_last_line_counts_all_test_runs(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one = check(tmp_path, "one", write(suite(10, 1, 1, 2)) + "; exit 1", report="one.xml")
    two = check(tmp_path, "two", write(suite(5, 0, 0, 0)), report="two.xml")
    with pytest.raises(Problem):
        checks.prove(tmp_path, [one, two])
    assert capfd.readouterr().out.splitlines()[-1] == "11 passed, 2 failed, 2 skipped"


def test_a_run_that_breaks_off_counts_as_failed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.xml").write_text(suite(10, 0, 0, 0))
    with pytest.raises(Problem):
        checks.prove(tmp_path, [check(tmp_path, "old", "exit 2", report="old.xml")])
    assert capfd.readouterr().out.splitlines()[-1] == "0 passed, 1 failed, 0 skipped"


def test_all_well_raises_nothing(tmp_path: Path) -> None:
    checks.prove(tmp_path, [check(tmp_path, "fine", "exit 0")])
