"""The same word for the same thing: what a source text names, its translations must name too."""

import pytest

from bot.content import load
from tests.bot.content.folder import ContentFolder

APPLY = "en/asylum/apply.md"
ARABIC = "ar/asylum/apply.md"


def lacking(folder: ContentFolder, english: str, arabic: str) -> list[str]:
    """The source's words that the Arabic text has none for, by the warnings."""
    folder.text(APPLY, "Asking for it", english)
    folder.text(ARABIC, "السؤال", arabic)
    _, problems = load(folder.root)
    said = [problem for problem in problems if "glossary.yml" in problem.message]
    assert all(problem.severity == "warning" and problem.file == f"content/{ARABIC}" for problem in said)
    return [problem.message.split("'")[1] for problem in said]


def test_a_term_without_its_word_is_told_with_the_preferred_one(folder: ContentFolder) -> None:
    folder.text(APPLY, "Asking for it", "Ask a lawyer.")
    folder.text(ARABIC, "السؤال", "اسأل الشرطة.")
    _, problems = load(folder.root)
    assert (
        f"content/{ARABIC}:7: warning: the source says 'lawyer', but no word of glossary.yml for it stands here "
        "(write المحامي, or add the word to lawyer there)"
    ) in map(str, problems)


@pytest.mark.parametrize("arabic", ["اسأل المحامي.", "اسأل مُحامِياً.", "للمحامي.", "محامون ومحاميات", "والمحامي هنا."])
def test_inflected_vocalised_and_joined_words_count(folder: ContentFolder, arabic: str) -> None:
    assert lacking(folder, "Ask a lawyer.", arabic) == []


def test_a_word_in_the_title_of_the_translation_counts(folder: ContentFolder) -> None:
    folder.text(APPLY, "Asking", "Ask a lawyer.")
    folder.text(ARABIC, "اسأل المحامي", "اسأله اليوم.")
    _, problems = load(folder.root)
    assert not [problem for problem in problems if "glossary" in problem.message]


def test_a_longer_term_hides_the_shorter_one_in_it(folder: ContentFolder) -> None:
    assert lacking(folder, "For asylum seekers.", "للناس.") == ["asylum seeker*"]
    assert lacking(folder, "Asylum for asylum seekers.", "للناس.") == ["asylum seeker*", "asylum"]


def test_words_of_placeholders_and_addresses_call_for_nothing(folder: ContentFolder) -> None:
    english = "See {topic:asylum/apply} or [this](https://example.org/lawyer)."
    assert lacking(folder, english, "انظر {topic:asylum/apply} أو [هذا](https://example.org/lawyer).") == []


def test_a_language_without_a_word_for_it_is_not_asked(folder: ContentFolder) -> None:
    folder.text(APPLY, "Asking", "Ask for asylum.")
    folder.text("dari/asylum/apply.md", "درخواست", "بپرسید.")
    _, problems = load(folder.root)
    assert not [problem for problem in problems if "glossary" in problem.message]


def test_an_outdated_translation_is_not_asked(folder: ContentFolder) -> None:
    folder.text(APPLY, "Asking", "Ask a lawyer.")
    folder.text(ARABIC, "السؤال", "اسأل الشرطة.", front="based_on: 0e1234\n")
    _, problems = load(folder.root)
    assert not [problem for problem in problems if "glossary" in problem.message]
