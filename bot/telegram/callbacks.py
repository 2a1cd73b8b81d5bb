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


class ChildVersionOpened(CallbackData, prefix="child"):
    """A reader wants a topic in words for children."""

    topic: str
    language: str


class CardOpened(CallbackData, prefix="card"):
    """A reader wants the card on paper that belongs to a topic."""

    topic: str
    language: str


class RecordingOpened(CallbackData, prefix="listen"):
    """A reader wants to listen to a topic."""

    topic: str
    language: str


class PlaceOpened(CallbackData, prefix="place"):
    """A reader wants the contacts of a place."""

    place: str
    language: str


class HelpOpened(CallbackData, prefix="help"):
    """A reader wants to see what else there is."""


class PlaceAsked(CallbackData, prefix="where"):
    """A reader wants to choose the place where they are."""


class PlaceKept(CallbackData, prefix="keep"):
    """A reader agrees that their place is stored; an empty one drops it."""

    place: str


class NothingFits(CallbackData, prefix="else"):
    """None of the proposed topics is what the reader meant."""


class PersonAsked(CallbackData, prefix="person"):
    """A reader wants to talk to a person; `about` is the topic under which they asked, or empty."""

    about: str
    language: str


class UrgencyTold(CallbackData, prefix="urgent"):
    """A reader who is asked whether a case shall be opened says that it is urgent."""

    about: str
    language: str


class CaseWanted(CallbackData, prefix="case"):
    """A reader agrees; `tell` means that staff may know the topic."""

    about: str
    language: str
    tell: bool
    urgent: bool


class CaseEnded(CallbackData, prefix="end"):
    """A reader ends a case."""

    number: int


class NewsAsked(CallbackData, prefix="news"):
    """A reader wants to choose themes for news."""


class NewsChosen(CallbackData, prefix="newson"):
    """A reader wants news on a theme, or no more."""

    theme: str
    wanted: bool


class NewsEnded(CallbackData, prefix="newsoff"):
    """A reader wants no news at all."""
