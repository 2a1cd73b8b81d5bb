"""What may be asked: the form of a message from the bot, and what is taken off it before Rasa sees it."""

from dataclasses import dataclass
from typing import Any

LONGEST = 1000


class BadQuestion(ValueError):
    """The message does not have the expected form; the words say which form that is and repeat nothing of it."""


@dataclass(frozen=True)
class Question:
    """A message of one person and the language that the person has chosen."""

    text: str
    language: str | None
    sender: str


def read_question(body: Any, *, sender_needed: bool = True) -> Question:
    """Read `{"sender", "message", "metadata": {"language"}}`; raises BadQuestion."""
    if not isinstance(body, dict):
        raise BadQuestion("expected a JSON object")
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadQuestion('expected "metadata": an object')
    message, language, sender = body.get("message"), metadata.get("language"), body.get("sender", "")
    if not isinstance(message, str):
        raise BadQuestion('expected "message": a text')
    if language is not None and not isinstance(language, str):
        raise BadQuestion('expected "metadata.language": a text')
    if not isinstance(sender, str) or (sender_needed and not sender):
        raise BadQuestion('expected "sender": a text that is not empty')
    return Question(harmless(message), language, sender)


def harmless(text: str) -> str:
    """At most 1000 characters, without the slashes that Rasa would take for a command such as /restart."""
    return text.encode("utf-8", "replace").decode()[:LONGEST].lstrip("/ \t\r\n\f\v\u00a0\u200b-\u200f\ufeff").strip()
