"""News: choosing the themes on which a reader wants some, and ending them."""

from collections.abc import Collection

from bot.content.bidi import Writing
from bot.telegram.callbacks import NewsAsked, NewsChosen, NewsEnded
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.keyboards import Row, back, button, keyboard

CHOSEN = "✓"


def choice(edition: Edition, wanted: Collection[str]) -> Screen:
    """The themes, the chosen ones marked; pressing one changes it."""
    phrases = edition.phrases
    text = phrases.gettext(
        "On which topics may I send you news? Press a topic to choose it, and again to take it back. "
        "I write seldom, and never at night. Write /stop and you get no more news."
    )
    rows = [_theme(edition, theme, wanted=theme in wanted) for theme in edition.themes()]
    end = [button(phrases.gettext("No news at all"), NewsEnded())]
    rows += [end, back(edition)] if wanted else [back(edition)]
    return Screen([_written(edition, text)], keyboard(rows, edition.language))


def ended(edition: Edition) -> Screen:
    """The answer to whoever wants no more news."""
    text = edition.phrases.gettext(
        "You get no more news from me. You can still ask me anything, and choose news again whenever you want."
    )
    again = [button(edition.phrases.gettext("Choose news"), NewsAsked())]
    return Screen([_written(edition, text)], keyboard([again, back(edition)], edition.language))


def _written(edition: Edition, text: str) -> str:
    writing = Writing(edition.language.rtl)
    return writing.lines(writing.mixed(text))


def _theme(edition: Edition, theme: str, *, wanted: bool) -> Row:
    title = edition.title(theme)
    data = NewsChosen(theme=theme, wanted=not wanted)
    return [button(f"{CHOSEN} {title}" if wanted else title, data)]
