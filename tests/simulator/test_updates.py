import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from simulator.server import Address
from tests.simulator.conftest import EMMA, Control, until


async def write(control: Control, *texts: str) -> list[int]:
    return [(await control.post(f"users/{EMMA}/messages", text=text))["update_id"] for text in texts]


async def ids(bot: Bot, offset: int = 0, limit: int = 100, seconds: int = 0) -> list[int]:
    return [update.update_id for update in await bot.get_updates(offset, limit, seconds)]


async def test_updates_come_again_until_confirmed(bot: Bot, control: Control) -> None:
    first, second, third = await write(control, "a", "b", "c")
    assert await ids(bot, limit=2) == [first, second]
    assert await ids(bot) == [first, second, third]
    assert await ids(bot, offset=second) == [second, third]
    assert await ids(bot, offset=third + 1) == []


async def test_a_negative_offset_keeps_the_last_ones(bot: Bot, control: Control) -> None:
    *_, last = await write(control, "a", "b", "c")
    assert await ids(bot, offset=-1) == [last]
    assert await ids(bot) == [last]


async def test_a_long_poll_wakes_when_something_arrives(telegram: Address, bot: Bot, control: Control) -> None:
    poll = asyncio.create_task(ids(bot, seconds=50))
    await until(lambda: telegram.simulation.journal.in_flight == 1)
    assert await write(control, "a") == await poll


async def test_a_second_poller_ends_the_first(telegram: Address, bot: Bot, control: Control) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await until(lambda: telegram.simulation.journal.in_flight == 1)
    await bot.get_updates()
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first


async def test_an_omitted_list_of_kinds_keeps_the_former_one(bot: Bot, control: Control) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await bot.get_updates()
    assert await write(control, "a") == [None]
    await bot.get_updates(allowed_updates=[])
    assert await write(control, "b") == await ids(bot)


async def test_updates_expire_and_queries_sooner(bot: Bot, control: Control) -> None:
    await write(control, "a")
    sent = await bot.send_message(
        EMMA,
        "x",
        reply_markup={"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]},  # type: ignore[arg-type]
    )
    await control.post(f"users/{EMMA}/press", message_id=sent.message_id, data="d")
    assert len(await ids(bot)) == 2
    await control.post("clock", seconds=151)
    assert len(await ids(bot)) == 1
    await control.post("clock", seconds=86_400)
    assert await ids(bot) == []


async def test_ids_go_on_after_a_reset(bot: Bot, control: Control) -> None:
    [before] = await write(control, "a")
    await control.post("reset")
    assert await ids(bot) == []
    assert await write(control, "a") == [before + 1]
