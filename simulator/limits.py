"""Flood control: how many messages Telegram takes, counted when a call arrives."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from simulator.errors import ApiError, too_many_requests

FREE_RATE = 30.0
PAID_RATE = 1000.0
CHAT_RATE, CHAT_BURST = 1.0, 5.0
GROUP_MESSAGES, GROUP_WINDOW = 20, 60.0
STARS_PER_MESSAGE = 0.1
PROFILES = ("off", "telegram", "strict", "paid")


@dataclass
class Bucket:
    """A token bucket: `rate` a second, at most `burst` saved up."""

    rate: float
    burst: float
    tokens: float = field(init=False)
    filled: float | None = None

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def wait(self, now: float) -> float:
        """Seconds until the next token; 0 when there is one."""
        if self.filled is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.filled) * self.rate)
        self.filled = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate

    def take(self, now: float) -> None:
        """Use one token; call after `wait` said 0."""
        self.filled = now
        self.tokens -= 1


@dataclass
class Window:
    """A sliding window: at most `limit` in any `seconds`."""

    limit: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until the window has room; 0 when it has."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return 0.0 if len(self.times) < self.limit else self.times[0] + self.seconds - now

    def take(self, now: float) -> None:
        """Count one."""
        self.times.append(now)


class Limiter:
    """One profile's buckets; a refused call starts a halt in which every further send is a violation."""

    def __init__(self, profile: str = "off", stars: float = 10_000.0) -> None:
        self.profile = profile
        self.stars = stars
        self.violations = 0
        self._all: Bucket | Window = (
            Window(int(FREE_RATE), 1.0) if profile == "strict" else Bucket(FREE_RATE, FREE_RATE)
        )
        self._paid = Bucket(PAID_RATE, PAID_RATE)
        self._chats: dict[int, Bucket | Window] = {}
        self._halted_until = 0.0

    def check(self, now: float, chat_id: int, *, sends: bool, paid: bool) -> bool:
        """Count a call that arrived at `now`; True when it must be paid for, a 429 when it is too much.

        Calls that send nothing new (edits, deletions) count for their chat only.
        """
        if self.profile == "off":
            return False
        if sends:
            self._check_halt(now)
        chat = self._chat(chat_id)
        if wait := chat.wait(now):
            raise _refusal(wait)
        charged = self._count(now, paid=paid and self.profile == "paid") if sends else False
        chat.take(now)
        return charged

    def charge(self) -> None:
        """Take the price of one paid message."""
        self.stars -= STARS_PER_MESSAGE

    def _check_halt(self, now: float) -> None:
        if now < self._halted_until:
            self.violations += 1
            self._halted_until += 1
            raise _refusal(self._halted_until - now)

    def _count(self, now: float, *, paid: bool) -> bool:
        bucket, charged = self._all, False
        if paid and bucket.wait(now) and self.stars >= STARS_PER_MESSAGE:
            bucket, charged = self._paid, True
        if wait := bucket.wait(now):
            refusal = _refusal(wait)
            self._halted_until = now + refusal.parameters["retry_after"]
            raise refusal
        bucket.take(now)
        return charged

    def _chat(self, chat_id: int) -> Bucket | Window:
        if chat_id not in self._chats:
            group = chat_id < 0
            self._chats[chat_id] = Window(GROUP_MESSAGES, GROUP_WINDOW) if group else Bucket(CHAT_RATE, CHAT_BURST)
        return self._chats[chat_id]


def _refusal(wait: float) -> ApiError:
    return too_many_requests(max(1, math.ceil(wait)))
