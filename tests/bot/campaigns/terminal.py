"""A terminal: the real commands on a real SQLite database, with a small content and a few readers."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.campaigns.carrier import Carrier
from bot.campaigns.command import make_app
from bot.campaigns.office import Office, open_office
from bot.errors import RahnumaError
from bot.settings import Settings
from bot.storage.readers import Readers
from bot.storage.subscriptions import Subscriptions
from tests.bot.campaigns.conftest import STAFF, Carried, send_all
from tests.bot.content.folder import ContentFolder

TEXTS = {"en": "Come on {date}.", "ar": "تعالوا يوم {date}.", "dari": "روز {date} بیایید."}
PLAN: dict[str, object] = {
    "title": "Meeting",
    "purpose": "Answer questions",
    "about": "asylum",
    "texts": "texts",
    "filling": {"date": "2026-12-08"},
    "policy": {"quiet": []},
}


class Terminal:
    """Staff sit here: `run` gives what a command prints, `refused` what it says when it does nothing."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.carrier = Carried()
        self.content = ContentFolder(folder / "content")
        for name, value in _environment(folder).items():
            monkeypatch.setenv(name, value)

    def run(self, *arguments: object, by: str = "") -> str:
        """What a command prints when all goes well."""
        result = self._invoke(*arguments, by=by)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.stdout

    def json(self, *arguments: object, by: str = "") -> Any:
        """What a command tells programs."""
        return json.loads(self.run(*arguments, "--json", by=by))

    def refused(self, *arguments: object, by: str = "") -> str:
        """Why a command is refused."""
        error = self._invoke(*arguments, by=by).exception
        assert isinstance(error, RahnumaError), error
        return str(error)

    def _invoke(self, *arguments: object, by: str) -> Result:
        words = [*map(str, arguments), *(["--by", by] if by else [])]
        return CliRunner().invoke(make_app(self._open_carrier), words, env={"COLUMNS": "200"})

    def _open_carrier(self, _: Settings) -> AbstractAsyncContextManager[Carrier]:
        return nullcontext(self.carrier)

    def plan(self, written: Mapping[str, str] = TEXTS, /, **changes: object) -> Path:
        """Write a plan and its texts; JSON is YAML too."""
        folder = self.folder / "plan"
        (folder / "texts").mkdir(parents=True, exist_ok=True)
        for file in (folder / "texts").iterdir():
            file.unlink()
        for language, body in written.items():
            (folder / "texts" / f"{language}.md").write_text(f"---\ntitle: {body[:6]}\n---\n{body}\n", "utf-8")
        file = folder / "plan.yml"
        file.write_text(json.dumps({**PLAN, **changes}, ensure_ascii=False), "utf-8")
        return file

    def campaign(self, state: str = "approved", written: Mapping[str, str] = TEXTS, /, **changes: object) -> int:
        """A campaign of Nadia's that Omar has brought so far; returns its number."""
        number: int = self.json("new", self.plan(written, **changes), by="nadia")["id"]
        steps = [("test", "nadia"), ("submit", "nadia"), ("approve", "omar")]
        for step, by in steps[: ["draft", "tested", "in_review", "approved"].index(state)]:
            self.run(step, number, by=by)
        return number

    def running(self, **changes: object) -> int:
        """A campaign that is being sent."""
        number = self.campaign(**changes)
        self.run("schedule", number, "--now", by="nadia")
        self.beat()
        return number

    def settle(self, *languages: str, first: int = 1_001) -> list[int]:
        """A reader who wants news on asylum for each language; returns their Telegram ids."""

        async def work(office: Office) -> list[int]:
            readers = Readers(office.house.sessions, office.house.keyring, office.house.clock)
            subscriptions = Subscriptions(office.house.sessions, office.house.clock)
            for id_, language in enumerate(languages, start=first):
                reader = await readers.choose_language(id_, language)
                await subscriptions.add(reader.key, ["asylum"])
            return [first + n for n in range(len(languages))]

        return _in_office(work)

    def beat(self) -> None:
        """What the heartbeat does twice: fire, and prepare."""

        async def work(office: Office) -> None:
            for _ in range(2):
                await office.house.firing().beat()

        _in_office(work)

    def send(self) -> Carried:
        """Send all that is due; the carrier that took it."""
        carrier = Carried(fates=self.carrier.fates)

        async def work(office: Office) -> None:
            await send_all(office.house, carrier)

        _in_office(work)
        return carrier

    def state(self, number: int) -> str:
        """The state of a campaign."""
        return str(self.json("show", number)["state"])


def _in_office[T](work: Callable[[Office], Awaitable[T]]) -> T:
    async def run() -> T:
        async with open_office() as office:
            return await work(office)

    return asyncio.run(run())


def _environment(folder: Path) -> Mapping[str, str]:
    return {
        "ENV_FILE": os.devnull,
        "TELEGRAM_TOKEN": "123456:" + "E" * 35,
        "READER_KEY": "a secret of the tests, long enough to be one",
        "ASSISTANT_TOKEN": "nobody-listens-there",
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/terminal.db",
        "CONTENT": str(folder / "content"),
        "CAMPAIGN_TESTERS": str(STAFF),
    }
