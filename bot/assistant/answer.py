"""What the assistant says to a question: topics and how sure it is; never a text."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


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
