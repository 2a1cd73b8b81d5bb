from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.server import Address
from tests.simulator.conftest import EMMA, Control


def keyboard(**button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="b", **button)]])


async def pressed(bot: Bot, control: Control) -> CallbackQuery:
    await control.start()
    sent = await bot.send_message(EMMA, "press", reply_markup=keyboard(callback_data="d"))
    await control.post(f"users/{EMMA}/press", message_id=sent.message_id, data="d")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    return query


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \u202b\n", "text must be non-empty"),
        ("ش" * 4097, "message is too long"),
        ("<b>" + "🙂" * 4096 + "x</b>", "message is too long"),
        ("<i>", "can't parse entities: Can't find end tag corresponding to start tag \"i\""),
    ],
)
async def test_texts_that_telegram_refuses(bot: Bot, control: Control, text: str, reason: str) -> None:
    await control.start()
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_message(EMMA, text, parse_mode="HTML")


async def test_length_is_counted_in_code_points_after_parsing(bot: Bot, control: Control) -> None:
    await control.start()
    sent = await bot.send_message(EMMA, "<b>" + "🙂" * 4096 + "</b>", parse_mode="HTML")
    assert sent.entities
    assert sent.entities[0].length == 2 * 4096


async def test_a_caption_is_shorter(bot: Bot, control: Control) -> None:
    await control.start()
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.copy_message(EMMA, EMMA, 1, caption="x" * 1025)


async def test_callback_data_is_counted_in_bytes(bot: Bot, control: Control) -> None:
    await control.start()
    assert await bot.send_message(EMMA, "x", reply_markup=keyboard(callback_data="ش" * 32))
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(EMMA, "x", reply_markup=keyboard(callback_data="ش" * 32 + "x"))


@pytest.mark.parametrize(
    ("button", "reason"),
    [({}, "Text buttons are unallowed in the inline keyboard"), ({"url": "nonsense"}, "Wrong HTTP URL")],
)
async def test_buttons_that_lead_nowhere_are_refused(
    bot: Bot, control: Control, button: dict[str, str], reason: str
) -> None:
    await control.start()
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_message(EMMA, "x", reply_markup=keyboard(**button))


async def test_an_edit_must_change_something(bot: Bot, control: Control) -> None:
    await control.start()
    sent = await bot.send_message(EMMA, "same", reply_markup=keyboard(callback_data="d"))
    same = {"chat_id": EMMA, "message_id": sent.message_id, "reply_markup": keyboard(callback_data="d")}
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("same", **same)  # type: ignore[arg-type]
    await bot.edit_message_text("same", chat_id=EMMA, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("same", chat_id=EMMA, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("x", chat_id=EMMA, message_id=1)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=EMMA, message_id=99)


async def test_after_48_hours_nothing_is_deleted(telegram: Address, bot: Bot, control: Control) -> None:
    await control.start()
    await control.post("clock", seconds=48 * 3600 + 1)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(EMMA, 1)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(EMMA, 2)


async def test_a_query_is_answered_once(bot: Bot, control: Control) -> None:
    query = await pressed(bot, control)
    assert await bot.answer_callback_query(query.id, "thanks")
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(query.id)


async def test_a_query_is_not_answered_late(bot: Bot, control: Control) -> None:
    query = await pressed(bot, control)
    await control.post("clock", seconds=151)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(query.id)


async def test_protected_messages_are_not_copied(bot: Bot, control: Control) -> None:
    await control.start()
    sent = await bot.send_message(EMMA, "secret", protect_content=True)
    with pytest.raises(TelegramBadRequest, match="message can't be copied"):
        await bot.copy_message(EMMA, EMMA, sent.message_id)
