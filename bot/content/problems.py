"""A problem in the content: where it is, what is wrong, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.errors import ContentError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `line` counts from 1; an error keeps the file out of use, a warning does not."""

    file: str
    line: int
    key: str
    message: str
    mend: str = ""
    severity: Severity = "error"

    @property
    def said(self) -> str:
        """What is wrong, with the key where it stands."""
        return f"{self.key}: {self.message}" if self.key else self.message

    def __str__(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        mend = f" ({self.mend})" if self.mend else ""
        return f"{self.file}:{self.line}: {warning}{self.said}{mend}"


class BrokenFileError(ContentError):
    """A content file cannot be used; carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that keep a file out of use."""
    return [problem for problem in problems if problem.severity == "error"]
