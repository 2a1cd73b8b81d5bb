"""Cards to print and recordings to listen to."""

import asyncio
import hashlib

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.cards import press
from bot.cards.card import card
from bot.content import Library
from bot.telegram import keyboards, notices
from bot.telegram.callbacks import CardOpened, RecordingOpened
from bot.telegram.chat import Chat, Screen
from bot.telegram.edition import Edition
from bot.telegram.keyboards import keyboard
from bot.telegram.screens import Screens
from bot.telegram.shelf import File, Shelf


def router() -> Router:
    """What is handed over as a file."""
    files = Router(name="files")
    files.callback_query.register(hand_card, CardOpened.filter())
    files.callback_query.register(hand_recording, RecordingOpened.filter())
    return files


async def hand_card(
    event: CallbackQuery, callback_data: CardOpened, language: str, chat: Chat, screens: Screens, shelf: Shelf
) -> None:
    """Send the card as a PDF under a name that tells nothing."""
    edition = _edition(screens, callback_data.language, language)
    text = edition.card(callback_data.topic) if edition.has(callback_data.topic) else None
    if text is None:
        await chat.say(screens.notice(notices.WELCOME, language))  # an old button: the card is gone
        return
    page = await asyncio.to_thread(press.pdf, card(text, edition.renderer))
    file = File("document", f"{edition.language.telegram}.pdf", hashlib.sha256(page).hexdigest(), lambda: page)
    await shelf.hand(file, chat, edition.renderer.heading(text.title), _back(edition))


async def hand_recording(
    event: CallbackQuery,
    callback_data: RecordingOpened,
    language: str,
    chat: Chat,
    screens: Screens,
    shelf: Shelf,
    library: Library,
) -> None:
    """Send the recording; the text, where the file is gone meanwhile."""
    edition, topic = _edition(screens, callback_data.language, language), callback_data.topic
    recording = edition.recording(topic) if edition.has(topic) else None
    if recording is None:
        known = edition.has(topic)
        await chat.say(_topic(screens, topic, edition) if known else screens.notice(notices.WELCOME, language))
        return
    path = library.path(recording)
    file = File("voice", path.name, recording.digest, path.read_bytes)
    try:
        await shelf.hand(file, chat, edition.renderer.heading(edition.title(topic)), _back(edition))
    except OSError:
        await chat.say(_topic(screens, topic, edition))


def _edition(screens: Screens, wanted: str, language: str) -> Edition:
    return screens.edition(wanted if wanted in screens.catalogue.languages else language)


def _topic(screens: Screens, topic: str, edition: Edition) -> Screen:
    return screens.topic(topic, edition.language.id)


def _back(edition: Edition) -> InlineKeyboardMarkup:
    return keyboard([keyboards.back(edition)], edition.language)
