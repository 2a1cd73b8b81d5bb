import pytest

from nlu.components.concepts import Concepts
from nlu.components.normalise import words
from nlu.inputs import read_inputs
from nlu.problems import BadInputs
from nlu.project import HERE, Project
from nlu.tests.trees import write

LEXICON = {
    "lawyer": ["lawyer*", "legal aid", "وكيل*", "محامي"],
    "free": ["free", "no cost*"],
    "prefixes": ["و", "ال", "وال"],
}


def found(text: str) -> list[str]:
    concepts = Concepts(LEXICON)
    return [concepts.names[number] for number in concepts.find(" ".join(words(text)))]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("my LAWYERS are free", ["free", "lawyer"]),
        ("freedom of the claw", []),
        ("legal aid at no costs", ["free", "lawyer"]),
        ("legal first aid", []),
        ("legal", []),
        ("وکیلم کجاست", ["lawyer"]),
        ("والمحامي", ["lawyer"]),
        ("محاميها", []),
        ("lawyer lawyer", ["lawyer"]),
    ],
)
def test_words_are_met_whole_or_as_beginnings_in_every_spelling(text: str, concepts: list[str]) -> None:
    assert found(text) == concepts


def test_the_lexicon_is_read_with_all_its_languages(project: Project) -> None:
    lexicon = read_inputs(project).lexicon
    assert "پرواز*" in lexicon["journey"]
    assert "boarding pass" in lexicon["journey"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("journey: [a]\n", "content/lexicon/words.yml:1: journey: this concept stands twice in the lexicon"),
        ("ship: [boat]\n", "content/lexicon/words.yml:1: ship: expected languages"),
        ("ship:\n  fr: [bateau]\n", "content/lexicon/words.yml:2: ship.fr: unknown language; en, dari"),
        ("ship:\n  en: boat\n", "content/lexicon/words.yml:2: ship.en: expected a list of words"),
        ("ship:\n  en: [boat, 112]\n", "content/lexicon/words.yml:2: ship.en: 112: expected a list of words"),
        ('ship:\n  en: ["b*t"]\n', "content/lexicon/words.yml:2: ship.en: 'b*t': expected a list of words"),
        ("ship:\n  en: ['?']\n", "content/lexicon/words.yml:2: ship.en: '?': expected a list of words"),
    ],
)
def test_what_is_wrong_in_the_lexicon_is_told_with_file_and_line(project: Project, text: str, said: str) -> None:
    write(project.root, "content/lexicon/words.yml", text)
    with pytest.raises(BadInputs) as bad:
        read_inputs(project)
    assert said in str(bad.value)


def test_a_wrong_prefix_is_told(project: Project) -> None:
    write(project.root, "content/lexicon/prefixes.yml", "- و\n- 5\n")
    with pytest.raises(BadInputs) as bad:
        read_inputs(project)
    assert "content/lexicon/prefixes.yml:2: prefixes: 5: expected letters" in str(bad.value)


def test_our_own_lexicon_has_every_concept_in_every_language() -> None:
    from nlu.documents import read_mapping

    for path in sorted(HERE.lexicon.glob("*.yml")):
        if path.stem != "prefixes":
            for concept, entry in read_mapping(HERE, path, []).items():
                assert set(entry) == {"en", "ar", "dari", "pashto", "urdu"}, f"{path.name}: {concept}"
