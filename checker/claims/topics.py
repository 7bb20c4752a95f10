"""Finds the files below `claims/` and which of them belong together."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from checker.claims.problems import Problem, Severity
from checker.claims.sources import Refused, problem_with, raw, shown
from checker.frozen import dataclass
from checker.language.suggest import did_you_mean

FOLDER = "claims"
VOCABULARY = "vocabulary"
DECISIONS = "decisions"
_SUFFIXES = frozenset({".yaml", ".yml"})
_ASSUMPTIONS = re.compile(rb"^[\"']?assumptions[\"']?[ \t]*:", re.MULTILINE)
_CLAIMS = re.compile(
    rb"^[{\"']*(?:source|claims|assumptions|populations|quantities)[\"']?[ \t]*:", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one topic. `name` is its folder below `claims/`, empty for `claims/` itself."""

    name: str
    folder: Path
    vocabularies: tuple[Path, ...]
    others: tuple[Path, ...]


def find_topics(root: Path) -> tuple[list[Files], list[Problem]]:
    """Every topic below `claims/`, by name."""
    top = root / FOLDER
    if not top.is_dir():
        remedy = "make it, and in it a vocabulary.yaml and a claim file an article"
        return [], [problem_with(FOLDER, f"there is no folder `{FOLDER}` here", remedy)]
    found = list(_topics(top, top))
    problems = list(_left_out(top, root))
    if not any(files.others or files.vocabularies for files in found):
        remedy = "write a vocabulary.yaml and a claim file an article"
        problems.append(problem_with(FOLDER, f"`{FOLDER}` holds no YAML file", remedy))
    for files in found:
        path = files.folder.relative_to(root).as_posix()
        if files.others and not files.vocabularies:
            message = "there is no vocabulary here"
            problems.append(
                problem_with(
                    f"{path}/{VOCABULARY}.yaml", message, "say in it what the figures are about"
                )
            )
        if files.vocabularies and not files.others:
            message = "there is no claim file beside this vocabulary"
            name = files.vocabularies[0].name
            problems.append(problem_with(f"{path}/{name}", message, "write one an article"))
        problems += _doubled(files, root)
    return sorted(found, key=lambda files: files.name), problems


def find_decisions(root: Path) -> list[Path]:
    """The files with decisions: one at most, unless two differ by `.yaml` and `.yml` alone."""
    files, _ = _files(root / FOLDER)
    return [file for file in files if file.stem == DECISIONS]


def decision_file(root: Path) -> Path:
    """The file with decisions, whether it is there or not."""
    return next(iter(find_decisions(root)), root / FOLDER / f"{DECISIONS}.yaml")


def select(
    found: Sequence[Files], only: Sequence[Path], root: Path
) -> tuple[list[Files], list[Problem]]:
    """The topics cut down to the named files and folders, their vocabularies and assumptions."""
    problems = []
    wanted: set[Path] = set()
    every = [file for files in found for file in (*files.vocabularies, *files.others)]
    for path in only:
        matched = _matched(path, every, root)
        if not matched:
            near = did_you_mean(path.as_posix(), (f.relative_to(root).as_posix() for f in every))
            message = "there is no claim file here"
            problems.append(problem_with(shown(path.as_posix()), message, near))
        wanted |= matched
    kept = [
        Files(
            files.name,
            files.folder,
            files.vocabularies,
            tuple(f for f in files.others if f in wanted or _holds(f, _ASSUMPTIONS)),
        )
        for files in found
        if wanted.intersection((*files.vocabularies, *files.others))
    ]
    return kept, problems


def _matched(path: Path, every: Iterable[Path], root: Path) -> set[Path]:
    for base in (root, Path.cwd()):
        target = (base / path).resolve()
        found = {f for f in every if target in (resolved := f.resolve(), *resolved.parents)}
        if found:
            return found
    return set()


def _holds(file: Path, key: re.Pattern[bytes]) -> bool:
    held = raw(file)
    return not isinstance(held, Refused) and key.search(held) is not None


def _topics(folder: Path, top: Path) -> Iterator[Files]:
    """The topic of a folder and those below it."""
    files, nested = _files(folder)
    if folder == top:
        files = [file for file in files if file.stem != DECISIONS]
    below = []
    for inner in nested:
        for topic in _topics(inner, top):
            if topic.vocabularies:
                below.append(topic)
            else:
                files += topic.others
    vocabularies = tuple(f for f in files if f.parent == folder and f.stem == VOCABULARY)
    others = tuple(f for f in files if f not in vocabularies)
    name = folder.relative_to(top).as_posix()
    if files:
        yield Files("" if name == "." else name, folder, vocabularies, others)
    yield from below


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    """YAML files and folders in a folder, by name; what is hidden is left out."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return [], []
    files = [e for e in entries if e.suffix.lower() in _SUFFIXES and not e.is_dir()]
    return files, [e for e in entries if e.is_dir() and not e.is_symlink()]


def _left_out(top: Path, root: Path) -> Iterator[Problem]:
    """What below `claims/` nobody reads, though it looks as if it held claims."""
    unread: list[OSError] = []
    for place, folders, names in os.walk(top, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(names)):
            entry = Path(place, name)
            path = entry.relative_to(root).as_posix()
            if name in folders and entry.is_symlink():
                message = "this link to a folder is not followed, so nothing in it is checked"
                remedy = "put the folder itself here, or link to its files one by one"
                yield problem_with(path, message, remedy, Severity.WARNING)
            elif name in names and _has_other_ending(entry, names) and _holds(entry, _CLAIMS):
                message = "this file is not read, since its name does not end in .yaml or .yml"
                stem = entry.stem.removesuffix(".yaml").removesuffix(".yml")
                remedy = f"rename it to {stem}.yaml, or move it out of `{FOLDER}`"
                yield problem_with(path, message, remedy, Severity.WARNING)
    for error in unread:
        path = Path(error.filename).relative_to(root).as_posix()
        message = f"this folder cannot be read: {error.strerror}"
        yield problem_with(path, message, "let it be read, as with `chmod +rx`")


def _has_other_ending(file: Path, names: Collection[str]) -> bool:
    """Whether a file is no YAML file, nor the copy that an editor keeps of one."""
    copied = any(file.name != name and file.name.startswith(name) for name in names)
    return file.suffix.lower() not in _SUFFIXES and not copied and not file.name.startswith(".")


def _doubled(files: Files, root: Path) -> Iterator[Problem]:
    """Files that differ by `.yaml` and `.yml` alone would give the same ids."""
    seen: dict[Path, Path] = {}
    for file in (*files.vocabularies, *files.others):
        first = seen.setdefault(file.with_suffix(""), file)
        if first is not file:
            path = file.relative_to(root).as_posix()
            yield problem_with(path, f"{first.name} has the same name", "rename one of them")
