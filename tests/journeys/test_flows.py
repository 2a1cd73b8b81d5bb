"""Guided conversations as people have them: by buttons, by words, with questions in between, stopped at will."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Library
from bot.content.catalogue import Catalogue
from bot.content.flow_texts import FlowText, parse_words
from bot.phrases import Phrasebook
from bot.telegram.flows import notices
from tests.journeys.conftest import Town
from tests.journeys.people import Person, Seen

CATALOGUE: Catalogue = Library(Path("content")).catalogue
PHRASEBOOK = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})
ENGLISH = PHRASEBOOK["en"]
TODAY = datetime.now(UTC).date()

EVERY_FLOW = pytest.mark.parametrize("flow", list(CATALOGUE.flows))
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(CATALOGUE.languages))


def words(text: str) -> str:
    """What a person reads, without marks of direction and without what carries no letters."""
    return " ".join("".join(letter for letter in text if letter not in "\u200e\u200f\u2066\u2067\u2068\u2069").split())


def said(seen: list[Seen]) -> str:
    return words(" ".join(one.text for one in seen))


def text_of(flow: str, language: str = "en") -> FlowText:
    text = CATALOGUE.flow_text(flow, language, TODAY)
    assert text is not None
    return text


def titles(topics: list[str], language: str) -> set[str]:
    return {CATALOGUE.title(topic, language) for topic in topics}


async def begins(person: Person, flow: str, language: str = "en") -> list[Seen]:
    """Choose the language, open the topic under which the flow is offered, and begin it."""
    await person.says("/start")
    await person.presses(CATALOGUE.languages[language].name)
    topic = CATALOGUE.flows[flow].topics[0]
    await person.presses(CATALOGUE.title(topic.split("/")[0], language))
    await person.presses(CATALOGUE.title(topic, language))
    return await person.presses(text_of(flow, language).title)


def asks(seen: list[Seen], flow: str, step: str, language: str = "en") -> bool:
    text = text_of(flow, language)
    labels = [text.label(step, option) for option in CATALOGUE.flows[flow].steps[step]]
    stop = PHRASEBOOK[language].gettext(notices.STOP)
    return words(text.front.steps[step].question) in words(seen[-1].text) and seen[-1].titles == [*labels, stop]


@EVERY_LANGUAGE
@EVERY_FLOW
async def test_each_flow_is_gone_through_by_buttons(town: Town, flow: str, language: str) -> None:
    person, text, known = town.person("Amina"), text_of(flow, language), CATALOGUE.flows[flow]
    seen = await begins(person, flow, language)
    answers = {}
    for step, options in known.steps.items():
        assert asks(seen, flow, step, language)
        answers[step] = next(iter(options))
        label = text.label(step, answers[step])
        assert label is not None
        seen = await person.presses(label)
        assert not known.dangerous(step, answers[step]) or "112" in said(seen)
    shown, offered = said(seen), set(seen[-1].titles)
    assert words(text.title) in shown
    for outcome in known.told(answers):
        first = words(text.front.outcomes[outcome].split("{")[0].replace("*", "").split("\n")[0])
        assert first in shown
        assert titles([*known.outcomes[outcome].topics], language) <= offered
    assert PHRASEBOOK[language].gettext("Menu") in offered


@EVERY_LANGUAGE
@EVERY_FLOW
async def test_each_flow_is_gone_through_in_words(town: Town, flow: str, language: str) -> None:
    person, text, known = town.person("Amina"), text_of(flow, language), CATALOGUE.flows[flow]
    seen = await begins(person, flow, language)
    for step, options in known.steps.items():
        assert asks(seen, flow, step, language)
        label = text.label(step, list(options)[-1])
        assert label is not None
        seen = await person.says(f"{label}!")
    assert all(words(CATALOGUE.title(topic, language)) in {words(title) for title in seen[-1].titles}
               for outcome in known.always() for topic in known.outcomes[outcome].topics)  # fmt: skip


async def test_what_is_always_told_about_return_names_asylum_appeal_and_a_lawyer(town: Town) -> None:
    person = town.person("Farid")
    await begins(person, "voluntary-return")
    await person.says("never")
    for _ in range(5):
        await person.says("no")
    seen = await person.says("nope")
    for topic in ("asylum/apply", "asylum/appeal", "asylum/legal-aid"):
        assert CATALOGUE.title(topic, "en") in said(seen)
    assert "2 93 94 774" in said(seen)  # the offer of a call


async def test_a_sign_of_danger_shows_the_numbers_before_the_next_question(town: Town) -> None:
    person = town.person("Amina")
    await begins(person, "am-i-in-danger")
    numbers, question = await person.says("yes")
    assert ENGLISH.gettext(notices.DANGER) in numbers.text
    assert "112" in numbers.text
    assert "0800 20 100" in numbers.text
    assert asks([question], "am-i-in-danger", "watched")


async def test_an_urgent_message_comes_before_the_flow_and_the_flow_goes_on(town: Town) -> None:
    person = town.person("Amina")
    await begins(person, "am-i-in-danger")
    await person.says("no")
    help_now = await person.says("he is going to kill me")
    assert "112" in help_now[0].text
    assert asks(await person.says("no"), "am-i-in-danger", "forced")


async def test_no_answer_is_a_verdict_and_none_blames(town: Town) -> None:
    person = town.person("Amina")
    await begins(person, "am-i-in-danger")
    for _ in range(6):
        await person.says("no")
    seen = await person.says("no")
    assert words(text_of("am-i-in-danger").front.outcomes["nothing"]) in said(seen)
    assert "0800 20 100" in said(seen)


async def test_a_question_in_between_is_answered_and_the_flow_asks_again(town: Town) -> None:
    person = town.person("Emma")
    await begins(person, "interview-appeal")
    await person.presses("My interview")
    answer = await person.says("They refused me. How can I appeal the decision?")
    assert words(answer[0].text).startswith(CATALOGUE.title("asylum/appeal", "en"))
    assert asks(answer, "interview-appeal", "paper")


async def test_what_is_not_understood_is_asked_again(town: Town) -> None:
    person = town.person("Emma")
    await begins(person, "interview-appeal")
    assert asks(await person.says("qwzx plomf trrg"), "interview-appeal", "which")


@EVERY_LANGUAGE
async def test_a_flow_can_be_stopped_by_button_and_by_word(town: Town, language: str) -> None:
    person = town.person("Amina")
    stopped = PHRASEBOOK[language].gettext(notices.STOPPED)
    await begins(person, "am-i-in-danger", language)
    assert stopped in said(await person.presses(PHRASEBOOK[language].gettext(notices.STOP)))
    await begins(person, "am-i-in-danger", language)
    file = Path("content") / language / "flows" / "words.yml"
    spoken = parse_words(file.name, file.read_text(encoding="utf-8"), language).words
    assert stopped in said(await person.says(spoken["stop"][0]))


async def test_buttons_of_a_flow_that_is_over_do_no_harm(town: Town) -> None:
    person = town.person("Emma")
    seen = await begins(person, "interview-appeal")
    old = seen[-1].buttons[0][0][1]
    await person.presses("Stop")
    again = await person.presses_old(old)
    assert ENGLISH.gettext(notices.AGAIN) in said(again)
    assert asks(again, "interview-appeal", "which")
    for data in ("flow:nothing", "answer:nothing:a:b", "stop:nothing", "remind:nothing:0", "open:nothing", "drop:99"):
        assert await person.presses_old(data)


async def test_without_the_assistant_the_topics_and_the_numbers_are_offered(town_without_assistant: Town) -> None:
    person = town_without_assistant.person("Emma")
    (told,) = await begins(person, "am-i-in-danger")
    assert ENGLISH.gettext(notices.DOWN) in told.text
    assert "112" in told.text
    flow = CATALOGUE.flows["am-i-in-danger"]
    assert titles([*flow.topics, *flow.outcomes["help"].topics], "en") <= set(told.titles)
