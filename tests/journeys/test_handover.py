"""A reader asks for a person, and a person of the staff answers."""

import json
from pathlib import Path

import pytest

from bot.content import Library
from bot.phrases import Phrasebook
from bot.telegram.handover import notices
from tests.journeys.office import Office, says, shown
from tests.journeys.test_languages import CAST, Traveller

TALK = "Talk to a person"
DANGER = "he has a knife and he wants to kill me"


async def test_a_reader_and_staff_talk_and_nobody_learns_who_the_other_is(office: Office) -> None:
    emma = await office.english()
    answer = await emma.says("They refused me. How can I appeal the decision?")
    asked = await emma.presses(TALK)
    assert says(asked[-1], notices.WHO_READS)
    assert f"“{answer[0].first_line}”" in asked[-1].text

    (opened,) = await emma.presses(notices.YES_WITH_TOPIC)
    assert says(opened, notices.OPENED, number=1)
    assert "60 minutes" in opened.text or "1 hour" in opened.text
    thread = await office.group.topic("1 · English")
    first = await office.group.post(thread, "Language: English")
    assert f"Topic: {answer[0].first_line}" in first.text
    assert "/close" in first.text

    (passed_on,) = await emma.says("My letter came on Monday")
    assert says(passed_on, notices.PASSED_ON)
    assert await emma.says("It is about my interview") == []
    await office.group.post(thread, "My letter came on Monday")
    came, hello = await shown(emma, office.counsellor.writes(office.group, thread, "Hello, I can help you."))
    assert says(came, notices.CAME)
    assert hello.text == "Hello, I can help you."
    (more,) = await shown(emma, office.counsellor.writes(office.group, thread, "Do you have a lawyer?"))
    assert more.text == "Do you have a lawyer?"

    assert await emma.sends("photo", {}) == []
    await emma.sends("voice", {"duration": 2})
    await office.counsellor.sends_to(office.group, thread, document={}, caption="a form")
    await emma.says("thank you")
    await office.group.post(thread, "thank you")
    kinds = [kind for post in await office.group.posts(thread) for kind in ("photo", "voice") if kind in post.raw]
    assert kinds == ["photo", "voice"]
    raw = (await emma.raw_chat())[-2]
    assert raw["document"]
    assert raw["caption"] == "a form"

    (over,) = await shown(emma, office.counsellor.writes(office.group, thread, "/close"))
    assert says(over, notices.CLOSED)
    await office.group.post(thread, "The case is closed. The person was told.")
    assert (await emma.says("They refused me. How can I appeal the decision?"))[0].first_line == answer[0].first_line

    to_staff = json.dumps([post.raw for post in await office.group.posts(thread) if post.raw["from_bot"]])
    assert "Emma" not in to_staff
    assert str(emma.id) not in to_staff
    assert "Katya" not in json.dumps(await emma.raw_chat())


@pytest.mark.parametrize("who", CAST, ids=lambda who: who.language)
async def test_a_person_is_asked_for_by_buttons_alone(office_in_all_languages: Office, who: Traveller) -> None:
    office = office_in_all_languages
    catalogue = Library(Path("content")).catalogue
    phrases = Phrasebook({name: row.locale for name, row in catalogue.languages.items()})[who.language]
    person = office.person(who.name, who.language_code)
    await person.says("/start")
    await person.presses(catalogue.languages[who.language].name)
    talk = next(topic.id for topic in catalogue.topics.values() if topic.action == "person")
    asked = await person.presses(catalogue.title(talk, who.language))
    assert asked[-1].titles == [phrases.gettext(text) for text in (notices.YES, notices.IT_IS_URGENT, notices.NO)]
    await person.presses(phrases.gettext(notices.YES))
    names = {"en": "English", "ar": "Arabic", "dari": "Dari", "pashto": "Pashto", "urdu": "Urdu"}
    thread = await office.group.topic(f"1 · {names[who.language]}")
    assert "did not name a topic" in (await office.group.post(thread, "Language")).text
    await office.counsellor.writes(office.group, thread, "salam")
    await person.until_shown("salam")
    (ended,) = await person.presses(phrases.gettext(notices.END))
    assert ended.titles
    await office.group.post(thread, "The person ended the conversation")


async def test_the_topic_is_told_only_with_consent(office: Office) -> None:
    emma = await office.english()
    answer = await emma.says("They refused me. How can I appeal the decision?")
    await emma.presses(TALK)
    await emma.presses(notices.YES_WITHOUT_TOPIC)
    thread = await office.group.topic("1 · English")
    assert answer[0].first_line not in (await office.group.post(thread, "Language: English")).text


async def test_whoever_comes_from_an_urgent_answer_is_marked(office: Office) -> None:
    emma = await office.english()
    await emma.says(DANGER)
    asked = await emma.presses(TALK)
    assert says(asked[-1], notices.MARKED_URGENT)
    assert "112" in asked[-1].text
    assert notices.IT_IS_URGENT not in asked[-1].titles
    await emma.presses(notices.YES_WITHOUT_TOPIC)
    thread = await office.group.topic("1 · English · URGENT")
    await office.group.post(thread, "The person says that it is urgent.")


async def test_whoever_says_that_it_is_urgent_is_marked_and_shown_the_numbers(office: Office) -> None:
    emma = await office.english()
    await emma.says("/person")
    (changed,) = await emma.presses(notices.IT_IS_URGENT)
    assert "112" in changed.text
    await emma.presses(notices.YES)
    await office.group.topic("1 · English · URGENT")


async def test_a_newcomer_in_danger_need_not_choose_a_language_first(office: Office) -> None:
    emma = office.person("Emma")
    await emma.says(DANGER)
    await emma.presses(TALK)
    await emma.presses(notices.YES_WITHOUT_TOPIC)
    await office.group.topic("1 · English · URGENT")


async def test_an_urgent_message_in_a_case_shows_numbers_at_once_and_goes_to_staff_too(office: Office) -> None:
    emma, thread = await office.new_case()
    (numbers,) = await emma.says(DANGER)
    assert "112" in numbers.text
    await office.group.post(thread, DANGER)
    await office.group.post(thread, "The person wrote something urgent")
    assert await office.group.topic("1 · English · URGENT") == thread


async def test_the_reader_ends_the_case_and_nothing_more_goes_to_staff(office: Office) -> None:
    emma, thread = await office.new_case()
    (status,) = await emma.says("/person")
    assert says(status, notices.IN_TOUCH, number=1)
    (ended,) = await emma.presses(notices.END)
    assert says(ended, notices.ENDED)
    await office.group.post(thread, "The person ended the conversation")
    assert await emma.says("this is for the bot")
    assert not [post for post in await office.group.posts(thread) if "for the bot" in post.text]
    await office.group.closed(thread)
    (menu,) = await emma.presses_old("end:1")
    assert menu.titles


async def test_commands_work_in_a_case_and_do_not_go_to_staff(office: Office) -> None:
    emma, thread = await office.new_case()
    assert await emma.says("/menu")
    assert "0800 20 100" in (await emma.says("/contacts"))[1].text
    await emma.says("after")
    await office.group.post(thread, "after")
    assert not [post for post in await office.group.posts(thread) if "/menu" in post.text]


async def test_corrections_are_handed_over_both_ways(office: Office) -> None:
    emma, thread = await office.new_case()
    await emma.says("on Mondey")
    first = next(message for message in await emma.raw_chat() if message.get("text") == "on Mondey")
    await emma.edits(first["message_id"], "on Monday")
    await office.group.post(thread, "on Monday")
    sent = await office.counsellor.writes(office.group, thread, "at ten")
    done = await office.group.do("edits", office.counsellor, message_id=sent, text="at eleven")
    await office.counsellor.until_handled(done["update_id"])
    await emma.until_shown("at eleven")


async def test_what_staff_say_to_each_other_stays_among_them(office: Office) -> None:
    emma, thread = await office.new_case()
    before = await emma.chat()
    for aside in ("// I know this family", "/help", "/whatever"):
        await office.counsellor.writes(office.group, thread, aside)
    await office.counsellor.sends_to(office.group, thread, photo={}, caption="// only us")
    assert await emma.chat() == before
    await emma.says("done")
    await office.group.post(thread, "done")
    notes = [post.text for post in await office.group.posts(thread) if post.raw["from_bot"] and "/close" in post.text]
    assert len(notes) == 3  # the first one, and the help that was asked for twice


async def test_forgetting_erases_the_case_and_the_thread(office: Office) -> None:
    emma, _ = await office.new_case()
    await emma.says("my secret")
    await emma.says("/forget")
    assert await office.group.topics() == []
    assert office.stored_cases() == []
    await office.new_case("Olga")
    assert [topic["name"] for topic in await office.group.topics()] == ["2 · English"]


async def test_cases_at_the_same_time_do_not_mix(office: Office) -> None:
    emma, first = await office.new_case("Emma")
    olga, second = await office.new_case("Olga")
    for number in range(3):
        await emma.says(f"emma {number}")
        await olga.says(f"olga {number}")
    await office.group.post(first, "emma 2")
    await office.group.post(second, "olga 2")
    assert [post.text for post in await office.group.posts(first) if "olga" in post.text] == []
    copied = [post.text for post in await office.group.posts(second) if "olga" in post.text]
    assert copied == ["olga 0", "olga 1", "olga 2"]
    await office.counsellor.writes(office.group, second, "for Olga")
    await olga.until_shown("for Olga")
    assert not [seen for seen in await emma.chat() if "Olga" in seen.text]
