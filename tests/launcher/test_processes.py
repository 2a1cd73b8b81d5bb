"""Single processes and what is left of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import processes
from launcher.errors import Problem
from tests.launcher.checkout import alive, eventually

# Other tests may have left threads; between fork and exec our processes do one system call.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

HERE = Path(__file__).parent


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_process_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.2)
    process = processes.start(["sh", "-c", "trap '' TERM; touch up; sleep 99"], tmp_path)
    assert eventually((tmp_path / "up").exists)
    processes.end(process)
    assert not alive(process.pid)


def test_what_a_process_started_ends_with_it(tmp_path: Path) -> None:
    code = "import subprocess; print(subprocess.Popen(['sleep', '99']).pid, flush=True)"
    with (tmp_path / "log").open("wb") as log:
        process = processes.start(python(code), tmp_path, log=log)
    process.wait()
    grandchild = int((tmp_path / "log").read_text())
    assert alive(grandchild)
    processes.end(process)
    assert eventually(lambda: not alive(grandchild))


def test_a_command_that_does_not_exist_is_a_problem_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="nowhere/python cannot be started"):
        processes.start(["nowhere/python"], tmp_path)


def test_ctrl_c_ends_a_running_command_with_130(tmp_path: Path) -> None:
    (tmp_path / "launcher_main.py").write_text(
        "import pathlib, sys\n"
        "from launcher import stopping, processes, errors\n"
        "stopping.listen()\n"
        "try:\n"
        "    processes.run(['sh', '-c', 'echo $$ > pid; exec sleep 99'], pathlib.Path())\n"
        "except errors.Stopped:\n"
        "    sys.exit(130)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    launcher = subprocess.Popen([sys.executable, "launcher_main.py"], cwd=tmp_path, env=env)
    pid = tmp_path / "pid"
    assert eventually(lambda: pid.exists() and bool(pid.read_text()))
    launcher.send_signal(2)
    assert launcher.wait(20) == 130
    assert not alive(int(pid.read_text()))
