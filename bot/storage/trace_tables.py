"""The table of traces: which messages stand in a reader's chat, so that they can be hidden."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, Moment


class TraceRow(Base):
    """A message in a reader's chat, its number only, for as long as Telegram lets a bot delete it."""

    __tablename__ = "traces"
    __table_args__ = (Index("ix_traces_left_at", "left_at"),)

    reader_key: Mapped[str] = mapped_column(String(64), ForeignKey("readers.key", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    left_at: Mapped[datetime] = mapped_column(Moment)
