"""The one client of the assistant."""

from types import TracebackType
from typing import Protocol, Self

from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import ValidationError

from bot.assistant.answer import Answer
from bot.errors import AssistantError, AssistantSlow

PATIENCE = 2.0  # seconds; a person waits for a second, and the menu is there without the assistant
LONGEST = 1000  # characters; the assistant's time grows with the text


class Assistant(Protocol):
    """The seam: something that understands questions."""

    async def ask(self, question: str, reader: str, language: str | None) -> Answer:
        """Understand one question of a reader (a pseudonym). Raises AssistantError."""
        ...


class HttpAssistant:
    """The assistant behind its webhook; use as an async context manager."""

    def __init__(self, url: str, token: str, patience: float = PATIENCE) -> None:
        self._address = f"{url.rstrip('/')}/webhooks/topics/webhook"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = ClientTimeout(total=patience)

    async def __aenter__(self) -> Self:
        self._session = ClientSession(headers=self._headers, timeout=self._timeout)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, question: str, reader: str, language: str | None) -> Answer:
        """Understand one question; leading slashes go, so that no text can pose as a command of Rasa's."""
        message = question.lstrip("/ \t\n")[:LONGEST]
        body = {"sender": reader, "message": message, "metadata": {"language": language}}
        try:
            async with self._session.post(self._address, json=body) as response:
                response.raise_for_status()
                return Answer.model_validate_json(await response.read())
        except TimeoutError as error:
            raise AssistantSlow from error
        except (ClientError, ValidationError) as error:
            raise AssistantError(type(error).__name__) from error
