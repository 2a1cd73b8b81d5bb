"""A checkout in little: the real launcher and Makefile, with stand-ins for what they start."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import ROOT, environments

# Each stand-in leaves its process id and what it was told; modes come from the environment.
_HEAD = """
import os, signal, sys, time
from pathlib import Path
from http.server import BaseHTTPRequestHandler, HTTPServer

name = Path(__file__).parent.name
Path("var").mkdir(exist_ok=True)
Path(f"var/{name}.pid").write_text(str(os.getpid()))
Path(f"var/{name}.env").write_text("\\n".join(f"{key}={value}" for key, value in sorted(os.environ.items())))

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass

def serve():
    port = int(sys.argv[sys.argv.index("--port") + 1])
    HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""
_NLU = """
if sys.argv[1] == "train":
    sys.exit(int(os.environ.get("TRAINING", "0")))
if sys.argv[1] == "bench":
    sys.exit(print("the assistant is measured"))
if sys.argv[1] == "promote":
    print("the assistant has learnt")
    sys.exit(int(os.environ.get("TRAINING", "0")))
serve()
"""
_SIMULATOR = """
print("simulator up")
serve()
"""
_BOT = """
if sys.argv[1] == "questions":
    sys.exit(print("no question waits"))
mode = os.environ.get("BOT")
if mode == "dies at once":
    sys.exit("no such table")
print("ready")
if mode == "dies later":
    time.sleep(0.3)
    print("a last word")
    sys.exit(3)
time.sleep(600)
"""
_BENCH = """
import os, sys
print("FULL is", os.environ.get("FULL"), flush=True)
sys.exit(int(os.environ.get("BENCH", "0")))
"""


def make_checkout(folder: Path) -> Path:
    """Lay out a checkout whose environments are up to date."""
    shutil.copytree(ROOT / "launcher", folder / "launcher", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    for name, body in (("nlu", _NLU), ("simulator", _SIMULATOR), ("bot", _BOT)):
        (folder / name).mkdir()
        (folder / name / "__main__.py").write_text(_HEAD + body)
    (folder / "bench").mkdir()
    (folder / "bench" / "demo.py").write_text("print('campaign 1 is approved')")
    (folder / "bench" / "__main__.py").write_text(_BENCH)
    for environment, minor in ((environments.BOT, 12), (environments.ASSISTANT, 10)):
        make_environment(folder / environment.folder, minor)
    return folder


def make_environment(project: Path, minor: int) -> None:
    """Make a project folder with an up-to-date environment whose Python says that it is 3.<minor>."""
    (project / "pyproject.toml").write_text("")
    (project / "uv.lock").write_text("")
    fake_python(project / ".venv" / "bin" / "python", f"3 {minor} final")
    stamp = environments._stamp(project)
    stamp.write_text(environments._locked(project))


def fake_python(file: Path, version: str) -> Path:
    """Write an executable that claims a version and otherwise is the Python of this test."""
    body = f'case "$*" in *version_info*) echo "{version} {file}";; *) exec {sys.executable} "$@";; esac'
    return executable(file, body)


def executable(file: Path, body: str) -> Path:
    """Write a shell script that can be run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return file


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def launched(checkout: Path, command: str, **env: str) -> "Iterator[subprocess.Popen[str]]":
    """Run a launcher command in a checkout; whatever a failed test leaves is killed at the end."""
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(checkout)}
    ports = {"ASSISTANT_PORT": str(free_port()), "DEMO_PORT": str(free_port())}
    process = subprocess.Popen(
        [sys.executable, "-m", "launcher", command],
        cwd=checkout,
        env={**surroundings, **ports, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
        for pid in pids(checkout):
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


def output(process: "subprocess.Popen[str]") -> str:
    """Wait for the end of a launcher and give all that it printed."""
    return process.communicate(timeout=60)[0]


def wait_until_up(process: "subprocess.Popen[str]") -> str:
    """Read until the launcher has said that all are up; give what it printed so far."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    return "".join(lines)


def pids(checkout: Path) -> list[int]:
    """Process ids of all stand-ins that were ever started."""
    return [int(file.read_text()) for file in (checkout / "var").glob("*.pid")]


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended but was not yet collected does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether something comes true within ten seconds."""
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()
