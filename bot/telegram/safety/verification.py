"""Whether a message is ours: by Telegram's word on where it was forwarded from, or by the code under a broadcast."""

import re

from aiogram.types import Message, MessageOriginUser

from bot.content import dates
from bot.content.folding import western_digits
from bot.storage.broadcasts import Broadcast
from bot.telegram import keyboards
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, button, keyboard
from bot.telegram.safety import notices
from bot.telegram.safety.callbacks import VerifyAsked

DOUBT = "doubt"  # what Pending keeps while a code is awaited
_CODE = re.compile(r"(?<![A-Z0-9])([A-Z0-9]{4})-([A-Z0-9]{4})(?![A-Z0-9])")
_ALONE = re.compile(r"\W*([A-Z0-9]{4})\W?([A-Z0-9]{4})\W*")


def code_in(text: str, *, alone: bool) -> str | None:
    """The code in a text as Keyring.code writes it; `alone` demands that it is all there is, with its hyphen."""
    shown = western_digits(text).upper()
    found = re.fullmatch(rf"\W*{_CODE.pattern}\W*", shown) if alone else _CODE.search(shown) or _ALONE.fullmatch(shown)
    return f"{found[1]}-{found[2]}" if found else None


def is_from(message: Message, bot_id: int) -> bool:
    """Whether Telegram says that a forwarded message was written by this account."""
    origin = message.forward_origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot_id


def is_from_another(message: Message) -> bool:
    """Whether a message that was forwarded is not the sender's own, which is read like others."""
    sender = message.from_user
    return sender is None or not is_from(message, sender.id)


def asked(edition: Edition) -> Screen:
    """What to send."""
    return Screen([line(edition, notices.VERIFY)], keyboard([keyboards.back(edition)], edition.language))


def ours(edition: Edition) -> Screen:
    """A forwarded message is ours."""
    return Screen([line(edition, notices.OURS)], keyboard([keyboards.back(edition)], edition.language))


def not_ours(edition: Edition, first: str = "") -> Screen:
    """A warning, the numbers, a person; `first` is a notice before it."""
    words = [line(edition, message) for message in (first, notices.NOT_OURS) if message]
    part = "\n\n".join([*words, edition.renderer.urgent_numbers()])
    rows = [*keyboards.topics(edition, edition.with_action("person")), keyboards.back(edition)]
    return Screen([part], keyboard(rows, edition.language))


def ours_by_code(edition: Edition, broadcast: Broadcast) -> list[Screen]:
    """What the broadcast with the code really says, to be compared."""
    date = dates.shown(broadcast.sent_at.date(), edition.language)
    rows = keyboard([keyboards.back(edition)], edition.language)
    return [Screen([line(edition, notices.OURS_BY_CODE, date=date)]), Screen([broadcast.html], rows)]


def entry(edition: Edition) -> Row:
    """The button that leads here."""
    return [button(edition.phrases.gettext("Is a message really from this bot?"), VerifyAsked())]
