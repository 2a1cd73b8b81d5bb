"""`python -m bench.sender`: only the sender of campaigns, as a process of its own that can be measured and killed."""

import argparse
import asyncio
import contextlib
import logging
import resource
import signal

from bot.campaigns.house import House
from bot.campaigns.texts import Texts
from bot.clock import SystemClock
from bot.content import Catalogue
from bot.phrases import Phrasebook
from bot.storage.database import open_database, sessions
from bot.storage.keyring import Keyring
from bot.telegram.carrier import open_carrier
from bot.telegram.turnstile import Turnstile


def nothing() -> Catalogue:
    """What is sent is frozen in the database: the sender needs no content."""
    raise NotImplementedError


def no_phrases() -> Phrasebook:
    """As above."""
    raise NotImplementedError


async def send(arguments: argparse.Namespace) -> None:
    """Send what is running until told to stop; then print the seconds of processor time and the kilobytes used."""
    clock = SystemClock()
    engine = open_database(arguments.database)
    keyring = Keyring(arguments.key)
    house = House(sessions(engine), keyring, Texts(nothing, no_phrases, clock, keyring.code), clock)
    turnstile = Turnstile(clock, arguments.rate)
    async with open_carrier(arguments.api, arguments.token, turnstile, clock, paid=arguments.paid) as carrier:
        work = asyncio.create_task(house.sender(carrier, paid=arguments.paid).run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
        print("ready", *_used(), flush=True)
        with contextlib.suppress(asyncio.CancelledError):
            await work
    await engine.dispose()
    print("ended", *_used(), flush=True)


def _used() -> tuple[float, int]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def main() -> None:
    """Read the arguments and send."""
    logging.basicConfig(level=logging.ERROR)
    parser = argparse.ArgumentParser()
    for name in ("--database", "--api", "--token", "--key"):
        parser.add_argument(name, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--paid", action="store_true")
    asyncio.run(send(parser.parse_args()))


if __name__ == "__main__":
    main()
