"""The connection to the database and its schema."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, CursorResult, Result, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

Sessions = async_sessionmaker[AsyncSession]

# What a database that is away, full or locked raises; anything else is a fault of ours.
UNAVAILABLE = (DBAPIError, PoolTimeoutError, OSError)

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(url: str) -> AsyncEngine:
    """An engine for SQLite (its folder is made if missing) or PostgreSQL; connects on first use."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_async_engine(address, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(address)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def sessions(engine: AsyncEngine) -> Sessions:
    """A maker of sessions whose objects stay readable after commit."""
    return async_sessionmaker(engine, expire_on_commit=False)


def insert_new(session: AsyncSession, table: type[Any]) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `..._do_update`, which each database has for itself."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return insert(table)


def affected(result: Result[Any]) -> int:
    """How many rows a statement changed."""
    assert isinstance(result, CursorResult)
    return result.rowcount


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the schema to a revision; `head` for the newest, `base` for none."""
    async with engine.begin() as connection:
        await connection.run_sync(_migrate, revision)


def _migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # WAL lets readers go on while one writes; a writer waits up to 5 s for another before "database is locked".
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
