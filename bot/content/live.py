"""The library: the content as it is now, kept true to its files while they change.

A file with an error keeps its last good version. Where a shared file's change makes unchanged texts wrong,
it is the shared file that waits. A text that never was good is left out.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from watchfiles import awatch

from bot.content import checks, tree
from bot.content.catalogue import Catalogue
from bot.content.flow_texts import FlowText
from bot.content.problems import BrokenFileError, Problem, errors
from bot.content.recordings import Recording
from bot.content.texts import Text
from bot.content.tree import SHARED, Value

log = logging.getLogger(__name__)
_PERIOD = 1000  # milliseconds between looks at the files where the system reports no changes
_DEBOUNCE = 400  # milliseconds in which changes that follow each other are taken together

type Signature = tuple[int, int, int]


@dataclass(frozen=True)
class _Read:
    """One file as it was last read; `value` is None where it is broken."""

    signature: Signature | None
    value: Value | None
    problems: tuple[Problem, ...] = ()


class Library:
    """The content below one folder. `catalogue` is always whole; `problems` say what is held back, and why."""

    def __init__(self, root: Path) -> None:
        """Read everything; raises BrokenFileError where languages, topics, contacts or sources are broken."""
        self._root = root
        self._read: dict[str, _Read] = {}
        self._good: dict[str, Value] = {}
        self._told: set[Problem] = set()
        self.problems: tuple[Problem, ...] = ()
        self._look()
        self.catalogue = self._settle()

    def reload(self) -> bool:
        """Take in what has changed in the files; says whether anything had."""
        if not self._look():
            return False
        self.catalogue = self._settle()
        return True

    def path(self, recording: Recording) -> Path:
        """Where a recording's file lies."""
        return self._root / recording.name

    async def watch(self) -> None:
        """Keep the catalogue true to the files until cancelled; a change is live within two seconds."""
        self._tell()
        while True:
            try:
                changes = awatch(self._root, debounce=_DEBOUNCE, rust_timeout=_PERIOD, yield_on_timeout=True)
                async for _ in changes:
                    await self._follow()
            except (OSError, RuntimeError):  # no more watches to be had: look at the files ourselves
                await asyncio.sleep(_PERIOD / 1000)
                await self._follow()

    async def _follow(self) -> None:
        try:
            if await asyncio.to_thread(self.reload):
                self._tell()
        except Exception:
            log.exception("the content could not be reloaded; the last good version stays")

    def _tell(self) -> None:
        for problem in self.problems:
            if problem not in self._told:
                log.log(logging.ERROR if problem.severity == "error" else logging.DEBUG, "%s", problem)
        self._told = set(self.problems)

    def _look(self) -> bool:
        """Read the files that changed since the last look; says whether there were any."""
        before = {name: read.signature for name, read in self._read.items()}
        self._read = {name: self._file(name) for name in (*SHARED, *tree.names(self._root))}
        return before != {name: read.signature for name, read in self._read.items()}

    def _file(self, name: str) -> _Read:
        label = f"{self._root.name}/{name}"
        if stray := tree.stray(name, label):
            return _Read(None, None, (stray,))
        try:
            stat = (self._root / name).stat()
            signature = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            last = self._read.get(name)
            if last is not None and last.signature == signature:
                return last
            raw = (self._root / name).read_bytes()
        except OSError as error:
            return _Read(None, None, (Problem(label, 1, "", f"cannot be read: {error.strerror}", "put it back"),))
        try:
            return _Read(signature, tree.parse(name, label, raw))
        except BrokenFileError as error:
            return _Read(signature, None, error.problems)

    def _settle(self) -> Catalogue:
        found = {problem for read in self._read.values() for problem in read.problems}
        files = {name: read.value or self._good.get(name) for name, read in self._read.items()}
        known = {name: value for name, value in files.items() if value is not None}
        settled = tree.together(known)
        while settled is not None:
            problems = set(checks.run(settled))
            found |= problems
            bad = {problem.file.removeprefix(f"{self._root.name}/") for problem in errors(problems)}
            held_back = _hold_back(known, self._good, bad)
            if held_back == known:
                break
            known = held_back
            settled = tree.together(known)
        self.problems = tuple(sorted(found))
        if settled is None:
            raise BrokenFileError(self.problems)
        self._good = known
        return settled.catalogue()


def load(root: Path) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The content below a folder with all its problems; no catalogue where there is nothing to begin with."""
    try:
        library = Library(root)
    except BrokenFileError as error:
        return None, error.problems
    return library.catalogue, library.problems


def _hold_back(files: dict[str, Value], good: Mapping[str, Value], bad: set[str]) -> dict[str, Value]:
    """The files without what made `bad` ones wrong: their own change, else a shared file's, else themselves."""
    for names in (bad, SHARED if bad else ()):
        if changed := {name: good[name] for name in names if name in good and files[name] is not good[name]}:
            return files | changed
    return {name: value for name, value in files.items() if name not in bad or not isinstance(value, Text | FlowText)}
