"""What the catalogue answers about texts and their states."""

from datetime import date

import pytest

from bot.content import Catalogue, load
from tests.bot.content.folder import ContentFolder

TODAY = date(2026, 11, 22)
ARABIC = "ar/asylum/apply.md"


def catalogue(folder: ContentFolder) -> Catalogue:
    found, _ = load(folder.root)
    assert found is not None
    return found


def source_hash(folder: ContentFolder) -> str:
    source = catalogue(folder).text("asylum/apply", "en")
    assert source is not None
    return source.hash


@pytest.mark.parametrize(
    ("front", "state", "shown_in"),
    [
        ("based_on: {hash}", "unreviewed", "ar"),
        ("based_on: 0e1234", "outdated", "ar"),
        ("", "outdated", "ar"),
        ("based_on: {hash}\ndraft: yes", "draft", "en"),
        ("based_on: {hash}\nexpires: 2026-11-21", "expired", "en"),
        ("based_on: {hash}\nexpires: 2026-11-22", "unreviewed", "ar"),
    ],
)
def test_the_state_of_a_translation_decides_what_is_shown(
    folder: ContentFolder, front: str, state: str, shown_in: str
) -> None:
    lines = front.format(hash=source_hash(folder))
    folder.text(ARABIC, "طلب اللجوء", "اذهب إلى الوكالة.", front=f"{lines}\n" if lines else "")
    found = catalogue(folder).resolve("asylum/apply", "ar", TODAY)
    assert (found.state, found.language, found.fallback) == (state, shown_in, shown_in != "ar")


def test_a_reviewed_translation_of_the_present_text_is_current(folder: ContentFolder) -> None:
    folder.text(ARABIC, "طلب اللجوء", "اذهب إلى الوكالة.", front=f"based_on: {source_hash(folder)}\n")
    folder.change(ARABIC, "reviewed: no", "reviewed: lawyer, 2026-11-20")
    assert catalogue(folder).state("asylum/apply", "ar", TODAY) == "current"


def test_a_changed_title_or_body_of_the_source_makes_translations_outdated(folder: ContentFolder) -> None:
    before = source_hash(folder)
    folder.change("en/asylum/apply.md", "title: Asking for asylum", "title: Ask for asylum")
    assert source_hash(folder) != before
    folder.change("en/asylum/apply.md", "title: Ask for asylum", "title: Asking for asylum")
    folder.change("en/asylum/apply.md", "checked: 2026-11-22", "checked: 2026-11-23")
    assert source_hash(folder) == before


def test_a_missing_text_falls_back_whole_and_says_so(folder: ContentFolder) -> None:
    found = catalogue(folder).resolve("asylum/apply", "dari", TODAY)
    assert (found.state, found.language, found.fallback) == ("missing", "en", True)


def test_where_every_version_is_expired_nothing_is_shown(folder: ContentFolder) -> None:
    folder.change("en/asylum/apply.md", "reviewed: no", "reviewed: no\nexpires: 2026-01-01")
    found = catalogue(folder).resolve("asylum/apply", "en", TODAY)
    assert (found.text, found.state, found.fallback) == (None, "expired", False)


def test_menus_are_in_the_order_of_the_file(folder: ContentFolder) -> None:
    found = catalogue(folder)
    assert list(found.languages) == ["en", "ar", "dari"]
    assert list(found.themes) == ["asylum", "danger", "chat"]
    assert list(found.topics) == ["asylum/apply", "asylum/appeal", "danger/help-now", "chat/greet"]
    assert found.topics["asylum/apply"].related == ("asylum/appeal", "danger/help-now")


def test_contacts_are_known_by_place_and_urgency(folder: ContentFolder) -> None:
    found = catalogue(folder)
    assert found.places() == ["country", "sofia"]
    assert [contact.id for contact in found.contacts_in("country")] == ["hotline"]
    assert [contact.id for contact in found.contacts_in("sofia")] == ["office"]
    assert [contact.id for contact in found.urgent_contacts()] == ["hotline"]


def test_a_contact_can_be_in_several_places(folder: ContentFolder) -> None:
    folder.change("contacts.yml", "place: sofia", "place: [burgas, sofia]")
    found = catalogue(folder)
    assert found.places() == ["country", "sofia", "burgas"]
    assert [contact.id for contact in found.contacts_in("burgas")] == ["office"]


def test_places_have_names_in_each_language(folder: ContentFolder) -> None:
    folder.change("places.yml", ", dari: صوفیه", "")
    assert catalogue(folder).place_name("sofia", "ar") == "صوفيا"
    assert catalogue(folder).place_name("sofia", "dari") == "Sofia"


def test_a_topic_may_have_a_version_for_children(folder: ContentFolder) -> None:
    folder.text("en/asylum/apply.child.md", "Ask", "Say: I need help.")
    folder.text("ar/asylum/apply.child.md", "اطلب", "قل: أحتاج إلى المساعدة.", front="draft: yes\n")
    found = catalogue(folder)
    shown = found.child_version("asylum/apply", "ar", TODAY)
    assert shown.text is not None
    assert (shown.text.title, shown.language, shown.fallback, shown.state) == ("Ask", "en", True, "draft")
    assert found.child_version("asylum/appeal", "en", TODAY).text is None
    assert found.topics.keys() == {"asylum/apply", "asylum/appeal", "danger/help-now", "chat/greet"}


def test_a_title_falls_back_to_another_language_and_then_to_the_id(folder: ContentFolder) -> None:
    found = catalogue(folder)
    assert found.title("asylum/apply", "dari") == "Asking for asylum"
    assert found.title("asylum", "dari") == "asylum"
