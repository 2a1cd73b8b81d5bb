"""Keyboards under messages, checked as Telegram checks them."""

from __future__ import annotations

from typing import Any

from simulator.errors import bad_request
from simulator.params import Params
from simulator.world import Json

CALLBACK_DATA_BYTES = 64
BUTTONS = 100
_ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query",
            "switch_inline_query_current_chat", "copy_text", "callback_game", "pay")  # fmt: skip
_OTHER = ("keyboard", "remove_keyboard", "force_reply")


def read_keyboard(params: Params) -> Json | None:
    """The `reply_markup` of a call, None when absent or empty; a 400 when Telegram would refuse it."""
    markup = params.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return markup | {"keyboard": [[_reply_button(b) for b in row] for row in _rows(markup["keyboard"])]}
    return markup if any(markup.get(name) for name in _OTHER) else None


def is_inline(markup: Json | None) -> bool:
    """Whether the keyboard belongs to the message itself rather than to the input field."""
    return bool(markup) and "inline_keyboard" in (markup or {})


def _inline(value: object) -> Json | None:
    rows = [[_inline_button(button) for button in row] for row in _rows(value)]
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _rows(value: object) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request("can't parse inline keyboard: array of InlineKeyboardButton arrays expected")
    return value


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" is not specified')
    given = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not given:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data", "")).encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in given:
        _check_url(str(button["url"]))
    return {"text": button["text"], given[0]: button[given[0]]}


def _check_url(url: str) -> None:
    host = url.split("://")[-1].split("/")[0]
    if url.startswith("tg://") or "." in host:
        return
    raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _reply_button(button: object) -> Json:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse keyboard button: Field "text" is not specified')
    return button
