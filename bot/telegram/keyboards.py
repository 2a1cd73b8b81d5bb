"""Keyboards: rows of inline buttons, mirrored for readers who read from right to left.

Telegram never mirrors a keyboard itself; one button a row needs no mirroring, and long titles fit.
"""

from collections.abc import Callable, Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.content import Catalogue
from bot.content.languages import Language
from bot.telegram.callbacks import (
    CardOpened,
    ChildVersionOpened,
    HelpOpened,
    LanguageAsked,
    LanguageChosen,
    MenuOpened,
    NewsAsked,
    NewsEnded,
    NothingFits,
    PersonAsked,
    PlaceOpened,
    RecordingOpened,
    ThemeOpened,
    TopicOpened,
)
from bot.telegram.edition import Edition
from bot.telegram.flows.callbacks import FlowBegun
from bot.telegram.voices import notices as voices
from bot.telegram.voices.callbacks import Judged, NumberDead

Row = list[InlineKeyboardButton]


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """One inline button."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def keyboard(rows: Iterable[Row], language: Language) -> InlineKeyboardMarkup:
    """A keyboard in the language's reading direction."""
    return InlineKeyboardMarkup(inline_keyboard=[row[::-1] if language.rtl else row for row in rows])


def languages(catalogue: Catalogue) -> list[Row]:
    """Every language under its own name."""
    return [[_choose(language)] for language in catalogue.languages.values()]


def menu(edition: Edition) -> list[Row]:
    """The themes, then what is always at hand, then the languages."""
    themes = [[button(edition.title(theme), ThemeOpened(theme=theme))] for theme in edition.themes()]
    at_hand = [topic for action in ("contacts", "person") for topic in edition.with_action(action)]
    # The globe is understood by people who cannot read this language's word for it.
    change = button(f"🌐 {edition.phrases.gettext('Language')}", LanguageAsked())
    more = button(edition.phrases.gettext("Help and settings"), HelpOpened())
    return [*themes, *topics(edition, at_hand), [change, more]]


def theme(edition: Edition, name: str, *, news: bool = False) -> list[Row]:
    """The topics of a theme, the way to news if wanted, and the way back."""
    return [*topics(edition, edition.topics(name)), *([choose_news(edition)] if news else []), back(edition)]


def choose_news(edition: Edition) -> Row:
    """The way to the choice of news."""
    return [button(edition.phrases.gettext("Choose news"), NewsAsked())]


def topics(edition: Edition, ids: Sequence[str], about: str = "") -> list[Row]:
    """A button a topic, under its title; one that leads to a person tells what the reader was reading about."""
    language, people = edition.language.id, edition.with_action("person")

    def opens(topic: str) -> CallbackData:
        if topic in people:
            return PersonAsked(about=about, language=language)
        return TopicOpened(topic=topic, language=language)

    return [[button(edition.title(topic), opens(topic))] for topic in ids]


def answer(edition: Edition, topic: str) -> list[Row]:
    """Under an answer: what its action calls for, else what belongs to it, a person to talk to, the menu."""
    match edition.catalogue.topics[topic].action:
        case "menu":
            return menu(edition)
        case "language":
            return languages(edition.catalogue)
        case "contacts":
            return [*places(edition), *dead_number(edition, edition.catalogue.country), back(edition)]
        case "subscribe":
            return [choose_news(edition), back(edition)]
        case "unsubscribe":
            return [[button(edition.phrases.gettext("No news at all"), NewsEnded())], back(edition)]
    person = [other for other in edition.with_action("person") if other != topic]
    return [
        *_listen(edition, topic),
        *_flows(edition, topic),
        *_for_children(edition, topic),
        *topics(edition, list(dict.fromkeys([*edition.related(topic), *person])), topic),
        *_card(edition, topic),
        *dead_number(edition, topic),
        *_judgement(edition, topic),
        back(edition),
    ]


def child_version(edition: Edition, topic: str) -> list[Row]:
    """Under an answer for children."""
    people = edition.with_action("person")
    return [*topics(edition, list(dict.fromkeys([*edition.related(topic), *people])), topic), back(edition)]


def places(edition: Edition, opens: Callable[[str], CallbackData] | None = None) -> list[Row]:
    """The places that have contacts of their own, two in a row; a button opens these unless told otherwise."""
    catalogue, language = edition.catalogue, edition.language.id
    opens = opens or (lambda place: PlaceOpened(place=place, language=language))
    known = [place for place in catalogue.places() if place != catalogue.country]
    buttons = [button(catalogue.place_name(place, language), opens(place)) for place in known]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


def dead_number(edition: Edition, about: str) -> list[Row]:
    """Under a text or list with numbers that are not sure: the way to tell that one does not work."""
    if not edition.unconfirmed(about):
        return []
    told = NumberDead(about=about, language=edition.language.id)
    return [[button(edition.phrases.gettext(voices.DEAD_NUMBER), told)]]


def _judgement(edition: Edition, topic: str) -> list[Row]:
    """Whether the answer helped; nobody in danger is asked, nor anybody who is only chatting."""
    text = edition.resolve(topic).text
    if text is None or edition.catalogue.topics[topic].urgent or topic.split("/")[0] not in edition.themes():
        return []

    def says(*, helped: bool) -> CallbackData:
        return Judged(topic=topic, language=text.language, version=text.hash, helped=helped)

    yes = button(edition.phrases.gettext(voices.HELPED), says(helped=True))
    return [[yes, button(edition.phrases.gettext(voices.DID_NOT_HELP), says(helped=False))]]


def _for_children(edition: Edition, topic: str) -> list[Row]:
    if edition.child_version(topic) is None:
        return []
    opens = ChildVersionOpened(topic=topic, language=edition.language.id)
    return [[button(edition.phrases.gettext("In easy words, for children"), opens)]]


def _listen(edition: Edition, topic: str) -> list[Row]:
    if edition.recording(topic) is None:
        return []
    # The sign is for people who cannot read the word.
    opens = RecordingOpened(topic=topic, language=edition.language.id)
    return [[button(f"🔊 {edition.phrases.gettext('Listen')}", opens)]]


def _card(edition: Edition, topic: str) -> list[Row]:
    if edition.card(topic) is None:
        return []
    opens = CardOpened(topic=topic, language=edition.language.id)
    return [[button(edition.phrases.gettext("A card to print"), opens)]]


def _flows(edition: Edition, topic: str) -> list[Row]:
    return [[button(text.title, FlowBegun(flow=text.flow))] for text in edition.flows(topic)]


def did_you_mean(edition: Edition, ids: Sequence[str]) -> list[Row]:
    """The proposed topics and a way out."""
    return [*topics(edition, ids), [button(edition.phrases.gettext("Something else"), NothingFits())]]


def switch(edition: Edition) -> Row:
    """The offer to go on in this edition's language, under the language's own name."""
    return [_choose(edition.language)]


def _choose(language: Language) -> InlineKeyboardButton:
    return button(language.name, LanguageChosen(language=language.id))


def back(edition: Edition) -> Row:
    """The way back to the menu."""
    return [button(edition.phrases.gettext("Menu"), MenuOpened())]
