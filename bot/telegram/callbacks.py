"""What our buttons carry: at most 64 bytes, no personal data."""

from aiogram.filters.callback_data import CallbackData


class LanguageChosen(CallbackData, prefix="language"):
    """A reader chooses a language (a content folder)."""

    language: str


class LanguageAsked(CallbackData, prefix="languages"):
    """A reader wants to see the languages."""


class MenuOpened(CallbackData, prefix="menu"):
    """A reader goes to the menu."""


class ThemeOpened(CallbackData, prefix="theme"):
    """A reader opens a theme."""

    theme: str


class TopicOpened(CallbackData, prefix="topic"):
    """A reader opens a topic, in the language in which the button was shown."""

    topic: str
    language: str


class NothingFits(CallbackData, prefix="else"):
    """None of the proposed topics is what the reader meant."""
