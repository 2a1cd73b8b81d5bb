"""Questions that the assistant did not surely understand, so that staff can teach it.

No identity: a row says what was asked in which language on which day, after bot.content.masking has taken out digits,
names and addresses. Rows are dropped after some days, or as soon as staff have dealt with them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, insert, select

from bot.clock import Clock
from bot.storage.database import Sessions, affected
from bot.storage.voice_tables import QuestionRow

LONGEST = 300  # characters of a question that are kept


@dataclass(frozen=True)
class Question:
    """A question in one language, however often it was asked.

    `id` is the number of the row that came first; `suggestions` are the assistant's best topics for the newest one,
    best first; `last_asked_on` is the newest day.
    """

    id: int
    language: str
    text: str
    suggestions: tuple[str, ...]
    count: int
    last_asked_on: date


class Questions:
    """The table of questions."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    async def add(self, language: str, text: str, suggestions: Sequence[str]) -> None:
        """Keep a question that is masked already; what is longer than LONGEST is cut."""
        values = {
            "language": language,
            "text": text[:LONGEST],
            "suggestions": " ".join(suggestions),
            "asked_on": self._clock.now().date(),
        }
        async with self._sessions.begin() as session:
            await session.execute(insert(QuestionRow).values(values))

    async def list(self, language: str | None = None) -> list[Question]:
        """The questions of all languages or of one, by language, the most asked first."""
        query = select(QuestionRow).order_by(QuestionRow.id)
        if language is not None:
            query = query.where(QuestionRow.language == language)
        same: defaultdict[tuple[str, str], list[QuestionRow]] = defaultdict(list)
        async with self._sessions() as session:
            for row in await session.scalars(query):
                same[_sameness(row)].append(row)
        return sorted(map(_question, same.values()), key=lambda found: (found.language, -found.count, found.id))

    async def get(self, id_: int) -> Question | None:
        """The question that a number of `list` stands for."""
        return next((question for question in await self.list() if question.id == id_), None)

    async def delete(self, id_: int) -> int:
        """Drop a question, however often it was asked; returns how many rows went."""
        async with self._sessions.begin() as session:
            row = await session.get(QuestionRow, id_)
            if row is None:
                return 0
            others = await session.scalars(select(QuestionRow).where(QuestionRow.language == row.language))
            ids = [other.id for other in others if _sameness(other) == _sameness(row)]
            return affected(await session.execute(delete(QuestionRow).where(QuestionRow.id.in_(ids))))

    async def purge(self, days: int) -> None:
        """Drop what was asked more than so many days ago."""
        old = QuestionRow.asked_on < self._clock.now().date() - timedelta(days=days)
        async with self._sessions.begin() as session:
            await session.execute(delete(QuestionRow).where(old))


def _sameness(row: QuestionRow) -> tuple[str, str]:
    return row.language, row.text.casefold()


def _question(rows: Sequence[QuestionRow]) -> Question:
    first, newest = rows[0], rows[-1]
    topics = tuple(newest.suggestions.split())
    return Question(first.id, first.language, first.text, topics, len(rows), newest.asked_on)
