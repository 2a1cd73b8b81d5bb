from pathlib import Path

import pytest

from nlu.inputs import read_inputs
from nlu.problems import BadInputs
from nlu.project import HERE, Project
from nlu.tests.trees import EXAMPLES, block, write


def problems_of(project: Project) -> list[str]:
    with pytest.raises(BadInputs) as bad:
        read_inputs(project)
    return [str(problem) for problem in bad.value.problems]


def line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").splitlines().index(text) + 1


def test_a_good_tree_is_read_in_menu_order(project: Project) -> None:
    inputs = read_inputs(project)
    assert inputs.topics == ["travel/ticket", "travel/passport", "house/rent", "chat/greet"]
    asked = [question for intents in EXAMPLES.values() for questions in intents.values() for question in questions]
    titles = [example for example in inputs.examples if example.file.endswith(".md")]
    assert len(inputs.examples) - len(titles) == len(asked)


def test_the_title_on_a_button_is_an_example_too(project: Project) -> None:
    write(project.root, "content/dari/house/rent.md", '---\nchecked: 2026-01-01\ntitle: "یک خانه"\n---\ntitle: no\n')
    rent = [example for example in read_inputs(project).examples if example.file == "content/dari/house/rent.md"]
    assert [(e.text, e.intent, e.language, e.line) for e in rent] == [("یک خانه", "house.rent", "dari", 3)]


def test_an_example_knows_where_it_stands(project: Project) -> None:
    example = next(e for e in read_inputs(project).examples if e.text == "پاسپورت ندارم")
    path = project.root / example.file
    assert path.read_text(encoding="utf-8").splitlines()[example.line - 1].strip() == "- پاسپورت ندارم"
    assert (example.language, example.intent) == ("dari", "travel.passport")


def test_a_topic_without_any_text_is_just_not_there_yet(project: Project) -> None:
    assert "chat/later" not in read_inputs(project).topics


def test_a_text_without_examples_names_the_languages_that_lack_them(project: Project) -> None:
    write(project.root, "content/en/chat/later.md", "x")
    write(project.root, "content/dari/chat/later.md", "x")
    line = line_of(project.content / "topics.yml", "      later: {}")
    assert problems_of(project) == [
        f"content/topics.yml:{line}: chat/later: a text but no examples in en, dari; "
        "expected nlu/data/<language>/chat.yml"
    ]


def test_a_language_without_the_text_needs_no_examples(project: Project) -> None:
    write(project.root, "content/en/chat/later.md", "x")
    path = project.root / "nlu/data/en/chat.yml"
    path.write_text(path.read_text(encoding="utf-8") + block("chat.later", ["see you later"]), encoding="utf-8")
    assert "chat/later" in read_inputs(project).topics


def test_examples_without_a_text_are_named_with_their_line(project: Project) -> None:
    (project.content / "en/house/rent.md").unlink()
    line = line_of(project.root / "nlu/data/en/house.yml", "      - where can I rent a room")
    assert problems_of(project) == [
        f"nlu/data/en/house.yml:{line}: house.rent: examples but no text; expected content/en/house/rent.md"
    ]


def test_examples_of_an_unknown_topic_are_named(project: Project) -> None:
    path = project.root / "nlu/data/dari/house.yml"
    path.write_text(path.read_text(encoding="utf-8") + block("house.garden", ["باغ"]), encoding="utf-8")
    line = line_of(path, "      - باغ")
    expected = f"nlu/data/dari/house.yml:{line}: house.garden: examples of a topic that topics.yml does not have"
    assert problems_of(project) == [expected]


def test_unknown_languages_are_named_in_both_trees(project: Project) -> None:
    write(project.root, "content/tajik/travel/ticket.md", "x")
    write(project.root, "nlu/data/uzbek/travel.yml", "nlu: []")
    assert problems_of(project) == [
        "content/tajik: tajik: unknown language; languages.yml has en, dari",
        "nlu/data/uzbek: uzbek: unknown language; languages.yml has en, dari",
    ]


def test_a_text_that_topics_yml_does_not_have_is_named(project: Project) -> None:
    write(project.root, "content/en/travel/visa.md", "x")
    assert problems_of(project) == ["content/en/travel/visa.md: travel/visa: a text without its topic in topics.yml"]


def test_index_and_campaign_texts_are_no_topics(project: Project) -> None:
    write(project.root, "content/en/travel/index.md", "x")
    write(project.root, "content/en/campaigns/winter.md", "x")
    assert read_inputs(project).topics


@pytest.mark.parametrize("file", ["content/topics.yml", "content/languages.yml", "nlu/data/en/travel.yml"])
def test_broken_yaml_is_named_with_its_line(project: Project, file: str) -> None:
    write(project.root, file, "a: 1\nb: [unclosed\n")
    assert any(problem.startswith(f"{file}:3: broken YAML") for problem in problems_of(project))


def test_the_same_example_under_two_topics_names_both_places(project: Project) -> None:
    path = project.root / "nlu/data/en/house.yml"
    path.write_text(path.read_text(encoding="utf-8") + "      - Is the  TICKET free\n", encoding="utf-8")
    here = f"nlu/data/en/house.yml:{line_of(path, '      - Is the  TICKET free')}"
    there = f"nlu/data/en/travel.yml:{line_of(project.root / 'nlu/data/en/travel.yml', '      - is the ticket free')}"
    assert problems_of(project) == [f"{there}: travel.ticket: this example also stands under house.rent ({here})"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("      - \n", "nlu/data/en/house.yml:12: examples: an empty example; expected `- question`"),
        ("      - ?!\n", "nlu/data/en/house.yml:12: examples: an empty example; expected `- question`"),
        ("      no dash\n", "nlu/data/en/house.yml:12: examples: expected a line `- question`"),
        (
            "  - intent: travel.ticket\n    examples: |\n      - x\n",
            "nlu/data/en/house.yml:12: intent: expected house.",
        ),
        ("  - intent: house.rent\n", 'nlu/data/en/house.yml:12: nlu: expected `version: "3.1"`'),
        ("  - intent: house.rent\n    examples: [a]\n", "nlu/data/en/house.yml:13: examples: expected `|`"),
        ("stories: []\n", "nlu/data/en/house.yml:12: stories: unknown key"),
    ],
)
def test_each_wrong_line_is_named(project: Project, text: str, said: str) -> None:
    path = project.root / "nlu/data/en/house.yml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert [problem for problem in problems_of(project) if problem.startswith(said)]


def test_all_problems_are_told_at_once(project: Project) -> None:
    write(project.root, "content/tajik/x.md", "x")
    write(project.root, "nlu/data/en/house.yml", "nlu: [")
    write(project.root, "content/dari/chat/later.md", "x")
    write(project.root, "content/en/chat/later.md", "x")
    found = "\n".join(problems_of(project))
    assert all(part in found for part in ("tajik", "broken YAML", "chat/later"))
    assert "house/rent" not in found, "its examples stand in the broken file"


def test_rasa_itself_reads_the_same_examples(project: Project) -> None:
    from rasa.shared.nlu.training_data.loading import load_data

    theirs = load_data(str(project.examples / "dari" / "travel.yml")).intent_examples
    ours = [e for e in read_inputs(project).examples if e.file == "nlu/data/dari/travel.yml"]
    assert [(e.get("text"), e.get("intent")) for e in theirs] == [(e.text, e.intent) for e in ours]


def test_the_real_tree_names_no_example_twice() -> None:
    from nlu.examples import read_examples

    problems: list = []
    languages = sorted(path.name for path in HERE.examples.iterdir() if path.is_dir())
    assert read_examples(HERE, languages, problems)
    assert problems == []
