"""The test send: staff get what readers will get."""

from collections.abc import Iterable, Mapping

from bot.campaigns.carrier import Carrier
from bot.campaigns.message import Message
from bot.outcome import Fate
from bot.storage.media import Media


async def rehearse(
    messages: Mapping[str, Message], carrier: Carrier, media: Media, people: Iterable[int]
) -> dict[str, list[Fate]]:
    """Send every language's message to everybody named by Telegram id; what became of each."""
    staff = list(people)
    return {
        language: [await _send(message, carrier, media, person) for person in staff]
        for language, message in messages.items()
    }


async def _send(message: Message, carrier: Carrier, media: Media, person: int) -> Fate:
    """Send one message; a file that Telegram does not know any more is uploaded again."""
    file = await media.get(message.media) if message.media else None
    await carrier.turn()
    outcome = await carrier.send(message, person, file)
    if file is not None and outcome.fate is Fate.STALE_FILE:
        file.file_id = None
        await carrier.turn()
        outcome = await carrier.send(message, person, file)
    if file is not None and outcome.result:
        await media.uploaded(file.sha256, outcome.result)
    return outcome.fate
