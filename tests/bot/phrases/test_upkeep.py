"""Readers' phrases are wanted in readers' languages, staff's in staff's, all of them in the code's own."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.phrases import upkeep
from bot.phrases.loading import catalogue_path


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = 'phrases.gettext("Menu")\nphrases.pgettext("staff", "Menu")\nphrases.pgettext("staff", "Close")\n'
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "module.py").write_text(source)
    template = upkeep.extract(tmp_path / "code")
    monkeypatch.setattr(upkeep, "extract", lambda: template)
    return tmp_path


def _phrases(folder: Path, locale: str) -> dict[tuple[object, object], object]:
    with catalogue_path(folder, locale).open("rb") as file:
        return {(message.context, message.id): message.string for message in read_po(file) if message.id}


def _translate(folder: Path, locale: str) -> None:
    path = catalogue_path(folder, locale)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    for message in catalogue:
        message.string = message.string or "x"
    with path.open("wb") as file:
        write_po(file, catalogue)


def test_every_catalogue_gets_what_its_readers_see(code: Path) -> None:
    staff = catalogue_path(code, "bg")
    staff.parent.mkdir(parents=True)
    with staff.open("wb") as file:
        write_po(file, Catalog("bg"))
    upkeep.update(["en", "ar"], code)
    all_of_them = {(None, "Menu"): "Menu", ("staff", "Menu"): "Menu", ("staff", "Close"): "Close"}
    assert _phrases(code, "en") == all_of_them
    assert _phrases(code, "ar") == {(None, "Menu"): ""}
    assert _phrases(code, "bg") == {("staff", "Menu"): "", ("staff", "Close"): ""}
    assert len(upkeep.check(["en", "ar"], code)) == 3
    for locale in ("ar", "bg"):
        _translate(code, locale)
    assert upkeep.check(["en", "ar"], code) == []


def test_a_phrase_of_another_context_is_not_taken_for_the_wanted_one(code: Path) -> None:
    upkeep.update(["en"], code)
    catalogue_path(code, "ar").parent.mkdir(parents=True)
    only_staff = Catalog("ar")
    only_staff.add("Menu", "x", context="staff")
    with catalogue_path(code, "ar").open("wb") as file:
        write_po(file, only_staff)
    assert any("'Menu': is missing" in problem for problem in upkeep.check(["en", "ar"], code))
