import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import web

from simulator.server import Address
from simulator.webhook import SECRET_HEADER
from tests.simulator.conftest import EMMA, Control, until

AMINA = 1002


@dataclass
class Receiver:
    """The bot's side of a webhook: takes updates, or refuses them with the statuses in `refusals`."""

    url: str = ""
    refusals: list[int] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    texts: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    refused: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def take(self, request: web.Request) -> web.Response:
        update: dict[str, Any] = await request.json()
        self.secrets.append(request.headers.get(SECRET_HEADER, ""))
        text = update["message"]["text"]
        if self.refusals and text.startswith("poison"):
            self.refused.put_nowait(text)
            return web.Response(status=self.refusals.pop(0))
        self.texts.put_nowait(text)
        return web.Response()


@pytest_asyncio.fixture(loop_scope="session")
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def write(control: Control, person: int, *texts: str) -> None:
    for text in texts:
        await control.post(f"users/{person}/messages", text=text)


async def test_waiting_and_new_updates_are_delivered_with_the_secret(
    bot: Bot, control: Control, receiver: Receiver
) -> None:
    await write(control, EMMA, "before")
    await bot.set_webhook(receiver.url, secret_token="s3cret")
    await write(control, EMMA, "after")
    assert [await receiver.texts.get(), await receiver.texts.get()] == ["before", "after"]
    assert set(receiver.secrets) == {"s3cret"}
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_a_refused_update_holds_back_its_own_chat_only(
    telegram: Address, bot: Bot, control: Control, receiver: Receiver
) -> None:
    receiver.refusals = [500, 500, 500]
    await bot.set_webhook(receiver.url)
    await write(control, EMMA, "poison", "next")
    await receiver.refused.get()
    await receiver.refused.get()
    await write(control, AMINA, "other chat")
    assert await receiver.texts.get() == "other chat"
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 2
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"

    def taken() -> bool:
        telegram.simulation.clock.advance(5)
        return not receiver.texts.empty()

    await until(taken)
    assert [await receiver.texts.get(), await receiver.texts.get()] == ["poison", "next"]


async def test_without_the_webhook_the_rest_waits_for_polling(bot: Bot, control: Control, receiver: Receiver) -> None:
    receiver.refusals = [503] * 9
    await bot.set_webhook(receiver.url)
    await write(control, EMMA, "poison")
    await receiver.refused.get()
    await bot.delete_webhook()
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["poison"]
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [("ftp://x", None, "invalid webhook URL"), ("https://a.bg", "no spaces", "secret token contains")],
)
async def test_bad_settings_are_refused(bot: Bot, url: str, secret: str | None, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.set_webhook(url, secret_token=secret)
