"""Direction marks for right-to-left texts, as Telegram's clients need them.

A client takes a line's direction from its first strong letter and reorders phones, times and Latin words
that stand among Arabic ones. So those are isolated, and a line that begins with them gets one mark.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

LRI, PDI, RLM = "\u2066", "\u2069", "\u200f"
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_LETTER, _WORD = rf"[^\W\d_{_RTL}]", rf"[^\W{_RTL}]"
# From a word that holds a Latin letter to the last word before the next Arabic letter.
_LATIN = rf"[@#/]?(?=[^\s{_RTL}]*{_LETTER}){_WORD}(?:[^\n{_RTL}]*{_WORD})?/?"
_PHONE = r"(?:\+|\b0)[0-9][0-9 ()/-]{4,}[0-9]"
_CODE = r"\b[0-9]+(?:[.:/–-][0-9]+)+"
_LEFT_TO_RIGHT = re.compile(rf"(?:{_LATIN}|{_PHONE}|{_CODE})(?P<closing>\))?")


@dataclass(frozen=True)
class Writing:
    """How a language is written: what its direction asks of plain text and of finished lines."""

    rtl: bool

    def mixed(self, text: str) -> str:
        """Plain text in the language, with the phones, times, codes and Latin words in it isolated."""
        text = _CONTROLS.sub("", text)  # an editor's program may have left some
        return _LEFT_TO_RIGHT.sub(_isolated, text) if self.rtl else text

    def whole(self, text: str) -> str:
        """A plain text that runs from left to right in any language, such as a phone number."""
        return f"{LRI}{text}{PDI}" if self.rtl else text

    def lines(self, html: str) -> str:
        """HTML with one mark before each line that begins with a Latin letter, a number or an emoji."""
        if not self.rtl:
            return html
        return "\n".join(RLM + line if _begins_left_to_right(line) else line for line in html.split("\n"))


def _isolated(match: re.Match[str]) -> str:
    found = match[0]
    if match["closing"] and found.count("(") < found.count(")"):
        return f"{LRI}{found[:-1]}{PDI})"
    return f"{LRI}{found}{PDI}"


def _begins_left_to_right(line: str) -> bool:
    for character in unescape(re.sub("<[^>]*>", "", line)):
        if character == RLM or unicodedata.bidirectional(character) in ("R", "AL", "AN"):
            return False
        if unicodedata.category(character) in ("Lu", "Ll", "Lo", "Lt", "Lm", "Nd", "No", "So"):
            return True
    return False
