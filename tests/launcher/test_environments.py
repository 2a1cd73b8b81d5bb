"""Environments made by a stand-in for uv that writes down how it was called."""

import os
from pathlib import Path

import pytest

from launcher import environments, interpreters, uv
from launcher.errors import Problem
from tests.launcher.checkout import executable, fake_python, make_environment

# Other tests may have left threads; between fork and exec our processes do one system call.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without environments on a machine with uv and both interpreters."""
    folder = tmp_path / "bin"
    sync = f'echo "$PWD $*" >> {tmp_path}/calls; mkdir -p .venv/bin; cp "$5" .venv/bin/python'
    executable(
        folder / "uv",
        f'case "$1" in --version) echo "uv {uv.PINNED}";; python) echo {tmp_path}/none;; sync) {sync};; esac',
    )
    fake_python(folder / "python3.10", "3 10 final")
    fake_python(folder / "python3.12", "3 12 final")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PYENV_ROOT", raising=False)
    checkout = tmp_path / "checkout"
    for project in (checkout, checkout / "nlu"):
        project.mkdir()
        (project / "pyproject.toml").write_text("[project]")
        (project / "uv.lock").write_text("version = 1")
    return tmp_path


def calls(machine: Path) -> list[str]:
    file = machine / "calls"
    return file.read_text().splitlines() if file.exists() else []


def test_both_environments_come_from_their_locks_with_the_right_interpreter(machine: Path) -> None:
    environments.make_all(machine / "checkout")
    options = "sync --frozen --no-python-downloads --python"
    assert calls(machine) == [
        f"{machine}/checkout {options} {machine}/bin/python3.12",
        f"{machine}/checkout/nlu {options} {machine}/bin/python3.10",
    ]


def test_nothing_is_done_while_nothing_changed(machine: Path) -> None:
    environments.make_all(machine / "checkout")
    environments.make_all(machine / "checkout")
    assert len(calls(machine)) == 2


def test_only_the_environment_whose_lock_changed_is_made_again(machine: Path) -> None:
    environments.make_all(machine / "checkout")
    (machine / "checkout/nlu/uv.lock").write_text("version = 2")
    environments.make_all(machine / "checkout")
    assert [call.split()[0] for call in calls(machine)[2:]] == [f"{machine}/checkout/nlu"]


def test_an_environment_whose_interpreter_is_gone_is_made_again(machine: Path) -> None:
    environments.make_all(machine / "checkout")
    (machine / "checkout/.venv/bin/python").unlink()
    environments.make_all(machine / "checkout")
    assert len(calls(machine)) == 3


def test_a_failing_uv_is_a_problem_and_is_tried_again(machine: Path) -> None:
    executable(machine / "bin/uv", f'case "$1" in --version) echo "uv {uv.PINNED}";; *) exit 2;; esac')
    for _ in range(2):
        with pytest.raises(Problem, match="environment of the bot could not be made"):
            environments.make_all(machine / "checkout")


def test_all_missing_interpreters_are_named_with_ways_to_get_them(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreters, "find", lambda wanted, uv: None)
    with pytest.raises(Problem) as problem:
        environments.make_all(machine / "checkout")
    said = str(problem.value)
    assert "Python 3.12 or newer is missing; the bot needs it" in said
    assert "Python 3.10 is missing; the assistant needs it" in said
    assert "uv python install 3.10" in said
    assert calls(machine) == []


def test_what_is_up_to_date_needs_no_uv(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_environment(machine / "checkout", 12)
    make_environment(machine / "checkout/nlu", 10)
    monkeypatch.setenv("PATH", os.devnull)
    environments.make_all(machine / "checkout")


@pytest.mark.parametrize("answer", ["uv 0.1.2", "not a version", ""])
def test_an_old_or_broken_uv_on_the_path_is_passed_by(machine: Path, answer: str) -> None:
    executable(machine / "bin/uv", f"echo '{answer}'")
    local = executable(machine / "checkout/.tools/uv/bin/uv", f"echo uv {uv.PINNED}")
    assert uv.find(machine / "checkout") == local


def test_without_venv_and_pip_the_ways_to_uv_are_named(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / "bin/uv").unlink()
    monkeypatch.setattr("sys.executable", str(executable(machine / "bin/bare-python", "exit 1")))
    with pytest.raises(Problem, match=r"apt install python3-venv"):
        uv.find(machine / "checkout")


def test_without_venv_uv_is_installed_by_pip_alone(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / "bin/uv").unlink()
    target = machine / "checkout/.tools/uv/bin"
    install = f"mkdir -p {target}; echo 'echo uv {uv.PINNED}' > {target}/uv"
    python = executable(machine / "bin/no-venv", f'case "$*" in *"-m venv"*) exit 1;; *--target*) {install};; esac')
    monkeypatch.setattr("sys.executable", str(python))
    assert uv.find(machine / "checkout") == target / "uv"
    assert (target / "uv").exists()
