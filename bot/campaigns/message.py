"""What a reader gets: one Telegram message, complete."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal, Self

from bot.storage.campaign_tables import MessageRow

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024  # code points that Telegram takes, without and with a file


@dataclass(frozen=True)
class Button:
    """A button under the message: to an address, to a topic of ours, or to the choice of a language."""

    text: str
    kind: Literal["url", "topic", "languages"]
    target: str = ""


@dataclass(frozen=True)
class Message:
    """HTML, buttons and the SHA-256 of a file. `language` is that of the text."""

    language: str
    html: str
    buttons: tuple[Button, ...] = ()
    media: str | None = None

    @cached_property
    def hash(self) -> str:
        """Names exactly this content: one changed comma gives another one."""
        content = [self.html, [asdict(button) for button in self.buttons], self.media]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    def row(self, reader_language: str, hash_: str) -> dict[str, Any]:
        """The message as it is stored for the readers of a language."""
        return {
            "language": reader_language,
            "text_language": self.language,
            "hash": hash_,
            "html": self.html,
            "buttons": [asdict(button) for button in self.buttons],
            "media": self.media,
        }

    @classmethod
    def from_row(cls, row: MessageRow) -> Self:
        """The message as it was stored."""
        return cls(row.text_language, row.html, tuple(Button(**button) for button in row.buttons), row.media)  # type: ignore[arg-type]
