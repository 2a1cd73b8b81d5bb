import asyncio
import json

import pytest
from aiogram import Bot

from simulator.server import Address
from tests.simulator.conftest import EMMA, Control

BUTTON = {"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]}


async def test_the_cast_is_there_at_once_and_after_a_reset(control: Control) -> None:
    before = await control.get("users")
    assert [person["language_code"] for person in before] == ["en", "ar", "fa", "ps", "ur"]
    await control.start()
    await control.post("reset")
    assert await control.get("users") == before


async def test_people_are_added_with_free_ids(control: Control) -> None:
    made = await control.post("users", first_name="Zoya", language_code="ur", id=5000)
    assert (made["id"], made["started"]) == (5000, False)
    assert (await control.post("users", first_name="Next", language_code="ar"))["id"] == 5001
    status, _ = await control.refusal("users", first_name="Twice", language_code="ar", id=5000)
    assert status == 409


async def test_bad_orders_are_refused_with_the_reason(control: Control) -> None:
    assert await control.refusal("users", first_name="x") == (400, "missing key 'language_code'")
    assert await control.refusal("users/77/messages", text="x") == (404, "no person 77")
    assert await control.refusal(f"users/{EMMA}/messages", text=" ") == (400, "the text is empty")
    assert await control.refusal(f"users/{EMMA}/press", message_id=9, data="d") == (404, "no message 9")
    assert (await control.refusal(f"users/{EMMA}/messages"))[0] == 400
    assert (await control.refusal(f"users/{EMMA}/block"))[0] == 409


async def test_only_real_buttons_are_pressed(bot: Bot, control: Control) -> None:
    await control.start()
    sent = await bot.send_message(EMMA, "x", reply_markup=BUTTON)  # type: ignore[arg-type]
    pressed = await control.post(f"users/{EMMA}/press", message_id=sent.message_id, data="d")
    assert pressed["update_id"]
    refused = await control.refusal(f"users/{EMMA}/press", message_id=sent.message_id, data="other")
    assert refused == (409, "the message has no such button")


async def test_blocking_silences_until_unblocked(bot: Bot, control: Control) -> None:
    await control.start()
    await control.post(f"users/{EMMA}/block")
    assert (await control.refusal(f"users/{EMMA}/messages", text="x")) == (409, "the bot is blocked")
    await control.post(f"users/{EMMA}/unblock")
    await bot.send_message(EMMA, "welcome back")
    states = [u.my_chat_member.new_chat_member.status for u in await bot.get_updates() if u.my_chat_member]
    assert states == ["kicked", "member"]


async def test_only_own_texts_are_edited(bot: Bot, control: Control) -> None:
    await control.start()
    sent = await bot.send_message(EMMA, "x")
    refused = await control.refusal(f"users/{EMMA}/edits", message_id=sent.message_id, text="y")
    assert refused == (409, "only own texts can be edited")


async def test_what_happens_is_told_as_it_happens(telegram: Address, bot: Bot, control: Control) -> None:
    async with control.session.get(f"/__sim/events?people={EMMA}") as stream:
        await stream.content.readuntil(b"\n\n")
        await asyncio.sleep(0)
        await control.start(1002)
        await control.start()
        sent = await bot.send_message(EMMA, "x", reply_markup=BUTTON)  # type: ignore[arg-type]
        await bot.send_chat_action(EMMA, "typing")
        await bot.edit_message_text("y", chat_id=EMMA, message_id=sent.message_id)
        await bot.delete_message(EMMA, sent.message_id)
        events = [json.loads((await stream.content.readuntil(b"\n\n"))[6:]) for _ in range(6)]
    assert [event["kind"] for event in events] == ["person", "message", "message", "action", "edit", "delete"]
    assert {event["person"] for event in events} == {EMMA}


@pytest.mark.parametrize("what", ["block", "deactivate"])
async def test_the_state_shows_in_the_list_of_people(control: Control, what: str) -> None:
    await control.start()
    await control.post(f"users/{EMMA}/{what}")
    emma = (await control.get("users"))[0]
    assert emma["started"]
    assert emma["blocked" if what == "block" else "deactivated"]
