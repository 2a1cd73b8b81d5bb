"""The one client of the assistant."""

from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Protocol, Self

from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import ValidationError

from bot.assistant.answer import Answer
from bot.errors import AssistantError, AssistantSlow

PATIENCE = 2.0  # seconds; a person waits for a second, and the menu is there without the assistant
LONGEST = 1000  # characters; the assistant's time grows with the text


@dataclass(frozen=True)
class Press:
    """A pressed button of a guided conversation: it begins the flow, answers a step, or stops it."""

    flow: str
    step: str | None = None
    option: str | None = None
    stop: bool = False

    def body(self) -> dict[str, object]:
        """What goes over the wire."""
        return {key: value for key, value in asdict(self).items() if value}


class Assistant(Protocol):
    """The seam: something that understands questions."""

    async def ask(self, question: str, reader: str, language: str | None) -> Answer:
        """Understand one question of a reader (a pseudonym). Raises AssistantError."""
        ...

    async def press(self, press: Press, reader: str, language: str | None) -> Answer:
        """Go on with a guided conversation. Raises AssistantError."""
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
        return await self._post({"sender": reader, "message": message, "metadata": {"language": language}})

    async def press(self, press: Press, reader: str, language: str | None) -> Answer:
        """Tell of a pressed button; only this can begin or answer a guided conversation as a command."""
        return await self._post({"sender": reader, "press": press.body(), "metadata": {"language": language}})

    async def _post(self, body: dict[str, object]) -> Answer:
        try:
            async with self._session.post(self._address, json=body) as response:
                response.raise_for_status()
                return Answer.model_validate_json(await response.read())
        except TimeoutError as error:
            raise AssistantSlow from error
        except (ClientError, ValidationError) as error:
            raise AssistantError(type(error).__name__) from error
