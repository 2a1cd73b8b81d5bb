"""Every kind of message: an answer to whatever a person sent, none to what the phone sends by itself."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.phrases import Phrasebook
from bot.telegram import notices
from bot.telegram.handover import notices as handover_notices
from tests.journeys.conftest import Town
from tests.journeys.office import Office, says
from tests.journeys.people import Person

PHRASES = Phrasebook({"en": "en", "urdu": "ur"})
FILE = {"file_id": "a", "file_unique_id": "b"}
PICTURE = [{**FILE, "width": 1, "height": 1}]
HERE = {"latitude": 42.7, "longitude": 23.3}
SENT: dict[str, dict[str, Any]] = {
    "voice": {"voice": {**FILE, "duration": 1}},
    "audio": {"audio": {**FILE, "duration": 1}},
    "photo": {"photo": PICTURE},
    "video": {"video": {**FILE, "width": 1, "height": 1, "duration": 1}},
    "video note": {"video_note": {**FILE, "length": 1, "duration": 1}},
    "document": {"document": FILE},
    "animation": {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE},
    "location": {"location": HERE},
    "venue": {"location": HERE, "venue": {"location": HERE, "title": "x", "address": "y"}},
    "contact": {"contact": {"phone_number": "1", "first_name": "x"}},
    "dice": {"dice": {"emoji": "🎲", "value": 1}},
    "game": {"game": {"title": "x", "description": "y", "photo": PICTURE}},
    "story": {"story": {"chat": {"id": 1, "type": "private"}, "id": 1}},
    "poll of a form to come": {"poll": {"question": 1}},
    "kind to come": {"hologram": {}},
}
UNSAID: dict[str, dict[str, Any]] = {
    "pinned message": {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    "write access": {"write_access_allowed": {}},
}
MOVED = {"location": {**HERE, "live_period": 900}, "edit_date": 2}


async def _reader(town: Town, language: str = "English") -> Person:
    person = town.person("Emma")
    await person.says("/start")
    await person.presses(language)
    return person


@pytest.mark.parametrize("kind", SENT)
async def test_what_cannot_be_read_gets_an_answer(town_without_assistant: Town, kind: str) -> None:
    person = await _reader(town_without_assistant, "اردو")
    (told,) = await person.causes("message", SENT[kind])
    assert PHRASES["urdu"].gettext(notices.ONLY_TEXT)[:20] in told.text


async def test_what_is_written_under_a_picture_is_answered_and_danger_at_once(town: Town) -> None:
    person = await _reader(town)
    _, answer = await person.causes("message", {"photo": PICTURE, "caption": "How can I appeal a refusal?"})
    assert "appeal" in answer.first_line.lower()
    _, urgent = await person.causes("message", {"photo": PICTURE, "caption": "he is going to kill me"})
    assert "112" in urgent.text
    newcomer = town.person("Amina")
    await newcomer.exist()
    await newcomer.says("/start")
    urgent, choice = await newcomer.causes("message", {"photo": PICTURE, "caption": "he is going to kill me"})
    assert "112" in urgent.text
    assert "English" in choice.titles


async def test_an_album_is_answered_once(town_without_assistant: Town) -> None:
    person = await _reader(town_without_assistant)
    album = {"photo": PICTURE, "media_group_id": "7"}
    assert len(await person.causes("message", album)) == 1
    assert await person.causes("message", album) == []
    assert len(await person.causes("message", {**album, "media_group_id": "8"})) == 1


async def test_what_the_phone_sends_by_itself_shows_nothing_on_it(town_without_assistant: Town) -> None:
    person = await _reader(town_without_assistant)
    for what in UNSAID.values():
        assert await person.causes("message", what) == []
    assert await person.causes("edited_message", MOVED) == []


async def test_what_the_phone_sends_by_itself_does_not_go_to_staff(office: Office) -> None:
    emma, thread = await office.new_case()
    for what in UNSAID.values():
        assert await emma.causes("message", what) == []
    assert await emma.causes("edited_message", MOVED) == []
    (told,) = await emma.says("this goes to staff")
    assert says(told, handover_notices.PASSED_ON)
    await office.group.post(thread, "this goes to staff")
    assert [post for post in await office.group.posts(thread) if "location" in post.raw] == []


async def test_a_newcomers_phone_tells_the_language_of_what_comes_before_the_choice(
    town_without_assistant: Town,
) -> None:
    person = town_without_assistant.person("Bilal", "ur")
    await person.says("/start")
    (line,) = await person.says("/hide")
    assert not any("a" <= letter.lower() <= "z" for letter in line.text)


UNASKED: dict[str, dict[str, Any]] = {
    "inline_query": {"id": "1", "query": "x", "offset": ""},
    "message_reaction": {
        "chat": {"id": 1, "type": "private"},
        "message_id": 1,
        "date": 1,
        "old_reaction": [],
        "new_reaction": [],
    },
    "poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": []},
    "pre_checkout_query": {"id": "1", "currency": "XTR", "total_amount": 1, "invoice_payload": "x"},
    "business_message": {"text": "How can I appeal?"},
    "kind_to_come": {},
}


async def test_what_was_not_asked_for_is_let_go(town_without_assistant: Town) -> None:
    town = town_without_assistant
    person = await _reader(town)
    for kind, what in UNASKED.items():
        town.simulator.simulation.updates.allowed = [kind]
        assert await person.causes(kind, what) == []
    with closing(sqlite3.connect(town.database)) as database:
        assert database.execute("select state, error from inbox where state != 'done'").fetchall() == []
    (menu,) = await person.says("/menu")
    assert menu.titles


async def test_a_corrected_message_is_a_new_question(town: Town) -> None:
    person = await _reader(town)
    await person.says("how can i apeeel")
    wrong = next(message for message in await person.raw_chat() if message.get("text") == "how can i apeeel")
    (answer,) = await person.edits(wrong["message_id"], "How can I appeal a refusal?")
    assert "appeal" in answer.first_line.lower()
    corrected = {"photo": PICTURE, "caption": "How can I appeal a refusal?", "edit_date": 2}
    _, answer = await person.causes("edited_message", corrected)
    assert "appeal" in answer.first_line.lower()


@pytest.mark.parametrize("language", ["English", "اردو"])
async def test_a_reply_or_what_another_bot_helped_to_write_is_read_like_others(town: Town, language: str) -> None:
    person = await _reader(town, language)
    quoted = {"message_id": 1, "date": 1, "chat": {"id": person.id, "type": "private"}, "text": "x"}
    helper = {"id": 5, "is_bot": True, "first_name": "x"}
    for extra in ({"reply_to_message": quoted}, {"via_bot": helper}):
        (answer, *_) = await person.causes("message", {"text": "How can I appeal a refusal?", **extra})
        assert "appeal" in answer.first_line.lower()


async def test_an_own_message_from_another_chat_is_a_question(town: Town) -> None:
    person = await _reader(town)
    (answer,) = await person.forwards("How can I appeal a refusal?", written_by=person.id)
    assert "appeal" in answer.first_line.lower()


async def test_who_blocks_the_bot_is_remembered_as_gone_and_back(town_without_assistant: Town) -> None:
    town = town_without_assistant
    person = await _reader(town)

    def standing(status: str) -> dict[str, Any]:
        bot = {"id": 123456, "is_bot": True, "first_name": "x"}
        member = {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
        chat = {"id": person.id, "type": "private"}
        return {"chat": chat, "date": 1, "old_chat_member": member, "new_chat_member": member}

    for status, state in (("kicked", "blocked"), ("member", "active")):
        assert await person.causes("my_chat_member", standing(status)) == []
        with closing(sqlite3.connect(town.database)) as database:
            assert database.execute("select state from readers").fetchall() == [(state,)]


async def test_a_channel_is_left_without_a_word_and_buttons_in_groups_do_nothing(office: Office) -> None:
    emma = await office.english()
    made = await office.simulate("groups", title="News", type="channel")
    bot = {"id": 123456, "is_bot": True, "first_name": "x"}
    member = {"user": bot, "status": "member"}
    channel = {"id": made["id"], "type": "channel", "title": "News"}
    change = {"chat": channel, "date": 1, "old_chat_member": member, "new_chat_member": member}
    assert await emma.causes("my_chat_member", change) == []
    assert [entry["chat_id"] for entry in await office.simulate("requests?method=leaveChat")] == [made["id"]]
    there = {"chat": {"id": made["id"], "type": "group", "title": "x"}, "message_id": 1, "date": 0}
    assert (
        await emma.causes("callback_query", {"id": "1", "chat_instance": "1", "data": "menu", "message": there}) == []
    )


async def test_a_location_of_staff_is_handed_over_once(office: Office) -> None:
    emma, thread = await office.new_case()
    await office.counsellor.sends_to(office.group, thread, location=HERE)
    before = await emma.chat()
    group = {"id": office.group.id, "type": "supergroup", "title": "Staff", "is_forum": True}
    moved = {"chat": group, "message_thread_id": thread, "is_topic_message": True, **MOVED}
    await office.counsellor.causes("edited_message", moved)
    assert await emma.chat() == before
