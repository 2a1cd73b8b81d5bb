import json
import stat
from datetime import date
from pathlib import Path

import pytest

from bot.errors import AssistantError
from bot.evaluation.report import held_out, page
from bot.evaluation.results import Result

HELD = {
    "rows": [
        {
            "writer": "", "language": "en", "foreign": False, "questions": 40,
            "top1": 0.75, "top3": 0.9, "right": 0.5, "wrong": 0.05,
            "asked": 0.45, "refused_outside": None,
        }
    ],
    "confusions": [["a/b", "a/c", 7]],
}  # fmt: skip


def python_that_prints(folder: Path, text: str, code: int = 0) -> Path:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\necho trouble >&2\nexit {code}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return program


def test_the_page_tells_writers_exam_and_confusions_with_its_date() -> None:
    result = Result("1", "en", "short", "a/b", "a/b", ["a/b"], "answer", 0.9, True, True)
    written = "".join(page(HELD, [result], [], date(2026, 11, 22)))
    assert "on 2026-11-22" in written
    assert "| - en | 40 | 75.0 | 90.0 | 50.0 | 5.0 | 45.0 | - |" in written
    assert "| en short | 1 | 100.0 | 100.0 | 100.0 | 0.0 |" in written
    assert "| a/b | a/c | 7 |" in written


def test_the_last_line_of_the_assistant_is_what_it_measured(tmp_path: Path) -> None:
    assert held_out(python_that_prints(tmp_path, "some warning\n" + json.dumps(HELD))) == HELD


def test_an_assistant_that_fails_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="trouble"):
        held_out(python_that_prints(tmp_path, "", code=1))
