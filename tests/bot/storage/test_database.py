from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import migrate
from bot.storage.tables import Base


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def _names(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return await connection.run_sync(_tables)


async def test_migrations_go_up_down_and_up_again(engine: AsyncEngine) -> None:
    await migrate(engine)
    assert await _names(engine) == set(Base.metadata.tables)
    await migrate(engine, "base")
    assert await _names(engine) == set()
    await migrate(engine)
    assert await _names(engine) == set(Base.metadata.tables)


async def test_the_tables_are_what_the_migrations_make(engine: AsyncEngine) -> None:
    await migrate(engine)
    async with engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"user_module_prefix": ""}), Base.metadata
            )
        )
    assert differences == []
