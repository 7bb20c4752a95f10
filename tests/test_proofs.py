"""Every verdict is proven: proofs are found and accepted, and refused once they are changed.

What checks them knows no solver: `checker/proofs/verifying.py`.
"""

import copy
import json
import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import All, Compare, Constraint, Not, Relation, holds
from checker.algebra.constraints import Any as AnyOf
from checker.algebra.polynomials import Polynomial
from checker.claims import Project, load
from checker.compile.rounds import rounds_of
from checker.explain.proving import Prover
from checker.proofs.accounting import Checked, UnreadableError, check_report
from checker.proofs.carrying import certificate_json
from checker.proofs.certificate import Certificate, NoCertificate
from checker.proofs.certifying import certify
from checker.proofs.cores import spared
from checker.proofs.reading import read_report
from checker.proofs.searching import Effort
from checker.proofs.shape import refuse_other_shapes
from checker.proofs.verifying import Budget, RefusedError, check_certificate, check_witness
from checker.reports.json_report import write_json
from checker.reports.style import Style
from checker.reports.text import write_text
from checker.retracing.retracing import retrace
from checker.search.stories import Clash
from checker.solvers.staged import StagedOracle, StagedSolver
from checker.usecases.check import check
from tests.brute_force.drawing import KINDS, cases
from tests.brute_force.pipeline import solved, understood
from tests.brute_force.shapes import SHAPES
from tests.effort import examples
from tests.pages import blocks
from tests.pages import project as folder
from tests.projects import CASES, loaded, read_case
from tests.test_brute_force import SHAPES_OF

Json = dict[str, Any]

ROOT = Path(__file__).parent.parent

TODAY = date(2026, 1, 31)


def proven(project: Project) -> Json:
    solver = StagedSolver()
    return read_report(write_json(check(project, solver=solver, prover=Prover(StagedSolver()))))


def accepted(report: Json, project: Project) -> Checked:
    found = check_report(report)
    retrace(report, project, TODAY)
    return found


# --- what is found is accepted ---------------------------------------------------------------


def test_the_five_articles_are_proven() -> None:
    project = load(ROOT)
    report = proven(project)
    found = accepted(report, project)
    assert found.proven == len(report["contradictions"])
    assert not found.unproven


@pytest.mark.parametrize("kind", [*KINDS, None])
@settings(max_examples=examples(12), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_random_contradictions_of_every_form_are_proven(
    kind: str | None, data: st.DataObject
) -> None:
    kinds = tuple(KINDS) if kind is None else (kind,)
    shapes = SHAPES_OF.get(kind or "rank", tuple(SHAPES.values()))
    case = data.draw(cases(shapes, kinds, most=5))
    try:
        taken = understood(case)
    except AssertionError:
        reject()  # what is refused is looked at by test_brute_force
    for part in solved(taken):
        if isinstance(part.outcome, Clash):
            for story in part.outcome.stories:
                found = certify(part.component, story.members, StagedSolver())
                assert isinstance(found, Certificate), f"{found}\n{case}"
                ids = {place: str(place) for place in story.members}
                assert sorted(check_certificate(certificate_json(found, ids), Budget())) == sorted(
                    ids.values()
                ), case


def drawn_row(draw: random.Random, unknowns: int, most: int) -> Compare:
    terms: dict[tuple[str, ...], Fraction] = {
        (f"v{n}",): Fraction(draw.randint(-most, most)) for n in range(unknowns)
    }
    kept = {key: factor for key, factor in terms.items() if draw.random() < 0.7}
    kept[()] = Fraction(draw.randint(-3 * most, 3 * most))
    return Compare(Polynomial.of(kept), draw.choice(list(Relation)))


def drawn_constraint(draw: random.Random, unknowns: int, most: int) -> Constraint:
    one, other = (drawn_row(draw, unknowns, most) for _ in range(2))
    forms: list[Constraint] = [one, one, one, AnyOf((one, other)), Not(All((one, other)))]
    return draw.choice(forms)


@pytest.mark.parametrize("seed", range(60))
def test_random_constraints_that_clash_are_proven(seed: int) -> None:
    """Whole numbers and fractions, of any sign, in equations, inequalities, choices, denials."""
    draw = random.Random(seed)
    while True:
        unknowns, most = draw.randint(1, 6), draw.randint(1, 9)
        variables = tuple(
            Variable(f"v{n}", whole=draw.random() < 0.8, not_negative=draw.random() < 0.7)
            for n in range(unknowns)
        )
        stated = tuple(drawn_constraint(draw, unknowns, most) for _ in range(draw.randint(1, 6)))
        component = Component(variables, (), stated, tuple(range(len(stated))))
        oracle = StagedSolver().open(component, 20)
        members = spared(oracle, range(len(stated)), range(len(stated)))
        if members is not None:
            break
    found = certify(component, sorted(members), StagedSolver())
    assert isinstance(found, Certificate), found
    ids = {n: f"m{n}" for n in members}
    assert sorted(check_certificate(certificate_json(found, ids), Budget())) == sorted(ids.values())


def test_a_contradiction_without_a_certificate_says_so(tmp_path: Path) -> None:
    project = loaded(tmp_path, read_case(CASES / "logic/either-breaks.yaml"))
    prover = Prover(StagedSolver(), Effort(looks=1))
    findings = check(project, prover=prover)
    report = json.loads(write_json(findings))
    assert accepted(report, project) == Checked(0, unproven=1, witnesses=1, undecided=0)
    proof = report["contradictions"][0]["proof"]
    assert proof["reason"] == "no proof was found in 1 attempts"
    text = write_text(findings, Style())
    assert "No proof: no proof was found in 1 attempts." in text
    assert "Proven: 0 of 1 contradiction." in text


def test_products_of_unknowns_that_stay_open_have_no_certificate() -> None:
    names = [Polynomial.measure(name) for name in ("a", "b", "c")]
    product = names[0] * names[1]
    odd = names[2].scaled(Fraction(2)) + Polynomial.number(1)
    variables = tuple(Variable(name, whole=True, not_negative=False) for name in "abc")
    stated = (
        Compare(product - odd, Relation.EQUAL),
        Compare(names[0] - names[1] - Polynomial.number(1), Relation.EQUAL),
    )
    component = Component(variables, (), stated, (0, 1))
    found = certify(component, (0, 1), StagedSolver(), Effort(places=5, seconds=1))
    assert isinstance(found, NoCertificate)


def test_the_same_input_gives_the_same_proofs(tmp_path: Path) -> None:
    project = loaded(tmp_path, read_case(CASES / "ranks/values-by-size-break.yaml"))
    assert proven(project) == proven(project)


def test_every_named_member_is_somewhere(tmp_path: Path) -> None:
    case = {
        "articles": {
            "a": "poor = {Kent, Essex}\npoor@2010 includes {Kent, Leeds}\n"
            "poor@2010 and well = 1\nLeeds in well"
        }
    }
    (witness,) = proven(loaded(tmp_path, case))["proofs"]["witnesses"]
    held = {name: " ".join(one["is"]) for name, one in witness["members"].items()}
    assert sorted(held) == ["Essex", "Kent", "Leeds"]
    assert all("poor@2011" in held[name] for name in ("Kent", "Essex"))
    assert "well@2011" in held["Leeds"]
    assert all("poor@2010" in held[name] for name in ("Kent", "Leeds"))


def test_the_certificate_in_the_docs_is_the_real_one() -> None:
    page = ROOT / "docs" / "proofs.md"
    (block,) = (b for b in blocks(page.read_text("utf-8")) if b.purpose == "certificate")
    first_page = (ROOT / "docs" / "writing-claims.md").read_text("utf-8")
    with folder({b.purpose: b.body for b in blocks(first_page) if "/" in b.purpose}) as root:
        report = proven(load(root))
    assert json.loads(block.body) == report["contradictions"][0]["proof"]["certificate"]


# --- what is changed is refused --------------------------------------------------------------

TAMPERED = [
    "logic/either-breaks",
    "ranks/equals-share-a-rank-and-break",
    "traps/a-product-that-cannot-be-breaks",
    "sums/the-ratings-add-up-and-break",
    "members/one-rating-each-breaks",
]


@pytest.fixture(scope="module", params=TAMPERED)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Any, Project]:
    case = read_case(CASES / f"{request.param}.yaml")
    project = loaded(tmp_path_factory.mktemp("told"), case)
    report = proven(project)
    assert accepted(report, project).proven == 1
    return report, project


Told = tuple[Any, Project]


def changed(report: Json, below: tuple[str | int, ...]) -> Iterator[tuple[str, Json]]:
    """The report once for each field below a place, with that field changed."""
    inside = _at(report, below)
    for path in _paths(inside):
        old = _at(inside, path)
        for new in (one for one in _others(old) if one != old):
            fresh = copy.deepcopy(report)
            holder = _at(fresh, (*below, *path[:-1]))
            holder[path[-1]] = new
            yield f"{path} = {new}", fresh


def _paths(value: Any) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 - what JSON holds
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in inner:
        yield (key,)
        if isinstance(part, dict | list):
            yield from ((key, *path) for path in _paths(part))


def _at(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - what JSON holds
    for key in path:
        value = value[key]
    return value


def _others(value: Any) -> Iterator[Any]:  # noqa: ANN401 - what JSON holds
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield f"{value}x"
            if value.removeprefix("-").replace("/", "").isdigit():
                yield str(Fraction(value) + 1)
                yield str(-Fraction(value))
        case list():
            yield from ([*value[:n], *value[n + 1 :]] for n in range(len(value)))
            yield None
        case dict():
            yield from ({k: v for k, v in value.items() if k != left} for left in value)
        case None:
            yield "x"


def is_refused(report: Json, project: Project | None = None) -> bool:
    try:
        refuse_other_shapes(report)
        check_report(report)
        if project is not None:
            retrace(report, project, TODAY)
    except (RefusedError, UnreadableError):
        return True
    return False


def test_no_step_of_a_tree_can_be_changed(told: Told) -> None:
    report, _ = told
    for what, other in changed(report, ("contradictions", 0, "proof", "certificate", "tree")):
        assert is_refused(other), what


def test_nothing_of_a_certificate_can_be_changed_beside_the_claims(told: Told) -> None:
    report, project = told
    for what, other in changed(report, ("contradictions", 0, "proof")):
        assert is_refused(other, project), what


def test_no_member_can_be_changed(told: Told) -> None:
    report, project = told
    for place in range(len(report["contradictions"][0]["members"])):
        below = ("contradictions", 0, "members", place)
        for what, other in changed(report, below):
            proofless = {"reading", "fit", "would_need", "repairs", "in_every_correction"}
            if not proofless.intersection(what.split("'")):
                assert is_refused(other, project), what
    for what, other in changed(report, ("counts",)):
        assert is_refused(other, project), what


def test_only_another_witness_can_take_the_place_of_a_witness(told: Told) -> None:
    report, project = told
    components = {
        frozenset(variable.name for variable in group.component.variables): group.component
        for topic in project.topics
        for part in rounds_of(topic)
        for group in part.groups
    }
    for what, other in changed(report, ("proofs",)):
        if "'value'" in what and not is_refused(other, project):
            for witness in other["proofs"]["witnesses"]:
                values = {
                    one["name"]: Fraction(one["value"]) for one in witness["unknowns"].values()
                }
                component = components[frozenset(values)]
                assert all(holds(rule, values) for rule in component.rules), what
                said = {name for one in witness["statements"] for name in one["ids"]}
                assert said, what
        elif "'files'" not in what:  # of another checkout, in which all else is the same
            assert is_refused(other, project), what


def test_a_report_without_proofs_is_not_checked(tmp_path: Path) -> None:
    project = loaded(tmp_path, read_case(CASES / "sums/the-ratings-add-up-and-break.yaml"))
    plain = json.loads(write_json(check(project)))
    assert plain["contradictions"][0]["proof"] == {
        "checked": False,
        "reason": "no proof was asked for",
        "certificate": None,
    }
    others: list[object] = [plain, [], None, "report", {}]
    for nothing in others:
        with pytest.raises(UnreadableError):
            check_report(nothing)


# --- single rules of the checker -------------------------------------------------------------

WHOLE = {"name": "x", "whole": True, "not_negative": True}
PART = {"name": "x", "whole": False, "not_negative": False}


def certificate(rows: list[Any], tree: Json, unknown: Json = WHOLE) -> Json:
    """A certificate about x and y, of statements that are single rows."""
    return {
        "unknowns": {"x": unknown, "y": unknown},
        "constraints": [
            {"id": f"c{n}", "member": f"m{n}", "says": {"sum": terms, "is": relation}}
            for n, (terms, relation) in enumerate(rows, 1)
        ],
        "tree": tree,
    }


def end(terms: list[Any], yields: list[Any], relation: str = "<=") -> Json:
    return {"sum": terms, "yields": {"sum": yields, "is": relation}}


FIVE = ([["-5"], ["2", "x"], ["2", "y"]], "=")  # 2x + 2y = 5
AT_LEAST = ([["3"], ["-1", "x"]], "<=")  # x >= 3
LESS = ([["-3"], ["1", "x"]], "<")  # x < 3
ROUNDED = {
    "add": [["1", "c1"]],
    "as": "d1",
    "then": {
        "add": [["-1", "c1"]],
        "as": "d2",
        "then": end([["1", "d1"], ["1", "d2"]], [["1"]]),
    },
}

RIGHT = [
    certificate([FIVE], ROUNDED),
    certificate([AT_LEAST, LESS], end([["1", "c1"], ["1", "c2"]], [], "<")),
    certificate([([["1"], ["1", "x"]], "<=")], end([["1", "c1"]], [["1"], ["1", "x"]])),
    certificate(
        [([["-1"], ["2", "x"]], "=")],
        {
            "split": "x",
            "at": "0",
            "cases": [
                end([["-1", "c1"], ["2", "x <= 0"]], [["1"]]),
                end([["1", "c1"], ["2", "x >= 1"]], [["1"]]),
            ],
        },
    ),
]

WRONG = {
    "fractions are not rounded": certificate([FIVE], ROUNDED, PART),
    "what may be negative is left": certificate(
        [([["1"], ["1", "x"]], "<=")], end([["1", "c1"]], [["1"], ["1", "x"]]), PART
    ),
    "an inequality is turned around": certificate([([["-1"]], "<=")], end([["-1", "c1"]], [["1"]])),
    "0 is at most 0": certificate([([], "<=")], end([["1", "c1"]], [])),
    "a case is missing": certificate(
        [AT_LEAST], {"split": "x", "at": "2", "cases": [end([["1", "c1"]], [])]}
    ),
    "a split leaves a gap": certificate(
        [([["-1"], ["2", "x"]], "=")],
        {
            "split": "x",
            "at": "0",
            "cases": [
                end([["-1", "c1"], ["2", "x <= 0"]], [["1"]]),
                end([["1", "c1"], ["2", "x >= 1"]], [["1"]]),
            ],
        },
        PART,
    ),
    "part of a row is taken": certificate([AT_LEAST], end([["1/2", "c1"]], [])),
    "a number is no number": certificate([AT_LEAST], end([["1e9", "c1"]], [])),
    "a row is of nowhere": certificate([AT_LEAST], end([["1", "c9"]], [["1"]])),
}


@pytest.mark.parametrize("right", RIGHT)
def test_a_right_certificate_is_accepted(right: Json) -> None:
    assert check_certificate(right, Budget()) == [one["member"] for one in right["constraints"]]


@pytest.mark.parametrize(
    "part", [{}, {"sum": [["1", "z"]], "is": "="}, {"any": {}}, {"none": []}, {"sum": []}, None]
)
def test_what_no_step_takes_is_read_as_well(part: Json) -> None:
    right: Json = copy.deepcopy(certificate([FIVE], ROUNDED))
    (one,) = right["constraints"]
    one["says"] = {"all": [one["says"], {"any": [{"all": [part]}]}]}
    right["tree"]["add"] = [["1", "c1.0"]]
    right["tree"]["then"]["add"] = [["-1", "c1.0"]]
    with pytest.raises(RefusedError):
        check_certificate(right, Budget())
    says = {"any": [{"sum": [], "is": "="}, part]}
    witness = {
        "unknowns": {},
        "rules": [],
        "statements": [{"ids": ["a"], "says": says}],
        "members": {},
    }
    with pytest.raises(RefusedError):
        check_witness(witness, Budget())


@pytest.mark.parametrize("why", WRONG)
def test_a_wrong_certificate_is_refused(why: str) -> None:
    with pytest.raises(RefusedError):
        check_certificate(WRONG[why], Budget())


def test_a_witness_is_put_into_every_statement() -> None:
    row = {"sum": [["-3"], ["1", "x"]], "is": "="}
    unknown = {**WHOLE, "value": "3"}
    there = {"cells": ["x"], "is": ["poor"]}
    right = {
        "unknowns": {"x": unknown},
        "rules": [{"any": [row, {"all": []}]}],
        "statements": [{"ids": ["a", "b"], "says": row}],
        "members": dict.fromkeys(("Kent", "Essex", "Leeds"), there),
    }
    assert check_witness(right, Budget()) == {"a", "b"}
    for value in ("4", "2", "-3", "3/2", "3.0", "03", ""):
        with pytest.raises(RefusedError):
            check_witness({**right, "unknowns": {"x": {**unknown, "value": value}}}, Budget())
    with pytest.raises(RefusedError, match="no room"):
        check_witness({**right, "members": dict.fromkeys("abcd", there)}, Budget())


@pytest.mark.parametrize("answers", range(4))
def test_who_runs_out_of_time_for_a_proof_says_so(answers: int) -> None:
    a, b = (Polynomial.measure(name).scaled(Fraction(n)) for name, n in (("a", 3), ("b", 5)))
    seven = Compare(a + b - Polynomial.number(7), Relation.EQUAL)
    variables = tuple(Variable(name, whole=True, not_negative=True) for name in "ab")
    component = Component(variables, (), (seven,), (0,))
    found = certify(component, (0,), _EndingSolver(answers))
    assert isinstance(found, Certificate | NoCertificate)


class _EndingSolver(StagedSolver):
    """Answers some questions, and then none."""

    def __init__(self, answers: int) -> None:
        super().__init__()
        self._left = answers

    def open(self, component: Component, seconds: float) -> StagedOracle:
        self._left -= 1
        return super().open(component, seconds if self._left >= 0 else 0)
