"""`python -m simulator --port 8081`: run the simulator until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from simulator.server import running
from simulator.simulation import TOKEN


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="port to listen on (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--token", help="the bot's token; without it any well-formed token is let in")
    parser.add_argument(
        "--cast", action=argparse.BooleanOptionalAction, default=True, help="make the five people of the page"
    )
    parser.add_argument("--state", type=Path, help="file in which everything is kept, to go on from after a restart")
    arguments = parser.parse_args()
    if arguments.token and not TOKEN.fullmatch(arguments.token):
        parser.error("--token must look like 123456:letters-and-digits")
    return arguments


async def _run(arguments: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    given = {name: getattr(arguments, name) for name in ("host", "token", "cast", "state")}
    async with running(arguments.port, **given) as address:
        print(f"simulator: open {address.url} for the phones", flush=True)
        await stopped.wait()


def main() -> int:
    """Run; 1 when the port is taken."""
    arguments = _arguments()
    try:
        asyncio.run(_run(arguments))
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        print(f"simulator: cannot listen on {arguments.host}:{arguments.port}: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
