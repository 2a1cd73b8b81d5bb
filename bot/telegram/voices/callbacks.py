"""What the buttons carry with which readers judge answers and report numbers."""

from aiogram.filters.callback_data import CallbackData


class Judged(CallbackData, prefix="fb"):
    """A reader says whether an answer helped; `version` is the hash of its text."""

    topic: str
    language: str
    version: str
    helped: bool


class Reasoned(CallbackData, prefix="why"):
    """A reader says why not; an empty reason is none."""

    id: int
    reason: str


class NumberDead(CallbackData, prefix="dead"):
    """A number under a topic or in a place's list does not work."""

    about: str
    language: str


class ContactDead(CallbackData, prefix="report"):
    """It is a number of this contact."""

    contact: str
    language: str
