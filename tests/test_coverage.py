"""How well figures are checked: cases below `covered`, small worlds counted one by one.

A case is a project (`tests/projects.py`), what is to `expect` of each figure of each article's
statements (its state, the values that would pass, how many slips would), the statements with
`idle` conditions, and the `share` of figures that is pinned.
"""

import json
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import Fit, Project, Stated, Verdict, check, project_of
from checker.cli.main import main
from checker.explain.covered import Checked, Covered, State
from checker.reports.coverage_text import passing_words, share, write_coverage
from checker.reports.style import Style, columns
from checker.usecases.cover import cover
from tests.projects import build, loaded, read_case

FOLDER = Path(__file__).parent / "covered"
CASES = sorted(FOLDER.glob("*.yaml"))
SECONDS = 300


def covered(project: Project) -> Covered:
    return cover(project.topics, check(project), SECONDS)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_figure_is_checked_so_far(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    found = covered(loaded(tmp_path, case))
    told: dict[str, dict[str, str]] = {}
    for article, statements in found.articles:
        told[Path(article.path).stem] = {
            one.statement.text: " | ".join(map(words, one.figures)) or one.state.value
            for one in statements
        }
    assert told == case["expect"]
    assert [one.statement.text for one in found.idle] == case.get("idle", [])
    assert share(found) == Fraction(case["share"])
    assert all(columns(line) <= 80 for line in write_coverage(found, Style()).splitlines())


def words(one: Checked) -> str:
    said = one.state.value
    if one.restated:
        said += ", too"
    values = passing_words(one).partition("; ")[0]
    if values and "slips" not in values:
        said += f", {values}"
    return f"{said}, {len(one.passing)} slips" if one.passing and one.fits is not None else said


# --- against every world ---------------------------------------------------------------------

NUMBERS = {"quantities": {name: {"counts": "things"} for name in ("xx", "yy")}}
Form = Any
FORMS: dict[str, Form] = {
    "xx = {}": (lambda x, _: x, lambda v, n: v == n),
    "yy = {}": (lambda _, y: y, lambda v, n: v == n),
    "xx + yy = {}": (lambda x, y: x + y, lambda v, n: v == n),
    "xx - yy = {}": (lambda x, y: x - y, lambda v, n: v == n),
    "xx = more than {}": (lambda x, _: x, lambda v, n: v > n),
    "yy = at most {}": (lambda _, y: y, lambda v, n: v <= n),
    "xx > {}": (lambda x, _: x, lambda v, n: v > n),
}
MOST = 40
FAR = 25
"""Ends beyond this are none: figures are below 10."""

Said = tuple[str, int]
drawn = st.lists(st.tuples(st.sampled_from(sorted(FORMS)), st.integers(0, 9)), max_size=5)


def holds(one: Said, x: int, y: int) -> bool:
    value, relation = FORMS[one[0]]
    return bool(relation(value(x, y), one[1]))


def worlds(stated: list[Said]) -> list[tuple[int, int]]:
    every = product(range(MOST + 1), repeat=2)
    return [(x, y) for x, y in every if all(holds(one, x, y) for one in stated)]


def ends(values: list[int]) -> tuple[int | None, int | None]:
    low, high = min(values), max(values)
    return (low if low > -FAR else None), (high if high < FAR else None)


@settings(max_examples=60, deadline=None)
@given(drawn)
def test_states_are_those_of_all_worlds(stated: list[Said]) -> None:
    project = project_of(
        NUMBERS, [Stated(form.format(n), id=f"s{i}") for i, (form, n) in enumerate(stated)]
    )
    if check(project).verdict is not Verdict.CONSISTENT:
        return
    found = {one.statement.id: one for one in covered(project).statements}
    for i, one in enumerate(stated):
        checked = found[f"s{i}"].figures[0]
        others = [other for j, other in enumerate(stated) if j != i]
        left = worlds(others)
        value = FORMS[one[0]][0]
        forced = all(holds(one, x, y) for x, y in left)
        assert found[f"s{i}"].follows is forced
        assert (checked.state is State.PINNED) is forced
        if not forced:
            low, high = ends([value(x, y) for x, y in left])
            assert checked.fits == Fit(
                None if low is None else Fraction(low), None if high is None else Fraction(high)
            )
            free = ends([value(x, y) for x, y in worlds([])])
            assert (checked.state is State.UNCHECKED) is ((low, high) == free)
        passing = {
            str(n) for n in range(10)
            if n != one[1] and any(holds((one[0], n), x, y) for x, y in left)
        }  # fmt: skip
        assert set(checked.passing) == passing
        assert checked.tried == 9


# --- the command -----------------------------------------------------------------------------

CASE = {"articles": {"a": "excellent = 28\nwell = 71\nexcellent + well = 99\npoor = 12"}}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 0, "Checked: 3 of 4 figures are pinned"),
        (["--fail-under", "75"], 0, "(75%)"),
        (["--fail-under", "75.1"], 1, "75% of the figures are pinned, less than 75.1%"),
        (["--fail-under", "75%"], 0, "(75%)"),
        (["--fail-under", "many"], 2, "`many` is no percentage from 0 to 100"),
        (["--fail-under", "101"], 2, "`101` is no percentage from 0 to 100"),
        (["--fail-under", "nan"], 2, "`nan` is no percentage from 0 to 100"),
        (["--format", "csv"], 2, "'csv' is not one of"),
    ],
)
def test_the_command_says_how_much_is_checked(
    arguments: list[str], code: int, told: str, tmp_path: Path
) -> None:
    build(tmp_path, CASE)
    found = CliRunner().invoke(main, ["coverage", "--project", str(tmp_path), *arguments])
    assert found.exception is None or isinstance(found.exception, SystemExit)
    assert told in found.output
    assert found.exit_code == code


def test_mistakes_in_the_files_stop_it(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excelent = 28"}})
    found = CliRunner().invoke(main, ["coverage", "--project", str(tmp_path)])
    assert found.exit_code == 2
    assert "did you mean `excellent`?" in found.output


def test_json_has_every_figure(tmp_path: Path) -> None:
    build(tmp_path, CASE)
    found = CliRunner().invoke(main, ["coverage", "--project", str(tmp_path), "--format", "json"])
    told = json.loads(found.stdout)
    assert told["share"] == "0.75"
    assert told["totals"]["figures"] == 4
    last = told["articles"][0]["statements"][3]["figures"][0]
    assert last["state"] == "unchecked"
    assert last["would_pass"] == {"low": "0", "high": None, "low_open": False, "high_open": False}
    assert len(last["slips"]["pass"]) == last["slips"]["tried"] == 17


def test_effort_that_is_spent_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.usecases.bracketing.COVERAGE_EFFORT", 3)
    case = {"articles": {"a": "excellent = 28\nexcellent < well\nwell = 71"}}
    found = covered(loaded(tmp_path, case))
    assert State.UNKNOWN in found.states.values()
    assert "Not found out within the limits" in write_coverage(found, Style())
