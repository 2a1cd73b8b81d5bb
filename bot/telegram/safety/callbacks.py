"""What the buttons of hiding, of what is held, and of verification carry."""

from aiogram.filters.callback_data import CallbackData


class HidingAsked(CallbackData, prefix="hiding"):
    """A reader wants to know how the chat can be hidden."""


class HideNow(CallbackData, prefix="hide"):
    """A reader hides the chat."""


class WordAsked(CallbackData, prefix="word"):
    """A reader wants to choose the word that hides the chat."""


class WordProposed(CallbackData, prefix="take"):
    """A reader takes one of our words, by its number; the word itself stands in no button's data."""

    number: int


class WordDropped(CallbackData, prefix="noword"):
    """A reader wants no such word any more."""


class HeldAsked(CallbackData, prefix="held"):
    """A reader wants to see what is held about them."""


class ErasureAsked(CallbackData, prefix="erase"):
    """A reader wants to be forgotten, and is asked once more."""


class ErasureAgreed(CallbackData, prefix="erased"):
    """A reader is sure."""


class VerifyAsked(CallbackData, prefix="verify"):
    """A reader doubts whether a message is ours."""
