"""The staff's group when it moves, and when Telegram says no in one of its many ways."""

import logging

import pytest
from aiogram import Bot

from bot.telegram.handover.group import GroupLostError, RefusedError, StaffGroup, ThreadGoneError
from bot.telegram.outbox import Outbox
from bot.telegram.turnstile import Turnstile
from tests.bot.conftest import SetClock
from tests.bot.telegram.conftest import EMMA, Control


@pytest.fixture
async def group(bot: Bot, clock: SetClock, control: Control) -> StaffGroup:
    made = await control("/groups", title="Staff", is_forum=True)
    assert isinstance(made, dict)
    return StaffGroup(Outbox(bot, Turnstile(clock), clock), made["id"])


@pytest.mark.parametrize(
    ("description", "error"),
    [
        ("Bad Request: message thread not found", ThreadGoneError),
        ("Bad Request: TOPIC_DELETED", ThreadGoneError),
        ("Bad Request: not enough rights to send text messages to the chat", GroupLostError),
        ("Bad Request: CHAT_ADMIN_REQUIRED", GroupLostError),
        ("Bad Request: chat not found", GroupLostError),
        ("Bad Request: TOPIC_CLOSED", RefusedError),
    ],
)
async def test_a_refusal_is_told_by_what_it_means(
    group: StaffGroup, control: Control, description: str, error: type[Exception]
) -> None:
    thread = await group.create_thread("1 · Dari")
    await control("/faults", method="sendMessage", kind="error", code=400, description=description)
    with pytest.raises(error) as raised:
        await group.say(thread, "x")
    assert type(raised.value) is error


@pytest.mark.parametrize("reason", ["user is deactivated", "bot was kicked from the supergroup chat"])
async def test_a_closed_door_means_that_the_group_is_lost(group: StaffGroup, control: Control, reason: str) -> None:
    thread = await group.create_thread("1 · Dari")
    await control("/faults", method="sendMessage", kind="error", code=403, description=f"Forbidden: {reason}")
    with pytest.raises(GroupLostError):
        await group.say(thread, "x")


async def test_a_group_without_topics_is_no_staff_group(group: StaffGroup, control: Control) -> None:
    plain = await control("/groups", title="Plain")
    assert isinstance(plain, dict)
    group.move(plain["id"])
    with pytest.raises(GroupLostError):
        await group.create_thread("1 · Dari")


async def test_a_moved_group_is_followed_at_once_and_the_log_tells_without_a_number(
    group: StaffGroup, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    old = group.id
    moved = await control(f"/groups/{old}/migrate", by=EMMA)
    assert isinstance(moved, dict)
    assert await group.create_thread("1 · Dari")
    assert group.id == moved["id"]
    with caplog.at_level(logging.INFO):
        group.move(old)
    assert "STAFF_CHAT" in caplog.text
    assert str(old) not in caplog.text
