"""Tables of what readers tell us: whether an answer helped, and what the assistant did not understand."""

from datetime import date

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base

_NUMBER = BigInteger().with_variant(Integer, "sqlite")


class FeedbackRow(Base):
    """One judgement of an answer or report of a contact; nothing tells whose it is."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(_NUMBER, primary_key=True)
    subject: Mapped[str] = mapped_column(String(80))  # topic:theme/slug or contact:id
    language: Mapped[str] = mapped_column(String(32))
    version: Mapped[str | None] = mapped_column(String(6))  # the hash of the text that was judged
    verdict: Mapped[str] = mapped_column(String(16))
    given_on: Mapped[date]


class QuestionRow(Base):
    """A question that was not surely understood, without identity, digits and names."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(_NUMBER, primary_key=True)
    language: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(String(300))
    suggestions: Mapped[str] = mapped_column(String(300))  # the best topics, best first, between spaces
    asked_on: Mapped[date]
