"""The small lines under an answer: where it comes from, how old it is, and what is not sure about it."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from bot.content import dates
from bot.content.bidi import Writing
from bot.content.contact_lines import UNCONFIRMED
from bot.content.contacts import Contact
from bot.content.languages import Language
from bot.content.phrases import Phrases
from bot.content.sources import Source
from bot.content.texts import Text

_MOST_SOURCES = 3


def footer(text: Text, sources: Iterable[Source], language: Language, phrases: Phrases) -> Iterator[str]:
    """The lines under a text as HTML: linked sources, the date of the last check, the missing review."""
    writing = Writing(language.rtl)
    named = [_link(source, writing) for source in sources if source.url][:_MOST_SOURCES]
    if named:
        before, _, after = phrases.gettext("Sources: {sources}").partition("{sources}")
        yield f"{_plain(before, writing)}{' · '.join(named)}{_plain(after, writing)}"
    notes = []
    if text.front.checked:
        day = dates.shown(text.front.checked, language)
        notes.append(phrases.gettext("Checked on {date}").format(date=day))
    if text.front.reviewed == "no":
        notes.append(phrases.gettext("not yet read by a specialist"))
    if notes:
        yield f"<i>{_plain(' · '.join(notes), writing)}</i>"


def unconfirmed(contacts: Sequence[Contact], language: Language, phrases: Phrases) -> Iterator[str]:
    """The line that explains the mark of contacts that are not confirmed, where one of these has it."""
    if any(contact.confidence == "check" for contact in contacts):
        note = phrases.gettext("{mark}: not confirmed. Please tell us if it does not work.").format(mark=UNCONFIRMED)
        yield f"<i>{_plain(note, Writing(language.rtl))}</i>"


def _link(source: Source, writing: Writing) -> str:
    return f'<a href="{escape(source.url or "")}">{_plain(source.name, writing)}</a>'


def _plain(text: str, writing: Writing) -> str:
    return escape(writing.mixed(text), quote=False)
