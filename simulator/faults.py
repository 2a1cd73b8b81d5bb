"""Faults on demand: rules that spoil chosen calls."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from typing import Any

from simulator.errors import ApiError, ControlError, migrated, too_many_requests

DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    413: "Request Entity Too Large",
    500: "Internal Server Error: restart",
}
KINDS = {
    "latency": "the call takes `seconds` longer (plus up to `jitter`)",
    "hang": "no reply ever; the call is not carried out",
    "reset-before": "the connection is cut, the call not carried out",
    "reset-after": "the call is carried out, then the connection is cut",
    "truncated": "the call is carried out, half of the reply arrives",
    "html": "a proxy's HTML page with status `code` (502); the call is not carried out",
    "error": "a JSON error with `code` (500) and `description`",
    "flood": "429 with `retry_after`",
    "migrate": "400 with `migrate_to_chat_id`",
}


@dataclass
class Fault:
    """Spoils matching calls number `nth` to `nth + times - 1`; `times` 0 means for ever."""

    kind: str
    method: str = "*"
    chat_id: int | None = None
    nth: int = 1
    times: int = 1
    probability: float = 1.0
    seconds: float = 1.0
    jitter: float = 0.0
    code: int = 0
    description: str = ""
    retry_after: int = 1
    migrate_to_chat_id: int = 0
    seen: int = field(default=0, init=False)

    def strikes(self, method: str, chat_id: int, dice: random.Random) -> bool:
        """Whether this call is to be spoilt; counts it when it matches."""
        if self.method.lower() not in {"*", method.lower()} or self.chat_id not in {None, chat_id}:
            return False
        self.seen += 1
        last = self.nth + self.times - 1 if self.times else self.seen
        return self.nth <= self.seen <= last and dice.random() < self.probability

    def error(self) -> ApiError | None:
        """The refusal that the rule asks for, None for other kinds of trouble."""
        if self.kind == "flood":
            return too_many_requests(self.retry_after)
        if self.kind == "migrate":
            return migrated(self.migrate_to_chat_id)
        if self.kind == "error":
            code = self.code or 500
            return ApiError(code, self.description or DESCRIPTIONS.get(code, "Internal Server Error"))
        return None


class Faults:
    """All rules; the first that strikes wins. `seed` makes probabilities repeatable."""

    def __init__(self, seed: int = 0) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.rules: list[Fault] = []

    def add(self, rule: dict[str, Any]) -> Fault:
        """Add a rule given as JSON; a control error names what is wrong with it."""
        known = {f.name for f in fields(Fault) if f.init}
        if unknown := set(rule) - known:
            raise ControlError(400, f"unknown keys {sorted(unknown)}; known are {sorted(known)}")
        if rule.get("kind") not in KINDS:
            raise ControlError(400, f"kind must be one of {sorted(KINDS)}")
        self.rules.append(Fault(**rule))
        return self.rules[-1]

    def take(self, method: str, chat_id: int) -> Fault | None:
        """The fault for this call, if any."""
        return next((rule for rule in self.rules if rule.strikes(method, chat_id, self.dice)), None)
