"""What readers see of feedback and reports beside the buttons under an answer."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.telegram import keyboards
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, button, keyboard
from bot.telegram.voices import notices
from bot.telegram.voices.callbacks import ContactDead, Judged, Reasoned


def without_judgement(markup: InlineKeyboardMarkup, instead: Sequence[Row] = ()) -> InlineKeyboardMarkup:
    """An answer's buttons once it is judged; `instead` takes the place of the question."""
    rows: list[Row] = []
    for row in markup.inline_keyboard:
        judges = any((each.callback_data or "").startswith(Judged.__prefix__ + Judged.__separator__) for each in row)
        rows += instead if judges else [row]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def without_reasons(markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """An answer's buttons once a reason is given."""
    prefix = Reasoned.__prefix__ + Reasoned.__separator__
    rows = [row for row in markup.inline_keyboard if not (row[0].callback_data or "").startswith(prefix)]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def reasons(edition: Edition, id_: int) -> list[Row]:
    """Why an answer did not help, one reason a row, and the way not to say."""
    given = {reason.value: text for reason, text in notices.REASONS.items()} | {"": notices.SKIP}
    return [[button(edition.phrases.gettext(text), Reasoned(id=id_, reason=reason))] for reason, text in given.items()]


def thanks(edition: Edition, *, helped: bool) -> Screen:
    """After a judgement; whoever was not helped is offered a person."""
    rows = [] if helped else keyboards.topics(edition, edition.with_action("person"))
    message = notices.THANKS if helped else notices.THANKS_DOWN
    return Screen([line(edition, message)], keyboard([*rows, keyboards.back(edition)], edition.language))


def which_number(edition: Edition, contacts: Sequence[str]) -> Screen:
    """Asks whose number it is."""
    language = edition.language.id
    rows = [
        [button(edition.catalogue.contact_name(id_, language), ContactDead(contact=id_, language=language))]
        for id_ in contacts
    ]
    question = line(edition, notices.WHICH_NUMBER)
    return Screen([question], keyboard([*rows, keyboards.back(edition)], edition.language))


def thanks_for_number(edition: Edition) -> Screen:
    """After a report, with the numbers that are sure, since somebody wanted to call."""
    part = f"{line(edition, notices.THANKS_NUMBER)}\n\n{edition.renderer.urgent_numbers()}"
    return Screen([part], keyboard([keyboards.back(edition)], edition.language))
