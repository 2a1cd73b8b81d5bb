"""How large and how fast the assistant is here: training from nothing, memory, answers with one person asking."""

import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TypedDict

from nlu.exam import read_exam
from nlu.project import PACKAGE, Project

QUESTIONS = 300
WARM = 20  # answers before the clock counts
TOKEN = "bench"  # noqa: S105 - of a server that only this process asks


class Bench(TypedDict):
    """Seconds, megabytes and milliseconds."""

    training_seconds: float
    training_peak_mb: float
    serving_mb: float
    answer_median_ms: float
    answer_p95_ms: float


def bench(project: Project) -> Bench:
    """Train a copy of the project from nothing, serve it, and ask questions of the development exam one by one."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Project(Path(folder))
        shutil.copy(project.config, copy.config)
        copy.content.symlink_to(project.content)
        copy.examples.parent.mkdir()
        copy.examples.symlink_to(project.examples)
        started = time.monotonic()
        subprocess.run(_command(copy, "train"), check=True, cwd=PACKAGE.parent, stdout=subprocess.DEVNULL)  # noqa: S603
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        times, megabytes = _serve_and_ask(copy, project)
    return Bench(
        training_seconds=round(seconds, 1),
        training_peak_mb=round(peak),
        serving_mb=round(megabytes),
        answer_median_ms=round(statistics.median(times), 1),
        answer_p95_ms=round(statistics.quantiles(times, n=20)[-1], 1),
    )


def _command(project: Project, *command: str) -> list[str]:
    return [sys.executable, "-m", "nlu", "--project", str(project.root), *command]


def _serve_and_ask(served: Project, project: Project) -> tuple[list[float], float]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "ASSISTANT_TOKEN": TOKEN}
    command = _command(served, "serve", "--port", str(port))
    server = subprocess.Popen(command, cwd=PACKAGE.parent, env=environment)  # noqa: S603
    try:
        return _ask(f"http://127.0.0.1:{port}/webhooks/topics/webhook", project), _resident(server.pid)
    finally:
        server.terminate()
        server.wait()


def _ask(url: str, project: Project) -> list[float]:
    import requests

    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {TOKEN}"
    while not _is_up(url):
        time.sleep(0.5)
    times = []
    for number, question in enumerate(read_exam(project)[: QUESTIONS + WARM]):
        body: Any = {"sender": f"p{number}", "message": question.text, "metadata": {"language": question.language}}
        started = time.perf_counter()
        session.post(url, json=body, timeout=60).raise_for_status()
        times.append((time.perf_counter() - started) * 1000)
    return times[WARM:]


def _is_up(url: str) -> bool:
    import requests

    try:
        return requests.post(url, timeout=60).status_code in (400, 401)
    except requests.ConnectionError:
        return False


def _resident(pid: int) -> float:
    """Megabytes that a process holds in memory, as Linux tells them."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
