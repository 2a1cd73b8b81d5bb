"""The tables of campaigns and of consent. docs/privacy.md says of each column why it is kept and how long."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base, Moment

# SQLite counts up by itself only for its own INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")


class SubscriptionRow(Base):
    """A reader's consent to news on a theme; no row, no news."""

    __tablename__ = "subscriptions"

    reader_key: Mapped[str] = mapped_column(ForeignKey("readers.key", ondelete="CASCADE"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)


class CampaignState(StrEnum):
    """The life of a campaign; bot.campaigns.states knows the legal moves."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PREPARING = "preparing"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"


class PauseReason(StrEnum):
    """Why a running campaign waits."""

    MANUAL = "manual"
    ERRORS = "errors"
    QUIET_HOURS = "quiet_hours"
    RATE = "rate"


class CampaignRow(Base):
    """A campaign, or one firing of a repeating campaign (then `parent_id` is set)."""

    __tablename__ = "campaigns"
    __table_args__ = (
        UniqueConstraint("parent_id", "planned_at", name="uq_campaigns_firing"),
        Index("ix_campaigns_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(64))  # a theme or topic: decides consent and sensitivity
    content: Mapped[str | None] = mapped_column(String(64))  # the slug of a campaign of the content
    filling: Mapped[dict[str, Any]] = mapped_column(JSON)  # what the text leaves open: date, time, place
    extras: Mapped[dict[str, Any]] = mapped_column(JSON)  # buttons, and the file that goes with it
    author: Mapped[str] = mapped_column(String(64))
    audience: Mapped[dict[str, Any]] = mapped_column(JSON)
    schedule: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    policy: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(200))  # why it is paused, expired or failed
    next_fire_at: Mapped[datetime | None] = mapped_column(Moment)
    planned_at: Mapped[datetime | None] = mapped_column(Moment)
    resume_at: Mapped[datetime | None] = mapped_column(Moment)  # a pause that ends by itself
    created_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


class MoveRow(Base):
    """A change of a campaign's state: from what to what, by whom, when and why."""

    __tablename__ = "campaign_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    before: Mapped[str | None] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str | None] = mapped_column(String(200))


class MediaRow(Base):
    """A picture, voice, video or document; uploaded once, sent by Telegram's file id from then on."""

    __tablename__ = "media"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    file_id: Mapped[str | None] = mapped_column(String(200))


class CampaignTextRow(Base):
    """A text written for one campaign, in the form of a content file."""

    __tablename__ = "campaign_texts"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(32), primary_key=True)
    source: Mapped[str] = mapped_column(Text)


class CheckKind(StrEnum):
    """What staff did to vouch for a text."""

    TEST = "test"
    APPROVAL = "approval"


class CheckRow(Base):
    """A test send or an approval; it holds for exactly the content with this hash."""

    __tablename__ = "campaign_checks"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(32), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    by: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class MessageRow(Base):
    """What readers of a language get, frozen when the campaign is prepared; `text_language` is the text's own."""

    __tablename__ = "campaign_messages"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(32), primary_key=True)
    text_language: Mapped[str] = mapped_column(String(32))
    hash: Mapped[str] = mapped_column(String(64))
    html: Mapped[str] = mapped_column(Text)
    buttons: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    media: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"))


class DeliveryState(StrEnum):
    """The life of a delivery; the last four are ends."""

    PENDING = "pending"
    LEASED = "leased"  # a sender has it in hand
    CALLING = "calling"  # the call to Telegram may have gone out
    RETRY = "retry"  # surely not sent yet; again at `due_at`
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"  # it may or may not have arrived


class Reason(StrEnum):
    """Why a delivery failed or was skipped: a closed list."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    CHAT_NOT_FOUND = "chat_not_found"
    NO_CONSENT = "no_consent"
    NO_TRANSLATION = "no_translation"
    ERASED = "erased"
    TOO_OLD = "too_old"
    ERROR_LIMIT = "error_limit"
    BAD_CONTENT = "bad_content"
    CANCELLED = "cancelled"
    LOOP_GUARD = "loop_guard"


class DeliveryRow(Base):
    """One campaign to one reader; `reader_key` is emptied when the reader is forgotten."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("campaign_id", "reader_key", name="uq_deliveries_reader"),
        Index("ix_deliveries_state", "campaign_id", "state", "due_at"),
        Index("ix_deliveries_reader", "reader_key", "settled_at"),
    )

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    reader_key: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(32))
    version: Mapped[str | None] = mapped_column(String(64))  # the hash of what was chosen for this reader
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(16))
    attempts: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    owner: Mapped[str | None] = mapped_column(String(32))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)


class HaltRow(Base):
    """The kill switch: while a row is not lifted, no campaign sends anything."""

    __tablename__ = "halts"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(64))
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)
    lifted_by: Mapped[str | None] = mapped_column(String(64))


class DutyRow(Base):
    """Which process has a duty that only one may have at a time."""

    __tablename__ = "duties"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime] = mapped_column(Moment)
