"""Splits a message into words that keep their place in the text and carry their normalised form as lemma."""

from sys import intern  # a word that stands in many examples is kept once
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.features import SENTENCES, sentences
from nlu.components.normalise import WORD, normalise, words


class Word(Token):
    """A token that is small, and quick to compare: Rasa does it for every word of every example, many times."""

    __slots__ = ("data", "end", "lemma", "start", "text")

    def fingerprint(self) -> str:
        """What tells it apart from other words of the same text."""
        return f"{self.start} {self.text}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ScriptTokenizer(Tokenizer):
    """Knows Arabic script: vowel signs do not end a word, a non-joiner does, and one letter can be a word."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`joints`: how a second question may begin, such as "and how". The rest is Rasa's own, unused here."""
        rasas = {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}
        return {**rasas, "joints": []}

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the words, and the sentences if they are several."""
        joints = [words(joint) for joint in self._config["joints"]]
        for message in super().process(messages):
            message.set(SENTENCES, sentences(message.get(TEXT) or "", joints))
        return messages

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of the message."""
        found = [(match, normalise(match.group())) for match in WORD.finditer(message.get(attribute))]
        return [Word(intern(match.group()), match.start(), lemma=intern(lemma)) for match, lemma in found if lemma]
