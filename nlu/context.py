"""What a conversation was about last: short messages such as "and how long?" go on from there."""

from typing import TYPE_CHECKING

from rasa.shared.core.events import UserUttered

if TYPE_CHECKING:
    from rasa.core.agent import Agent


async def last_answered(agent: "Agent", sender: str) -> str | None:
    """The intent that this sender was answered last, as long as the conversation is remembered."""
    tracker = await agent.tracker_store.retrieve(sender)
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered) and (event.parse_data.get("decision") or {}).get("decision") == "answer":
            return event.intent_name
    return None
