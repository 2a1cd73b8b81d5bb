"""What campaigns need of Telegram. bot.telegram has it; bot.app introduces them."""

from typing import Protocol

from bot.campaigns.message import Message
from bot.outcome import Outcome
from bot.storage.campaign_tables import MediaRow


class Carrier(Protocol):
    """Carries broadcasts to Telegram, after all replies to people."""

    async def turn(self, count: int = 1) -> None:
        """Wait until so many messages may go out."""
        ...

    async def send(self, message: Message, chat: int, file: MediaRow | None = None) -> Outcome:
        """Send one message, once; never raises for what Telegram or the network makes of it.

        A file without a `file_id` is uploaded with this message; the outcome's `result` is then its new id.
        """
        ...
