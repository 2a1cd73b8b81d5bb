"""What is held about a reader, as they are shown it."""

from collections.abc import Iterator
from datetime import datetime

from bot.content import dates
from bot.storage.held import Held
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, back, button, keyboard
from bot.telegram.safety import notices
from bot.telegram.safety.callbacks import ErasureAgreed, ErasureAsked, HeldAsked


def shown(edition: Edition, held: Held | None) -> Screen:
    """Everything that is held, one thing a line, and the way to erase it."""
    if held is None:
        return Screen([line(edition, notices.HELD_NOTHING)], keyboard([back(edition)], edition.language))
    lines = [line(edition, notices.HELD), *(f"- {each}" for each in _things(edition, held))]
    erase = [button(edition.phrases.gettext(notices.ERASE), ErasureAsked())]
    part = "\n".join([*lines, "", line(edition, notices.HELD_NOT)])
    return Screen([part], keyboard([erase, back(edition)], edition.language))


def question(edition: Edition) -> Screen:
    """Whether it shall really be erased."""
    yes = button(edition.phrases.gettext(notices.ERASE_YES), ErasureAgreed())
    no = button(edition.phrases.gettext(notices.ERASE_NO), HeldAsked())
    return Screen([line(edition, notices.ERASE_SURE)], keyboard([[yes], [no]], edition.language))


def entry(edition: Edition) -> Row:
    """The button that leads here."""
    return [button(edition.phrases.gettext("What is kept about you"), HeldAsked())]


def _things(edition: Edition, held: Held) -> Iterator[str]:
    catalogue, language = edition.catalogue, edition.language

    def moment(at: datetime) -> str:
        local = at.astimezone(catalogue.opening.zone)
        return f"{dates.shown(local.date(), language)} {local:%H:%M}"

    yield line(edition, notices.HELD_ACCOUNT)
    yield line(edition, notices.HELD_LANGUAGE, language=language.name)
    yield line(edition, notices.HELD_SINCE, date=moment(held.since))
    if held.active_on:
        yield line(edition, notices.HELD_ACTIVE, date=dates.shown(held.active_on, language))
    if held.place:
        known = held.place in catalogue.known_places
        place = catalogue.place_name(held.place, language.id) if known else held.place
        yield line(edition, notices.HELD_PLACE, place=place)
    if held.themes:
        yield line(edition, notices.HELD_THEMES, themes=" · ".join(map(edition.title, held.themes)))
    if held.reminders:
        yield line(edition, notices.HELD_REMINDERS, times=" · ".join(map(moment, held.reminders)))
    if held.cases:
        yield line(edition, notices.HELD_CASES, numbers=" · ".join(map(str, held.cases)))
    if held.hide_word:
        yield line(edition, notices.HELD_WORD)
    counts = {notices.HELD_NEWS: held.news, notices.HELD_TRACES: held.traces, notices.HELD_UPDATES: held.updates}
    yield from (line(edition, notice, count=count) for notice, count in counts.items() if count)
