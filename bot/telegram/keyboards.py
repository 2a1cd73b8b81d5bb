"""Keyboards: rows of inline buttons, mirrored for readers who read from right to left.

Telegram never mirrors a keyboard itself; one button a row needs no mirroring, and long titles fit.
"""

from collections.abc import Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.content import Catalogue
from bot.content.languages import Language
from bot.telegram.callbacks import (
    LanguageAsked,
    LanguageChosen,
    MenuOpened,
    NothingFits,
    PersonAsked,
    ThemeOpened,
    TopicOpened,
)
from bot.telegram.edition import Edition

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
    return [*themes, *topics(edition, at_hand), [change]]


def theme(edition: Edition, name: str) -> list[Row]:
    """The topics of a theme and the way back."""
    return [*topics(edition, edition.topics(name)), [_back(edition)]]


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
    person = [other for other in edition.with_action("person") if other != topic]
    return [*topics(edition, list(dict.fromkeys([*edition.related(topic), *person])), topic), [_back(edition)]]


def did_you_mean(edition: Edition, ids: Sequence[str]) -> list[Row]:
    """The proposed topics and a way out."""
    return [*topics(edition, ids), [button(edition.phrases.gettext("Something else"), NothingFits())]]


def switch(edition: Edition) -> Row:
    """The offer to go on in this edition's language, under the language's own name."""
    return [_choose(edition.language)]


def _choose(language: Language) -> InlineKeyboardButton:
    return button(language.name, LanguageChosen(language=language.id))


def _back(edition: Edition) -> InlineKeyboardButton:
    return button(edition.phrases.gettext("Menu"), MenuOpened())
