"""By text alone: what stands on a button can be written, in every language."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import Library
from bot.phrases import Phrasebook
from bot.telegram import help as help_
from bot.telegram import notices, places
from bot.telegram.flows import notices as flow_notices
from bot.telegram.handover import notices as handover_notices
from bot.telegram.safety import notices as safety
from tests.journeys.conftest import Town
from tests.journeys.office import Office, says
from tests.journeys.people import Person, Seen

CATALOGUE = Library(Path("content")).catalogue
PHRASES = Phrasebook({name: language.locale for name, language in CATALOGUE.languages.items()})
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(CATALOGUE.languages))


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def _says(seen: list[Seen], message: str, language: str) -> bool:
    return _plain(PHRASES[language].gettext(message)).split("{")[0] in _plain(seen[-1].text)


async def _reader(town: Town, language: str) -> Person:
    person = town.person("Amina")
    await person.says("/start")
    await person.says(CATALOGUE.languages[language].name)
    return person


@EVERY_LANGUAGE
async def test_the_language_and_all_that_can_be_set_are_chosen_by_writing(
    town_without_assistant: Town, language: str
) -> None:
    phrases = PHRASES[language]
    person = await _reader(town_without_assistant, language)
    assert _says(await person.says(phrases.gettext("Help and settings")), help_.HELP, language)
    assert _says(await person.says(phrases.gettext("Hide this chat")), safety.HIDING, language)
    assert _says(await person.says(phrases.gettext("Where you are")), places.WHERE, language)
    assert _says(await person.says(CATALOGUE.place_name("sofia", language)), places.KEPT, language)
    assert _says(await person.says(phrases.gettext("What is kept about you")), safety.HELD, language)
    assert _says(await person.says(phrases.gettext(safety.ERASE)), safety.ERASE_SURE, language)
    no = phrases.gettext(safety.ERASE_NO)
    for comma in ",،":
        no = no.split(comma)[0]
    assert _says(await person.says(no), safety.HELD_NOT, language)
    assert _says(await person.says(phrases.gettext("Is a message really from this bot?")), safety.VERIFY, language)
    (theme,) = await person.says(CATALOGUE.title("asylum", language))
    assert _plain(theme.first_line) == CATALOGUE.title("asylum", language)
    await person.says("/menu")
    assert _says(await person.says(phrases.gettext("Menu")), notices.WELCOME, language)


@EVERY_LANGUAGE
async def test_a_flow_is_begun_and_stopped_by_writing(town: Town, language: str) -> None:
    person, text = (
        await _reader(town, language),
        CATALOGUE.flow_text("am-i-in-danger", language, datetime.now(UTC).date()),
    )
    assert text
    for stop in (PHRASES[language].gettext(flow_notices.STOP), *CATALOGUE.languages[language].stop, "/cancel"):
        _, question = await person.says(text.title)
        assert _plain(text.front.steps["now"].question) in _plain(question.text)
        assert _says(await person.says(stop), flow_notices.STOPPED, language), stop


async def test_the_command_to_stop_ends_a_flow_and_the_news(town: Town) -> None:
    person, text = await _reader(town, "en"), CATALOGUE.flow_text("am-i-in-danger", "en", datetime.now(UTC).date())
    assert text
    await person.says(text.title)
    stopped, news = await person.says("/stop")
    assert _says([stopped], flow_notices.STOPPED, "en")
    assert news.text.startswith("You get no more news")


async def test_hiding_and_forgetting_leave_no_flow_and_no_button_behind(town: Town) -> None:
    text = CATALOGUE.flow_text("am-i-in-danger", "pashto", datetime.now(UTC).date())
    assert text
    person = await _reader(town, "pashto")
    await person.says(text.title)
    await person.says("/hide")
    answer = text.label("now", "no")
    assert answer
    said = " ".join(seen.text for seen in await person.says(answer))
    assert said
    assert not any(_plain(step.question) in _plain(said) for step in text.front.steps.values())


async def test_a_question_before_the_language_does_not_come_up_again_once_it_is_hidden(
    town_without_assistant: Town,
) -> None:
    person = town_without_assistant.person("Amina")
    await person.says("is this trafficking?")
    await person.says("/hide")
    await person.says("/start")
    (menu,) = await person.presses("English")
    assert _says([menu], notices.WELCOME, "en")


async def test_a_word_that_hides_may_stand_on_a_button(town_without_assistant: Town) -> None:
    person = await _reader(town_without_assistant, "en")
    await person.says("/word")
    word = PHRASES["en"].gettext(safety.WORDS[0])
    (kept,) = await person.says(word)
    assert _says([kept], safety.WORD_KEPT, "en")
    assert word not in [message.get("text") for message in await person.raw_chat() if not message["deleted"]]


async def test_a_yes_in_writing_opens_a_case_and_what_follows_goes_to_staff(office: Office) -> None:
    emma = await office.english()
    await emma.says("/person")
    (opened,) = await emma.says("Yes!")
    assert says(opened, handover_notices.OPENED, number=1)
    await emma.says("Menu")
    await office.group.post(await office.group.topic("1 · English"), "Menu")
    (*_, status) = await emma.says("stop")
    assert says(status, handover_notices.IN_TOUCH, number=1)
    assert handover_notices.END in status.titles
    (ended,) = await emma.says(handover_notices.END)
    assert says(ended, handover_notices.ENDED)


async def test_a_yes_that_may_mean_two_things_is_none(office: Office) -> None:
    emma = await office.english()
    await emma.presses("Asylum")
    await emma.presses("Refused? How to appeal")
    await emma.presses("Talk to a person")
    (again,) = await emma.says("Yes")
    assert says(again, flow_notices.NOT_AN_ANSWER)
    assert office.stored_cases() == []
    (opened,) = await emma.says("yes but do not tell my topic")
    assert says(opened, handover_notices.OPENED, number=1)


async def test_commands_that_nobody_knows_lead_to_the_menu_and_capitals_do_not_matter(town: Town) -> None:
    person = await _reader(town, "en")
    for text in ("/cancel", "/nonsense", "/"):
        assert _says(await person.says(text), notices.WELCOME, "en")
    assert _says(await person.says("/HELP"), help_.HELP, "en")
