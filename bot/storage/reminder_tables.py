"""The table of reminders: when, to whom, and which list it was about."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, Moment


class ReminderState(StrEnum):
    """A reminder that was sent is erased."""

    WAITING = "waiting"
    SENDING = "sending"  # written before it goes out


class ReminderRow(Base):
    """A moment at which a reader wants to be written to."""

    __tablename__ = "reminders"
    __table_args__ = (Index("ix_reminders_reader", "reader_key"), Index("ix_reminders_due", "state", "at"))

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    reader_key: Mapped[str] = mapped_column(ForeignKey("readers.key", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment)
    flow: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(16))
