from bot.assistant import Answer, Candidate, Decision

URGENT = ["help/emergency", "help/violence"]


def _answer(**chances: float) -> Answer:
    three = [Candidate(topic=f"help/{slug}", confidence=chance) for slug, chance in chances.items()]
    return Answer(topic=three[0].topic, confidence=three[0].confidence, decision=Decision.ASK, three=three)


def test_two_urgent_topics_that_share_the_belief_raise_the_alarm_together() -> None:
    assert _answer(violence=0.3, emergency=0.25, hygiene=0.2).alarm(URGENT) == "help/violence"


def test_the_likeliest_urgent_topic_is_named_even_if_an_ordinary_one_is_likelier() -> None:
    assert _answer(hygiene=0.4, emergency=0.35, violence=0.2).alarm(URGENT) == "help/emergency"


def test_a_mere_suspicion_is_no_alarm() -> None:
    assert _answer(hygiene=0.71, emergency=0.29).alarm(URGENT) is None
    assert _answer(hygiene=0.9).alarm(URGENT) is None
