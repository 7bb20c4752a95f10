"""Watches the files of a project and keeps the newest report that could be made of them."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

from checker.claims.loading import load
from checker.claims.problems import Problem
from checker.claims.sources import Refused, raw
from checker.claims.statements import Project
from checker.claims.topics import FOLDER, find_decisions
from checker.explain.finding import Findings
from checker.frozen import dataclass
from checker.usecases.decide import makes_no_difference

_ARTICLES = "seeds"
_PAUSE = 0.5
"""Seconds between two looks at the files."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files of a project hold, as digests: those that are checked, and the decisions."""

    checked: str
    decided: str

    @property
    def version(self) -> str:
        """One name for all of it."""
        return _digest((self.checked, self.decided))


@dataclass(frozen=True, slots=True)
class Checked:
    """A report: the version of the files that it is about, and what was found in them."""

    version: str
    project: Project
    findings: Findings


@dataclass(frozen=True, slots=True)
class Now:
    """How things stand.

    `version` is that of the files as they were last seen, `newest` the last report without
    mistakes, None where there was none. `problems` are mistakes in the files, and `is_failed`
    tells that the check itself broke, which is a defect of ours.
    """

    version: str = ""
    newest: Checked | None = None
    problems: tuple[Problem, ...] = ()
    is_checking: bool = False
    is_failed: bool = False


class Watch:
    """Looks at the files of a project again and again; `now` may be read from any thread.

    `examine` finds what is in a project without mistakes. One thread alone calls `look` or `run`.
    """

    def __init__(self, root: Path, examine: Callable[[Project], Findings]) -> None:
        self.root = root
        self.now = Now()
        self._examine = examine
        self._elsewhere: frozenset[str] = frozenset()
        self._marks: tuple[object, ...] | None = None
        self._contents: Contents | None = None
        self._examined = ""
        self._woken = Event()
        self._is_over = False

    def run(self) -> None:
        """Looks until `stop` is called."""
        while not self._is_over:
            self._woken.wait(_PAUSE)
            self._woken.clear()
            if not self._is_over:
                self.look()

    def wake(self) -> None:
        """Looks at once; a file was written."""
        self._woken.set()

    def stop(self) -> None:
        """Ends `run` after the look that it is at."""
        self._is_over = True
        self._woken.set()

    def contents(self) -> Contents:
        """What the files hold at this moment."""
        return contents(self.root, self._elsewhere)

    def look(self) -> None:
        """Checks anew if a file holds something else than before."""
        marks = tuple(_marks(self.root, self._elsewhere))
        if marks == self._marks:
            return
        # Marks are older than contents, contents than what is loaded: a change in between is seen
        # at the next look.
        self._marks, found = marks, self.contents()
        if found == self._contents:
            return
        self._contents = found
        self.now = replace(self.now, version=found.version, is_checking=True)
        try:
            self.now = self._checked(found)
        except Exception:  # noqa: BLE001 - the last report stays, and the next look may do
            _log.exception("the check broke, which is a defect of factcheck")
            self.now = replace(self.now, is_checking=False, is_failed=True)

    def _checked(self, found: Contents) -> Now:
        project = load(self.root)
        elsewhere = frozenset(_elsewhere(project))
        if elsewhere != self._elsewhere:
            self._elsewhere = elsewhere
            found = self._contents = self.contents()
            project = load(self.root)
        if any(problem.is_error for problem in project.problems):
            return Now(found.version, self.now.newest, project.problems)
        before = self.now.newest
        if (
            before is not None
            and self._examined == found.checked
            and makes_no_difference(before.findings, before.project, project)
        ):
            findings = replace(before.findings, problems=project.problems)
        else:
            findings = self._examine(project)
            self._examined = found.checked
        return Now(found.version, Checked(found.version, project, findings))


def contents(root: Path, elsewhere: Iterable[str] = ()) -> Contents:
    """What the files of a project hold; `elsewhere` are articles that are not below `seeds/`."""
    decisions = find_decisions(root)
    checked: list[str] = []
    decided: list[str] = []
    for file in _files(root, elsewhere):
        (decided if file in decisions else checked).extend((str(file), _held(file)))
    return Contents(_digest(checked), _digest(decided))


def _files(root: Path, elsewhere: Iterable[str]) -> Iterator[Path]:
    """Every file that a check may read, sorted in each folder."""
    for folder in (FOLDER, _ARTICLES):
        for place, folders, names in os.walk(root / folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))
    yield from (root / path for path in sorted(elsewhere))


def _marks(root: Path, elsewhere: Iterable[str]) -> Iterator[tuple[object, ...]]:
    """What changes with a file that is written: nothing of it is read."""
    for file in _files(root, elsewhere):
        try:
            told = file.stat()
        except OSError:
            yield (file,)
        else:
            yield file, told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino


def _held(file: Path) -> str:
    held = raw(file)
    return held.message if isinstance(held, Refused) else hashlib.sha256(held).hexdigest()


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _elsewhere(project: Project) -> Iterator[str]:
    """The articles that do not lie where articles usually do."""
    for topic in project.topics:
        for article in topic.articles:
            if not article.path.startswith(f"{_ARTICLES}/"):
                yield article.path
