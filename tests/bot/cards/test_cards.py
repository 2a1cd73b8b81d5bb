"""Cards on paper: one page, right to left where the language is, with its fonts, true to the content."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.cards import press
from bot.cards.card import Card
from bot.cards.command import all_cards
from bot.content import Library, load
from tests.bot.content.folder import ContentFolder

CATALOGUE = Library(Path("content")).catalogue
CARDS = all_cards(CATALOGUE)


def words(card: Card) -> str:
    return "\n".join("".join(words for words, _ in line.runs) for line in card.lines)


def test_every_language_has_every_card() -> None:
    slugs = [id_.split("/")[1] for id_ in CATALOGUE.cards]
    assert set(CARDS) == {f"{slug}.{language}" for slug in slugs for language in CATALOGUE.languages}


@pytest.mark.parametrize("name", CARDS)
def test_each_card_is_one_page_with_its_fonts_inside(name: str) -> None:
    assert press.pages(CARDS[name]) == 1
    pdf = press.pdf(CARDS[name])
    assert pdf.startswith(b"%PDF")
    assert b"NotoSans" in pdf
    assert (b"NotoNaskhArabic" in pdf) == CARDS[name].rtl


@pytest.mark.parametrize("name", CARDS)
def test_each_card_begins_with_the_numbers_for_danger(name: str) -> None:
    shown = [number.number for number in CARDS[name].numbers]
    assert {"112", "0800 20 100"} <= set(shown)
    assert all(number.name and number.hours for number in CARDS[name].numbers)


def test_bold_words_lists_and_numbers_come_from_the_text(folder: ContentFolder) -> None:
    folder.text("en/cards/note.md", "Help", "{contact:hotline}\n\n**Call** if:\n\n- you < fear\n- they > you\n\nNow.")
    catalogue, problems = load(folder.root)
    assert catalogue is not None
    assert problems == ()
    (card,) = all_cards(catalogue).values()
    assert [(number.name, number.number) for number in card.numbers] == [("Hotline", "0800 20 100")]
    assert words(card) == "Call if:\nyou < fear\nthey > you\nNow."
    assert [line.item for line in card.lines] == [False, True, True, False]
    assert card.lines[0].runs == [("Call", True), (" if:", False)]


def test_a_card_must_mention_what_its_topics_must(folder: ContentFolder) -> None:
    folder.change("topics.yml", "help-now: {", "help-now: {card: note, ")
    folder.text("en/cards/note.md", "Help", "Ask somebody.")
    _, problems = load(folder.root)
    told = "content/en/cards/note.md:7: lacks {phone:hotline} (topics.yml says that this text must mention it)"
    assert told in map(str, problems)


def test_a_topic_cannot_have_a_card_that_is_not_there(folder: ContentFolder) -> None:
    folder.change("topics.yml", "help-now: {", "help-now: {card: none, ")
    _, problems = load(folder.root)
    (told,) = map(str, problems)
    assert told.startswith("content/topics.yml:9: themes.danger.topics.help-now.card: there is no card 'none' (add en/")


def test_the_command_tells_which_cards_have_errors(
    folder: ContentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.text("en/cards/wrong.md", "Help", "Call {phone:nobody}.")
    monkeypatch.setenv("CONTENT", str(folder.root))
    printed = CliRunner().invoke(app, ["cards", str(tmp_path / "out")])
    assert printed.exit_code == 1
    assert "content/en/cards/wrong.md:7: {phone:nobody}: no such contact" in printed.output


def test_the_command_prints_all_cards_and_tells_which_are_too_long(
    folder: ContentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.text("en/cards/long.md", "Help", "Much to read.\n\n" * 60)
    folder.text("en/cards/short.md", "Help", "Little to read.")
    monkeypatch.setenv("CONTENT", str(folder.root))
    printed = CliRunner().invoke(app, ["cards", str(tmp_path / "out")])
    assert printed.exit_code == 1
    assert "long.en: does not fit on one page" in printed.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"long.en.pdf", "short.en.pdf"}
