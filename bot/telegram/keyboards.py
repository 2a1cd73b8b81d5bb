"""Keyboards: rows of inline buttons, mirrored for readers who read from right to left.

Telegram never mirrors a keyboard itself; one button a row needs no mirroring, and long titles fit.
"""

from collections.abc import Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.content import Catalogue
from bot.phrases import Phrases
from bot.telegram.callbacks import (
    LanguageAsked,
    LanguageChosen,
    MenuOpened,
    NothingFits,
    ThemeOpened,
    TopicOpened,
)

Row = list[InlineKeyboardButton]


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """One inline button."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def keyboard(rows: Iterable[Row], direction: str) -> InlineKeyboardMarkup:
    """A keyboard in reading direction (`ltr` or `rtl`)."""
    return InlineKeyboardMarkup(inline_keyboard=[row[::-1] if direction == "rtl" else row for row in rows])


def languages(catalogue: Catalogue) -> list[Row]:
    """Every language under its own name."""
    return [
        [button(language.name, LanguageChosen(language=folder))] for folder, language in catalogue.languages.items()
    ]


def menu(catalogue: Catalogue, language: str, phrases: Phrases) -> list[Row]:
    """The themes, then what the topics' actions name as always at hand, then the languages."""
    themes = [
        [button(catalogue.theme_title(theme, language), ThemeOpened(theme=theme))]
        for theme in catalogue.menu_themes(language)
    ]
    at_hand = [topic for action in ("contacts", "person") for topic in catalogue.topics_with_action(action, language)]
    return [*themes, *topics(catalogue, at_hand, language), [_languages(phrases)]]


def theme(catalogue: Catalogue, name: str, language: str, phrases: Phrases) -> list[Row]:
    """The topics of a theme and the way back."""
    return [*topics(catalogue, catalogue.topics_of(name, language), language), [back(phrases)]]


def topics(catalogue: Catalogue, ids: Sequence[str], language: str) -> list[Row]:
    """A button a topic, under its title."""
    return [
        [button(catalogue.topic_title(topic, language), TopicOpened(topic=topic, language=language))] for topic in ids
    ]


def answer(catalogue: Catalogue, topic: str, language: str, phrases: Phrases) -> list[Row]:
    """Under an answer: what its action calls for, else what belongs to it, a person to talk to, the menu."""
    match catalogue.topic(topic).action:
        case "menu":
            return menu(catalogue, language, phrases)
        case "language":
            return languages(catalogue)
    person = [other for other in catalogue.topics_with_action("person", language) if other != topic]
    return [*topics(catalogue, [*catalogue.related(topic, language), *person], language), [back(phrases)]]


def did_you_mean(catalogue: Catalogue, ids: Sequence[str], language: str, phrases: Phrases) -> list[Row]:
    """The proposed topics and a way out."""
    return [*topics(catalogue, ids, language), [button(phrases.gettext("Something else"), NothingFits())]]


def switch(catalogue: Catalogue, language: str) -> Row:
    """The offer to go on in the language that was found in a question, under that language's own name."""
    return [button(catalogue.languages[language].name, LanguageChosen(language=language))]


def back(phrases: Phrases) -> InlineKeyboardButton:
    """The way back to the menu."""
    return button(phrases.gettext("Menu"), MenuOpened())


def _languages(phrases: Phrases) -> InlineKeyboardButton:
    # The globe is understood by who reads none of our five languages' word for it.
    return button(f"🌐 {phrases.gettext('Language')}", LanguageAsked())
