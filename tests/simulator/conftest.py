"""A running simulator, aiogram's own client for the bot's side, and a hand for the people's side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from simulator.server import Address, running

TOKEN = "42:A-token_for-tests"
EMMA = 1001


async def until(condition: Callable[[], bool]) -> None:
    """Let others run until something is the case."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


class Control:
    """The control API, with failures as exceptions."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def get(self, path: str) -> Any:
        async with self.session.get(f"/__sim/{path}") as reply:
            assert reply.ok, await reply.text()
            return await reply.json()

    async def post(self, path: str, **body: object) -> Any:
        async with self.session.post(f"/__sim/{path}", json=body) as reply:
            assert reply.ok, await reply.text()
            return await reply.json()

    async def refusal(self, path: str, **body: object) -> tuple[int, str]:
        async with self.session.post(f"/__sim/{path}", json=body) as reply:
            return reply.status, (await reply.json())["error"]

    async def start(self, person: int = EMMA) -> None:
        await self.post(f"users/{person}/messages", text="/start")

    async def chat(self, person: int = EMMA) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = await self.get(f"users/{person}/chat")
        return messages


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for all, so that the browser is started once."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(loop_scope="session")
async def telegram() -> AsyncIterator[Address]:
    async with running(token=TOKEN, cast=True) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def control(telegram: Address) -> AsyncIterator[Control]:
    async with aiohttp.ClientSession(telegram.url) as session:
        yield Control(session)


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram: Address) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(TOKEN, session=session) as client:
        yield client
