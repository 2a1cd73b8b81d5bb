"""What the assistant says to a question: topics and how sure it is; never a text."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

# Of belief. Measured on 940 cries and 3,967 ordinary questions: docs/decisions/0009.
ALARM = 0.06  # in urgent topics together: then the urgent answer is given, whatever else is likely
ALARM_OF_THE_STRANGE = 0.3  # the same where nothing fits well: letters by chance are no cry for help
SURE, NONE_LEFT = 0.95, 0.02  # in an ordinary topic and in urgent ones: then a phrase of danger is not about now


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
    """An answer; `language` is the content folder of the language that the question is surely written in.

    `strange`: the message by itself, without what was asked before, fits no topic.
    """

    model_config = ConfigDict(frozen=True)

    topic: str | None
    confidence: Annotated[float, Field(ge=0, le=1)]
    decision: Decision
    three: list[Candidate]
    language: str | None = None
    strange: bool = False
    flow: FlowState | None = None

    def danger(self, phrase: str | None, urgent: Collection[str]) -> str | None:
        """The urgent topic to answer with, if any: that of a `phrase` found in the message, or the likeliest one.

        A person in danger is not asked "did you mean": numbers that were not needed cost a glance. Only a message that
        is surely about something ordinary ("how do I report a man who had a gun") gets its ordinary answer.
        """
        return phrase if phrase and not self._ordinary(urgent) else self.alarm(urgent)

    def alarm(self, urgent: Collection[str]) -> str | None:
        """The likeliest of these topics, if there is some chance that one of them is meant."""
        meant = self._meant(urgent)
        enough = ALARM_OF_THE_STRANGE if self.strange else ALARM
        return meant[0].topic if sum(candidate.confidence for candidate in meant) >= enough else None

    def _ordinary(self, urgent: Collection[str]) -> bool:
        danger = sum(candidate.confidence for candidate in self._meant(urgent))
        return self.decision is Decision.ANSWER and self.confidence >= SURE and danger < NONE_LEFT

    def _meant(self, urgent: Collection[str]) -> list[Candidate]:
        return [candidate for candidate in self.three if candidate.topic in urgent]
