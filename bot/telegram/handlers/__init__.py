"""What a person does, a module each; `routers()` makes them all, in the order in which they are asked."""

from aiogram import Router

from bot.telegram.handlers import (
    errors,
    language,
    membership,
    menu,
    newcomer,
    person,
    privacy,
    questions,
    staff,
    subscription,
    unreadable,
)


def routers() -> list[Router]:
    """New routers for one dispatcher; the first that fits handles the update.

    What comes from groups ends with `staff`; the catch-all comes last.
    """
    areas = (staff, membership, subscription, privacy, language, person, newcomer, menu, questions, unreadable, errors)
    return [area.router() for area in areas]
