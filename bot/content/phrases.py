"""The interface's phrases in one language."""

from typing import Protocol


class Phrases(Protocol):
    """Translations as gettext and Babel have them."""

    def gettext(self, message: str, /) -> str:
        """The message in the language, or as it is where the language lacks it."""
        ...
