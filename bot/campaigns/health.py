"""Whether a campaign goes well: too many errors, in a row or in all, and it is paused."""

from bot.outcome import Fate

IN_A_ROW = 20
SHARE = 0.05

# What says something about us, not about the person written to.
_ERRORS = frozenset({Fate.REFUSED, Fate.NOT_FOUND, Fate.UNKNOWN})
_NOT_TRIED = frozenset({Fate.LATER, Fate.UNREACHED, Fate.STALE_FILE})


class Health:
    """Of one campaign, since it was started or resumed."""

    def __init__(self) -> None:
        self._tried = 0
        self._errors = 0
        self._in_a_row = 0

    def note(self, fate: Fate) -> bool:
        """Count a call; True where the campaign must be paused."""
        if fate in _NOT_TRIED:
            return False
        self._tried += 1
        if fate not in _ERRORS:
            self._in_a_row = 0
            return False
        self._errors += 1
        self._in_a_row += 1
        return self._in_a_row >= IN_A_ROW or (self._errors >= IN_A_ROW and self._errors > SHARE * self._tried)
