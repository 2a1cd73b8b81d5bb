"""What a person does, a module each; `routers()` makes them all, in the order in which they are asked."""

from aiogram import Router

from bot.telegram.handlers import (
    arrival,
    errors,
    files,
    flood,
    flows,
    hiding,
    language,
    membership,
    menu,
    newcomer,
    person,
    privacy,
    questions,
    reminders,
    staff,
    subscription,
    unreadable,
    unsaid,
    verification,
    voices,
)


def routers() -> list[Router]:
    """New routers for one dispatcher; the first that fits handles the update.

    What comes from groups ends with `staff`; the catch-all comes last. Hiding comes before whatever may be going on.
    """
    areas = (
        staff,
        membership,
        unsaid,
        hiding,
        flood,
        flows,
        subscription,
        privacy,
        language,
        person,
        newcomer,
        verification,
        arrival,
        menu,
        voices,
        files,
        reminders,
        questions,
        unreadable,
        errors,
    )
    return [area.router() for area in areas]
