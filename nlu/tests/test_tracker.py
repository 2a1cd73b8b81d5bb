import asyncio
import json
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.tracker import BriefTrackerStore


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def said(sender: str, times: int = 1) -> DialogueStateTracker:
    parsed = {"text": "secret words", "intent": {"name": "a"}, "text_tokens": [(0, 6)], "language": "en"}
    events: list[Any] = []
    for _ in range(times):
        events += [ActionExecuted("action_listen"), UserUttered("secret words", {"name": "a"}, parse_data=parsed)]
    return DialogueStateTracker.from_events(sender, events)


def test_a_conversation_comes_back_without_its_words() -> None:
    async def story() -> None:
        store = BriefTrackerStore(Domain.empty())
        await store.save(said("amina"))
        back = await store.retrieve("amina")
        assert back is not None
        assert back.latest_message is not None
        assert back.latest_message.intent == {"name": "a"}
        assert "secret" not in json.dumps(back.as_dialogue().as_dict())
        assert "secret" not in json.dumps(list(store._kept.values()))

    asyncio.run(story())


def test_only_the_last_events_are_kept() -> None:
    async def story() -> None:
        store = BriefTrackerStore(Domain.empty(), events=10)
        await store.save(said("amina", times=100))
        back = await store.retrieve("amina")
        assert back is not None
        assert len(back.events) == 10

    asyncio.run(story())


def test_the_least_recently_used_conversation_goes_first() -> None:
    async def story() -> None:
        store = BriefTrackerStore(Domain.empty(), conversations=2)
        for sender in ("amina", "farid", "amina", "bilal"):
            await store.save(said(sender))
        assert await store.keys() == ["amina", "bilal"]

    asyncio.run(story())


def test_after_an_hour_a_conversation_is_forgotten() -> None:
    async def story() -> None:
        clock = Clock()
        store = BriefTrackerStore(Domain.empty(), clock=clock)
        await store.save(said("amina"))
        clock.now = 3599
        assert await store.retrieve("amina") is not None
        clock.now = 3600
        assert await store.retrieve("amina") is None
        assert not store._kept

    asyncio.run(story())
