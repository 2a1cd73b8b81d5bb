"""Answers questions without a server: JSON lines in, JSON lines out."""

import asyncio
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from nlu.answers import Answer, answer_of
from nlu.models import read_current
from nlu.project import Project
from nlu.questions import BadQuestion, Question, harmless, read_question

if TYPE_CHECKING:
    from rasa.core.agent import Agent


def answer_lines(project: Project, questions: Iterable[str], answers: TextIO) -> int:
    """Answer each `{"message", "language"}`; returns the exit code. Reads all lines before it loads the model."""
    current = read_current(project)
    if current is None:
        print("There is no model yet: run `python -m nlu train`.", file=sys.stderr)
        return 1
    try:
        asked = [_read(number, line) for number, line in enumerate(questions, start=1) if line.strip()]
    except BadQuestion as bad:
        print(bad, file=sys.stderr)
        return 1
    for answer in _answer_all(current.path(project), asked):
        answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def answers_of(model: Path, questions: Iterable[tuple[str, str]]) -> list[Answer]:
    """The answers of a model to texts, each with its reader's language."""
    return _answer_all(model, [Question(harmless(text), language, "") for text, language in questions])


def _read(number: int, line: str) -> Question:
    try:
        body = json.loads(line)
        if isinstance(body, dict):
            body["metadata"] = {"language": body.pop("language", None)}
        return read_question(body, sender_needed=False)
    except (json.JSONDecodeError, BadQuestion) as error:
        reason = error if isinstance(error, BadQuestion) else "expected JSON"
        raise BadQuestion(f"line {number}: {reason}") from error


def _answer_all(model: Path, asked: list[Question]) -> list[Answer]:
    from nlu.quiet import hush

    hush()
    from rasa.core.agent import Agent

    async def answer() -> list[Answer]:
        agent = Agent.load(model)
        return [await _answer(agent, question) for question in asked]

    return asyncio.run(answer())


async def _answer(agent: "Agent", question: Question) -> Answer:
    from rasa.core.channels.channel import UserMessage

    if not question.text or agent.processor is None:
        return answer_of({})
    message = UserMessage(question.text, metadata={"language": question.language})
    return answer_of(await agent.processor.parse_message(message))
