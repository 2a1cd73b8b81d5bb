"""Questions of people who still have to choose a language: in memory only, for minutes, and only so many."""

from collections import OrderedDict

from bot.clock import Clock

KEPT = 600.0  # seconds
MOST = 10_000


class Pending:
    """The last question of each newcomer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._questions: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def keep(self, reader_key: str, question: str) -> None:
        """Keep this question in place of an earlier one; the oldest go when there are too many."""
        self._questions.pop(reader_key, None)
        self._questions[reader_key] = (self._clock.monotonic() + KEPT, question)
        while len(self._questions) > MOST:
            self._questions.popitem(last=False)

    def take(self, reader_key: str) -> str | None:
        """The question, once; None if there is none or it is too old."""
        until, question = self._questions.pop(reader_key, (0.0, ""))
        return question if until > self._clock.monotonic() else None
