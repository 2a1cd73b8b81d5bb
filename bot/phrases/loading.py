"""Loading the catalogues straight from their .po files, so that nothing has to be compiled or go stale."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Protocol, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALES = Path(__file__).parent.parent / "locales"

Phrases = Translations
"""The phrases of one language: `phrases.gettext("...")`."""


class Phrasebook:
    """The phrases of all languages, by content folder.

    locales: content folder to Babel locale, as languages.yml has them. A locale without a catalogue is an error at
    the start: FileNotFoundError names the file.
    """

    def __init__(self, locales: Mapping[str, str], folder: Path = LOCALES) -> None:
        self._phrases = {name: _load(folder, locale) for name, locale in locales.items()}

    def __getitem__(self, language: str) -> Phrases:
        return self._phrases[language]

    def all(self, message: str) -> list[str]:
        """One phrase in every language, in their order."""
        return [phrases.gettext(message) for phrases in self._phrases.values()]


def catalogue_path(folder: Path, locale: str) -> Path:
    """Where the catalogue of a locale lies, by gettext's convention."""
    return folder / locale / "LC_MESSAGES" / "bot.po"


def has_catalogue(locale: str) -> bool:
    """Whether there are phrases in a locale, be it for readers or for staff."""
    return catalogue_path(LOCALES, locale).is_file()


class StaffPhrases(Protocol):
    """The phrases that staff see, in one language: `phrases.pgettext("staff", "...")`."""

    def pgettext(self, context: str, message: str, /) -> str:
        """The message in the language, or as it is where the language lacks it."""
        ...


@cache
def staff_phrases(locale: str) -> StaffPhrases:
    """The phrases that staff see, in a locale that has a catalogue."""
    return cast(StaffPhrases, _load(LOCALES, locale))


def _load(folder: Path, locale: str) -> Translations:
    with catalogue_path(folder, locale).open("rb") as file:
        catalogue = read_po(file, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="bot")
