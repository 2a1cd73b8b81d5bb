"""What the bot is told about a message: data, never words."""

from typing import Any, TypedDict

from nlu.catalogue import topic_of


class Ranked(TypedDict):
    """A topic and how likely it is the right one."""

    topic: str
    confidence: float


class FlowState(TypedDict):
    """Where a guided conversation stands: asking (the step), done or stopped, and what was answered, by step."""

    id: str
    state: str
    step: str | None
    answers: dict[str, str]


class Answer(TypedDict):
    """`decision` is answer, ask or refuse, or flow when the message was for a guided conversation and nothing else.

    `language` is a folder of the content or None when it is not sure. `strange`: by itself the message fits no topic.
    """

    topic: str | None
    confidence: float
    decision: str
    three: list[Ranked]
    language: str | None
    strange: bool
    flow: FlowState | None


def answer_of(parsed: dict[str, Any]) -> Answer:
    """The answer in what the pipeline found out about a message; refuses what the pipeline did not judge."""
    found = parsed.get("decision") or {"decision": "refuse", "confidence": 0.0, "three": [], "strange": True}
    three = [Ranked(topic=topic_of(intent), confidence=_rounded(sure)) for intent, sure in found["three"]]
    return Answer(
        topic=three[0]["topic"] if three else None,
        confidence=_rounded(found["confidence"]),
        decision=found["decision"],
        three=three,
        language=parsed.get("language"),
        strange=found["strange"],
        flow=None,
    )


def _rounded(confidence: float) -> float:
    return round(float(confidence), 4)
