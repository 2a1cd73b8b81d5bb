"""Rendering: content in one language as HTML messages for Telegram, each within its limit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from html import escape

from bot.content import contact_lines, dates, markup
from bot.content.bidi import Writing
from bot.content.catalogue import Catalogue, Resolved
from bot.content.contact_lines import UNCONFIRMED
from bot.content.contacts import Contact
from bot.content.footer import footer, unconfirmed
from bot.content.languages import Language
from bot.content.phrases import Phrases
from bot.content.placeholders import Placeholder, placeholders
from bot.content.split import LIMIT, split
from bot.content.texts import Text

type Values = Mapping[str, str | date]
"""What a campaign leaves open, by placeholder: words as they shall be read, or a day."""

_NO_VALUES: Values = {}


@dataclass(frozen=True)
class Renderer:
    """Renders for readers of one language; `phrases` are the interface's in that language.

    Every method returns Telegram HTML. A text in a fallback language needs a renderer of that language.
    """

    catalogue: Catalogue
    language: Language
    phrases: Phrases

    @cached_property
    def _writing(self) -> Writing:
        return Writing(self.language.rtl)

    def answer(self, id_: str, resolved: Resolved) -> list[str]:
        """The messages of a topic or theme: its text, or where none may be shown a message that says so."""
        if resolved.text is not None:
            return self.text(resolved.text)
        title = self._plain(self.catalogue.title(id_, self.language.id))
        missing = self.phrases.gettext("There is no text on this that we can vouch for today. Please ask a person.")
        return self._parts(f"<b>{title}</b>\n\n{self._plain(missing)}")

    def text(self, text: Text, values: Values = _NO_VALUES) -> list[str]:
        """The messages of one text: title, body, and a footer with sources and dates.

        A campaign needs a value for each of its placeholders: KeyError where one is missing.
        """
        blocks = (self.heading(text.title), self.body(text, values), "\n".join(self._footer(text)))
        return self._parts("\n\n".join(filter(None, blocks)))

    def heading(self, title: str) -> str:
        """A title as the first line of a message."""
        return f"<b>{self._plain(title)}</b>"

    def _footer(self, text: Text) -> Iterator[str]:
        sources = [self.catalogue.sources[code] for code in text.front.sources]
        named = [found.id for found in placeholders(text.body) if found.kind in ("contact", "phone")]
        yield from self._unconfirmed([self.catalogue.contacts[id_] for id_ in named])
        yield from footer(text, sources, self.language, self.phrases)

    def _unconfirmed(self, contacts: Sequence[Contact]) -> Iterator[str]:
        return unconfirmed(contacts, self.language, self.phrases)

    def body(self, text: Text, values: Values = _NO_VALUES) -> str:
        """The body alone, unsplit and without marks at its lines."""
        return markup.to_html(text.body, partial(self._filled, values=values))

    def contacts(self, place: str | None = None) -> list[str]:
        """The messages that list all contacts, or under their names those of a place and of the whole country."""
        if place is None:
            listed = list(self.catalogue.contacts.values())
            return self._listed(listed, map(self._entry, listed))
        listed, blocks = [], []
        for id_ in dict.fromkeys((place, self.catalogue.country)):
            contacts = self.catalogue.contacts_in(id_)
            name = self._plain(self.catalogue.place_name(id_, self.language.id))
            blocks += [f"<b>{name}</b>", *map(self._entry, contacts)]
            listed += contacts
        return self._listed(listed, blocks)

    def _listed(self, contacts: Sequence[Contact], blocks: Iterable[str]) -> list[str]:
        return self._parts("\n\n".join((*blocks, *self._unconfirmed(contacts))))

    def urgent_numbers(self) -> str:
        """The lines of the contacts that every urgent answer shows, one per contact."""
        contacts = self.catalogue.urgent_contacts()
        lines = [_escaped(self._line(contact)) for contact in contacts]
        return self._writing.lines("\n".join((*lines, *self._unconfirmed(contacts))))

    def _parts(self, html: str) -> list[str]:
        # A part may begin within a line, so lines are marked again; one code point is kept free for that.
        return [self._writing.lines(part) for part in split(self._writing.lines(html), LIMIT - 1)]

    def _plain(self, text: str) -> str:
        return _escaped(self._writing.mixed(text))

    def _filled(self, text: str, values: Values) -> str:
        """A stretch of the body's plain text as HTML, its placeholders filled in."""
        html, end = "", 0
        for found in placeholders(text):
            html += self._plain(text[end : found.start]) + self._value(found, values)
            end = found.end
        return html + self._plain(text[end:])

    def _value(self, found: Placeholder, values: Values) -> str:
        match found.kind:
            case "blank":
                value = values[found.id]
                return self._plain(dates.shown(value, self.language) if isinstance(value, date) else value)
            case "contact":
                return _escaped(self._line(self.catalogue.contacts[found.id]))
            case "phone":
                return _escaped(self._phone(self.catalogue.contacts[found.id]))
            case "address":
                return _escaped(self._writing.whole(self.catalogue.contacts[found.id].address or ""))
            case "topic":
                title = self.catalogue.title(found.id, self.language.id)
                return self._plain(self.phrases.gettext("“{title}”").format(title=title))
            case unknown:
                raise ValueError(f"no placeholder {unknown!r}: the checks let no such text through")

    def _phone(self, contact: Contact) -> str:
        shown = self._writing.whole(contact_lines.number(contact, contact.phones[0]))
        return f"{shown} {UNCONFIRMED}" if contact.confidence == "check" else shown

    def _line(self, contact: Contact) -> str:
        name = self.catalogue.contact_name(contact.id, self.language.id)
        return contact_lines.line(contact, name, self.phrases, self.language)

    def _entry(self, contact: Contact) -> str:
        name = self.catalogue.contact_name(contact.id, self.language.id)
        return "\n".join(map(_escaped, contact_lines.entry(contact, name, self.phrases, self.language)))


def _escaped(text: str) -> str:
    return escape(text, quote=False)
