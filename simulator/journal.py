"""What was asked and what was answered: the log of calls and the counters."""

from __future__ import annotations

from collections import Counter, deque

from simulator.world import Json

KEPT = 20_000


class Journal:
    """The last calls in full, and counts of all of them."""

    def __init__(self) -> None:
        self.entries: deque[Json] = deque(maxlen=KEPT)
        self.in_flight = 0
        self.in_flight_max = 0
        self.busiest_second = 0
        self._counts: Counter[tuple[str, int]] = Counter()
        self._sends: deque[float] = deque()
        self._tried = 0
        self._first_try = self._last_try = 0.0

    def arrived(self) -> None:
        """A call came in."""
        self.in_flight += 1
        self.in_flight_max = max(self.in_flight_max, self.in_flight)

    def left(self, entry: Json, *, at: float) -> None:
        """A call was answered or cut; `at` is its arrival in monotonic seconds."""
        self.in_flight -= 1
        self.entries.append(entry)
        self._counts[entry["method"], entry["status"]] += 1
        if entry.get("sends"):
            self._count_try(at)
        if entry["accepted"] and entry.get("sends"):
            self._count_send(at)

    def counters(self) -> Json:
        """Counts by method and status, and the busiest moments."""
        methods: dict[str, dict[str, int]] = {}
        for (method, status), count in sorted(self._counts.items()):
            methods.setdefault(method, {})[str(status)] = count
        return {
            "methods": methods,
            "in_flight": self.in_flight,
            "in_flight_max": self.in_flight_max,
            "busiest_second": self.busiest_second,
            "sends_tried": self._tried,
            "sends_per_second": self._rate(),
        }

    def _rate(self) -> float:
        """Sends a second from the first to the last, refused ones too; 0 before there are two."""
        span = self._last_try - self._first_try
        return round((self._tried - 1) / span, 2) if span > 0 else 0.0

    def _count_try(self, at: float) -> None:
        self._first_try = at if not self._tried else self._first_try
        self._last_try = max(self._last_try, at)
        self._tried += 1

    def _count_send(self, at: float) -> None:
        self._sends.append(at)
        while self._sends[0] <= at - 1.0:
            self._sends.popleft()
        self.busiest_second = max(self.busiest_second, len(self._sends))
