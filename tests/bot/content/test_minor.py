"""A small edit of a source text leaves its translations valid, unless a fact changed with it."""

from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.content import load
from bot.content.command import content
from bot.content.texts import Text
from tests.bot.content.folder import ContentFolder

TODAY = date(2026, 11, 22)
APPLY, ARABIC = "en/asylum/apply.md", "ar/asylum/apply.md"
ENGLISH = "You must not pay. Ask befor 7 days, on 3 May. Call {phone:hotline}, see [us](https://a.org)."


@pytest.fixture
def translated(folder: ContentFolder) -> ContentFolder:
    """A folder with an English text and its Arabic translation."""
    folder.text(APPLY, "Asking for it", ENGLISH)
    hash_ = source(folder).hash
    arabic = "لا تدفع. اسأل خلال 7 أيام، 3 مايو: {phone:hotline}، [هنا](https://a.org)."
    folder.text(ARABIC, "السؤال", arabic, front=f"based_on: {hash_}\n")
    return folder


def source(folder: ContentFolder) -> Text:
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    return catalogue.source_texts["asylum/apply"]


def mark(folder: ContentFolder, monkeypatch: pytest.MonkeyPatch, name: str = APPLY) -> Result:
    app = typer.Typer()
    app.command()(content)
    monkeypatch.setenv("CONTENT", str(folder.root))
    return CliRunner().invoke(app, ["--minor", str(folder.root / name)])


def state(folder: ContentFolder) -> str:
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    return catalogue.state("asylum/apply", "ar", TODAY)


def told(folder: ContentFolder) -> list[str]:
    _, problems = load(folder.root)
    return [str(problem) for problem in problems]


def test_without_a_mark_every_edit_makes_translations_outdated(translated: ContentFolder) -> None:
    translated.change(APPLY, "befor", "before")
    assert state(translated) == "outdated"
    assert f"before a small edit run `.venv/bin/python -m bot content --minor content/{APPLY}`" in told(translated)[0]


def test_a_marked_small_edit_leaves_translations_valid(
    translated: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mark(translated, monkeypatch).exit_code == 0
    translated.change(APPLY, "befor", "before")
    translated.change(APPLY, "Asking for it", "How to ask")
    assert state(translated) == "unreviewed"
    assert told(translated) == []


def test_small_edits_may_follow_each_other(translated: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(translated, monkeypatch)
    translated.change(APPLY, "befor", "before")
    mark(translated, monkeypatch)
    translated.change(APPLY, "You must", "Please: you must")
    assert state(translated) == "unreviewed"
    hashes = [mark.split("-")[0] for mark in source(translated).front.minor_since]
    assert len(set(hashes)) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("7 days", "8 days"),
        ("3 May", "3 June"),
        ("must not", "must"),
        ("must not", "may not"),
        ("https://a.org", "https://b.org"),
        ("{phone:hotline}", "{contact:hotline}"),
        ("Call {phone:hotline}, ", ""),
    ],
)
def test_a_changed_fact_is_never_a_small_edit(
    translated: ContentFolder, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    hash_ = source(translated).hash
    mark(translated, monkeypatch)
    translated.change(APPLY, old, new)
    assert state(translated) == "outdated"
    assert (
        f"content/{APPLY}:6: warning: minor_since: not a small edit: a number, date, link, placeholder or weighty word "
        f"changed since {hash_} (remove minor_since, and look at the translations: they count as outdated)"
    ) in told(translated)


def test_a_new_mark_drops_edits_that_were_not_small(translated: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(translated, monkeypatch)
    translated.change(APPLY, "7 days", "8 days")
    mark(translated, monkeypatch)
    translated.change(APPLY, "befor", "before")
    assert state(translated) == "outdated"
    assert not [problem for problem in told(translated) if "minor_since" in problem]


def test_only_a_source_text_in_order_can_be_marked(translated: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (translated.root / ARABIC).read_bytes()
    assert mark(translated, monkeypatch, ARABIC).exit_code == 1
    assert (translated.root / ARABIC).read_bytes() == before
    translated.change(APPLY, "{phone:hotline}", "{phone:nobody}")
    result = mark(translated, monkeypatch)
    assert result.exit_code == 1
    assert "{phone:nobody}: no such contact" in result.output


def test_a_mark_of_another_form_is_told(translated: ContentFolder) -> None:
    translated.change(APPLY, "reviewed: no", "reviewed: no\nminor_since: [yesterday]")
    assert (
        f"content/{APPLY}:6: minor_since.0: 'yesterday' is not the mark of a small edit "
        "(remove it; before a small edit `.venv/bin/python -m bot content --minor FILE` writes it)"
    ) in told(translated)


def test_a_mark_in_a_translation_is_told(translated: ContentFolder) -> None:
    translated.change(ARABIC, "reviewed: no", "reviewed: no\nminor_since: [3f9a1c-b07d42]")
    assert told(translated) == [f"content/{ARABIC}:6: minor_since: belongs into the source text alone (remove it)"]


def test_a_mark_leaves_the_body_as_it_was(translated: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(translated.root / APPLY)
    body = path.read_bytes().split(b"---\n", 2)[2]
    mark(translated, monkeypatch)
    assert path.read_bytes().split(b"---\n", 2)[2] == body
