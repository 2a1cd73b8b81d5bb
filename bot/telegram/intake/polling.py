"""Long polling: an update is confirmed (by asking for the next) only after it is in the inbox."""

import logging
from collections.abc import Sequence

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.clock import Clock
from bot.errors import SettingsError
from bot.telegram.intake import ALLOWED_UPDATES
from bot.telegram.intake.reception import RawUpdate, Reception

log = logging.getLogger(__name__)

TIMEOUT = 30  # seconds that Telegram holds an empty poll
LONGEST_PAUSE = 30.0  # seconds between tries while Telegram is out of reach


class Polling:
    """Asks for updates until cancelled. `address` is the bot's own: https://api.telegram.org/bot<token>."""

    def __init__(self, address: str, reception: Reception, clock: Clock) -> None:
        self._address = address
        self._reception = reception
        self._clock = clock

    async def run(self) -> None:
        """Poll for ever. Raises SettingsError if Telegram does not know the token."""
        offset, pause = None, 1.0
        async with ClientSession(timeout=ClientTimeout(total=TIMEOUT + 15)) as session:
            while True:
                try:
                    updates = await self._ask(session, offset)
                    await self._reception.take(updates)
                except Exception as error:  # the database may be locked, Telegram away: nothing is confirmed, try on
                    if isinstance(error, SettingsError):
                        raise
                    log.warning("No updates for %.0f s: %s", pause, type(error).__name__)
                    await self._clock.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                    continue
                pause = 1.0
                offset = max([update["update_id"] + 1 for update in updates], default=offset)

    async def _ask(self, session: ClientSession, offset: int | None) -> Sequence[RawUpdate]:
        wish = {"timeout": TIMEOUT, "allowed_updates": ALLOWED_UPDATES} | ({"offset": offset} if offset else {})
        async with session.post(f"{self._address}/getUpdates", json=wish) as response:
            reply = await response.json(content_type=None)
        match reply:
            case {"ok": True, "result": list(updates)}:
                return updates
            case {"error_code": 401 | 404}:
                raise SettingsError("TELEGRAM_TOKEN: Telegram does not know this token")
            case {"error_code": 409}:
                log.error("Somebody else takes this bot's updates (another process, or a webhook)")
        raise ClientError("getUpdates failed")
