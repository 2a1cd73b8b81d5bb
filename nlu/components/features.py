"""Between Rasa's messages and matrices: the normalised words of a message, and all its sparse features."""

import scipy.sparse
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

TOKENS = "text_tokens"
SCORES = "scores"
DECISION = "decision"
LANGUAGE = "language"


def lemmas(message: Message) -> str:
    """The normalised words of a message with one blank between them."""
    return " ".join(token.lemma for token in message.get(TOKENS, []))


def language_hint(message: Message) -> str | None:
    """The reader's language; in training the language of the example."""
    metadata = message.get(METADATA)
    hint = metadata.get("language") if isinstance(metadata, dict) else None
    return hint if isinstance(hint, str) else None


def matrix(messages: list[Message]) -> scipy.sparse.csr_matrix:
    """One row per message with what all featurizers of the pipeline found in it."""
    rows = [message.get_sparse_features(TEXT)[1].features for message in messages]
    return scipy.sparse.vstack(rows, format="csr")


def intents_of(messages: list[Message]) -> list[str]:
    """The intents of examples."""
    return [message.get(INTENT) for message in messages]
