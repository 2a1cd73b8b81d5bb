"""What the assistant says to a question: topics and how sure it is; never a text."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ALARM = 0.5


class Decision(StrEnum):
    """What the assistant would do at its operating thresholds."""

    ANSWER = "answer"
    ASK = "ask"
    REFUSE = "refuse"


class Candidate(BaseModel):
    """A topic and how likely it is meant, 0 to 1."""

    model_config = ConfigDict(frozen=True)

    topic: str
    confidence: Annotated[float, Field(ge=0, le=1)]


class Answer(BaseModel):
    """An answer; `language` is the content folder of the language that the question is surely written in."""

    model_config = ConfigDict(frozen=True)

    topic: str | None
    confidence: Annotated[float, Field(ge=0, le=1)]
    decision: Decision
    three: list[Candidate]
    language: str | None = None

    def alarm(self, urgent: Collection[str]) -> str | None:
        """The likeliest of these topics, if it is at least as likely as not that one of them is meant.

        A person in danger is not asked "did you mean": numbers that were not needed cost a glance.
        """
        meant = [candidate for candidate in self.three if candidate.topic in urgent]
        return meant[0].topic if sum(candidate.confidence for candidate in meant) >= ALARM else None
