"""The command that shows staff what readers say."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.clock import SystemClock
from bot.content import Library
from bot.storage.database import migrate, open_database, sessions
from bot.storage.feedback import Feedback


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path}/feedback.db"
    given = {"TELEGRAM_TOKEN": "1:" + "T" * 35, "READER_KEY": "k" * 32, "ASSISTANT_TOKEN": "a" * 16}
    for name, value in {**given, "DATABASE_URL": url, "ENV_FILE": str(tmp_path / "none")}.items():
        monkeypatch.setenv(name, value)
    return url


async def _say(url: str) -> None:
    text = Library(Path("content")).catalogue.text("asylum/apply", "ar")
    assert text
    engine = open_database(url)
    await migrate(engine)
    feedback = Feedback(sessions(engine), SystemClock())
    for version, helped in [("000000", False), (text.hash, True), (text.hash, True)]:
        await feedback.judge("asylum/apply", "ar", version, helped=helped)
    await feedback.report("unhcr", "dari")
    await engine.dispose()


def test_judgements_and_reports_are_listed_the_present_text_marked(database: str) -> None:
    asyncio.run(_say(database))
    runner = CliRunner()
    rows = json.loads(runner.invoke(app, ["feedback", "--json"]).stdout)
    assert [(row["subject"], row["language"], row["verdict"], row["count"], row["current"]) for row in rows] == [
        ("contact:unhcr", "dari", "dead", 1, True),
        ("topic:asylum/apply", "ar", "up", 2, True),
        ("topic:asylum/apply", "ar", "down", 1, False),
    ]
    shown = runner.invoke(app, ["feedback"]).stdout
    assert shown.index("(now)") < shown.index("000000")


def test_an_empty_table_says_so(database: str) -> None:
    assert "Nobody" in CliRunner().invoke(app, ["feedback"]).stdout
