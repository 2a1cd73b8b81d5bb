"""The Makefile, and what the launcher may count on before anything is installed."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import ROOT
from tests.launcher.checkout import executable, make_checkout

MODULES = sorted((ROOT / "launcher").glob("*.py"))


def make(*words: str, cwd: Path = ROOT, path: str = "/usr/bin:/bin") -> "subprocess.CompletedProcess[str]":
    env = {"PATH": path, "HOME": str(cwd)}
    return subprocess.run(["make", *words], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_help_is_the_default_and_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    said = make()
    assert re.findall(r"^make (\S+) +\S", said.stdout, re.MULTILINE) == phony[1].split()


def test_a_broken_shim_does_not_hide_a_working_python(tmp_path: Path) -> None:
    executable(tmp_path / "shims/python3", "echo no version selected >&2; exit 127")
    executable(tmp_path / "shims/python", f'exec {sys.executable} "$@"')
    said = make("run", cwd=make_checkout(tmp_path / "checkout"), path=f"{tmp_path}/shims:/usr/bin:/bin")
    assert "TELEGRAM_TOKEN" in said.stderr
    assert said.returncode != 0


def test_make_run_without_a_token_says_what_to_set(tmp_path: Path) -> None:
    said = make("run", cwd=make_checkout(tmp_path))
    assert "Set these in the environment or in .env" in said.stderr


def test_make_bench_measures_broadcasts_and_the_assistant(tmp_path: Path) -> None:
    said = make("bench", "FULL=1", cwd=make_checkout(tmp_path))
    assert said.returncode == 0
    assert said.stdout.splitlines() == ["FULL is 1", "the assistant is measured"]


def test_make_bench_fails_when_something_is_not_as_it_must_be(tmp_path: Path) -> None:
    said = make("bench", "BENCH=1", cwd=make_checkout(tmp_path))
    assert "the assistant is measured" in said.stdout
    assert said.returncode != 0


def test_make_questions_shows_what_was_not_understood(tmp_path: Path) -> None:
    said = make("questions", cwd=make_checkout(tmp_path))
    assert (said.returncode, said.stdout) == (0, "no question waits\n")


@pytest.mark.parametrize(("training", "learnt"), [("0", True), ("1", False)])
def test_make_learn_fails_when_the_old_assistant_stays(tmp_path: Path, training: str, learnt: bool) -> None:
    said = make("learn", f"TRAINING={training}", cwd=make_checkout(tmp_path))
    assert "the assistant has learnt" in said.stdout
    assert (said.returncode == 0) is learnt
    assert ("The assistant stays as it was" in said.stderr) is not learnt


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_the_launcher_needs_only_python_3_9_and_its_standard_library(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"), feature_version=(3, 9))
    nodes = list(ast.walk(tree))
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names | {"launcher"}


def test_every_key_of_the_architecture_page_stands_in_the_example() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    table = page.split("## Environment variables")[1].split("##")[0]
    names = set(re.findall(r"`([A-Z_]{5,})`", table))
    example = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert example == names
