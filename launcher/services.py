"""What `make demo` and `make run` start: the assistant, the simulator, the bot."""

import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Callable, Dict

from launcher import environments
from launcher.children import Child, Children
from launcher.dotenv import surroundings
from launcher.errors import Problem, Stopped
from launcher.processes import run
from launcher.readiness import answers, free_port, says
from launcher.training import NLU_PYTHON, train_or_keep

BOT_PYTHON = ".venv/bin/python"
FIRST_PERSON = 100_001  # of the demo's population, as bench/demo.py makes it

_TO_COMMANDS = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_API",
    "READER_KEY",
    "ASSISTANT_TOKEN",
    "DATABASE_URL",
    "CAMPAIGN_TESTERS",
)
_NEEDED = {
    "TELEGRAM_TOKEN": "the token that @BotFather gave you for your bot",
    "READER_KEY": "a secret of 32 characters or more, kept for ever; this makes one:\n"
    "    python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
}


def demo(root: Path) -> None:
    """Serve on the simulator, with secrets and a database that live as long as the demo, until Ctrl-C."""
    assistant_port, page_port = free_port("ASSISTANT_PORT", 5005), free_port("DEMO_PORT", 8081)
    page = f"http://127.0.0.1:{page_port}"
    telegram_token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(26)}"
    for old in (root / "var").glob("demo.*"):
        old.unlink()
    env = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("WEBHOOK_", "STAFF_", "CAMPAIGN_"))},
        **_meeting(assistant_port, secrets.token_urlsafe(32)),
        "ENV_FILE": os.devnull,  # nothing of a real deployment's .env gets into the demo
        "TELEGRAM_TOKEN": telegram_token,
        "TELEGRAM_API": page,
        "READER_KEY": secrets.token_urlsafe(32),
        "DATABASE_URL": "sqlite+aiosqlite:///var/demo.db",
        "CAMPAIGN_TESTERS": str(FIRST_PERSON),
    }
    simulator = Child(
        name="simulator",
        command=[_python(root), "-m", "simulator", "--port", str(page_port), "--token", telegram_token],
        env=env,
        ready=answers(f"{page}/"),
    )
    children = [_assistant(root, assistant_port, env), simulator, _bot(root, env)]
    _serve(root, children, lambda: f"The phone page: {page}/\n\n{_campaign(root, env)}")


def _campaign(root: Path, env: Mapping[str, str]) -> str:
    """Settle people who want news and prepare a campaign for them; what to do with it."""
    print("Preparing a campaign ...", flush=True)
    if run([_python(root), "-m", "bench.demo"], root, env) != 0:
        return "The demo's campaign could not be prepared; the reason stands above."
    file = root / "var" / "demo.env"
    file.touch(mode=0o600)
    file.write_text("".join(f"{key}={env[key]}\n" for key in _TO_COMMANDS), "utf-8")
    command = f"ENV_FILE=var/demo.env {BOT_PYTHON} -m bot campaign"
    return f"Send the campaign: {command} schedule 1 --now && {command} show 1 --watch"


def serve(root: Path) -> None:
    """Serve on the real Telegram until Ctrl-C; raises Problem naming the keys that are not set."""
    given = surroundings(root)
    missing = [f"  {key}: {what}" for key, what in _NEEDED.items() if key not in given]
    if missing:
        raise Problem("\n".join(["Set these in the environment or in .env (see .env.example):", *missing]))
    port = free_port("ASSISTANT_PORT", 5005)
    env = {**os.environ, **_meeting(port, given.get("ASSISTANT_TOKEN") or secrets.token_urlsafe(32))}
    _serve(root, [_assistant(root, port, env), _bot(root, env)], lambda: "The bot answers on Telegram.")


def _serve(root: Path, children: Sequence[Child], news: Callable[[], str]) -> None:
    environments.make_all(root)
    train_or_keep(root)
    with Children(root, root / "var" / "log") as family:
        for child in children:
            print(f"Starting {child.name} ...", end=" ", flush=True)
            print(f"ready after {family.start(child):.0f} s", flush=True)
        print(f"\n{news()}\nCtrl-C stops everything; logs are in var/log/.", flush=True)
        try:
            family.watch()
        except Stopped:
            print("\nStopping ...", flush=True)
    print("Stopped.", flush=True)


def _meeting(port: int, token: str) -> Dict[str, str]:
    """Where bot and assistant meet; logs must show each line at once."""
    return {
        "ASSISTANT_URL": f"http://127.0.0.1:{port}",
        "ASSISTANT_TOKEN": token,
        "PYTHONUNBUFFERED": "1",
    }


def _assistant(root: Path, port: int, env: Mapping[str, str]) -> Child:
    return Child(
        name="assistant",
        command=[str(root / NLU_PYTHON), "-m", "nlu", "serve", "--port", str(port)],
        env=env,
        ready=answers(f"{env['ASSISTANT_URL']}/status?token={env['ASSISTANT_TOKEN']}"),
    )


def _bot(root: Path, env: Mapping[str, str]) -> Child:
    return Child("bot", [_python(root), "-m", "bot", "run"], env, says("ready"))


def _python(root: Path) -> str:
    return str(root / BOT_PYTHON)
