"""What readers say of answers and contacts: a verdict on a day, never whose it is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, insert, select, update

from bot.clock import Clock
from bot.storage.database import Sessions
from bot.storage.voice_tables import FeedbackRow

KEPT = timedelta(days=365)


class Verdict(StrEnum):
    """What was said. The reasons stand in place of DOWN once they are given."""

    UP = "up"
    DOWN = "down"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    NOT_MINE = "not_mine"  # not my case
    OLD = "old"
    LANGUAGE = "language"
    DEAD = "dead"  # of a contact: the number does not work


REASONS = (Verdict.WRONG, Verdict.UNCLEAR, Verdict.NOT_MINE, Verdict.OLD, Verdict.LANGUAGE)


@dataclass(frozen=True)
class Tally:
    """How often one verdict was given on one version of a text in one language; `subject` as in the table."""

    subject: str
    language: str
    version: str | None
    verdict: Verdict
    count: int
    last_given_on: date


class Feedback:
    """The table of feedback."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def judge(self, topic: str, language: str, version: str, *, helped: bool) -> int:
        """Note whether a text with this hash helped; returns a number by which a reason can be added."""
        verdict = Verdict.UP if helped else Verdict.DOWN
        return await self._add(f"topic:{topic}", language, version, verdict)

    async def explain(self, id_: int, reason: Verdict) -> None:
        """Add the reason why a text did not help; only the first one counts."""
        silent = (FeedbackRow.id == id_) & (FeedbackRow.verdict == Verdict.DOWN)
        async with self._sessions.begin() as session:
            await session.execute(update(FeedbackRow).where(silent).values(verdict=reason))

    async def report(self, contact: str, language: str) -> bool:
        """Note that a contact's number does not work; says whether it is the day's first report of it."""
        subject, today = f"contact:{contact}", self._clock.now().date()
        same = (FeedbackRow.subject == subject) & (FeedbackRow.given_on == today)
        async with self._sessions() as session:
            known = await session.scalar(select(func.count()).where(same))
        await self._add(subject, language, None, Verdict.DEAD)
        return not known

    async def tallies(self) -> list[Tally]:
        """All that is kept, by subject and language, the newest versions first."""
        what = (FeedbackRow.subject, FeedbackRow.language, FeedbackRow.version)
        counts = (func.count(), func.max(FeedbackRow.given_on), func.max(FeedbackRow.id))
        query = select(*what, FeedbackRow.verdict, *counts).group_by(*what, FeedbackRow.verdict)
        newest: defaultdict[tuple[str, str, str | None], int] = defaultdict(int)
        found = []
        async with self._sessions() as session:
            for subject, language, version, verdict, count, day, last in await session.execute(query):
                found.append(Tally(subject, language, version, Verdict(verdict), count, day))
                newest[subject, language, version] = max(newest[subject, language, version], last)

        def order(tally: Tally) -> tuple[str, str, int, str]:
            text = (tally.subject, tally.language, tally.version)
            return tally.subject, tally.language, -newest[text], tally.verdict

        return sorted(found, key=order)

    async def purge(self) -> None:
        """Drop what is too old to tell anything."""
        old = FeedbackRow.given_on < self._clock.now().date() - KEPT
        async with self._sessions.begin() as session:
            await session.execute(delete(FeedbackRow).where(old))

    async def _add(self, subject: str, language: str, version: str | None, verdict: Verdict) -> int:
        values = {
            "subject": subject,
            "language": language,
            "version": version,
            "verdict": verdict,
            "given_on": self._clock.now().date(),
        }
        async with self._sessions.begin() as session:
            return (await session.execute(insert(FeedbackRow).values(values).returning(FeedbackRow.id))).scalar_one()
