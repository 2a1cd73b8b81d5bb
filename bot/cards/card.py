"""A card on paper: a text of `content/<language>/cards/`, on one page, with the numbers large."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.content import contact_lines
from bot.content.footer import footer
from bot.content.placeholders import placeholders
from bot.content.render import Renderer
from bot.content.split import plain
from bot.content.texts import Text

_ITEM = re.compile(r"\A(?:• |\d+\. )")


@dataclass(frozen=True)
class Number:
    """A contact at the head of the card."""

    name: str
    number: str
    hours: str


@dataclass(frozen=True)
class Line:
    """A line of the text: runs of words, bold or not; an item of a list has its sign taken off."""

    item: bool
    runs: list[tuple[str, bool]]


@dataclass(frozen=True)
class Card:
    """What stands on the page."""

    title: str
    lang: str
    rtl: bool
    numbers: list[Number]
    lines: list[Line]
    note: str


def card(text: Text, renderer: Renderer) -> Card:
    """The card of a text: paragraphs that are one `{contact:...}` become the numbers at its head."""
    paragraphs = re.split(r"\n{2,}", text.body)
    contacts = {paragraph: id_ for paragraph in paragraphs if (id_ := _contact(paragraph))}
    rest = replace(text, body="\n\n".join(paragraph for paragraph in paragraphs if paragraph not in contacts))
    note = plain("\n".join(footer(text, [], renderer.language, renderer.phrases)))
    return Card(
        title=text.title,
        lang=renderer.language.locale.split("_")[0],
        rtl=renderer.language.rtl,
        numbers=[_number(id_, renderer) for id_ in contacts.values()],
        lines=list(_lines(renderer.body(rest))),
        note=note,
    )


def _contact(paragraph: str) -> str | None:
    found = list(placeholders(paragraph))
    alone = len(found) == 1 and found[0].kind == "contact" and found[0].end - found[0].start == len(paragraph.strip())
    return found[0].id if alone else None


def _number(id_: str, renderer: Renderer) -> Number:
    contact = renderer.catalogue.contacts[id_]
    name = renderer.catalogue.contact_name(id_, renderer.language.id)
    shown = contact_lines.number(contact, contact.phones[0]) if contact.phones else contact.web or ""
    return Number(name, shown, contact_lines.hours(contact, renderer.phrases, renderer.language))


def _lines(html: str) -> Iterator[Line]:
    for line in filter(None, html.split("\n")):
        lead = _ITEM.match(plain(line))
        words = line.replace(lead[0], "", 1) if lead else line
        runs, bold = [], False
        for piece in re.split(r"(</?b>)", words):
            bold = {"<b>": True, "</b>": False}.get(piece, bold)
            if spoken := plain(piece):
                runs.append((spoken, bold))
        yield Line(bool(lead), runs)
