"""The words of a guided conversation in one language, and what people say in place of its buttons."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.content.documents import Document, Path, Row, read, validate
from bot.content.flows import FLOWS
from bot.content.texts import Front, Text


class StepText(Row):
    """A question and the labels of its buttons by option."""

    question: str
    options: dict[str, str]


class _FlowFront(Front):
    """`title` is the button that begins the conversation, `opening` what is said first."""

    opening: str
    steps: dict[str, StepText]
    outcomes: dict[str, str]


@dataclass(frozen=True)
class FlowText:
    """`<language>/flows/<flow>.yml`."""

    flow: str
    language: str
    front: _FlowFront
    document: Document

    @property
    def title(self) -> str:
        """The button."""
        return self.front.title

    @property
    def hash(self) -> str:
        """The six hex digits that a translation made from this file carries as `based_on`."""
        front = self.front
        steps = {step: text.model_dump() for step, text in front.steps.items()}
        words = json.dumps([front.title, front.opening, steps, front.outcomes], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:6]

    def passages(self) -> Mapping[Path, str]:
        """Every passage in light Markdown, by its place in the file."""
        found: dict[Path, str] = {("opening",): self.front.opening}
        found |= {("steps", step, "question"): text.question for step, text in self.front.steps.items()}
        return found | {("outcomes", id_): passage for id_, passage in self.front.outcomes.items()}

    def labels(self) -> Mapping[Path, str]:
        """The title and the words of every button, by their place in the file."""
        found: dict[Path, str] = {("title",): self.title}
        for step, words in self.front.steps.items():
            found |= {("steps", step, "options", option): label for option, label in words.options.items()}
        return found

    def whole(self) -> Text:
        """All its words, as a text that can be searched."""
        return self._text("\n\n".join((*self.passages().values(), *self.labels().values())))

    def label(self, step: str, option: str) -> str | None:
        """What a button says; None where the file has it no more."""
        text = self.front.steps.get(step)
        return text.options.get(option) if text else None

    def ending(self, outcomes: Iterable[str]) -> Text:
        """What these outcomes say together, as a text that can be rendered."""
        body = "\n\n".join(self.front.outcomes[id_].strip() for id_ in outcomes if id_ in self.front.outcomes)
        return self._text(body)

    def opening(self) -> Text:
        """What is said before the first question."""
        return self._text(self.front.opening.strip())

    def question(self, step: str) -> Text:
        """A question."""
        return self._text(self.front.steps[step].question.strip())

    def _text(self, body: str) -> Text:
        return Text(f"{FLOWS}/{self.flow}", self.language, self.front, body, 1, self.document)


@dataclass(frozen=True)
class FlowWords:
    """`<language>/flows/words.yml`: for the assistant; here only its form is checked."""

    language: str
    words: Mapping[str, list[str]]
    document: Document


def parse(file: str, text: str, language: str, flow: str) -> FlowText:
    """Read the words of one conversation; raises BrokenFileError."""
    document = read(file, text)
    return FlowText(flow, language, validate(document, TypeAdapter(_FlowFront)), document)


def parse_words(file: str, text: str, language: str) -> FlowWords:
    """Read `words.yml`; raises BrokenFileError."""
    document = read(file, text)
    return FlowWords(language, validate(document, TypeAdapter(dict[str, list[str]])), document)
