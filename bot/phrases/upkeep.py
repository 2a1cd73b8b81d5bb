"""Keeping the catalogues whole: extraction from the code, and a check that nothing is missing in any language."""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.phrases.loading import LOCALES, catalogue_path

CODE = LOCALES.parent
_HEADER = "# The interface's phrases. Fill every msgstr; leave {words in braces} as they are."
_STAFF = "staff"  # the context of what only staff see
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def extract(code: Path = CODE) -> Catalog:
    """All phrases that the code says, as a template."""
    template = Catalog(project="Rahnuma", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(str(code), [("**.py", "python")]):
        template.add(message, locations=[(f"bot/{file}", line)], auto_comments=comments, context=context)
    return template


def update(locales: list[str], folder: Path = LOCALES) -> None:
    """Bring every catalogue up to the code: new phrases come in empty, unused ones go.

    The first locale is the code's own; there a new phrase comes in as it stands in the code. Locales with a
    catalogue that are not among `locales` are those of staff.
    """
    template = extract()
    for locale, wanted in _parts(template, locales, folder):
        path = catalogue_path(folder, locale)
        catalogue = _read(path, locale) if path.exists() else Catalog(locale, header_comment=_HEADER, fuzzy=False)
        catalogue.update(deepcopy(wanted), no_fuzzy_matching=True)  # it would take over the very messages
        catalogue.obsolete.clear()
        if locale == locales[0]:
            _fill(catalogue)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, omit_header=False, sort_output=True, no_location=True)


def _parts(template: Catalog, locales: list[str], folder: Path) -> Iterator[tuple[str, Catalog]]:
    """Each locale with what its catalogue must hold: all, or what readers see, or what staff see."""
    staff = sorted({path.parts[-3] for path in folder.glob("*/LC_MESSAGES/bot.po")} - set(locales))
    yield locales[0], template
    for locale in (*locales[1:], *staff):
        yield locale, _only(template, staff=locale in staff)


def _only(template: Catalog, *, staff: bool) -> Catalog:
    part = Catalog(project=template.project, charset=template.charset)
    for message in template:
        if message.id and (message.context == _STAFF) is staff:
            part.add(message.id, auto_comments=message.auto_comments, context=message.context)
    return part


def _fill(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id and not message.string:
            message.string = message.id


def check(locales: list[str], folder: Path = LOCALES) -> list[str]:
    """What is wrong with the catalogues, a line each; empty when all is well."""
    template = extract()
    parts = _parts(template, locales, folder)
    return [problem for locale, part in parts for problem in _check(catalogue_path(folder, locale), locale, part)]


def _check(path: Path, locale: str, template: Catalog) -> Iterator[str]:
    name = path.relative_to(path.parents[3]) if len(path.parents) > 3 else path
    if not path.exists():
        yield f"{name}: there is no such catalogue; `python -m bot phrases --update` makes it"
        return
    catalogue = _read(path, locale)
    for wanted in template:
        if wanted.id:
            yield from (f"{name}: {_first(wanted)!r}: {problem}" for problem in _compare(wanted, catalogue))
    for found in catalogue:
        if found.id and template.get(found.id, found.context) is None:
            yield f"{name}:{found.lineno}: {_first(found)!r}: the code does not say this any more"


def _compare(wanted: Message, catalogue: Catalog) -> Iterator[str]:
    found = catalogue.get(wanted.id, wanted.context)
    if found is None:
        yield "is missing"
        return
    translations = [found.string] if isinstance(found.string, str) else list(found.string or [""])
    if not all(translations):
        yield "is not translated"
    elif found.fuzzy:
        yield "is marked fuzzy"
    elif any(set(_PLACEHOLDER.findall(text)) != set(_PLACEHOLDER.findall(_first(wanted))) for text in translations):
        yield "has other {placeholders} than the English"


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _read(path: Path, locale: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)
