"""`factcheck list`: complete, in order, stopped anywhere, and what it says of its reach is true.

Whole outputs as they were last looked at stand in `golden_list/`; `--update-golden` writes them.
"""

import json
import operator
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker import Stated, check, every_contradiction, every_correction, project_of
from checker.claims.statements import Project
from checker.cli.endings import UNWRITABLE
from checker.cli.main import main
from checker.explain.finding import Verdict
from checker.explain.listing import (
    Complete,
    Corrected,
    Ended,
    Event,
    Finished,
    Found,
    Kind,
    Stop,
    Unfinished,
)
from checker.reports import listing_text
from checker.reports.style import Style
from checker.search.bysize import CompleteUpTo
from checker.search.side_by_side import Reached, Stuck, side_by_side
from checker.solvers.protocol import Undecided
from checker.usecases.list import Bounds, look
from tests.effort import examples
from tests.projects import CASES, Case, build, loaded, read_case
from tests.test_undecided import GAVE_UP, Tired

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden_list"
SCHEMA = json.loads((ROOT / "docs" / "report-all.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
NUMBERS = {"quantities": {name: {"means": f"number {name}"} for name in ("xx", "yy", "zz")}}
PLANTED: Case = {
    "articles": {
        "a": {"publisher": "The Echo", "says": "excellent = 28\npupils = 3"},
        "b": {"publisher": "The Post", "says": "excellent = 28\nexcellent = 27"},
        "c": {"says": "excellent = 28\npupils = 4\npupils = 5 more than teachers"},
        "d": {"says": "excellent = 28"},
    },
    "vocabulary": {"quantities": {"pupils": {}, "teachers": {"counts": "teachers"}}},
}
"""One figure that four articles state, and two groups that each contradict themselves."""

ONE_ARTICLE: Case = {
    "articles": {"a": "excellent = 3\nexcellent = 4", "b": "poor = 2"},
    "assumptions": [{"says": "excellent = 5", "for": "a"}],
}


def call(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["list", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def events_of(project: Project, bounds: Bounds | None = None) -> list[Event]:
    return list(look(project, bounds or Bounds()))


def members(one: Found | Corrected) -> frozenset[str]:
    chosen = one.members if isinstance(one, Found) else one.withdraw
    return frozenset(d.first.id for d in chosen)


# --- as it was last looked at ----------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", ["five-articles", "planted", "planted-expanded"])
def test_the_list_is_as_it_was(
    name: str, form: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    options = ["--up-to", "4", "--limit", "4"] if name == "five-articles" else []
    if name == "planted-expanded":
        options = ["--expand", "--only", "contradictions"]
    if name != "five-articles":
        build(tmp_path, PLANTED)
    root = ROOT if name == "five-articles" else tmp_path
    result = call("--project", root, "--format", form, *options)
    assert result.exit_code == 1
    golden = GOLDEN / f"{name}.{form}"
    if request.config.getoption("--update-golden"):
        golden.write_text(result.stdout, "utf-8")
    assert golden.read_text("utf-8").splitlines() == result.stdout.splitlines()
    if form == "json":
        for line in result.stdout.splitlines():
            VALIDATOR.validate(json.loads(line))
    else:
        assert max(map(len, result.stdout.splitlines())) <= Style().width


def test_ids_are_those_of_a_run(tmp_path: Path) -> None:
    project = loaded(tmp_path, PLANTED)
    ids = {one.id for one in events_of(project) if isinstance(one, Found)}
    assert {one.id for one in check(project).contradictions} <= ids


# --- against every subset --------------------------------------------------------------------

FORMULAS = st.lists(
    st.sampled_from(
        [
            *(f"{a} {r} {b}" for a in ("xx", "yy", "xx + yy") for r in ("=", ">=") for b in "012"),
            *(f"zz {r} {b}" for r in ("=", "<") for b in "01"),
        ]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


def subsets(names: Iterable[str]) -> Iterator[frozenset[str]]:
    listed = sorted(names)
    for size in range(len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))


def smallest(sets: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    told = list(sets)
    return {one for one in told if not any(other < one for other in told)}


@settings(max_examples=examples(24), deadline=None)
@given(FORMULAS)
def test_the_list_is_complete_and_in_order(formulas: list[str]) -> None:
    said = {f"s{n}": formula for n, formula in enumerate(formulas, 1)}

    @cache
    def holds(chosen: frozenset[str]) -> bool:
        statements = [Stated(said[name], id=name) for name in sorted(chosen)]
        return (
            not statements or check(project_of(NUMBERS, statements)).verdict is Verdict.CONSISTENT
        )

    project = project_of(NUMBERS, [Stated(text, id=name) for name, text in said.items()])
    events = events_of(project)
    found = [one for one in events if isinstance(one, Found)]
    clashing = smallest(one for one in subsets(said) if not holds(one))
    assert {members(one) for one in found} == clashing
    assert len(found) == len(clashing)
    assert [one.size for one in found] == sorted(one.size for one in found)
    corrected = [one for one in events if isinstance(one, Corrected)]
    assert [one.cost for one in corrected] == sorted(one.cost for one in corrected)
    whole = frozenset(said)
    groups = [
        {name for name, text in said.items() if ("zz" in text) is apart} for apart in (True, False)
    ]
    for group in groups:
        fixing = (one for one in subsets(group) if holds(frozenset(group) - one))
        expected = smallest(fixing) - {frozenset()}
        assert {members(one) for one in corrected if members(one) <= group} == expected
    ended = [one for one in events if isinstance(one, Ended)]
    assert [one.stopped for one in ended] == [None, None]
    assert ended[0].complete == Complete(Kind.CONTRADICTIONS, None, None)
    assert isinstance(events[-1], Finished)
    is_whole = holds(whole)
    assert events[-1].verdict is (Verdict.CONSISTENT if is_whole else Verdict.CONTRADICTORY)
    assert [{d.first.id for d in one} for one in every_contradiction(project)] == [
        members(one) for one in found
    ]
    both = list(every_correction(project))
    assert [one.cost for one in both] == sorted(one.cost for one in both)
    assert {frozenset(d.first.id for d in one.withdraw) for one in both} == smallest(
        one for one in subsets(said) if holds(whole - one)
    )


# --- stopped ---------------------------------------------------------------------------------

CHAIN = [
    Stated(text)
    for text in (
        *("xx = 1", "xx = 2", "xx + yy = 9", "yy = 1", "yy = 3", "xx + yy <= 8"),
        *("zz = 5", "zz < 4", "zz >= 7", "zz = 5 more than 3"),
    )
]


def test_wherever_it_stops_it_says_up_to_which_size_none_is_missing() -> None:
    project = project_of(NUMBERS, CHAIN)
    whole = [one for one in events_of(project) if isinstance(one, Found)]
    assert len({one.size for one in whole}) > 1
    for most in range(1, len(whole) + 1):
        events = events_of(project, Bounds(most=most))
        found = [one.id for one in events if isinstance(one, Found)]
        ended = next(one for one in events if isinstance(one, Ended))
        assert found == [one.id for one in whole[:most]]
        assert ended.stopped is Stop.LIMIT
        assert ended.complete.bound is not None
        assert {one.id for one in whole if one.size <= ended.complete.bound} <= set(found)
        assert ended.complete.bound == whole[most - 1].size - 1
    for largest in range(1, whole[-1].size):
        events = events_of(project, Bounds(largest=largest, kinds=(Kind.CONTRADICTIONS,)))
        found = [one.id for one in events if isinstance(one, Found)]
        ended = next(one for one in events if isinstance(one, Ended))
        assert found == [one.id for one in whole if one.size <= largest]
        assert ended.stopped is Stop.SIZE
        assert ended.complete == Complete(Kind.CONTRADICTIONS, largest, largest)


def _has_passed(left: Iterator[int]) -> bool:
    return next(left, None) is None


def test_who_wants_it_to_stop_is_heard_between_two_questions() -> None:
    project = project_of(NUMBERS, CHAIN)
    for patience in (1, 10, 40):
        bounds = Bounds(is_to_stop=partial(_has_passed, iter(range(patience))))
        events = list(look(project, bounds))
        ended = [one for one in events if isinstance(one, Ended)]
        assert [one.stopped for one in ended] == [Stop.INTERRUPT]
        assert isinstance(events[-1], Finished)
        assert events[-1].verdict is not Verdict.CONSISTENT
        assert "Stopped by Ctrl-C" in "".join(
            listing_text.write_event(one, Style()) for one in events
        ).replace("\n", " ")


def test_without_time_nothing_is_called_complete(tmp_path: Path) -> None:
    build(tmp_path, PLANTED)
    result = call("--project", tmp_path, "--timeout", "0.000001", "--format", "json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert told[-1]["verdict"] == "undecided"
    assert [one["event"] for one in told].count("undecided") > 0
    ended = [one for one in told if one["event"] == "ended"]
    assert ended
    assert not any(one["all"] or one.get("complete_up_to") for one in ended)
    for one in told:
        VALIDATOR.validate(one)


def test_after_ctrl_c_it_says_how_far_it_came() -> None:
    command = "from checker.cli.main import start; start()"
    options = ["list", "--format", "json", "--timeout", "300"]
    with subprocess.Popen(
        [sys.executable, "-c", command, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        told: list[dict[str, Any]] = []
        for line in process.stdout:
            told.append(json.loads(line))
            if told[-1]["event"] == "contradiction" and told[-1]["number"] == 1:
                process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    found = [one for one in told if one["event"] == "contradiction"]
    reached = [one for one in told if one["event"] == "complete"]
    ended, finished = told[-2:]
    assert found
    assert ended["event"] == "ended"
    assert ended["stopped_by"] == "interrupt"
    assert ended["told"] == len(found)
    assert ended["complete_up_to"] == reached[-1]["complete_up_to"] >= 3
    assert finished["verdict"] == "contradictory"


# --- undecided -------------------------------------------------------------------------------


def test_what_is_undecided_is_said_and_never_complete() -> None:
    project = project_of(NUMBERS, CHAIN)
    whole = {one.id for one in events_of(project) if isinstance(one, Found)}
    cut = False
    for patience in range(1, 40, 3):
        solver = Tired(partial(operator.lt, patience))
        events = list(look(project, solver=solver))
        found = {one.id for one in events if isinstance(one, Found)}
        ended = next(one for one in events if isinstance(one, Ended))
        stuck = [
            one for one in events if isinstance(one, Unfinished) and one.kind is Kind.CONTRADICTIONS
        ]
        assert found <= whole
        assert ended.undecided == len(stuck)
        if stuck:
            cut = cut or bool(found)
            assert ended.complete.bound is not None
            assert ended.complete.bound == min(one.size for one in stuck)
            assert {one.group.reason for one in stuck} == {GAVE_UP}
            assert isinstance(events[-1], Finished)
            assert events[-1].verdict is not Verdict.CONSISTENT
        else:
            assert found == whole
        text = "".join(listing_text.write_event(one, Style()) for one in events)
        assert ("Undecided: " in text) or not stuck
    assert cut


def test_assumptions_for_one_article_are_met_by_it_alone(tmp_path: Path) -> None:
    events = events_of(loaded(tmp_path, ONE_ARTICLE))
    found = [one for one in events if isinstance(one, Found)]
    assert len({one.id for one in found}) == len(found)
    assert sorted(sorted(members(one)) for one in found) == [
        ["a/c1/1", "a/c2/1"],
        ["a/c1/1", "assumptions/a1/1"],
        ["a/c2/1", "assumptions/a1/1"],
    ]


def test_what_is_taken_back_contradicts_nothing(tmp_path: Path) -> None:
    case = read_case(CASES / "withdraws" / "what-is-taken-back-is-a-revision-and-holds.yaml")
    project = loaded(tmp_path, case)
    assert check(project).verdict is Verdict.CONSISTENT
    assert list(every_contradiction(project)) == []
    assert [one.withdraw for one in every_correction(project)] == [()]


def test_several_topics_are_one_list() -> None:
    one = project_of(NUMBERS, [Stated("xx = 1"), Stated("xx >= 2"), Stated("yy = 1")])
    other = project_of(NUMBERS, [Stated("xx < 0", id="a"), Stated("zz = 1"), Stated("xx = 1")])
    both = Project((*one.topics, *other.topics), ())
    assert len(list(every_contradiction(both))) == 2
    assert [len(found.withdraw) for found in every_correction(both)] == [2, 2, 2, 2]
    assert isinstance(events_of(both)[-1], Finished)


# --- side by side ----------------------------------------------------------------------------

Script = list[str | CompleteUpTo | Undecided]


def test_all_of_a_size_come_before_any_larger_one() -> None:
    scripts: list[Script] = [
        ["a", CompleteUpTo(1), "bbb", "ccc", CompleteUpTo(3), "ddddd"],
        [CompleteUpTo(1), "ee", Undecided("too hard"), "ffff"],
        ["ggg"],
    ]
    told = list(side_by_side([iter(script) for script in scripts], len))
    assert told == [
        (0, "a"),
        Reached(1, 1),
        (1, "ee"),
        Stuck(1, 1, "too hard"),
        Reached(1, 2),
        (0, "bbb"),
        (0, "ccc"),
        (2, "ggg"),
        Reached(1, 3),
        (1, "ffff"),
        Reached(1, 4),
        (0, "ddddd"),
        Reached(1, None),
    ]


def test_nothing_is_asked_beyond_the_largest_size() -> None:
    def endless() -> Iterator[str | CompleteUpTo | Undecided]:
        yield "a"
        yield CompleteUpTo(2)
        raise AssertionError

    assert list(side_by_side([endless()], len, 2)) == [(0, "a"), Reached(2, 2)]
    assert list(side_by_side([], len)) == [Reached(None, None)]


# --- the call --------------------------------------------------------------------------------


def test_run_all_is_another_name_for_it(tmp_path: Path) -> None:
    build(tmp_path, PLANTED)
    again = ["run", "--limit", "2", "--all", "--project", str(tmp_path)]
    result = CliRunner().invoke(main, again)
    assert result.exit_code == 1
    assert result.stdout == call("--limit", "2", "--project", tmp_path).stdout
    refused = CliRunner().invoke(main, [*again, "--proofs"])
    assert refused.exit_code == 2
    assert "No such option '--proofs'" in refused.stderr
    assert "--all" not in CliRunner().invoke(main, ["run", "--help"]).stdout


def test_a_consistent_project_is_called_so(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excellent = 28\npoor = 15"}})
    result = call("--project", tmp_path, "-v")
    assert result.exit_code == 0
    assert result.stdout == "Consistent: all 2 statements from 1 article can hold together.\n"
    assert "looked at" in result.stderr


def test_a_mistake_is_a_line_too(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excelent = 28"}})
    result = call("--project", tmp_path, "--format", "json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    VALIDATOR.validate(told)
    assert told["event"] == "problems"


def test_the_list_goes_to_a_file(tmp_path: Path) -> None:
    build(tmp_path, PLANTED)
    printed = call("--project", tmp_path)
    written = call("--project", tmp_path, "--output", tmp_path / "all.txt")
    assert written.stdout == ""
    assert (tmp_path / "all.txt").read_text("utf-8") == printed.stdout
    refused = call("--project", tmp_path, "--output", tmp_path / "no" / "all.txt")
    assert refused.exit_code == UNWRITABLE
    assert "cannot write" in refused.stderr


def test_costs_of_corrections_are_exact() -> None:
    statements = [Stated("xx = 1", trust=Fraction(1, 3)), Stated("xx = 2")]
    corrected = [
        one for one in events_of(project_of(NUMBERS, statements)) if isinstance(one, Corrected)
    ]
    assert [one.cost for one in corrected] == [Fraction(1, 3), Fraction(1)]
