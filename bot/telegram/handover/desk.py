"""The desk: the parts of the hand-over put together, for a bot that has a staff group."""

from collections.abc import Coroutine
from dataclasses import dataclass

from aiogram import Bot

from bot.clock import Clock
from bot.content import Library
from bot.storage.case_posts import CasePosts
from bot.storage.cases import Cases
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.telegram.handover.courier import Courier
from bot.telegram.handover.group import PER_SECOND, StaffGroup
from bot.telegram.handover.handover import Handover
from bot.telegram.handover.notes import Notes
from bot.telegram.handover.screens import CaseScreens
from bot.telegram.handover.telling import Telling
from bot.telegram.handover.watch import Watch
from bot.telegram.outbox import Outbox
from bot.telegram.screens import Screens
from bot.telegram.turnstile import Turnstile


@dataclass(frozen=True)
class Desk:
    """What the handlers use, and what runs beside them."""

    handover: Handover
    courier: Courier
    watch: Watch

    def parts(self) -> list[Coroutine[None, None, None]]:
        """What runs for as long as the bot does; the first only looks once whether the group is there."""
        return [self.handover.look_for_group(), self.courier.run(), self.watch.run()]


def open_desk(
    staff_chat: int,
    bot: Bot,
    outbox: Outbox,
    stored: Sessions,
    keyring: Keyring,
    library: Library,
    screens: Screens,
    clock: Clock,
) -> Desk:
    """A desk for this group; the group gets an outbox of its own, so that its pace and its 429s are nobody else's."""
    group = StaffGroup(Outbox(bot, Turnstile(clock, PER_SECOND), clock), staff_chat)
    cases, posts = Cases(stored, keyring, clock), CasePosts(stored)
    case_screens = CaseScreens(screens, clock)
    telling = Telling(outbox, case_screens)
    return Desk(
        Handover(cases, posts, group, case_screens, telling, outbox, library, clock),
        Courier(group, cases, posts, Notes(library), telling, clock),
        Watch(cases, posts, telling, group, library, clock),
    )
