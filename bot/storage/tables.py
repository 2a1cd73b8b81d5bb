"""The tables. docs/privacy.md says of each column why it is kept and how long."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, DateTime, Dialect, Index, LargeBinary, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment on every database; SQLite has no zones, so it is stored without and read back with."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive times, so that no local time can slip in."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware UTC, whatever the database kept."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """All tables."""


class ReaderState(StrEnum):
    """Whether we may and can write to a reader."""

    ACTIVE = "active"
    BLOCKED = "blocked"  # blocked the bot; writing again or unblocking makes active
    GONE = "gone"  # the account is deactivated or was never reachable


class ReaderRow(Base):
    """A person who chose a language."""

    __tablename__ = "readers"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    telegram_id: Mapped[bytes] = mapped_column(LargeBinary)  # encrypted
    language: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str | None] = mapped_column(String(64))  # only if the person gave it
    active_on: Mapped[date | None]  # the last day on which they wrote; never the hour
    hide_word: Mapped[str | None] = mapped_column(String(64))  # a keyed hash of the word that hides the chat


class InboxState(StrEnum):
    """The life of an update."""

    PENDING = "pending"
    HANDLING = "handling"
    DONE = "done"
    FAILED = "failed"


class InboxRow(Base):
    """An update as Telegram gave it; the payload is encrypted and wiped as soon as it is handled."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state_reader", "state", "reader_key", "update_id"),)

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reader_key: Mapped[str] = mapped_column(String(64))
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int]
    error: Mapped[str | None] = mapped_column(String(100))  # the error's class, never its text
    received_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
