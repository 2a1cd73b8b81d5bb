"""What became of a message: a closed list."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What Telegram made of it."""

    SENT = "sent"
    BLOCKED = "blocked"  # the person blocked the bot or never started it
    GONE = "gone"  # the account is deactivated
    NOT_FOUND = "not_found"  # this bot knows no such chat
    REFUSED = "refused"  # our fault: Telegram does not accept this message
    STALE_FILE = "stale_file"  # Telegram does not know the file any more: upload it again
    LATER = "later"  # too many requests: surely not sent
    UNREACHED = "unreached"  # no connection came about: surely not sent
    UNKNOWN = "unknown"  # it may or may not have arrived


@dataclass(frozen=True)
class Outcome:
    """The fate, and what came with it: Telegram's `result`, or the `reason` in its words (never our message).

    `retry_after` (seconds) is set when it was too much, `moved_to` when a group has got another id.
    """

    fate: Fate
    message_id: int | None = None
    result: Any = None
    reason: str = ""
    moved_to: int | None = None
    retry_after: float = 0.0
