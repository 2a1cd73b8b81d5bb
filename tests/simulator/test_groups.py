"""Groups: people write in topics, and the bot comes and goes."""

from typing import Any

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import Update

from tests.simulator.conftest import EMMA, Control

AMINA = 1002


class Group:
    """A forum, as its members use it."""

    def __init__(self, control: Control, id_: int) -> None:
        self.control = control
        self.id = id_

    async def get(self, what: str) -> Any:
        return await self.control.get(f"groups/{self.id}/{what}")

    async def do(self, what: str, **how: object) -> Any:
        return await self.control.post(f"groups/{self.id}/{what}", **{"by": EMMA, **how})


@pytest_asyncio.fixture(loop_scope="session")
async def forum(control: Control) -> Group:
    return Group(control, (await control.post("groups", title="Staff", is_forum=True))["id"])


async def _updates(bot: Bot) -> list[Update]:
    return await bot.get_updates(timeout=1)


async def test_what_people_write_in_a_topic_reaches_the_bot_with_the_topic(bot: Bot, forum: Group) -> None:
    topic = (await bot.create_forum_topic(forum.id, "Case 1")).message_thread_id
    await forum.do("messages", thread_id=topic, text="hello")
    await forum.do("messages", by=AMINA, thread_id=topic, photo={}, caption="look")
    await forum.do("messages", text="outside")
    first, second, third = [update.message for update in await _updates(bot)]
    assert first
    assert (first.text, first.message_thread_id, first.is_topic_message, first.chat.id) == (
        "hello",
        topic,
        True,
        forum.id,
    )
    assert first.from_user
    assert first.from_user.id == EMMA
    assert second
    assert second.photo
    assert third
    assert third.message_thread_id is None


async def test_a_message_in_a_topic_is_edited_by_its_author_alone(bot: Bot, forum: Group) -> None:
    sent = await forum.do("messages", text="helo")
    await forum.do("edits", message_id=sent["message_id"], text="hello")
    edited = (await _updates(bot))[-1].edited_message
    assert edited
    assert edited.text == "hello"
    path = f"groups/{forum.id}/edits"
    refused = await forum.control.refusal(path, by=AMINA, message_id=sent["message_id"], text="x")
    assert refused == (409, "only own texts can be edited")


async def test_copies_between_chats_carry_no_origin(bot: Bot, control: Control, forum: Group) -> None:
    topic = (await bot.create_forum_topic(forum.id, "Case 1")).message_thread_id
    await control.post(f"users/{EMMA}/messages", voice={})
    await bot.copy_message(forum.id, EMMA, 1, message_thread_id=topic)
    answer = await forum.do("messages", by=AMINA, thread_id=topic, text="we help")
    await bot.copy_message(EMMA, forum.id, answer["message_id"])
    seen = (await forum.get("chat"))[-2]
    assert seen["voice"]
    assert seen["message_thread_id"] == topic
    assert "forward_origin" not in seen
    back = (await control.chat())[-1]
    assert (back["text"], back["from_bot"], "message_thread_id" in back) == ("we help", True, False)


async def test_a_topic_closed_by_hand_is_told_and_a_deleted_one_is_not(bot: Bot, forum: Group) -> None:
    topic = (await bot.create_forum_topic(forum.id, "Case 1")).message_thread_id
    await forum.do("close-topic", thread_id=topic)
    (update,) = await _updates(bot)
    assert update.message
    assert update.message.forum_topic_closed
    assert (await forum.get("topics"))[0]["closed"]
    refused = await forum.control.refusal(f"groups/{forum.id}/messages", by=EMMA, thread_id=topic, text="x")
    assert refused == (409, f"topic {topic} is closed")
    await forum.do("reopen-topic", thread_id=topic)
    await forum.do("messages", thread_id=topic, text="x")
    await forum.do("delete-topic", thread_id=topic)
    assert await forum.get("topics") == []
    assert all(message["deleted"] for message in await forum.get("chat"))
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=topic)


async def test_a_bot_that_was_removed_learns_of_it_and_gets_nothing_more(bot: Bot, forum: Group) -> None:
    await forum.do("kick-bot")
    await forum.do("messages", text="is it gone?")
    (update,) = await _updates(bot)
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(forum.id, "x")
    await forum.do("add-bot")
    await bot.send_message(forum.id, "x")


async def test_a_bot_leaves_groups_but_not_people(bot: Bot, control: Control, forum: Group) -> None:
    await control.start()
    assert await bot.leave_chat(forum.id)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.send_message(forum.id, "x")
    with pytest.raises(TelegramBadRequest, match="private chats"):
        await bot.leave_chat(EMMA)


async def test_a_group_that_becomes_a_forum_gets_another_id(bot: Bot, control: Control) -> None:
    group = Group(control, (await control.post("groups", title="Staff", type="group"))["id"])
    new = (await group.do("migrate"))["id"]
    before, after = [update.message for update in await _updates(bot)]
    assert before
    assert before.migrate_to_chat_id == new
    assert after
    assert after.migrate_from_chat_id == group.id
    with pytest.raises(TelegramMigrateToChat) as error:
        await bot.send_message(group.id, "x")
    assert error.value.migrate_to_chat_id == new
    assert await bot.create_forum_topic(new, "Case 1")


async def test_orders_for_groups_that_are_none_are_refused(control: Control, forum: Group) -> None:
    assert await control.refusal("groups/-5/messages", by=EMMA, text="x") == (404, "no group -5")
    assert await control.refusal(f"groups/{forum.id}/messages", by=5, text="x") == (404, "no person 5")
    assert await control.refusal(f"groups/{forum.id}/messages", by=EMMA, thread_id=9, text="x") == (409, "no topic 9")
    assert await control.refusal(f"groups/{forum.id}/delete-topic", thread_id=9) == (404, "no topic 9")
