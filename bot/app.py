"""The composition root: the one module that knows everyone. It builds the house, runs it, and takes it down."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import urlsplit

from aiogram import Bot
from aiohttp import web

from bot.assistant import HttpAssistant
from bot.campaigns.house import House
from bot.campaigns.sender import nobody
from bot.campaigns.texts import Texts
from bot.clock import Clock, SystemClock
from bot.content import Library
from bot.outcome import Fate
from bot.phrases import Phrasebook
from bot.settings import Settings
from bot.storage.broadcasts import Broadcasts
from bot.storage.database import UNAVAILABLE, Sessions, migrate, open_database, sessions
from bot.storage.feedback import Feedback
from bot.storage.inbox import Inbox
from bot.storage.keyring import Keyring
from bot.storage.questions import Questions
from bot.storage.readers import Readers
from bot.storage.reminders import Reminders
from bot.storage.subscriptions import Subscriptions
from bot.storage.tables import ReaderState
from bot.storage.traces import Traces
from bot.telegram.answering import Answering
from bot.telegram.arrivals import Arrivals
from bot.telegram.carrier import open_carrier
from bot.telegram.client import make_bot
from bot.telegram.dispatcher import make_dispatcher, read_update
from bot.telegram.doubts import Doubts
from bot.telegram.flows.reminder_screens import ReminderScreens
from bot.telegram.flows.reminding import Reminding
from bot.telegram.handover.desk import Desk, open_desk
from bot.telegram.intake import ALLOWED_UPDATES
from bot.telegram.intake.polling import Polling
from bot.telegram.intake.reception import Reception
from bot.telegram.intake.webhook import webhook
from bot.telegram.intake.worker import Worker
from bot.telegram.outbox import Departure, Outbox
from bot.telegram.pace import Pace
from bot.telegram.pending import Pending
from bot.telegram.profile import publish_profile
from bot.telegram.safety.hiding import Hiding
from bot.telegram.screens import Screens
from bot.telegram.shelf import Shelf
from bot.telegram.trail import Trail
from bot.telegram.turnstile import PER_SECOND, PER_SECOND_PAID, Turnstile
from bot.telegram.written import Written

log = logging.getLogger(__name__)

Part = Coroutine[None, None, None]

PURGE_EVERY = 3600.0  # seconds


def say_ready() -> None:
    """Tell the launcher, which waits for this line."""
    print("ready", flush=True)


async def run(settings: Settings, ready: Callable[[], None] = say_ready, clock: Clock | None = None) -> None:
    """Run the bot until cancelled; calls `ready` when updates are taken. Raises RahnumaError on a bad start."""
    clock = clock or SystemClock()
    async with _database(settings) as stored, _bot(settings) as bot, _assistant(settings) as assistant:
        keyring = Keyring(settings.reader_key.get_secret_value())
        readers, inbox = Readers(stored, keyring, clock), Inbox(stored, keyring, clock)
        library = Library(settings.content)
        phrasebook = Phrasebook({name: row.locale for name, row in library.catalogue.languages.items()})
        screens = Screens(library, phrasebook, clock, staffed=settings.staff_chat is not None)
        turnstile = Turnstile(clock, PER_SECOND_PAID if settings.paid_broadcasts else PER_SECOND)
        traces, awaited = Traces(stored, clock), Pending(clock)
        trail = Trail(traces, keyring)
        outbox = Outbox(bot, turnstile, clock, _remember_departures(readers, keyring), trail.leave)
        broadcasts = Broadcasts(stored, keyring)
        arrivals = Arrivals(broadcasts, screens)
        answering = Answering(screens, assistant, Pending(clock), arrivals)
        desk = None
        if settings.staff_chat:
            desk = open_desk(settings.staff_chat, bot, outbox, stored, keyring, library, screens, clock)
        dispatcher = make_dispatcher(
            readers,
            trail,
            awaited,
            Subscriptions(stored, clock),
            outbox,
            screens,
            answering,
            desk.handover if desk else None,
        )
        questions, feedback = Questions(stored, clock), Feedback(stored, clock)
        dispatcher.workflow_data.update(
            stored=stored,
            arrivals=arrivals,
            broadcasts=broadcasts,
            doubts=Doubts(questions, screens),
            feedback=feedback,
            hiding=Hiding(trail, readers, outbox, screens, awaited),
            albums=Pending(clock),
            pace=Pace(clock, settings.messages_per_minute),
            written=Written(Pending(clock), screens),
        )
        reminders, reminder_screens = Reminders(stored, keyring), ReminderScreens(screens, clock)
        dispatcher.workflow_data.update(
            reminders=reminders, reminder_screens=reminder_screens, library=library, shelf=Shelf()
        )
        reception = Reception(inbox, keyring)
        worker = Worker(inbox, lambda payload: dispatcher.feed_update(bot, read_update(bot, payload)), reception.bell)
        texts = Texts(lambda: library.catalogue, lambda: phrasebook, clock, keyring.code)
        await publish_profile(bot, library.catalogue, phrasebook)
        await _run_together(
            worker.run(),
            library.watch(),
            _purge(clock, inbox.purge, traces.purge, feedback.purge, partial(questions.purge, settings.questions_days)),
            Reminding(reminders, reminder_screens, outbox, clock).run(),
            _campaigns(settings, House(stored, keyring, texts, clock), turnstile, desk),
            *(desk.parts() if desk else ()),
            _intake(settings, bot, reception, clock, ready),
        )


async def _run_together(*parts: Part) -> None:
    async with asyncio.TaskGroup() as group:
        for part in parts:
            group.create_task(part)


async def _purge(clock: Clock, *purges: Callable[[], Awaitable[None]]) -> None:
    while True:
        for purge in purges:
            try:
                await purge()
            except UNAVAILABLE as error:  # the next hour comes
                log.warning("What is old could not be dropped: %s", type(error).__name__)
        await clock.sleep(PURGE_EVERY)


async def _campaigns(settings: Settings, house: House, turnstile: Turnstile, desk: Desk | None) -> None:
    token, paid = settings.telegram_token.get_secret_value(), settings.paid_broadcasts
    alarm = desk.handover.tell_of_campaign if desk else nobody
    async with open_carrier(str(settings.telegram_api), token, turnstile, house.clock, paid=paid) as carrier:
        await house.run(carrier, paid=paid, alarm=alarm)


async def _intake(settings: Settings, bot: Bot, reception: Reception, clock: Clock, ready: Callable[[], None]) -> None:
    if settings.webhook_url:
        await _listen(settings, bot, reception, ready)
    else:
        await bot.delete_webhook()
        ready()
        await Polling(bot.session.api.api_url(bot.token, "").rstrip("/"), reception, clock).run()


async def _listen(settings: Settings, bot: Bot, reception: Reception, ready: Callable[[], None]) -> None:
    assert settings.webhook_secret  # Settings has seen to it that all three are there
    assert settings.webhook_listen
    address, secret = str(settings.webhook_url), settings.webhook_secret.get_secret_value()
    host, port = settings.webhook_listen.rsplit(":", 1)
    runner = web.AppRunner(webhook(urlsplit(address).path or "/", secret, reception), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, int(port)).start()
        await bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
        ready()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _remember_departures(readers: Readers, keyring: Keyring) -> Departure:
    async def remember(chat: int, fate: Fate) -> None:
        state = ReaderState.GONE if fate is Fate.GONE else ReaderState.BLOCKED
        await readers.set_state(keyring.pseudonym(chat), state)

    return remember


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Sessions]:
    engine = open_database(settings.database_url)
    try:
        await migrate(engine)
        yield sessions(engine)
    finally:
        await engine.dispose()


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Bot]:
    bot = make_bot(
        settings.telegram_token.get_secret_value(), str(settings.telegram_api), paid=settings.paid_broadcasts
    )
    try:
        yield bot
    finally:
        await bot.session.close()


def _assistant(settings: Settings) -> HttpAssistant:
    return HttpAssistant(str(settings.assistant_url), settings.assistant_token.get_secret_value())
