"""`flows.yml`: guided conversations, as far as no language changes them: steps, options, and what answers lead to."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, TypeAdapter

from bot.content.documents import Document, Row, Sheet, read, validate, wrong
from bot.content.problems import BrokenFileError, Problem

FLOWS = "flows"  # the folder of the flows' texts, which therefore names no theme

Answers = Mapping[str, str]
"""The chosen option by step."""


def _short(most: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > most or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            mend = f"use small Latin letters, digits and hyphens, at most {most}: a button of Telegram holds no more"
            raise wrong(f"{value!r} is not a name", mend)
        return value

    return AfterValidator(check)


def _empty(row: object) -> object:
    return {} if row is None else row


Name = Annotated[str, _short(15)]


class Option(Row):
    """One answer. `danger` calls for the urgent numbers at once; `tells` are the outcomes that it leads to."""

    danger: bool = False
    tells: tuple[str, ...] = ()


class Outcome(Row):
    """A passage told at the end, and the topics under it."""

    when: Literal["told", "always", "otherwise"] = "told"
    topics: tuple[str, ...] = ()


Options = dict[Name, Annotated[Option, BeforeValidator(_empty)]]


class Flow(Row):
    """One conversation; `id` is its key. Offered under `topics`; steps and outcomes in their order."""

    topics: tuple[str, ...]
    reminders: bool = False
    steps: dict[Name, Options]
    outcomes: dict[Name, Annotated[Outcome, BeforeValidator(_empty)]]

    def option(self, step: str, option: str) -> Option | None:
        """An option; None where the file has it no more."""
        return self.steps.get(step, {}).get(option)

    def dangerous(self, step: str, option: str) -> bool:
        """Whether this answer calls for the urgent numbers."""
        found = self.option(step, option)
        return found is not None and found.danger

    def told(self, answers: Answers) -> list[str]:
        """The outcomes that answers lead to, in their order."""
        chosen = [self.option(step, option) for step, option in answers.items()]
        told = {outcome for option in chosen if option for outcome in option.tells}
        wanted = {"always", "told" if told else "otherwise"}
        return [
            id_
            for id_, outcome in self.outcomes.items()
            if outcome.when in wanted and (outcome.when != "told" or id_ in told)
        ]

    def always(self) -> list[str]:
        """The outcomes that everybody is told."""
        return [id_ for id_, outcome in self.outcomes.items() if outcome.when == "always"]


def parse(file: str, text: str) -> Sheet[Flow]:
    """Read `flows.yml`; raises BrokenFileError."""
    document = read(file, text)
    form: TypeAdapter[dict[str, Flow]] = TypeAdapter(dict[Annotated[str, _short(24)], Flow])
    flows = validate(document, form)
    for id_, flow in flows.items():
        flow._id = id_
    if found := [problem for flow in flows.values() for problem in _wrong(flow, document)]:
        raise BrokenFileError(found)
    return Sheet(flows, document)


def _wrong(flow: Flow, document: Document) -> Iterator[Problem]:
    for step, options in flow.steps.items():
        path = (flow.id, "steps", step)
        if len(options) < 2:
            yield document.problem(path, "has less than two options", "name what can be answered")
        for id_, option in options.items():
            for outcome in option.tells:
                if outcome not in flow.outcomes:
                    message = f"{outcome!r} is not among the outcomes"
                    yield document.problem((*path, id_, "tells"), message, "add it there, or look at the spelling")
    if not flow.steps:
        yield document.problem((flow.id, "steps"), "there is no step", "write at least one question")
    if not flow.always():
        yield document.problem((flow.id, "outcomes"), "no outcome is told always", "mark one with when: always")
