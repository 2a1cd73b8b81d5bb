"""The trail that a conversation leaves: numbers of messages, so that a reader can hide the chat.

Of people who are not stored as readers the numbers are in memory only, and go with the rest once they are.
"""

import logging
from collections import OrderedDict

from bot.storage.database import UNAVAILABLE
from bot.storage.keyring import Keyring
from bot.storage.traces import Traces

log = logging.getLogger(__name__)

STRANGERS, MESSAGES = 10_000, 50  # how many strangers are remembered, and how many messages of each


class Trail:
    """Notes messages of private chats; a failure hurts less than an answer that does not come."""

    def __init__(self, traces: Traces, keyring: Keyring) -> None:
        self.traces = traces
        self._keyring = keyring
        self._strangers: OrderedDict[str, list[int]] = OrderedDict()

    async def leave(self, chat: int, message_id: int) -> None:
        """Note a message of either side; groups have negative ids and leave none."""
        if chat < 0:
            return
        key = self._keyring.pseudonym(chat)
        messages = [*self.take(key), message_id]
        try:
            stored = await self.traces.leave(key, messages)
        except UNAVAILABLE as error:
            log.warning("A message's number could not be noted: %s", type(error).__name__)
            stored = False
        if not stored:
            self._remember(key, messages)

    def take(self, reader_key: str) -> list[int]:
        """What is in memory only, once."""
        return self._strangers.pop(reader_key, [])

    def _remember(self, key: str, messages: list[int]) -> None:
        self._strangers[key] = messages[-MESSAGES:]
        if len(self._strangers) > STRANGERS:
            self._strangers.popitem(last=False)
