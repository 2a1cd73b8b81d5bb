"""Buttons in writing: whoever writes what stands on a button gets what a press would do.

Known are the buttons that are always at hand, and those of the last screen, kept in mind for minutes. The beginning of
a label up to its comma will do: "yes" for "Yes, keep it".
"""

import re
from collections.abc import Sequence

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, User

from bot.content.folding import fold
from bot.storage.readers import Reader
from bot.telegram import help as help_
from bot.telegram import keyboards
from bot.telegram.edition import Edition
from bot.telegram.flows.callbacks import FlowBegun
from bot.telegram.keyboards import Row, button
from bot.telegram.pending import Pending
from bot.telegram.screens import Screens

WRITTEN = ""  # the id of a press that Telegram does not know of, and that nobody waits for
_LONGEST = 64  # characters that a label may have
_COMMA = re.compile("[,،]")


class Written:
    """Remembers who was shown which buttons last, in memory only."""

    def __init__(self, shown: Pending, screens: Screens) -> None:
        self._shown = shown
        self._screens = screens

    def show(self, reader_key: str, buttons: InlineKeyboardMarkup) -> None:
        """Remember the buttons of a screen, in place of earlier ones."""
        self._shown.keep(reader_key, buttons.model_dump_json(exclude_none=True))

    def drop(self, reader_key: str) -> None:
        """Remember none."""
        self._shown.take(reader_key)

    def press(self, text: str, reader: Reader, sender: User) -> CallbackQuery | None:
        """The press that a text stands for; None where it stands for none, or for more than one."""
        if len(text) > _LONGEST or text.startswith("/"):
            return None
        for rows in (self._last(reader.key), self._at_hand(reader.language)):
            if len(meant := _meant(text, rows)) == 1:
                return CallbackQuery(id=WRITTEN, from_user=sender, chat_instance="", data=meant.pop())
        return None

    def doubtful(self, text: str, reader: Reader) -> InlineKeyboardMarkup | None:
        """The last screen's buttons, if a text stands for several of them."""
        rows = self._last(reader.key)
        return InlineKeyboardMarkup(inline_keyboard=rows) if len(_meant(text, rows)) > 1 else None

    def _last(self, reader_key: str) -> list[Row]:
        kept = self._shown.look(reader_key)
        return InlineKeyboardMarkup.model_validate_json(kept).inline_keyboard if kept else []

    def _at_hand(self, language: str | None) -> list[Row]:
        """The menu, the settings, the guided conversations; for everybody, the languages."""
        named = keyboards.languages(self._screens.catalogue)
        return [*named, *_standing(self._screens.edition(language))] if language else named


def _standing(edition: Edition) -> list[Row]:
    flows = filter(None, map(edition.flow_text, edition.catalogue.flows))
    begin = [[button(flow.title, FlowBegun(flow=flow.flow))] for flow in flows]
    return [*begin, *keyboards.menu(edition), *help_.rows(edition)]


def _meant(text: str, rows: Sequence[Row]) -> set[str]:
    """What the buttons carry that say this, or else begin with it."""
    said = fold(text)
    whole = {each.callback_data for row in rows for each in row if said and fold(each.text) == said}
    begin = {each.callback_data for row in rows for each in row if said and fold(_COMMA.split(each.text)[0]) == said}
    return {data for data in whole or begin if data}
