"""People with phones: they write, press buttons, and see what the bot shows them."""

import asyncio
import itertools
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from simulator.server import Address

_IDS = itertools.count(9_001)
PATIENCE = 60.0  # seconds; on a busy machine nothing is quick


@dataclass(frozen=True)
class Seen:
    """A message of the bot's as a person sees it."""

    message_id: int
    text: str
    buttons: list[list[tuple[str, str]]]

    @property
    def titles(self) -> list[str]:
        """The texts of all buttons, from the top."""
        return [text for row in self.buttons for text, _ in row]

    @property
    def first_line(self) -> str:
        """The title, without the marks that only steer the writing direction."""
        return self.text.split("\n")[0].strip("\u200e\u200f\u2066\u2067\u2068\u2069")


class Person:
    """One person; every deed returns what the bot showed in reply, new or changed."""

    def __init__(self, simulator: Address, database: Path, name: str, language_code: str) -> None:
        self.id = next(_IDS)
        self._simulator = simulator
        self._database = database
        self._made = {"id": self.id, "first_name": name, "language_code": language_code}
        self._known = False

    async def says(self, text: str) -> list[Seen]:
        """Write to the bot."""
        return await self._do("messages", {"text": text})

    async def edits(self, message_id: int, text: str) -> list[Seen]:
        """Correct an own message."""
        return await self._do("edits", {"message_id": message_id, "text": text})

    async def presses(self, title: str) -> list[Seen]:
        """Press the lowest button with this text."""
        for seen in reversed(await self.chat()):
            for text, data in itertools.chain(*seen.buttons):
                if text == title:
                    return await self._do("press", {"message_id": seen.message_id, "data": data})
        raise AssertionError(f"there is no button {title!r}")

    async def presses_old(self, data: str) -> list[Seen]:
        """Press a button that an earlier version of the bot may have shown."""
        return await self.causes("callback_query", {"id": data, "chat_instance": "1", "data": data})

    async def causes(self, kind: str, what: dict[str, Any]) -> list[Seen]:
        """Cause an update that the phone page has no way to make."""
        before = await self.chat()
        body = {"from": {**self._made, "is_bot": False}, **what}
        if kind.endswith("message"):
            body = {"message_id": 900_000, "date": 1, "chat": {"id": self.id, "type": "private"}, **body}
        update_id = self._simulator.simulation.updates.push(kind, body, f"person {self.id}")
        assert update_id is not None
        return await self._news(update_id, before)

    async def sends(self, kind: str, what: dict[str, Any]) -> list[Seen]:
        """Send something that is not text: voice, photo, sticker, location."""
        return await self._do("messages", {kind: what})

    async def forwards(self, text: str, written_by: int | None) -> list[Seen]:
        """Forward a text of some account, or of one that hides its name."""
        origin: dict[str, Any] = {"type": "hidden_user", "sender_user_name": "Boss", "date": 1}
        if written_by is not None:
            user = {"id": written_by, "is_bot": True, "first_name": "Bot"}
            origin = {"type": "user", "sender_user": user, "date": 1}
        return await self._do("messages", {"text": text, "forward_origin": origin})

    async def blocks(self) -> None:
        """Block the bot."""
        await self._call("POST", f"/users/{self.id}/block", {})

    async def chat(self) -> list[Seen]:
        """All that the bot shows now."""
        return [_seen(message) for message in await self.raw_chat() if message["from_bot"] and not message["deleted"]]

    async def raw_chat(self) -> list[dict[str, Any]]:
        """All that both sides said, as Telegram has it."""
        return list(await self._call("GET", f"/users/{self.id}/chat"))

    async def exist(self) -> None:
        """Be there, for those who do something before they write to the bot."""
        if not self._known:
            await self._call("POST", "/users", self._made)
            self._known = True

    async def until_handled(self, update_id: int) -> None:
        """Wait until the bot has finished with an update."""
        async with asyncio.timeout(PATIENCE):
            while not self._is_handled(update_id):  # noqa: ASYNC110 - the bot tells nobody but its inbox
                await asyncio.sleep(0.02)

    async def until_shown(self, text: str) -> Seen:
        """The newest message that holds this text, once it is there."""
        async with asyncio.timeout(PATIENCE):
            while not (found := [seen for seen in await self.chat() if text in seen.text]):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return found[-1]

    async def _do(self, deed: str, body: dict[str, Any]) -> list[Seen]:
        await self.exist()
        before = await self.chat()
        done = await self._call("POST", f"/users/{self.id}/{deed}", body)
        return await self._news(done["update_id"], before)

    async def _news(self, update_id: int, before: list[Seen]) -> list[Seen]:
        """What the bot did with an update, once it has finished with it."""
        await self.until_handled(update_id)
        return [seen for seen in await self.chat() if seen not in before]

    def _is_handled(self, update_id: int) -> bool:
        with closing(sqlite3.connect(self._database)) as database:
            query = "select 1 from inbox where update_id = ? and state in ('done', 'failed')"
            return database.execute(query, (update_id,)).fetchone() is not None

    async def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        address = f"{self._simulator.url}/__sim{path}"
        async with ClientSession() as session, session.request(method, address, json=body) as reply:
            assert reply.ok, f"{method} {path}: {reply.status} {await reply.text()}"
            return await reply.json()


def _seen(message: dict[str, Any]) -> Seen:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [[(button["text"], button["callback_data"]) for button in row] for row in rows]
    return Seen(message["message_id"], message.get("text", message.get("caption", "")), buttons)
