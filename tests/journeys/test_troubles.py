"""What people meet when something is not as it should be."""

from pathlib import Path
from typing import Any

from bot.content import Library
from bot.phrases import Phrasebook
from bot.telegram import notices
from tests.journeys.conftest import Town
from tests.journeys.people import Person

ENGLISH = Phrasebook({"en": "en"})["en"]
CATALOGUE = Library(Path("content")).catalogue


async def _english(person: Person) -> None:
    await person.says("/start")
    await person.presses("English")


async def test_a_question_asked_before_the_language_is_chosen_is_answered_afterwards(town: Town) -> None:
    person = town.person("Emma")
    (choice,) = await person.says("how can I appeal a refusal?")
    assert "English" in choice.titles
    start, *answer = await person.presses("English")
    assert "/forget" in start.text
    assert "appeal" in answer[0].first_line.lower()


async def test_an_urgent_message_is_answered_even_before_the_language_is_chosen(town: Town) -> None:
    person = town.person("Emma")
    help_now, choice = await person.says("he is going to kill me")
    assert "112" in help_now.text
    assert "English" in choice.titles


async def test_a_question_that_only_sounds_alarming_gets_its_ordinary_answer(town: Town) -> None:
    """Its words are among those that mean danger, and nobody is in danger now."""
    question = "I want to report a trafficker who used to threaten people with a gun. Must I be a witness in court?"
    assert CATALOGUE.urgent.find(question, "en") is not None
    person = town.person("Emma")
    await _english(person)
    (answer, *_) = await person.says(question)
    assert answer.first_line == CATALOGUE.title("trafficking/report", "en")


async def test_a_question_in_another_language_is_answered_in_it_with_an_offer_to_switch(town: Town) -> None:
    person = town.person("Amina", "ar")
    await _english(person)
    answer = await person.says("كيف أقدم طلب اللجوء في بلغاريا وأين أذهب؟")
    assert "العربية" in answer[-1].titles
    menu = await person.presses("العربية")
    assert "English" not in menu[0].text


async def test_without_the_assistant_the_menu_the_numbers_and_the_contacts_work(town_without_assistant: Town) -> None:
    person = town_without_assistant.person("Emma")
    await _english(person)
    (told,) = await person.says("how can I appeal a refusal?")
    assert told.text.startswith(ENGLISH.gettext(notices.ASSISTANT_DOWN))
    assert "112" in told.text
    assert "112" in (await person.says("he is going to kill me"))[0].text
    assert "0800 20 100" in (await person.says("/contacts"))[1].text
    (theme,) = await person.presses(told.titles[0])
    assert len(theme.titles) > 1


async def test_what_is_not_text_gets_a_reply(town: Town) -> None:
    person = town.person("Emma")
    await _english(person)
    place = {"latitude": 42.7, "longitude": 23.3}
    sent: dict[str, dict[str, Any]] = {"voice": {"duration": 2}, "photo": {}, "sticker": {}, "location": place}
    for kind, what in sent.items():
        (told,) = await person.sends(kind, what)
        assert told.text.startswith(ENGLISH.gettext(notices.ONLY_TEXT))


async def test_a_button_that_nobody_knows_any_more_leads_to_the_menu(town: Town) -> None:
    person = town.person("Emma")
    await _english(person)
    for data in ("nonsense", "theme:nothing", "topic:asylum/nothing:en", "topic:asylum/apply:klingon"):
        assert await person.presses_old(data)


async def test_commands_of_the_assistant_cannot_be_typed(town: Town) -> None:
    person = town.person("Emma")
    await _english(person)
    for text in ("/restart", "/asylum.appeal@0.99", '/help.contacts{"place":"x"}', "///", " / "):
        told = await person.says(text)
        assert told[-1].titles


async def test_forgetting_ends_in_the_first_question_again(town: Town) -> None:
    person = town.person("Emma")
    await _english(person)
    await person.says("/forget")
    (choice,) = await person.says("hello")
    assert "English" in choice.titles
