"""Prints cards: one PDF page each, with its fonts inside, right to left where the language is."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.cards.card import Card

_HOUSE = Path(__file__).parent
_KEPT = 32  # PDFs in memory, some 50 kB each


def pdf(card: Card) -> bytes:
    """The page. Takes some tenths of a second, once for what the card says now."""
    return _printed(_words(card))


def pages(card: Card) -> int:
    """How many pages it takes; a card of two is no card."""
    made = _compile(_words(card), "svg")
    return len(made) if isinstance(made, list) else 1


def _words(card: Card) -> str:
    return json.dumps(asdict(card), ensure_ascii=False)


@lru_cache(maxsize=_KEPT)
def _printed(words: str) -> bytes:
    page = _compile(words, "pdf")
    assert isinstance(page, bytes)
    return page


def _compile(words: str, form: Literal["pdf", "svg"]) -> bytes | list[bytes]:
    import typst  # only where a card is wanted

    made: bytes | list[bytes] = typst.compile(
        _HOUSE / "card.typ",
        root=_HOUSE,
        font_paths=[_HOUSE / "fonts"],
        ignore_system_fonts=True,
        format=form,
        sys_inputs={"card": words},
    )
    return made
