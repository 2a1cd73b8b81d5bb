"""What is kept in mind of a person for minutes: in memory only, the last thing alone, and of only so many people."""

from collections import OrderedDict

from bot.clock import Clock

KEPT = 600.0  # seconds
MOST = 10_000


class Pending:
    """One thing a reader: a newcomer's question, or what the next message is expected to be."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def keep(self, reader_key: str, what: str) -> None:
        """Keep this in place of an earlier one; the oldest go when there are too many."""
        self._kept.pop(reader_key, None)
        self._kept[reader_key] = (self._clock.monotonic() + KEPT, what)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def take(self, reader_key: str) -> str | None:
        """What is kept, once; None if there is nothing or it is too old."""
        until, what = self._kept.pop(reader_key, (0.0, ""))
        return what if until > self._clock.monotonic() else None

    def look(self, reader_key: str) -> str | None:
        """What is kept; it stays."""
        until, what = self._kept.get(reader_key, (0.0, ""))
        return what if until > self._clock.monotonic() else None

    def expects(self, reader_key: str, what: str) -> bool:
        """Whether this is kept; it stays."""
        return self.look(reader_key) == what
