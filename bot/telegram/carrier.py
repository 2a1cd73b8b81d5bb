"""The carrier: takes broadcasts to Telegram, once each. What the outbox is for replies, it is for campaigns.

A broadcast whose fate is unknown is not sent again: nobody wants the same news twice, and the delivery remembers that
it is unknown. The request is made by hand, without aiogram: at thirty a second this halves what a message costs.
"""

import json
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, FormData, TCPConnector

from bot.campaigns.message import Button, Message
from bot.clock import Clock
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import MediaRow
from bot.telegram.turnstile import Lane, Turnstile

CONNECTIONS = 300  # above what a sender has under way
TIMEOUT = ClientTimeout(total=15)
CHAT_INTERVAL = 1.0  # seconds between two broadcasts to one chat
CHATS = 10_000  # how many chats' last broadcasts are remembered
MARGIN = 0.1  # seconds added to the pause that Telegram asks for


@asynccontextmanager
async def open_carrier(
    api: str, token: str, turnstile: Turnstile, clock: Clock, *, paid: bool = False
) -> AsyncIterator["Carrier"]:
    """A carrier with connections of its own; `api` is the Bot API's address."""
    async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
        yield Carrier(session, f"{api.rstrip('/')}/bot{token}", turnstile, clock, paid=paid)


class Carrier:
    """One per token, at the same turnstile as the outbox. `api` is the Bot API's address with the token."""

    def __init__(
        self,
        session: ClientSession,
        api: str,
        turnstile: Turnstile,
        clock: Clock,
        *,
        paid: bool,
    ) -> None:
        self._session = session
        self._api = api
        self._turnstile = turnstile
        self._clock = clock
        self._paid = paid
        self._last: OrderedDict[int, float] = OrderedDict()

    async def turn(self, count: int = 1) -> None:
        """Wait until so many broadcasts may go out, after all replies."""
        for _ in range(count):
            await self._turnstile.enter(Lane.BROADCAST)

    async def send(self, message: Message, chat: int, file: MediaRow | None = None) -> Outcome:
        """Send one message, once; uploads the file where it has no id yet, and remembers the id."""
        await self._space_out(chat)
        outcome = await self._call(message, chat, file)
        if outcome.fate is Fate.LATER:
            self._turnstile.halt(outcome.retry_after + MARGIN)
        return outcome

    async def _call(self, message: Message, chat: int, file: MediaRow | None) -> Outcome:
        method = f"send{file.kind.title()}" if file else "sendMessage"
        uploading = file is not None and file.file_id is None
        data = _upload(message, chat, file, self._paid) if uploading else _body(message, chat, file, self._paid)
        headers = {} if uploading else {"Content-Type": "application/json"}
        try:
            async with self._session.post(
                f"{self._api}/{method}", data=data, headers=headers, timeout=TIMEOUT
            ) as reply:
                return _outcome(reply.status, json.loads(await reply.read()), file)
        except ClientConnectorError:
            return Outcome(Fate.UNREACHED)
        except (ClientError, TimeoutError, OSError, ValueError, LookupError, TypeError) as error:
            return Outcome(Fate.UNKNOWN, reason=type(error).__name__)

    async def _space_out(self, chat: int) -> None:
        """Telegram takes one message a second into a chat."""
        now = self._clock.monotonic()
        begin = max(now, self._last.pop(chat, -CHAT_INTERVAL) + CHAT_INTERVAL)
        self._last[chat] = begin
        if len(self._last) > CHATS:
            self._last.popitem(last=False)
        if begin > now:
            await self._clock.sleep(begin - now)


def _outcome(status: int, reply: Any, file: MediaRow | None) -> Outcome:
    if not isinstance(reply, dict):
        raise ValueError(status)  # noqa: TRY004 - not an answer of Telegram's: nobody knows what became of it
    if reply.get("ok"):
        result = reply["result"]
        return Outcome(Fate.SENT, result["message_id"], _file_id(result, file) if file else None)
    words = str(reply.get("description", "")).lower()
    match status:
        case 429:
            return Outcome(Fate.LATER, retry_after=float(reply.get("parameters", {}).get("retry_after", 1)))
        case 403:
            return Outcome(Fate.GONE if "deactivated" in words else Fate.BLOCKED, reason=words)
        case 400 if "chat not found" in words:
            return Outcome(Fate.NOT_FOUND, reason=words)
        case 400 if "file identifier" in words:
            return Outcome(Fate.STALE_FILE, reason=words)
        case 400 | 413:
            return Outcome(Fate.REFUSED, reason=words)
    return Outcome(Fate.UNKNOWN, reason=words)


def _file_id(result: Any, file: MediaRow) -> str | None:
    sent = result.get(file.kind)
    found = (sent[-1] if isinstance(sent, list) else sent) or {}
    return str(found["file_id"]) if "file_id" in found else None


@lru_cache(maxsize=64)
def _fields(message: Message, *, captioned: bool, paid: bool) -> dict[str, Any]:
    """What is the same for all readers of a message."""
    fields: dict[str, Any] = {"caption" if captioned else "text": message.html, "parse_mode": "HTML"}
    if not captioned:
        fields["link_preview_options"] = {"is_disabled": True}
    if message.buttons:
        rows = [[_button(button, message.language)] for button in message.buttons]
        fields["reply_markup"] = {"inline_keyboard": rows}
    if paid:
        fields["allow_paid_broadcast"] = True
    return fields


@lru_cache(maxsize=64)
def _rest(message: Message, kind: str, file_id: str, *, paid: bool) -> bytes:
    fields = _fields(message, captioned=bool(kind), paid=paid) | ({kind: file_id} if kind else {})
    return json.dumps(fields, ensure_ascii=False)[1:].encode()


def _body(message: Message, chat: int, file: MediaRow | None, paid: bool) -> bytes:
    rest = _rest(message, file.kind if file else "", (file.file_id or "") if file else "", paid=paid)
    return b'{"chat_id":%d,' % chat + rest


def _upload(message: Message, chat: int, file: MediaRow | None, paid: bool) -> FormData:
    assert file is not None
    form = FormData()
    for name, value in {"chat_id": chat, **_fields(message, captioned=True, paid=paid)}.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(file.kind, file.content, filename=file.name)
    return form


def _button(button: Button, language: str) -> dict[str, str]:
    if button.kind == "url":
        return {"text": button.text, "url": button.target}
    from bot.telegram.callbacks import LanguageAsked, TopicOpened  # aiogram: seconds and 170 MB, often not needed

    match button.kind:
        case "topic":
            return {"text": button.text, "callback_data": TopicOpened(topic=button.target, language=language).pack()}
    return {"text": button.text, "callback_data": LanguageAsked().pack()}
