"""The parameters of a call, however they were sent: query, form, JSON or multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from simulator.errors import bad_request
from simulator.world import Json

MISSING = ("", None)


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content_type: str
    content: bytes


class Params:
    """Named values; every getter turns the wire's form (often text) into the wanted type."""

    def __init__(self, values: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def has(self, name: str) -> bool:
        """Whether the call gave a value."""
        return self.values.get(name) not in MISSING

    def text(self, name: str, default: str = "") -> str:
        """A text, `default` when absent."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, `default` when absent or malformed, as Telegram does."""
        try:
            return int(self.values[name])
        except (KeyError, TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str = "object") -> Any:
        """A nested value, given as JSON text or as part of a JSON body; None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise bad_request(f"can't parse {what} JSON object") from error

    def logged(self) -> Json:
        """The values for the log; files by name and size."""
        files = {k: {"name": u.name, "bytes": len(u.content)} for k, u in self.uploads.items()}
        return self.values | files


async def read_params(request: web.Request) -> Params:
    """The parameters of an HTTP request; a later source overrides an earlier one."""
    values: Json = dict(request.query)
    if request.method != "POST":
        return Params(values)
    if request.content_type == "application/json":
        return Params(values | await _json_body(request))
    form = await request.post()
    uploads = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Params(values, uploads)


async def _json_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(body, dict):
        raise bad_request("expected an Object as request JSON")
    return body
