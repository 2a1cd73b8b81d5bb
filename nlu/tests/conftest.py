"""One small model and one server for all tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from nlu.project import HERE, Project
from nlu.tests.trees import plant
from nlu.training import train

TOKEN = "a-token-for-tests"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An untrained project of one's own."""
    return plant(tmp_path)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A trained project that all tests share: do not change it."""
    project = plant(tmp_path_factory.mktemp("trained"))
    train(project)
    return project


@dataclass
class Server:
    """A running assistant."""

    address: str
    log: Path
    project: Project
    process: subprocess.Popen[bytes]

    def post(self, body: Any, token: str = TOKEN) -> requests.Response:
        """Ask as the bot does."""
        url = f"{self.address}/webhooks/topics/webhook"
        data = body if isinstance(body, (str, bytes)) else None
        headers = {"Authorization": f"Bearer {token}"}
        return requests.post(url, data=data, json=None if data is not None else body, headers=headers, timeout=20)

    def ask(self, message: str, language: str = "en", sender: str = "somebody") -> Any:
        """The answer to a message."""
        response = self.post({"sender": sender, "message": message, "metadata": {"language": language}})
        assert response.status_code == 200, response.text
        return response.json()


def start_server(project: Project, log: Path) -> Server:
    """Start `python -m nlu serve` and wait until it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "nlu", "--project", str(project.root), "serve", "--port", str(port)]
    environment = {**os.environ, "ASSISTANT_TOKEN": TOKEN}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=HERE.root, env=environment, stdout=out, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", log, project, process)
    wait_for(lambda: _listens(server), "the server does not listen")
    return server


def _listens(server: Server) -> bool:
    assert server.process.poll() is None, server.log.read_text()
    try:
        requests.get(f"{server.address}/status", timeout=5)
    except requests.ConnectionError:
        return False
    return True


def wait_for(true: Any, complaint: str, seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, complaint
        time.sleep(0.1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that starts without a model: the tests of reloading give it one."""
    folder = tmp_path_factory.mktemp("served")
    running = start_server(plant(folder), folder / "server.log")
    yield running
    running.process.terminate()
    assert running.process.wait(20) == 0
