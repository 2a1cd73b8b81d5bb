"""What the assistant says to a question: topics and how sure it is; never a text."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

ALARM = 0.3  # of belief: with 0.5 sixteen of 125 fresh cries were missed, with 0.3 twelve, and hardly more false alarms


class Decision(StrEnum):
    """What the assistant would do at its operating thresholds."""

    ANSWER = "answer"
    ASK = "ask"
    REFUSE = "refuse"
    FLOW = "flow"  # the message was for a guided conversation and nothing else


class Candidate(BaseModel):
    """A topic and how likely it is meant, 0 to 1."""

    model_config = ConfigDict(frozen=True)

    topic: str
    confidence: Annotated[float, Field(ge=0, le=1)]


class FlowState(BaseModel):
    """Where a guided conversation stands: which step is asked, and the options chosen so far, by step in order."""

    model_config = ConfigDict(frozen=True)

    id: str
    state: Literal["asking", "done", "stopped"]
    step: str | None
    answers: dict[str, str]


class Answer(BaseModel):
    """An answer; `language` is the content folder of the language that the question is surely written in."""

    model_config = ConfigDict(frozen=True)

    topic: str | None
    confidence: Annotated[float, Field(ge=0, le=1)]
    decision: Decision
    three: list[Candidate]
    language: str | None = None
    flow: FlowState | None = None

    def alarm(self, urgent: Collection[str]) -> str | None:
        """The likeliest of these topics, if there is a fair chance that one of them is meant.

        A person in danger is not asked "did you mean": numbers that were not needed cost a glance.
        """
        meant = [candidate for candidate in self.three if candidate.topic in urgent]
        return meant[0].topic if sum(candidate.confidence for candidate in meant) >= ALARM else None
