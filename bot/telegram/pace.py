"""How fast one person may write: a burst, then evenly. Who is too fast delays nobody else and is told once."""

from collections import OrderedDict
from enum import StrEnum

from bot.clock import Clock

MOST = 10_000  # people who are remembered


class Pass(StrEnum):
    """What to do with something that a person sent."""

    IN = "in"
    TELL = "tell"  # too fast: say so
    DROP = "drop"  # too fast, and told already


class Pace:
    """In memory only. `per_minute` is both the burst and the steady rate (GCRA)."""

    def __init__(self, clock: Clock, per_minute: int) -> None:
        self._clock = clock
        self._interval = 60 / per_minute
        self._burst = 60.0
        self._readers: OrderedDict[str, tuple[float, bool]] = OrderedDict()

    def enter(self, reader_key: str) -> Pass:
        """Count one message or press of a reader."""
        now = self._clock.monotonic()
        full_at, told = self._readers.pop(reader_key, (now, False))
        full_at = max(full_at, now)
        fits = full_at + self._interval <= now + self._burst
        self._readers[reader_key] = (full_at + self._interval, False) if fits else (full_at, True)
        if len(self._readers) > MOST:
            self._readers.popitem(last=False)
        if fits:
            return Pass.IN
        return Pass.DROP if told else Pass.TELL
