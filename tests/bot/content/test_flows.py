"""Guided conversations in the content: what answers lead to, and each kind of mistake with its line."""

from datetime import date

import pytest

from bot.content import load
from tests.bot.content.folder import ContentFolder

TODAY = date(2026, 11, 22)
FLOWS = """\
checkup:
  topics: [danger/help-now]
  steps:
    now:
      yes: {danger: yes, tells: [signs]}
      no:
    papers:
      yes: {tells: [papers]}
      no:
  outcomes:
    papers:
    signs: {topics: [asylum/apply]}
    nothing: {when: otherwise}
    help: {when: always, topics: [danger/help-now]}
"""
ENGLISH = """\
title: Questions for you
sources: [A]
checked: 2026-11-22
reviewed: no
opening: I ask two questions.
steps:
  now:
    question: Are you in danger now?
    options: {yes: "Yes", no: "No"}
  papers:
    question: Has someone your papers?
    options: {yes: "Yes", no: "No"}
outcomes:
  papers: Do not go alone.
  signs: Ask for help within 14 days.
  nothing: You named no sign.
  help: Call {phone:hotline}.
"""
WORDS = "stop: [enough]\nyes: [yeah]\n"


@pytest.fixture
def folder(folder: ContentFolder) -> ContentFolder:
    """With one conversation, whose translations are missing."""
    folder.write("flows.yml", FLOWS)
    folder.write("en/flows/checkup.yml", ENGLISH)
    folder.write("en/flows/words.yml", WORDS)
    return folder


def told(folder: ContentFolder) -> list[str]:
    _, problems = load(folder.root)
    return [
        str(problem) for problem in problems if problem.severity == "error" or "has no words in" not in str(problem)
    ]


def test_a_conversation_in_order_has_no_problem_but_missing_languages(folder: ContentFolder) -> None:
    assert told(folder) == []
    _, problems = load(folder.root)
    assert [str(problem).split(" (")[0] for problem in problems] == [
        "content/flows.yml:1: warning: checkup: has no words in ar",
        "content/flows.yml:1: warning: checkup: has no words in dari",
    ]


@pytest.mark.parametrize(
    ("answers", "outcomes"),
    [
        ({"now": "no", "papers": "no"}, ["nothing", "help"]),
        ({"now": "yes", "papers": "yes"}, ["papers", "signs", "help"]),
        ({"papers": "yes"}, ["papers", "help"]),
        ({"now": "perhaps", "gone": "yes"}, ["nothing", "help"]),
    ],
)
def test_answers_lead_to_outcomes_in_the_order_of_the_file(
    folder: ContentFolder, answers: dict[str, str], outcomes: list[str]
) -> None:
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    assert catalogue.flows["checkup"].told(answers) == outcomes


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "flows.yml",
            "danger/help-now]\n  steps",
            "danger/none]\n  steps",
            "2: checkup.topics: 'danger/none' is not in",
        ),
        ("flows.yml", "[asylum/apply]", "[asylum/none]", "12: checkup.outcomes.signs.topics: 'asylum/none' is not in"),
        ("flows.yml", "tells: [papers]", "tells: [paper]", "8: checkup.steps.papers.yes.tells: 'paper' is not among"),
        (
            "flows.yml",
            "danger: yes",
            "danger: perhaps",
            "5: checkup.steps.now.yes.danger: 'perhaps' is neither yes nor",
        ),
        ("flows.yml", "      no:\n    papers", "    papers", "4: checkup.steps.now: has less than two options"),
        ("flows.yml", "{when: always, ", "{", "10: checkup.outcomes: no outcome is told always (mark one with when"),
        ("flows.yml", "    now:", "    a-very-long-name-of-a-step:", "4: checkup.steps.a-very-long-name-of-a-step"),
        ("en/flows/checkup.yml", "sources: [A]\n", "", "1: sources: is missing"),
        ("en/flows/checkup.yml", "[A]", "[Z]", "2: sources: 'Z' is not in sources.yml"),
        (
            "en/flows/checkup.yml",
            "  signs: Ask for help within 14 days.\n",
            "",
            "13: outcomes: lacks signs, which flows",
        ),
        ("en/flows/checkup.yml", "  nothing:", "  other: Hm.\n  nothing:", "16: outcomes.other: is not in flows.yml"),
        ("en/flows/checkup.yml", ', no: "No"', "", "9: steps.now.options: lacks no, which flows.yml has (write it)"),
        (
            "en/flows/checkup.yml",
            "Do not go",
            "Call 0800 20 100,",
            "14: outcomes.papers: '0800 20 100' is a phone number",
        ),
        ("en/flows/checkup.yml", "Do not go", "Do **not go", "14: outcomes.papers: holds a * that opens or closes"),
        ("en/flows/checkup.yml", "not go", "{phone:nobody}", "14: outcomes.papers: {phone:nobody}: no such contact"),
        (
            "en/flows/checkup.yml",
            "Call {phone:hotline}",
            "Call",
            "13: outcomes: no outcome that is always told mentions",
        ),
        (
            "en/flows/checkup.yml",
            "Are you in danger",
            "هل أنت الآن في خطر شديد أم لا",
            "8: steps.now.question: most letters are not",
        ),
        (
            "en/flows/checkup.yml",
            'no: "No"',
            f'no: "{"N" * 65}"',
            "9: steps.now.options.no: 65 characters are too long",
        ),
        ("en/flows/words.yml", "yes: [", "yess: [", "2: yess: is no option in flows.yml"),
        ("en/flows/words.yml", "stop: [enough]\n", "", "1: stop: is missing (write how people say that they want to"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder: ContentFolder, name: str, old: str, new: str, expected: str) -> None:
    folder.change(name, old, new)
    assert any(problem.startswith(f"content/{name}:{expected}") for problem in told(folder)), told(folder)


def arabic(folder: ContentFolder) -> str:
    """The conversation in Arabic, made from the English one as it stands in the folder."""
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    return (
        (folder.root / "en/flows/checkup.yml")
        .read_text(encoding="utf-8")
        .replace("reviewed: no", f"reviewed: no\nbased_on: {catalogue.flow_texts['en', 'checkup'].hash}")
        .replace("Questions for you", "أسئلة لك")
        .replace("I ask two questions", "أسألك سؤالين")
        .replace("Are you in danger now?", "هل أنت في خطر الآن؟")
        .replace("Has someone your papers?", "هل أوراقك عند أحد؟")
        .replace("Do not go alone", "لا تذهب وحدك")
        .replace("Ask for help within 14 days", "اطلب المساعدة خلال 14 يوماً")
        .replace("You named no sign", "لم تذكر علامة")
        .replace("Call {", "اتصل {")
    )


def test_a_number_that_differs_in_a_translation_is_an_error(folder: ContentFolder) -> None:
    folder.write("ar/flows/checkup.yml", arabic(folder).replace("14", "7"))
    (problem,) = told(folder)
    assert problem.startswith("content/ar/flows/checkup.yml:16: outcomes.signs: numbers differ from content/en/flows/")


def test_a_term_of_the_glossary_that_a_translation_lacks_is_told(folder: ContentFolder) -> None:
    folder.change("en/flows/checkup.yml", "Do not go alone", "Do not go without a lawyer")
    translated = arabic(folder)
    folder.write("ar/flows/checkup.yml", translated.replace("Do not go without a lawyer", "لا تذهب بلا محام"))
    assert told(folder) == []
    folder.write("ar/flows/checkup.yml", translated.replace("Do not go without a lawyer", "لا تذهب وحدك"))
    (problem,) = told(folder)
    assert problem.startswith("content/ar/flows/checkup.yml:1: warning: the source says 'lawyer', but no word of")


def test_a_button_in_other_letters_than_the_language_is_told(folder: ContentFolder) -> None:
    folder.write(
        "ar/flows/checkup.yml", arabic(folder).replace('yes: "Yes"', 'yes: "Yes, I am in great danger now"', 1)
    )
    assert told(folder)[0].startswith(
        "content/ar/flows/checkup.yml:10: steps.now.options.yes: most letters are not Arabic"
    )


def test_an_expired_conversation_is_not_offered(folder: ContentFolder) -> None:
    folder.change("en/flows/checkup.yml", "reviewed: no", "reviewed: no\nexpires: 2026-11-21")
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    assert catalogue.flow_text("checkup", "en", TODAY) is None


def test_a_broken_conversation_stays_out_and_the_rest_is_read(folder: ContentFolder) -> None:
    folder.write("en/flows/checkup.yml", "title: [\n")
    catalogue, problems = load(folder.root)
    assert catalogue is not None
    assert catalogue.flow_text("checkup", "en", TODAY) is None
    assert catalogue.text("asylum/apply", "en") is not None
    assert any("not YAML" in str(problem) for problem in problems)
