"""What is wrong with the files that people edit: found all at once, said with file, line and key."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `line` counts from 1; 0 stands for the file or folder as a whole."""

    file: str
    line: int
    key: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.expected}" if self.key else f"{place}: {self.expected}"


class BadInputs(Exception):
    """The files hold problems; nothing was trained."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
