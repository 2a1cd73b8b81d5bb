"""What readers see of their case."""

from babel.dates import format_timedelta

from bot.clock import Clock
from bot.storage.cases import Case
from bot.telegram.callbacks import CaseEnded, MenuOpened
from bot.telegram.chat import Screen
from bot.telegram.edition import Edition
from bot.telegram.handover import notices, offer
from bot.telegram.handover.offer import line
from bot.telegram.keyboards import button, keyboard
from bot.telegram.screens import Screens


class CaseScreens:
    """Makes the screens of a case, in its reader's language."""

    def __init__(self, screens: Screens, clock: Clock) -> None:
        self._screens = screens
        self._clock = clock

    def opened(self, case: Case) -> Screen:
        """The number, and what comes next; while nobody is there, when somebody will be."""
        edition = self._edition(case)
        first = line(edition, notices.OPENED, number=case.number)
        if not case.live:
            return self._screen(case, f"{first}\n\n{self._away(edition)}")
        patience = format_timedelta(edition.catalogue.opening.patience, locale=edition.language.locale, threshold=2)
        return self._screen(case, f"{first} {line(edition, notices.I_WILL_TELL, time=patience)}")

    def status(self, case: Case) -> Screen:
        """That the case is open, and who reads what is written."""
        edition = self._edition(case)
        said = line(edition, notices.IN_TOUCH, number=case.number)
        return self._screen(case, said if case.live else f"{said} {line(edition, notices.RESTING)}")

    def away(self, case: Case) -> Screen:
        """The reader wrote outside the hours."""
        return self._screen(case, self._away(self._edition(case)))

    def told(self, case: Case, message: str) -> Screen:
        """One of the notices, with a way to end the conversation."""
        return self._screen(case, line(self._edition(case), message))

    def with_numbers(self, case: Case, message: str) -> Screen:
        """One of the notices that leave the reader without staff, and whom to call instead."""
        edition = self._edition(case)
        return self._screen(case, f"{line(edition, message)}\n{edition.renderer.urgent_numbers()}")

    def over(self, case: Case, message: str) -> Screen:
        """The end of a case: a notice, the numbers, the menu."""
        return self._screens.notice(message, case.reader_language)

    def _away(self, edition: Edition) -> str:
        said = offer.away(edition, self._clock.now())
        return f"{said} {line(edition, notices.MEANWHILE)}\n{edition.renderer.urgent_numbers()}"

    def _screen(self, case: Case, html: str) -> Screen:
        edition = self._edition(case)
        end = button(edition.phrases.gettext(notices.END), CaseEnded(number=case.number))
        menu = button(edition.phrases.gettext("Menu"), MenuOpened())
        return Screen([html], keyboard([[end], [menu]], edition.language))

    def _edition(self, case: Case) -> Edition:
        return self._screens.edition(case.reader_language)
