"""The place where a reader is: asked, never needed, kept only if they agree."""

from bot.telegram import keyboards
from bot.telegram.callbacks import MenuOpened, PlaceAsked, PlaceKept, PlaceOpened
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, button, keyboard
from bot.telegram.notices import N_

WHERE = N_(
    "Where are you? You need not tell me. If you press a place, I keep it until you take it back: I then show you "
    "first who helps there, and news for that place can reach you."
)
MAY_I_KEEP = N_(
    "May I keep that you are in {place}? I then show you first who helps there, and news for that place can reach you. "
    "You can take it back at any time."
)
KEPT = N_("Good. I keep that you are in {place}.")
DROPPED = N_("Good. I keep no place of yours.")
YES, NO = N_("Yes, keep it"), N_("No")
NO_PLACE = N_("Keep no place")
WHO_HELPS = N_("Who helps there")


def where(edition: Edition, kept: str | None) -> Screen:
    """Asks for the place, and offers to drop one that is kept."""
    rows = keyboards.places(edition, lambda place: PlaceKept(place=place))
    if kept:
        rows.append([button(edition.phrases.gettext(NO_PLACE), PlaceKept(place=""))])
    return Screen([line(edition, WHERE)], keyboard([*rows, keyboards.back(edition)], edition.language))


def may_i_keep(edition: Edition, place: str) -> Screen:
    """Who helps in a place that a link named, and whether it may be kept."""
    question = line(edition, MAY_I_KEEP, place=edition.catalogue.place_name(place, edition.language.id))
    yes = button(edition.phrases.gettext(YES), PlaceKept(place=place))
    no = button(edition.phrases.gettext(NO), MenuOpened())
    parts = [*edition.renderer.contacts(place), question]
    return Screen(parts, keyboard([[yes, no]], edition.language))


def settled(edition: Edition, place: str | None) -> Screen:
    """That a place is kept, or none any more."""
    if place is None:
        return Screen([line(edition, DROPPED)], keyboard([keyboards.back(edition)], edition.language))
    kept = line(edition, KEPT, place=edition.catalogue.place_name(place, edition.language.id))
    opens = PlaceOpened(place=place, language=edition.language.id)
    helps = button(edition.phrases.gettext(WHO_HELPS), opens)
    return Screen([kept], keyboard([[helps], keyboards.back(edition)], edition.language))


def entry(edition: Edition) -> Row:
    """The button that leads here."""
    return [button(edition.phrases.gettext("Where you are"), PlaceAsked())]
