"""Interpreters in made-up folders: on the path, in pyenv, managed by uv."""

from pathlib import Path

import pytest

from launcher import interpreters
from launcher.interpreters import Wanted
from tests.launcher.checkout import executable, fake_python

TEN, TWELVE = Wanted(10, 10), Wanted(12)


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any Python; `uv` says where it would keep its own."""
    executable(tmp_path / "uv", f"echo {tmp_path}/uv-pythons")
    monkeypatch.setenv("PATH", f"{tmp_path}/pyenv/shims:{tmp_path}/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PYENV_ROOT", raising=False)
    return tmp_path


def find(machine: Path, wanted: Wanted) -> Path | None:
    return interpreters.find(wanted, machine / "uv")


def test_nothing_is_found_on_an_empty_machine(machine: Path) -> None:
    assert find(machine, TEN) is None


@pytest.mark.parametrize(
    "place",
    [
        "bin/python3.10",
        "bin/python",
        ".pyenv/versions/3.10.4/bin/python3.10",
        "uv-pythons/cpython-3.10/bin/python3.10",
    ],
)
def test_an_interpreter_is_found_wherever_it_lives(machine: Path, place: str) -> None:
    python = fake_python(machine / place, "3 10 final")
    assert find(machine, TEN) == python


def test_pyenv_root_is_respected(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYENV_ROOT", str(machine / "elsewhere"))
    python = fake_python(machine / "elsewhere/versions/3.10.1/bin/python3.10", "3 10 final")
    assert find(machine, TEN) == python


def test_behind_a_failing_shim_the_real_binary_is_found(machine: Path) -> None:
    executable(machine / "pyenv/shims/python3.10", "exit 127")
    python = fake_python(machine / "pyenv/versions/3.10.13/bin/python3.10", "3 10 final")
    assert find(machine, TEN) == python


def test_what_a_candidate_answers_counts_not_its_name(machine: Path) -> None:
    fake_python(machine / "bin/python3.12", "3 11 final")
    fake_python(machine / "bin/python3.13", "3 13 beta")
    executable(machine / "bin/python3.14", "exit 1")
    python = fake_python(machine / "bin/python3", "3 15 final")
    assert find(machine, TWELVE) == python


def test_the_lowest_version_that_fits_is_taken_and_its_newest_release(machine: Path) -> None:
    for release in ("3.13.2", "3.12.9", "3.12.10"):
        minor = release.split(".")[1]
        fake_python(machine / f".pyenv/versions/{release}/bin/python3.{minor}", f"3 {minor} final")
    assert find(machine, TWELVE) == machine / ".pyenv/versions/3.12.10/bin/python3.12"


def test_an_older_or_newer_version_than_wanted_is_refused(machine: Path) -> None:
    fake_python(machine / "bin/python3", "3 11 final")
    assert find(machine, TEN) is None
    assert find(machine, TWELVE) is None
