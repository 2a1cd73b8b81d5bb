"""Help and settings: what the bot is, and everything that a reader can change, in one place."""

from bot.content.bidi import Writing
from bot.telegram import keyboards, places
from bot.telegram.callbacks import LanguageAsked
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import Row, button, keyboard
from bot.telegram.notices import N_, WELCOME
from bot.telegram.safety import hiding, holdings, verification

HELP = N_(
    "Press the buttons, or write your question in your own words; one question at a time is best. I am a program, "
    "not a person and not an authority, and I can be wrong: look at the sources under an answer. I am free, and I "
    "never ask for your name, your documents or money."
)


def help_and_settings(edition: Edition) -> Screen:
    """The words and all that can be set."""
    part = f"{line(edition, HELP)}\n\n{edition.renderer.urgent_numbers()}"
    return Screen([part], keyboard(rows(edition), edition.language))


def rows(edition: Edition) -> list[Row]:
    """A button for everything that can be set."""
    change = button(f"🌐 {edition.phrases.gettext('Language')}", LanguageAsked())
    safety = [holdings.entry(edition), hiding.entry(edition), verification.entry(edition)]
    return [[change], *_choices(edition), *safety, keyboards.back(edition)]


def first_start(edition: Edition) -> Screen:
    """The menu as a newcomer meets it: with what is kept and why, and what can be chosen."""
    parts = [line(edition, WELCOME), edition.renderer.urgent_numbers()]
    for topic in edition.with_action("privacy")[:1]:
        resolved = edition.resolve(topic)
        if resolved.text and not resolved.fallback:
            parts.append(Writing(edition.language.rtl).lines(edition.renderer.body(resolved.text)))
    return Screen(["\n\n".join(parts)], keyboard([*keyboards.menu(edition), *_choices(edition)], edition.language))


def _choices(edition: Edition) -> list[Row]:
    return [places.entry(edition), keyboards.choose_news(edition)]
