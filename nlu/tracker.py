"""Remembers where a conversation stands, for a while and without what was said."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_OF_PARSE = ("intent", "decision", "language")


class BriefTrackerStore(TrackerStore):
    """In memory: the last events of the last conversations, least recently used first to go, none after an hour.

    What came before a restart goes at once. Of what goes for its age, the state that it led to stays: a form and its
    slots.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        conversations: int = 10_000,
        events: int = 40,
        seconds: float = 3600,
        clock: Callable[[], float] = time.monotonic,
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._conversations, self._events, self._seconds, self._clock = conversations, events, seconds, clock
        self._kept: OrderedDict[str, tuple[float, list[dict[str, Any]]]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last events, without text."""
        now = self._clock()
        kept = [_without_text(event) for event in _since_restart(tracker)]
        if len(kept) > self._events:
            kept = [*(event.as_dict() for event in _state(tracker)), *kept[-self._events :]]
        self._kept[tracker.sender_id] = now, kept
        self._kept.move_to_end(tracker.sender_id)
        self._forget(now)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, if it is still remembered."""
        self._forget(self._clock())
        if sender_id not in self._kept:
            return None
        events = [Event.from_parameters(event) for event in self._kept[sender_id][1]]
        return DialogueStateTracker.from_events(
            sender_id, [event for event in events if event], self.domain.slots, domain=self.domain
        )

    async def keys(self) -> Iterable[str]:
        """The conversations that are remembered."""
        self._forget(self._clock())
        return list(self._kept)

    def _forget(self, now: float) -> None:
        """The order is that of the last save, so the first ones are the oldest."""
        while self._kept:
            oldest, (saved_at, _) = next(iter(self._kept.items()))
            if len(self._kept) <= self._conversations and now - saved_at < self._seconds:
                return
            del self._kept[oldest]


def _since_restart(tracker: DialogueStateTracker) -> list[Event]:
    events = list(tracker.events)
    restarts = [number for number, event in enumerate(events, start=1) if isinstance(event, Restarted)]
    return events[restarts[-1] :] if restarts else events


def _state(tracker: DialogueStateTracker) -> list[Event]:
    """The slots that are set, and the form that goes on, as events that can stand first."""
    slots = [SlotSet(name, value) for name, value in tracker.current_slot_values().items() if value is not None]
    return [*slots, ActiveLoop(tracker.active_loop_name)] if tracker.active_loop_name else []


def _without_text(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    if isinstance(event, UserUttered):
        parsed = {key: data["parse_data"][key] for key in KEPT_OF_PARSE if key in data["parse_data"]}
        data |= {"text": None, "parse_data": {**parsed, "text": None, "entities": []}, "metadata": {}}
    elif isinstance(event, ActionExecuted):
        data["action_text"] = None
    return data
