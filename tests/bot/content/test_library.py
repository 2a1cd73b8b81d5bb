"""The library keeps what is good, and takes in what is mended, while it is asked."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

import pytest

from bot.content import BrokenFileError, Library
from bot.content.problems import errors
from tests.bot.content.folder import ContentFolder

APPLY = "en/asylum/apply.md"


def body(library: Library, id_: str = "asylum/apply", language: str = "en") -> str | None:
    text = library.catalogue.text(id_, language)
    return text.body if text else None


def test_a_changed_text_is_live_after_a_reload(folder: ContentFolder) -> None:
    library = Library(folder.root)
    folder.change(APPLY, "Go to the agency.", "Ask the police too.")
    assert library.reload()
    assert body(library) == "Ask the police too."


def test_a_reload_without_changes_does_nothing(folder: ContentFolder) -> None:
    library = Library(folder.root)
    before = library.catalogue
    assert not library.reload()
    assert library.catalogue is before


def test_a_broken_text_keeps_its_last_good_version_until_it_is_mended(folder: ContentFolder) -> None:
    library = Library(folder.root)
    folder.change(APPLY, "Go to the agency.", "Call {phone:nobody}.")
    library.reload()
    assert body(library) == "Go to the agency."
    assert [(problem.file, problem.line) for problem in library.problems] == [(f"content/{APPLY}", 7)]
    folder.change(APPLY, "{phone:nobody}", "{phone:hotline}")
    library.reload()
    assert body(library) == "Call {phone:hotline}."
    assert library.problems == ()


def test_other_changes_are_live_while_one_file_is_broken(folder: ContentFolder) -> None:
    library = Library(folder.root)
    folder.change(APPLY, "---\ntitle", "title")
    folder.change("en/asylum/appeal.md", "See a lawyer.", "See a lawyer today.")
    library.reload()
    assert body(library) == "Go to the agency."
    assert body(library, "asylum/appeal") == "See a lawyer today."


def test_a_broken_shared_file_keeps_its_last_good_version(folder: ContentFolder) -> None:
    library = Library(folder.root)
    folder.write("contacts.yml", "hotline: [")
    library.reload()
    assert list(library.catalogue.contacts) == ["hotline", "office"]
    assert library.problems[0].file == "content/contacts.yml"


def test_a_shared_file_that_makes_good_texts_wrong_waits(folder: ContentFolder) -> None:
    folder.text("en/asylum/appeal.md", "Appeal", "Visit {address:office}.")
    library = Library(folder.root)
    folder.change("contacts.yml", "  address: Sofia, 77 Tsar Asen St.\n", "")
    library.reload()
    assert library.catalogue.contacts["office"].address == "Sofia, 77 Tsar Asen St."
    assert body(library, "asylum/appeal") == "Visit {address:office}."
    assert [problem.file for problem in library.problems] == ["content/en/asylum/appeal.md"]


def test_a_removed_shared_file_stays_in_use(folder: ContentFolder) -> None:
    library = Library(folder.root)
    folder.remove("sources.yml")
    library.reload()
    assert "A" in library.catalogue.sources
    assert str(library.problems[0]).startswith("content/sources.yml:1: cannot be read")


def test_a_removed_text_is_gone(folder: ContentFolder) -> None:
    library = Library(folder.root)
    folder.remove(APPLY)
    library.reload()
    assert body(library) is None


def test_a_text_that_never_was_good_is_left_out(folder: ContentFolder) -> None:
    folder.change(APPLY, "Go to", "Call {phone:nobody}")
    library = Library(folder.root)
    assert body(library) is None
    assert body(library, "asylum/appeal") == "See a lawyer."


def test_good_urgent_phrases_hold_beside_a_wrong_one(folder: ContentFolder) -> None:
    folder.write("en/urgent.yml", "danger/help-now:\n  - help me\n  - ..\n")
    library = Library(folder.root)
    assert library.catalogue.urgent.find("please help me", "en") is not None
    assert [problem.file for problem in errors(library.problems)] == ["content/en/urgent.yml"]


def test_a_start_without_shared_files_tells_all_problems(folder: ContentFolder) -> None:
    folder.remove("sources.yml")
    folder.change("contacts.yml", "confidence: firm", "confidence: sure")
    with pytest.raises(BrokenFileError) as broken:
        Library(folder.root)
    assert {problem.file for problem in broken.value.problems} == {"content/sources.yml", "content/contacts.yml"}


@contextlib.asynccontextmanager
async def watching(library: Library) -> AsyncIterator[None]:
    task = asyncio.create_task(library.watch())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def soon(condition: Callable[[], bool]) -> None:
    """Wait until it holds; far longer than the two seconds that are promised, for a busy machine."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  # the library tells nobody that it has changed
            await asyncio.sleep(0.02)


async def test_changed_and_new_files_go_live_while_watched(folder: ContentFolder) -> None:
    library = Library(folder.root)
    async with watching(library):
        folder.change(APPLY, "Go to the agency.", "Ask the police too.")
        await soon(lambda: body(library) == "Ask the police too.")
        folder.text("ar/asylum/apply.md", "طلب اللجوء", "اسأل الشرطة أيضاً.")
        await soon(lambda: body(library, language="ar") is not None)


async def test_watching_outlives_a_broken_file_and_logs_it_once(
    folder: ContentFolder, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    library = Library(folder.root)
    async with watching(library):
        folder.change("topics.yml", "themes:", "themes: [")
        await soon(lambda: bool(library.problems))
        folder.change(APPLY, "Go to the agency.", "Ask the police too.")
        await soon(lambda: body(library) == "Ask the police too.")
        folder.change("topics.yml", "themes: [", "themes:")
        await soon(lambda: not library.problems)
    assert [record.message.split(" (")[0] for record in caplog.records if "topics.yml" in record.message] == [
        "content/topics.yml:3: not YAML: did not find expected ',' or ']'"
    ]


async def test_changes_are_live_where_the_system_reports_none(
    folder: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more_watches(*_: object, **__: object) -> AsyncIterator[None]:
        raise OSError("inotify watch limit reached")

    monkeypatch.setattr("bot.content.live.awatch", no_more_watches)
    library = Library(folder.root)
    async with watching(library):
        folder.change(APPLY, "Go to the agency.", "Ask the police too.")
        await soon(lambda: body(library) == "Ask the police too.")
