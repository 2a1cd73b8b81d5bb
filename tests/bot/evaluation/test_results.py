from bot.assistant import Answer, Candidate, Decision
from bot.evaluation.exam import OUT_OF_SCOPE, Question
from bot.evaluation.results import judge, summarise

APPLY, APPEAL, DANGER = "asylum/apply", "asylum/appeal", "help/emergency"


def _question(topic: str, style: str = "plain", also_ok: str | None = None) -> Question:
    return Question("1", "en", style, "text", topic, frozenset([also_ok] if also_ok else []))


def _answer(decision: Decision, *topics: str) -> Answer:
    three = [Candidate(topic=topic, confidence=0.5) for topic in topics]
    return Answer(topic=topics[0] if topics else None, confidence=0.5, decision=decision, three=three)


def test_the_best_and_the_three_are_compared_with_all_accepted_topics() -> None:
    answer = _answer(Decision.ASK, APPEAL, APPLY)
    assert not judge(_question(APPLY), None, answer).top1
    assert judge(_question(APPLY), None, answer).top3
    assert judge(_question(APPLY, also_ok=APPEAL), None, answer).top1


def test_the_urgent_check_goes_before_the_assistant() -> None:
    result = judge(_question(DANGER, "urgent"), DANGER, _answer(Decision.ANSWER, APPLY))
    assert (result.decision, result.best, result.three, result.top1) == ("urgent", DANGER, [DANGER, APPLY], True)


def test_out_of_scope_is_right_when_it_is_refused() -> None:
    question = _question(OUT_OF_SCOPE)
    assert judge(question, None, _answer(Decision.REFUSE, APPLY)).top1
    asked = judge(question, None, _answer(Decision.ASK, APPLY))
    assert (asked.top1, asked.top3) == (False, True)
    assert not judge(question, None, _answer(Decision.ANSWER, APPLY)).top3


def test_the_summary_counts_each_kind_apart() -> None:
    results = [
        judge(_question(APPLY), None, _answer(Decision.ANSWER, APPLY)),
        judge(_question(APPLY), None, _answer(Decision.ANSWER, APPEAL)),
        judge(_question(APPLY), None, _answer(Decision.ASK, APPEAL, APPLY)),
        judge(_question(APPLY), DANGER, _answer(Decision.ANSWER, APPLY)),
        judge(_question(DANGER, "urgent"), DANGER, _answer(Decision.REFUSE)),
        judge(_question(OUT_OF_SCOPE), None, _answer(Decision.REFUSE)),
    ]
    shares = summarise(results, {DANGER})["all"]
    assert shares["questions"] == 6
    assert (shares["top1"], shares["top3"]) == (0.4, 0.8)
    assert (shares["right"], shares["wrong"]) == (0.4, 0.4)
    assert (shares["asked"], shares["asked with right"]) == (0.2, 0.2)
    assert shares["out of scope refused"] == 1
    assert shares["urgent found"] == 1
    assert shares["false alarms"] == 0.2


def test_nothing_to_count_is_not_a_zero() -> None:
    results = [judge(_question(APPLY), None, _answer(Decision.ANSWER, APPLY))]
    assert summarise(results, set())["all"]["out of scope refused"] is None
