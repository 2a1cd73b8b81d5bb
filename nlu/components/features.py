"""Between Rasa's messages and matrices: the normalised words of a message, and all its sparse features."""

import hashlib
import re
from collections.abc import Collection

import scipy.sparse
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.normalise import words

TOKENS = "text_tokens"
SENTENCES = "sentences"
PARTS = "parts"
DECISION = "decision"
LANGUAGE = "language"
SENTENCE_END = re.compile(r"[.!?;\n\u061f\u06d4\u061b\u2026]+")
SHORTEST_PART = 3  # words
MOST_PARTS = 4  # more sentences than that are a story, not a list of questions


class Example(Message):
    """An example that is quick to compare and to copy: Rasa compares all of them after every step of a training."""

    def fingerprint(self) -> str:
        """A hash over what was written, not over what the steps have made of it."""
        written = repr([self.get(TEXT), self.get(INTENT), self.get(METADATA), len(self.features)])
        return hashlib.md5(written.encode(), usedforsecurity=False).hexdigest()

    def __deepcopy__(self, memo: dict[int, object]) -> "Example":
        """Itself: Rasa copies all examples each time it merges training data, and throws the others away."""
        return self


def lemmas(message: Message) -> str:
    """The normalised words of a message with one blank between them."""
    return " ".join(token.lemma for token in message.get(TOKENS, []))


def sentences(text: str, joints: Collection[list[str]]) -> list[str]:
    """The normalised sentences of a text of a few sentences, each of which may be a question of its own.

    People do not always end a sentence: a single one is parted before words ("and how") that begin a second one.
    """
    ended = [words(sentence) for sentence in SENTENCE_END.split(text)]
    found = [sentence for sentence in ended if len(sentence) >= SHORTEST_PART]
    if len(found) == 1:
        found = _parted(found[0], joints)
    return [" ".join(sentence) for sentence in found] if 2 <= len(found) <= MOST_PARTS else []


def _parted(sentence: list[str], joints: Collection[list[str]]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for place, word in enumerate(sentence):
        rest = sentence[place:]
        begins = any(rest[: len(joint)] == joint for joint in joints)
        if begins and len(found[-1]) >= SHORTEST_PART and len(rest) > SHORTEST_PART:
            found.append([])
        found[-1].append(word)
    return found


def parts(message: Message) -> list[str]:
    """The sentences that the tokenizer found in a message."""
    return message.get(SENTENCES) or []


def language_hint(message: Message) -> str | None:
    """The reader's language; in training the language of the example."""
    metadata = message.get(METADATA)
    hint = metadata.get("language") if isinstance(metadata, dict) else None
    return hint if isinstance(hint, str) else None


def last_topic(message: Message) -> str | None:
    """The intent that the reader was answered last, if it is remembered."""
    metadata = message.get(METADATA)
    last = metadata.get("after") if isinstance(metadata, dict) else None
    return last if isinstance(last, str) else None


def matrix(messages: list[Message]) -> scipy.sparse.csr_matrix:
    """One row per message with what all featurizers of the pipeline found in it as a whole, not in its words."""
    found = [
        [scipy.sparse.csr_matrix(one.features) for one in message.features if one.type == FEATURE_TYPE_SENTENCE]
        for message in messages
    ]
    return scipy.sparse.hstack([scipy.sparse.vstack(column) for column in zip(*found, strict=True)], format="csr")


def intents_of(messages: list[Message]) -> list[str]:
    """The intents of examples."""
    return [message.get(INTENT) for message in messages]
