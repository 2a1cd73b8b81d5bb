"""Settings from the environment and `.env`; a bad start names every wrong key at once."""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AnyHttpUrl, Field, Secret, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

Token = Annotated[str, StringConstraints(pattern="^[0-9]+:[A-Za-z0-9_-]{30,}$")]
Key = Annotated[str, StringConstraints(min_length=32)]
Password = Annotated[str, StringConstraints(min_length=16, max_length=256, pattern="^[A-Za-z0-9_-]+$")]


class Settings(BaseSettings):
    """All that a deployment may choose. Field descriptions are the expected forms shown on a bad start."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_token: Annotated[Secret[Token], Field(description="the token from @BotFather, 123456:ABC...")]
    telegram_api: Annotated[AnyHttpUrl, Field(description="an http(s) address")] = AnyHttpUrl(
        "https://api.telegram.org"
    )
    reader_key: Annotated[Secret[Key], Field(description="a secret of 32 characters or more, never changed afterwards")]
    database_url: Annotated[
        str,
        Field(
            pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://",
            description="sqlite+aiosqlite:///file or postgresql+asyncpg://user:password@host/name",
        ),
    ] = "sqlite+aiosqlite:///var/rahnuma.db"
    assistant_url: Annotated[AnyHttpUrl, Field(description="an http(s) address")] = AnyHttpUrl("http://127.0.0.1:5005")
    assistant_token: Annotated[
        Secret[Password], Field(description="a secret of 16 characters or more, shared with the assistant")
    ]
    content: Annotated[Path, Field(description="the folder of the content")] = Path("content")
    webhook_url: Annotated[AnyHttpUrl | None, Field(description="the public https address of the webhook")] = None
    webhook_secret: Annotated[Secret[Password] | None, Field(description="16 to 256 of A-Z a-z 0-9 _ -")] = None
    webhook_listen: Annotated[
        str | None, Field(pattern=r"^[^:\s]+:\d{1,5}$", description="host:port to listen on, 127.0.0.1:8080")
    ] = None
    staff_chat: Annotated[
        int | None, Field(lt=0, description="the number of the staff's forum group, such as -1001234567890")
    ] = None
    campaign_testers: Annotated[
        str, Field(pattern=r"^(\d+(,\s*\d+)*)?$", description="Telegram ids, separated by commas: 123456,234567")
    ] = ""
    questions_days: Annotated[int, Field(ge=1, le=365, description="days, 1 to 365")] = 30
    messages_per_minute: Annotated[int, Field(ge=5, description="5 or more, from one person")] = 30
    paid_broadcasts: Annotated[bool, Field(description="yes or no")] = False
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(description="DEBUG, INFO, WARNING or ERROR")
    ] = "INFO"

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        given = [self.webhook_url, self.webhook_secret, self.webhook_listen]
        if any(given) and not all(given):
            raise ValueError("WEBHOOK_URL, WEBHOOK_SECRET and WEBHOOK_LISTEN: set all three or none")
        return self


# Their values never reach a message; a database address may hold a password.
_SECRETS = {"telegram_token", "reader_key", "assistant_token", "webhook_secret", "database_url"}


def read_settings() -> Settings:
    """Settings of this process.

    ENV_FILE names another file than `.env`; the demo names none, so that no real setting gets into it.
    Raises SettingsError naming every wrong key, its value (never a secret's) and the expected form.
    """
    try:
        return Settings(_env_file=os.environ.get("ENV_FILE", ".env"))
    except ValidationError as error:
        lines = sorted(_explain(problem) for problem in error.errors())
        raise SettingsError("\n".join(["The settings are not complete:", *lines])) from None


def _explain(problem: ErrorDetails) -> str:
    if not problem["loc"]:
        return f"  {problem['msg'].removeprefix('Value error, ')}"
    key = str(problem["loc"][0])
    form = Settings.model_fields[key].description
    if problem["type"] == "missing":
        return f"  {key.upper()} is not set; expected: {form}"
    shown = "(secret)" if key in _SECRETS else repr(problem["input"])
    return f"  {key.upper()}={shown} is not valid; expected: {form}"


def content_folder() -> Path:
    """Where the content lies, for tools that need no other setting."""
    return Path(os.environ.get("CONTENT", "content"))
