from bot.assistant import Answer, Candidate, Decision

URGENT = ["help/emergency", "help/violence"]


def _answer(decision: Decision = Decision.ASK, *, strange: bool = False, **chances: float) -> Answer:
    three = [Candidate(topic=f"help/{slug}", confidence=chance) for slug, chance in chances.items()]
    return Answer(topic=three[0].topic, confidence=three[0].confidence, decision=decision, three=three, strange=strange)


def test_two_urgent_topics_that_share_the_belief_raise_the_alarm_together() -> None:
    assert _answer(hygiene=0.6, violence=0.05, emergency=0.04).alarm(URGENT) == "help/violence"


def test_the_likeliest_urgent_topic_is_named_even_if_an_ordinary_one_is_likelier() -> None:
    assert _answer(hygiene=0.4, emergency=0.35, violence=0.2).alarm(URGENT) == "help/emergency"


def test_a_mere_suspicion_is_no_alarm() -> None:
    assert _answer(hygiene=0.92, emergency=0.05).alarm(URGENT) is None
    assert _answer(hygiene=0.9).alarm(URGENT) is None


def test_what_fits_nothing_needs_more_belief_for_an_alarm() -> None:
    assert _answer(strange=True, hygiene=0.3, emergency=0.25).alarm(URGENT) is None
    assert _answer(strange=True, hygiene=0.3, emergency=0.35).alarm(URGENT) == "help/emergency"


def test_a_phrase_of_danger_is_believed_unless_the_message_is_surely_ordinary() -> None:
    assert _answer(Decision.ANSWER, hygiene=0.96).danger("help/emergency", URGENT) is None
    assert _answer(Decision.ANSWER, hygiene=0.94).danger("help/emergency", URGENT) == "help/emergency"
    assert _answer(Decision.ASK, hygiene=0.96).danger("help/emergency", URGENT) == "help/emergency"
    assert _answer(Decision.ANSWER, hygiene=0.96, violence=0.03).danger("help/emergency", URGENT) == "help/emergency"


def test_without_a_phrase_the_alarm_decides() -> None:
    assert _answer(hygiene=0.4, emergency=0.35).danger(None, URGENT) == "help/emergency"
    assert _answer(Decision.ANSWER, hygiene=0.96).danger(None, URGENT) is None
