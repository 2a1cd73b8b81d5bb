"""What there is: the bot, people, chats, messages, files. Plain data, so that it can be stored whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone; the private chat with the bot carries the same id."""

    id: int
    first_name: str
    language_code: str
    username: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """The person as a Bot API `User`."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        return user | {"language_code": self.language_code}

    def view(self) -> Json:
        """The person as the control API shows them."""
        states = {"started": self.started, "blocked": self.blocked, "deactivated": self.deactivated}
        return self.user() | states


@dataclass
class Message:
    """One message: `payload` as in the Bot API; `keyboard` is a markup that only the person's app sees."""

    payload: Json
    from_bot: bool
    keyboard: Json | None = None
    deleted: bool = False

    def view(self) -> Json:
        """The message as the person sees it."""
        extra: Json = {"from_bot": self.from_bot, "deleted": self.deleted}
        return self.payload | ({"reply_markup": self.keyboard} if self.keyboard else {}) | extra


@dataclass
class Topic:
    """A forum topic of a group."""

    id: int
    name: str
    icon_color: int
    closed: bool = False


@dataclass
class Chat:
    """A private chat or a group, with all its messages by id.

    `absence` is why the bot is not in a group, in Telegram's words; `moved_to` the id of what the group became.
    """

    id: int
    type: str
    names: Json
    absence: str = ""
    moved_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    last_message_id: int = 0

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.type == "private"

    def brief(self) -> Json:
        """The chat as it stands inside messages."""
        return {"id": self.id, "type": self.type} | self.names

    def next_message_id(self) -> int:
        """Ids rise by one within a chat."""
        self.last_message_id += 1
        return self.last_message_id


@dataclass
class CallbackQuery:
    """A pressed button that waits for its answer; `born` in seconds since 1970."""

    person_id: int
    born: float
    answered: bool = False


@dataclass
class StoredFile:
    """An uploaded file; its bytes are served under `path`."""

    file_id: str
    unique_id: str
    path: str
    kind: str
    description: Json
    content: bytes


@dataclass
class Bot:
    """The one bot of this world and its profile, texts by language code ("" is the default)."""

    id: int
    username: str = "rahnuma_bot"
    names: dict[str, str] = field(default_factory=lambda: {"": "Rahnuma"})
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def user(self) -> Json:
        """The bot as a Bot API `User`."""
        return {"id": self.id, "is_bot": True, "first_name": self.names[""], "username": self.username}


@dataclass
class World:
    """Everything that exists."""

    bot: Bot
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
