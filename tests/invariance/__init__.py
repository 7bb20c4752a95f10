"""Random projects told in other ways that say the same: what is found must be the same.

    python -m tests.invariance [PROJECTS] [--form FORM] [--number N]

Adds statements that are always true, renames claim files and ids, puts claims, statements, articles
and entries of the vocabulary in another order, and splits claim files in two.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from checker.claims import load
from checker.compile.distinct import Distinct
from checker.explain.finding import Findings, Member
from checker.usecases.check import check
from tests.projects import as_yaml, fits, texts_of
from tests.random_problems.checking import understood
from tests.random_problems.forms import problem

Files = dict[str, Any]
"""Texts of articles, and claim files as data, by path."""

Change = Callable[[Files, Random], Files]
_VOCABULARY = "claims/vocabulary.yaml"


# --- told in another way -----------------------------------------------------------------------


def renamed(files: Files, random: Random) -> Files:
    """Claim files and ids with other names."""

    def with_ids(one: object) -> object:
        if isinstance(one, dict):
            return {
                k: f"z{random.randrange(10**9)}" if k == "id" else with_ids(v)
                for k, v in one.items()
            }
        return [with_ids(part) for part in one] if isinstance(one, list) else one

    return {
        f"claims/z{random.randrange(10**9)}.yaml" if _states(path) else path: (
            with_ids(one) if _states(path) else one
        )
        for path, one in files.items()
    }


def reordered(files: Files, random: Random) -> Files:
    """Claims, statements of a claim, and entries of the vocabulary in another order."""
    return {
        path: _shuffled(one, random) if path.endswith(".yaml") else one
        for path, one in files.items()
    }


def _shuffled(one: object, random: Random) -> object:
    if isinstance(one, list) and all(isinstance(part, dict) for part in one):
        claims = [{k: _lines(k, v, random) for k, v in part.items()} for part in one]
        return random.sample(claims, len(claims))
    if isinstance(one, dict):
        found = {key: _shuffled(value, random) for key, value in one.items()}
        return {key: found[key] for key in random.sample(sorted(found), len(found))}
    return one


def _lines(key: str, value: object, random: Random) -> object:
    if key != "says" or not isinstance(value, str):
        return value
    lines = value.splitlines()
    return "\n".join(random.sample(lines, len(lines)))


def split(files: Files, random: Random) -> Files:
    """Each claim file as two, of one article."""
    found: Files = {}
    for path, one in files.items():
        if not _states(path) or len(one.get("claims", ())) < 2:
            found[path] = one
            continue
        first = set(random.sample(range(len(one["claims"])), len(one["claims"]) // 2))
        for half in (True, False):
            claims = [c for place, c in enumerate(one["claims"]) if (place in first) is half]
            found[path.replace(".yaml", f"-{half}.yaml")] = {**one, "claims": claims}
    return found


def with_tautologies(files: Files, random: Random) -> Files:
    """Something that is always true of what is declared, assumed beside all else."""
    words = files[_VOCABULARY]
    amounts = words.get("quantities", {})
    things = [*words.get("populations", {}), *(n for n in amounts if amounts[n].get("unit") != "%")]
    if not things:
        return files
    known = sorted({c.get("period") or one.get("defaults", {}).get("period")
                    for path, one in files.items() if _states(path)
                    for c in one.get("claims", ())} - {None})  # fmt: skip
    always = ("either {} > 0 or {} <= 0", "either {} = 3 or not {} = 3", "{} + 1 > {}")
    assumed = [
        {
            "id": f"always-{number}",
            "because": "it is always true",
            **({"period": random.choice(known)} if known else {}),
            "says": random.choice(always).format(name, name),
        }
        for number, name in enumerate(random.sample(things, min(3, len(things))))
    ]
    return {**files, "claims/always.yaml": {"assumptions": assumed}}


def _states(path: str) -> bool:
    return path.endswith(".yaml") and path != _VOCABULARY


CHANGES: Mapping[str, Change] = {
    "renamed": renamed,
    "reordered": reordered,
    "split": split,
    "with tautologies": with_tautologies,
}


# --- what is found -----------------------------------------------------------------------------


def found_in(findings: Findings) -> dict[str, Any]:
    """What was found, by what statements say and where they were printed."""

    def members(some: tuple[Member, ...]) -> list[str]:
        return [f"{_told(one.distinct)}: {fits(one.fits, one.figure)}" for one in some]

    def chosen(some: tuple[Distinct, ...]) -> list[str]:
        return sorted(_told(one) for one in some)

    return {
        "verdict": findings.verdict.value,
        "contradictions": [
            (one.id, one.headline, one.doubt, members(one.members), members(one.restated))
            for one in findings.contradictions
        ],
        "corrections": sorted(
            (chosen(one.withdraw), sorted(map(chosen, one.others)), one.doubt)
            for one in findings.corrections
        ),
        "undecided": sorted(
            (sorted(s.text for s in one.statements if s.because != _ALWAYS), one.reason)
            for one in findings.undecided
        ),
        "revisions": sorted((one.what, one.old, one.new or "") for one in findings.revisions),
    }


_ALWAYS = "it is always true"


def _told(one: Distinct) -> str:
    statement = one.first
    return f"{statement.article.path if statement.article else 'assumed'}: {statement.text}"


def findings_of(files: Files) -> Findings:
    """What is found in some files, which are written in the order that they have here.

    In the time that a run has: in less the clock would decide what is found of products.
    """
    with TemporaryDirectory() as folder:
        for path, one in files.items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(one if isinstance(one, str) else as_yaml(one), "utf-8")
        project = load(Path(folder))
    assert not (wrong := [p for p in project.problems if p.is_error]), wrong
    return check(project)


def files_of(form: str, number: int) -> Files:
    """The files of a random project, without its mistakes."""
    with TemporaryDirectory() as folder:
        understood(Path(folder), problem(form, number))
        root = max(Path(folder).iterdir())
        return {
            str(path.relative_to(root)): (
                texts_of(text) if path.suffix == ".yaml" else text
            )
            for path in sorted(root.rglob("*")) if path.is_file()
            for text in (path.read_text("utf-8"),)
        }  # fmt: skip


def varies(form: str, number: int) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """The changes under which other things are found in a project, with both."""
    files = files_of(form, number)
    before = found_in(findings_of(files))
    found = {}
    for name, change in CHANGES.items():
        after = found_in(findings_of(change(files, Random(f"{form} {number} {name}"))))
        if after != before:
            found[name] = before, after
    return found
