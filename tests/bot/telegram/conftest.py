"""A simulator for the tests of what speaks Telegram, and a person in it."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiohttp import ClientSession

from bot.telegram.client import make_bot
from simulator.server import Address, running

TOKEN = "123456:" + "T" * 35
EMMA = 4_001


@pytest.fixture
async def simulator() -> AsyncIterator[Address]:
    async with running(token=TOKEN) as address:
        yield address


@pytest.fixture
async def bot(simulator: Address) -> AsyncIterator[Bot]:
    bot = make_bot(TOKEN, simulator.url)
    yield bot
    await bot.session.close()


class Control:
    """The simulator's control API."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def __call__(self, path: str, **body: object) -> object:
        async with self._session.post(f"{self._url}/__sim{path}", json=body) as reply:
            assert reply.ok, await reply.text()
            return await reply.json()

    async def get(self, path: str) -> list[dict[str, object]]:
        async with self._session.get(f"{self._url}/__sim{path}") as reply:
            return list(await reply.json())


@pytest.fixture
async def control(simulator: Address) -> AsyncIterator[Control]:
    """Control of a simulator in which Emma has started the bot."""
    async with ClientSession() as session:
        control = Control(session, simulator.url)
        await control("/users", id=EMMA, first_name="Emma", language_code="en")
        await control(f"/users/{EMMA}/messages", text="/start")
        yield control
