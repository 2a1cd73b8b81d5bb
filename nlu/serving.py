"""Runs Rasa's server with the current model, for the bot on the same machine."""

import os
import socket
import sys

from nlu.models import read_current
from nlu.project import PACKAGE, Project
from nlu.quiet import hush

HOST = "127.0.0.1"  # for the bot on the same machine, never for the internet


def serve(project: Project, port: int) -> int:
    """Serve until SIGTERM or Ctrl-C; without a model yet, answers 503 until there is one."""
    token = os.environ.get("ASSISTANT_TOKEN")
    if not token:
        print("ASSISTANT_TOKEN: expected a secret that the bot knows too", file=sys.stderr)
        return 1
    if not _is_free(port):
        print(f"--port {port}: busy; expected a free port", file=sys.stderr)
        return 1
    hush()
    from rasa.core import run
    from rasa.core.utils import AvailableEndpoints

    from nlu.reload import Reload

    current = read_current(project)
    reload = Reload(project, current)
    run.serve_application(
        model_path=str(current.path(project)) if current else None,
        credentials=str(PACKAGE / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(PACKAGE / "endpoints.yml")),
        interface=HOST,
        port=port,
        auth_token=token,
        enable_api=True,
        server_listeners=[(reload.start, "after_server_start"), (reload.stop, "before_server_stop")],
    )
    return 0


def _is_free(port: int) -> bool:
    """Asked before Rasa starts: its server would show a traceback, seconds later, and exit with 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
