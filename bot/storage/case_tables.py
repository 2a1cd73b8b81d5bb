"""The tables of cases: who talks with a person of the staff. No text stands here, ever."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, Moment

# SQLite counts up by itself only for its own INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")


class CaseState(StrEnum):
    """Whose turn it is. In the first two the reader's messages go to staff only, and the bot is quiet."""

    WAITING = "waiting"  # the reader waits for staff
    ANSWERED = "answered"  # staff wrote last
    RESTING = "resting"  # nobody is there: the bot answers as well, staff may still write
    CLOSED = "closed"


class CaseRow(Base):
    """A reader who asked for a person, and their thread in the staff's group."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_reader", "reader_key"),
        Index("ix_cases_thread", "thread_id"),
        {"sqlite_autoincrement": True},  # the number of an erased case is never given to another
    )

    number: Mapped[int] = mapped_column(_Number, primary_key=True)
    reader_key: Mapped[str] = mapped_column(ForeignKey("readers.key", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(32))
    topic: Mapped[str | None] = mapped_column(String(64))  # only if the reader agreed
    urgent: Mapped[bool]
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class PostKind(StrEnum):
    """What goes into a thread: a copy of the reader's message, or a note of the bot's own."""

    COPY = "copy"
    OPENED = "opened"
    URGENT = "urgent"
    LATE = "late"  # the reader was told that nobody answered
    UNREACHABLE = "unreachable"  # the reader blocked the bot, or their account is gone
    NOT_PASSED = "not_passed"  # a message of the staff's could not be copied to the reader
    ENDED = "ended"  # by the reader
    CLOSED = "closed"  # by staff
    EXPIRED = "expired"  # by the bot, after days of quiet
    OVER = "over"  # staff wrote in a closed case
    HELP = "help"


class CasePostRow(Base):
    """Something on its way into a thread; gone as soon as it is there."""

    __tablename__ = "case_posts"

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    case_number: Mapped[int] = mapped_column(ForeignKey("cases.number", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # of the reader's message, for a copy
