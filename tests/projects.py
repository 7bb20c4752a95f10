"""Small projects for tests: written as data, built in a folder, run through the whole pipeline.

A case holds

* `vocabulary`: sections that replace those of `cases/vocabulary.yaml`;
* `articles`: by name either a block of statements, each its own claim whose quote is the
  statement itself, or a mapping with `says` (such a block) or `text` and `claims`, and any of
  `publisher`, `published`, `trust`, `title`, `author`, `url` and the keys of `defaults`. The
  period is 2011 where none is given;
* `assumptions`: a block of statements, or a list of `{says, for, period, place}`, where `for`
  names an article and the period is 2011 as well;
* `known`: why the case fails as yet;
* `expect`: what `told` must give.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from checker.algebra.intervals import Interval
from checker.claims import Problem, Project, load
from checker.compile.compiling import compile_system
from checker.compile.distinct import Distinct
from checker.explain.finding import Contradiction, Findings, Member, Revision
from checker.explain.proving import Prover
from checker.language.figures import Figure
from checker.language.lexicon import Lexicon
from checker.language.measures import Measure
from checker.language.spell import exact, exact_value
from checker.search.fitting import Fit, Fitting, NoFit, UnknownFit
from checker.solvers.protocol import Consistent, Contradictory, Solver, Undecided
from checker.solvers.staged import StagedSolver
from checker.usecases.check import check
from checker.usecases.solving import Limits

CASES = Path(__file__).parent / "cases"
INDENT = 4
"""How far statements are indented in the files that are built."""

ABOUT = ("publisher", "trust", "published", "title", "author", "url")
DEFAULTS = ("period", "place", "reading", "as_of", "bulletin")

Case = Mapping[str, Any]


# --- from a case to files --------------------------------------------------------------------


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Seven times faster where PyYAML has libyaml; the first gives texts only."""


@cache
def read_case(path: Path) -> Case:
    """A case with every scalar as text, as the product itself reads YAML."""
    return texts_of(path.read_text("utf-8"))


def texts_of(text: str) -> dict[str, Any]:
    """YAML with every scalar as text."""
    found: dict[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - it makes nothing but texts
    return found


def data_of(text: str) -> Any:  # noqa: ANN401 - what YAML holds
    """YAML with numbers and whatever else is no text."""
    return yaml.load(text, _SAFE_LOADER)  # noqa: S506 - it is one of the two safe loaders


def build(root: Path, case: Case) -> None:
    """The files of a case in a folder of their own."""
    for name, text in files(case).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


def files(case: Case) -> dict[str, str]:
    """The files of a case by path."""
    vocabulary = read_case(CASES / "vocabulary.yaml") | case.get("vocabulary", {})
    found = {"claims/vocabulary.yaml": as_yaml({k: v for k, v in vocabulary.items() if v})}
    for name, article in case["articles"].items():
        whole = {"says": article} if isinstance(article, str) else article
        found[f"seeds/{name}.txt"] = whole.get("text", whole.get("says", ""))
        found[f"claims/{name}.yaml"] = _claim_file(name, whole)
    if case.get("assumptions"):
        found["claims/assumptions.yaml"] = _assumptions(case["assumptions"])
    return found


def as_yaml(value: object) -> str:
    """A value as JSON, which is YAML."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def _claim_file(name: str, article: Case) -> str:
    source = {"article": f"seeds/{name}.txt"}
    source |= {key: article[key] for key in ABOUT if key in article}
    defaults = {"period": "2011"}
    defaults |= {key: article[key] for key in DEFAULTS if key in article}
    defaults = {key: value for key, value in defaults.items() if value}
    lines = [f"source: {as_yaml(source)}"]
    if defaults:
        lines.append(f"defaults: {as_yaml(defaults)}")
    lines.append("claims:\n")
    claims = article.get("claims") or [
        {"id": f"c{n}", "quote": line, "says": line} for n, line in _numbered(article["says"])
    ]
    return "".join((*lines, *(_entry(claim) for claim in claims)))


def _numbered(says: str) -> Iterator[tuple[int, str]]:
    return enumerate((line for line in says.splitlines() if line.strip()), 1)


def _entry(entry: Case) -> str:
    """An entry with its statements as a block, so that columns can be told from the text."""
    first, *others = (f"{key}: {as_yaml(entry[key])}" for key in entry if key != "says")
    lines = [f"- {first}", *(f"  {line}" for line in others)]
    if "says" in entry:
        lines.append("  says: |\n")
        lines += [f"{' ' * INDENT}{line}\n" for line in entry["says"].splitlines()]
    return "".join(lines)


def _assumptions(given: str | Iterable[Case]) -> str:
    entries: Iterable[Case] = [{"says": given}] if isinstance(given, str) else given
    lines = ["assumptions:\n"]
    for n, entry in enumerate(entries, 1):
        written = {"id": f"a{n}", "because": "it is so", "period": "2011", **entry}
        if "for" in entry:
            written["for"] = f"seeds/{entry['for']}.txt"
        lines.append(_entry(written))
    return "".join(lines)


# --- from a folder to what is found ----------------------------------------------------------


def loaded(root: Path, case: Case) -> Project:
    """The project of a case."""
    build(root, case)
    return load(root)


@cache
def case_project(path: Path) -> Project:
    """The project of a case file, loaded once for all tests of a process."""
    with TemporaryDirectory() as folder:
        return loaded(Path(folder), read_case(path))


@cache
def case_findings(path: Path) -> Findings:
    """What is found in the project of a case file, with proofs."""
    return check(case_project(path), prover=Prover(StagedSolver()))


def found_in(
    project: Project, solver: Solver | None = None, limits: Limits | None = None
) -> Findings:
    """The findings of a project, with z3 unless another solver is given."""
    return check(project, limits or Limits(), solver=solver or StagedSolver())


# --- what is found, as a case expects it -----------------------------------------------------


def told(project: Project, solver: Solver | None = None) -> dict[str, Any]:
    """The outcome in the words of `expect`: mistakes, or the verdict and what it rests on."""
    errors = [problem for problem in project.problems if problem.is_error]
    if errors:
        return {"mistakes": "".join(mistake(problem) for problem in errors)}
    return told_findings(found_in(project, solver))


def told_findings(findings: Findings) -> dict[str, Any]:
    """The verdict, and each contradiction with its grade and the fitting values of members."""
    found: dict[str, Any] = {"verdict": findings.verdict.value}
    if findings.contradictions:
        found["contradictions"] = [_contradiction(one) for one in findings.contradictions]
    if findings.revisions:
        found["revisions"] = [_revision(one) for one in findings.revisions]
    if findings.undecided:
        found["undecided"] = [
            {"statements": [s.shown for s in group.statements], "reason": group.reason}
            for group in findings.undecided
        ]
    return found


def _contradiction(one: Contradiction) -> dict[str, Any]:
    found: dict[str, Any] = {"grade": one.grade.value}
    found["suspects" if one.alike > 1 else "culprit"] = _members(one.suspects)
    found["others"] = _members(one.members[one.alike :])
    if one.restated:
        found["restated"] = _members(one.restated)
    return found


def _revision(one: Revision) -> dict[str, Any]:
    """What was revised, by which article, and where the old figure stands; later ones marked."""
    by = one.by.article.path if one.by.article else ""
    carried = [
        f"{carrier.statement.article.path if carrier.statement.article else ''}"
        f"{' later' if carrier.is_later else ''}"
        for carrier in one.carried
    ]
    said = one.what if one.new is None else f"{one.what}: {one.old}, now {one.new}"
    return {said: f"by {by}", "old": ", ".join(carried)}


def _members(members: Iterable[Member]) -> dict[str, str]:
    return {member.statement.shown: fits(member.fits, member.figure) for member in members}


def fits(found: Fitting | None, figure: Figure | None = None) -> str:
    """Fitting values as intervals: `43`, `[0, 4]`, `(2, …)`, `none`; empty without a figure.

    Those of a date or a clock time are dates or times. Ends that may not be reached have `within`.
    """
    match found:
        case Fit():
            told = " or ".join(interval(part, figure) for part in found.parts)
            return told if found.sure else f"within {told}"
        case NoFit():
            return "none"
        case UnknownFit():
            return "not found out"
        case None:
            return ""


def interval(one: Interval, figure: Figure | None) -> str:
    low, high = one.low, one.high
    if low is not None and low == high:
        return written(low, figure)
    left = "(" if low is None or one.low_open else "["
    right = ")" if high is None or one.high_open else "]"
    ends = ("…" if end is None else written(end, figure) for end in (low, high))
    return left + ", ".join(ends) + right


def written(value: Fraction, figure: Figure | None) -> str:
    return exact(value) if figure is None else exact_value(figure, value)


def mistake(problem: Problem) -> str:
    """The statement with carets under the place meant, the message, and the remedy."""
    indent = len(problem.excerpt) - len(problem.excerpt.lstrip())
    cut = min(INDENT, indent) if problem.file != "claims/vocabulary.yaml" else 0
    lines = [
        problem.excerpt[cut:],
        " " * (problem.column - 1 - cut) + "^" * problem.width,
        problem.message,
        *([f"→ {problem.remedy}"] if problem.remedy else []),
    ]
    return "".join(f"{line}\n" for line in lines)


# --- minimal, checked anew -------------------------------------------------------------------


def can_hold(chosen: Iterable[Distinct], lexicon: Lexicon) -> bool:
    """Whether some statements can hold together: compiled and solved apart from all others."""
    stated = [one.meaning for one in chosen]
    measures: dict[str, Measure] = {}
    for meaning in stated:
        measures |= meaning.measures
    system = compile_system([meaning.constraint for meaning in stated], measures, lexicon)
    assert not system.too_large
    verdicts = [
        StagedSolver().open(component, 60).check(range(len(component.statements)))
        for component in system.components
    ]
    assert not any(isinstance(verdict, Undecided) for verdict in verdicts)
    return not any(isinstance(verdict, Contradictory) for verdict in verdicts)


def assert_minimal(one: Contradiction, lexicon: Lexicon) -> None:
    """All members together cannot hold, and without any one of them they can."""
    members = [member.distinct for member in one.members]
    assert not can_hold(members, lexicon), one.headline
    for left_out in members:
        rest = [member for member in members if member is not left_out]
        assert can_hold(rest, lexicon), f"{left_out.first.text} can be spared"


def witness_of(chosen: Iterable[Distinct], lexicon: Lexicon) -> dict[str, Fraction]:
    """Values under which some statements, which can hold together, do so."""
    stated = [one.meaning for one in chosen]
    measures: dict[str, Measure] = {}
    for meaning in stated:
        measures |= meaning.measures
    system = compile_system([meaning.constraint for meaning in stated], measures, lexicon)
    values: dict[str, Fraction] = {}
    for component in system.components:
        verdict = StagedSolver().open(component, 60).check(range(len(component.statements)))
        if isinstance(verdict, Consistent):
            values |= verdict.witness.values()
    return values
