import numpy as np
import pytest

from nlu.components.features import sentences
from nlu.components.judge import Judge, lowest_threshold
from nlu.components.scorer import chances
from nlu.components.tongue import Tongue, script_of
from nlu.tests.trees import EXAMPLES

INTENTS = ["help.contacts", "house.rent", "out-of-scope", "travel.ticket"]


def judged(precision: float = 0.9, refused: float = 0.05) -> tuple[Judge, np.ndarray, np.ndarray, np.ndarray]:
    """A judge who has seen noisy scores in two languages, the second one noisier."""
    random = np.random.default_rng(1)
    truth = random.integers(0, len(INTENTS), 4000)
    languages = random.choice(["en", "dari"], len(truth))
    noise = np.where(languages == "en", 0.4, 0.9)[:, None]
    scores = (np.eye(len(INTENTS))[truth] - 1 + random.normal(size=(len(truth), len(INTENTS))) * noise).astype(
        np.float32
    )
    names = [INTENTS[i] for i in truth]
    judge = Judge.learn(INTENTS, "out-of-scope", scores, names, languages.tolist(), precision, refused)
    return judge, scores, truth, languages


@pytest.mark.parametrize("precision", [0.8, 0.9, 0.95])
def test_direct_answers_are_as_right_as_asked_in_each_language(precision: float) -> None:
    judge, scores, truth, languages = judged(precision)
    for language in ("en", "dari"):
        verdicts = [
            (judge.verdict(row, language), INTENTS[true])
            for row, true, own in zip(scores, truth, languages, strict=True)
            if own == language
        ]
        answered = [three[0][0] == true for (decision, _, three), true in verdicts if decision == "answer"]
        assert answered
        assert np.mean(answered) >= precision


def test_the_noisier_language_needs_more_certainty() -> None:
    judge, *_ = judged()
    assert judge.answer_from["dari"] > judge.answer_from["en"]


def test_few_questions_in_scope_are_refused_and_many_out_of_scope_are() -> None:
    judge, scores, truth, languages = judged(refused=0.05)
    refused = np.array([judge.verdict(s, own)[0] == "refuse" for s, own in zip(scores, languages, strict=True)])
    strange = truth == INTENTS.index("out-of-scope")
    assert 0 < refused[~strange].mean() <= 0.055
    assert refused[strange].mean() > 0.4


def test_what_is_likelier_than_no_topic_is_asked_about() -> None:
    judge, scores, *_ = judged(refused=0.3)
    likely = chances(scores, judge.steepness)
    doubted = likely[:, judge.none] > judge.refuse_from
    unsure = doubted & (np.delete(likely, judge.none, axis=1).max(axis=1) > likely[:, judge.none])
    assert unsure.any()
    assert {judge.verdict(row, "en")[0] for row in scores[unsure]} == {"ask", "answer"}
    assert "refuse" in {judge.verdict(row, "en")[0] for row in scores[doubted & ~unsure]}


def test_a_language_that_was_never_learnt_gets_the_common_threshold() -> None:
    judge, scores, *_ = judged()
    assert judge.verdict(scores[0], "unknown") == judge.verdict(scores[0], None)


def test_the_three_are_topics_best_first() -> None:
    judge, *_ = judged()
    _, sure, three = judge.verdict(np.array([0.1, 0.2, 0.9, -0.5], dtype=np.float32), "en")
    assert [name for name, _ in three] == ["house.rent", "help.contacts", "travel.ticket"]
    assert sure == three[0][1] == max(chance for _, chance in three)


def test_the_threshold_is_the_lowest_with_enough_right() -> None:
    sure = np.array([0.9, 0.8, 0.7, 0.6], dtype=np.float32)
    right = np.array([True, True, True, False])
    assert lowest_threshold(sure, right, 1.0) == pytest.approx(0.7)
    assert lowest_threshold(sure, right, 0.7) == pytest.approx(0.6)
    assert lowest_threshold(sure, ~right, 0.9) > 1


def test_chances_are_shares_of_one() -> None:
    assert chances(np.array([[0.1, 0.5, -3]], dtype=np.float32), 7).sum() == pytest.approx(1)


@pytest.fixture(scope="module")
def tongue() -> Tongue:
    known = [(text, language) for language, intents in EXAMPLES.items() for block in intents.values() for text in block]
    romanised = [("salam chetor asti", "dari"), ("ticket man kujast", "dari")]
    texts, languages = zip(*(known + romanised), strict=True)
    return Tongue.learn(texts, languages, precision=0.9, folds=3)


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("where is my passport now please", "dari", "en"),
        ("تکت طیاره من کجاست برادر", "en", "dari"),
        ("salam ticket man chetor ast", "dari", None),
        ("12345 😀", "en", None),
    ],
)
def test_the_language_is_found_in_its_own_script(tongue: Tongue, text: str, expected: str, found: str | None) -> None:
    assert tongue.of(text, expected) == found


def test_the_letters_of_another_keyboard_are_no_other_language(tongue: Tongue) -> None:
    written = tongue.of("تکت طیاره من کجاست برادر می‌خواهم", None)
    assert written == tongue.of("تكت طياره من كجاست برادر مي خواهم", None) == "dari"


def test_what_is_unlikely_for_the_reader_needs_more_certainty(tongue: Tongue) -> None:
    tongue = Tongue(tongue.model, tongue.scripts, {True: 1.1, False: 1.1})
    assert tongue.of("where is my passport now", "en") == "en"
    assert tongue.of("where is my passport now", "dari") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Where is it now? How do I get there.", ["where is it now", "how do i get there"]),
        ("where is it now and how do i get there", ["where is it now", "and how do i get there"]),
        ("my wife and i want to go home", []),
        ("hello. where is it now", []),
        ("where is it now and then", []),
        ("where is it and how", []),
        ("one two three. " * 5, []),
        ("", []),
    ],
)
def test_a_message_is_parted_where_a_second_question_may_begin(text: str, found: list[str]) -> None:
    assert sentences(text, [["and", "how"]]) == found


def test_the_script_is_that_of_most_letters() -> None:
    assert [script_of(text) for text in ("hello سلام سلام", "hello س", "123")] == ["ARABIC", "LATIN", ""]
