"""What staff read: number, language, topic; never who it is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Library
from bot.storage.case_tables import CaseState, PostKind
from bot.storage.cases import Case
from bot.telegram.handover.notes import Notes
from tests.bot.content.folder import ContentFolder

CASE = Case(
    number=17,
    reader_key="k",
    reader_id=5,
    reader_language="dari",
    language="dari",
    topic=None,
    urgent=False,
    thread_id=None,
    state=CaseState.WAITING,
    since=datetime(2026, 11, 23, tzinfo=UTC),
    taken_at=None,
)


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


def _in(folder: ContentFolder, language: str) -> Notes:
    folder.write("opening.yml", f"zone: Europe/Sofia\nhours: {{}}\nstaff_language: {language}\n")
    return Notes(Library(folder.root))


def test_a_thread_is_named_by_number_language_and_urgency(folder: ContentFolder) -> None:
    notes = Notes(Library(folder.root))
    assert notes.name(CASE) == "17 · Dari"
    assert notes.name(replace(CASE, urgent=True, language="ar")) == "17 · Arabic · URGENT"


def test_staff_may_read_their_notes_in_bulgarian(folder: ContentFolder) -> None:
    notes = _in(folder, "bg")
    assert notes.name(replace(CASE, urgent=True)) == "17 · дари · СПЕШНО"
    assert "Човекът не е посочил тема" in notes.note(PostKind.OPENED, CASE)


def test_the_first_note_tells_the_topic_only_if_there_is_one_to_tell(folder: ContentFolder) -> None:
    notes = _in(folder, "en")
    assert "did not name a topic" in notes.note(PostKind.OPENED, CASE)
    assert "Topic: Appeal" in notes.note(PostKind.OPENED, replace(CASE, topic="asylum/appeal"))


def test_titles_cannot_break_a_note(folder: ContentFolder) -> None:
    folder.change("en/asylum/appeal.md", "title: Appeal", "title: Appeal & <more>")
    note = Notes(Library(folder.root)).note(PostKind.OPENED, replace(CASE, topic="asylum/appeal"))
    assert "Appeal &amp; &lt;more&gt;" in note


@pytest.mark.parametrize("kind", [kind for kind in PostKind if kind is not PostKind.COPY])
@pytest.mark.parametrize("language", ["en", "bg"])
def test_there_is_a_note_of_every_kind_in_every_language_of_staff(
    folder: ContentFolder, kind: PostKind, language: str
) -> None:
    assert len(_in(folder, language).note(kind, CASE)) > 10


def test_staff_are_told_which_campaign_waits_for_them(folder: ContentFolder) -> None:
    assert "Campaign 4 has paused itself" in _in(folder, "en").paused_campaign(4)
    assert "Кампания 4 спря сама" in _in(folder, "bg").paused_campaign(4)
