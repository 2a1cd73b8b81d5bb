"""The reminders that are due: each goes out once, and then nothing of it is kept."""

import logging
from datetime import timedelta

from bot.clock import Clock
from bot.outcome import Fate
from bot.storage.reminders import Reminder, Reminders
from bot.telegram.chat import Chat
from bot.telegram.flows.reminder_screens import ReminderScreens
from bot.telegram.outbox import Outbox

log = logging.getLogger(__name__)

EVERY = 15.0  # seconds
LATE = timedelta(hours=24)  # after which a reminder that could not be sent is given up
_TRY_AGAIN = (Fate.UNREACHED, Fate.LATER, Fate.UNKNOWN)


class Reminding:
    """Sends what is due until cancelled."""

    def __init__(self, reminders: Reminders, screens: ReminderScreens, outbox: Outbox, clock: Clock) -> None:
        self._reminders = reminders
        self._screens = screens
        self._outbox = outbox
        self._clock = clock

    async def run(self) -> None:
        """Look every few seconds; first, send again what a crash interrupted."""
        await self._reminders.recover()
        while True:
            try:
                await self.look()
            except Exception as error:  # the next look finds the same reminders
                log.warning("The reminders could not be looked after: %s", type(error).__name__)
            await self._clock.sleep(EVERY)

    async def look(self) -> None:
        """Send once what is due now."""
        for reminder in await self._reminders.due(self._clock.now()):
            if await self._reminders.take(reminder.id):
                await self._send(reminder)

    async def _send(self, reminder: Reminder) -> None:
        screen = self._screens.reminder(reminder.flow, reminder.language)
        fate = await Chat(self._outbox, reminder.reader_id).say(screen)
        late = self._clock.now() - reminder.at > LATE
        if fate in _TRY_AGAIN and not late:
            await self._reminders.put_back(reminder.id)
        else:
            await self._reminders.settle(reminder.id)
