"""Refusals, with Telegram's own words."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A Bot API call that fails; `description` is what the client reads."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


class ControlError(Exception):
    """A call of the control API that cannot be done; `status` is the HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def bad_request(reason: str) -> ApiError:
    """The 400 for a request that Telegram does not accept."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """The 403 for a chat that is closed to the bot."""
    return ApiError(403, f"Forbidden: {reason}")


def migrated(chat_id: int) -> ApiError:
    """The 400 for a group that has got another id."""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, {"migrate_to_chat_id": chat_id})


def conflict(reason: str) -> ApiError:
    """The 409 for two ways of taking updates at once."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """The 429 that asks the client to wait `retry_after` seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
