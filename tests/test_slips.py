"""Slips by what is printed and what fits, and that nothing is told with which not all holds."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import Stated, check, project_of
from checker.compile.rounds import everywhere
from checker.explain.finding import Findings, Member, Verdict
from checker.explain.slips import NAMES, TYPED, Print, typed
from tests.effort import examples
from tests.projects import data_of, found_in, loaded

CASES = data_of((Path(__file__).parent / "slips" / "cases.yaml").read_text("utf-8"))
COUNTS = {"quantities": {name: {"counts": "people"} for name in ("total", "red", "blue", "green")}}


def found(vocabulary: Mapping[str, Any], *says: str) -> Findings:
    return check(project_of(vocabulary, [Stated(text, id=f"s{n}") for n, text in enumerate(says)]))


def member(findings: Findings, says: str) -> Member:
    every = (m for one in findings.contradictions for m in (*one.members, *one.restated))
    return next(m for m in every if m.statement.text == says)


def repairs(findings: Findings, says: str) -> dict[str, str | None]:
    return {one.value: one.slip for one in member(findings, says).repairs}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['printed']} {case['fits']}")
def test_a_slip_has_its_name(case: Mapping[str, Any]) -> None:
    low, high = case["fits"]
    others = [] if low == "-" else [f"total >= {low}"]
    others += [] if high == "-" else [f"total <= {high}"]
    says = f"total = {case['printed']}"
    told = repairs(found(COUNTS, says, *others), says)
    for value, slip in {**case["told"], **case.get("among", {})}.items():
        assert value in told
        assert told[value] == slip
    if low == high:
        assert told == case["told"]


@pytest.mark.parametrize(
    ("says", "value", "slip"),
    [
        (("fund = £10m", "fund = £10bn"), "£10bn", "m for bn"),
        (("fund = £1.35m", "fund = £13.5m"), "£13.5m", "decimal point shifted"),
    ],
)
def test_money_keeps_its_scale(says: tuple[str, str], value: str, slip: str) -> None:
    vocabulary = {"quantities": {"fund": {"unit": "GBP"}}}
    assert repairs(found(vocabulary, *says), says[0]).get(value) == slip


def test_a_part_left_out_of_a_sum() -> None:
    says = ("total = red + blue + green", "red = 5", "blue = 20", "green = 40", "total = 45")
    assert repairs(found(COUNTS, *says), "total = 45") == {"65": "part left out"}


def test_a_part_counted_twice() -> None:
    says = ("total = red + blue + green", "red = 7", "blue = 20", "green = 41", "total = 88")
    assert repairs(found(COUNTS, *says), "total = 88") == {"68": "part counted twice"}


def test_the_total_in_the_place_of_a_part() -> None:
    says = ("total = red + blue", "red = 65", "blue = 20", "total = 65")
    assert repairs(found(COUNTS, *says), "red = 65") == {"45": "total for part"}


def test_the_figure_of_last_year() -> None:
    says = (
        "red@2010 = 37",
        "red@2011 = 37",
        "blue@2011 = 10",
        "total@2011 = 53",
        "(red + blue)@2011 = total@2011",
    )
    vocabulary = {"quantities": {n: {"counts": "people"} for n in ("red", "blue", "total")}}
    assert repairs(found(vocabulary, *says), "red@2011 = 37") == {"43": "last year's figure"}


def test_per_cent_printed_for_points() -> None:
    vocabulary = {"quantities": {"rate": {"unit": "%"}}}
    says = ("rate@2011 = 8%", "rate@2010 = 6%", "rate@2011 - rate@2010 = 2% of rate@2010")
    assert repairs(found(vocabulary, *says), says[2])["2 points"] == "per cent for points"


def test_points_are_no_slip_for_a_part_of_what_nobody_prints() -> None:
    vocabulary = {"quantities": {"rate": {"unit": "%"}}}
    says = ("rate = 14.48 points less than rate@2010", "rate = 14.4 points less than rate@2010")
    told = repairs(found(vocabulary, *says), says[0])
    assert told
    assert "points for per cent" not in told.values()


def test_a_figure_in_words_has_no_slips_of_digits(tmp_path: Path) -> None:
    def told(text: str) -> dict[str, str | None]:
        claims = [{"id": "c", "quote": text, "says": "excellent = 16"}]
        articles = {
            "a": {"text": text, "claims": claims},
            "b": "excellent = 61",
            "c": "excellent = 61",
        }
        findings = found_in(loaded(tmp_path / text, {"articles": articles}))
        return repairs(findings, "excellent = 16")

    assert told("There are 16.") == {"61": "digits swapped"}
    assert told("There are sixteen.") == {"61": None}


def test_what_lies_in_a_hole_is_not_told() -> None:
    says = ("either total = 1 or total = 30", "total = 3")
    told = repairs(found(COUNTS, *says), "total = 3")
    assert told == {"1": "one digit wrong", "30": "nought missing"}


# --- whatever is printed ---------------------------------------------------------------------


@given(st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,2})?", fullmatch=True))
def test_each_value_is_told_by_one_slip(digits: str) -> None:
    seen: set[Print] = set()
    for slip, meant in typed(Print(digits)):
        assert slip in TYPED
        assert slip.name in NAMES
        assert not seen.intersection(meant)
        assert Print(digits) not in meant
        for one in meant:
            Fraction(one.digits)
        seen.update(meant)


_NAMES = ("red", "blue", "green", "total")


@st.composite
def systems(draw: st.DrawFn) -> list[str]:
    """Figures for some numbers, a sum of them and a comparison."""
    says = [
        f"{name} {draw(st.sampled_from(['=', '=', '>=', '<=']))} {draw(st.integers(0, 40))}"
        for name in draw(st.lists(st.sampled_from(_NAMES), min_size=3, max_size=6))
    ]
    says += [draw(st.sampled_from(["red + blue = total", "red + blue + green = total"]))]
    says += draw(st.lists(st.sampled_from(["red > blue", "red = 2 more than green"]), max_size=1))
    return list(dict.fromkeys(says))


@settings(max_examples=examples(25), deadline=None)
@given(systems())
def test_with_each_repair_all_else_holds(says: list[str]) -> None:
    """Each repair is put into its place, what a correction withdraws is left out, and all holds."""
    findings = found(COUNTS, *says)
    withdrawn = {d.first.text for one in findings.corrections for d in one.withdraw}
    for one in findings.contradictions:
        of_members = {m.statement.text for m in one.members}
        for part in (*one.members, *one.restated):
            own = part.statement.text
            beside = (set(says) - withdrawn) | (of_members if part in one.members else set())
            for repair in part.repairs:
                assert part.figure is not None
                name, sign, _ = own.split(" ", 2)
                again = own.replace(part.figure.printed, repair.value)
                assert again.startswith(f"{name} {sign}")
                held = found(COUNTS, again, *sorted(beside - {own}))
                assert held.verdict is Verdict.CONSISTENT


@settings(max_examples=examples(25), deadline=None)
@given(systems())
def test_the_cheapest_corrections_are_all_there(says: list[str]) -> None:
    """Every choice of statements is tried: those that cost least are those that are told."""
    findings = found(COUNTS, *says)
    told = {frozenset(d.first.text for one in choice for d in one) for choice in _choices(findings)}
    if not findings.corrections:
        return
    price = _prices(says)
    best = min(sum(price[text] for text in one) for one in told)
    tried = {
        frozenset(gone)
        for size in range(len(says) + 1)
        for gone in combinations(says, size)
        if sum(price[text] for text in gone) == best
        and found(COUNTS, *(s for s in says if s not in gone)).verdict is Verdict.CONSISTENT
    }
    assert told == tried
    always = frozenset.intersection(*tried)
    members = [m for one in findings.contradictions for m in (*one.members, *one.restated)]
    assert {m.statement.text for m in members if m.in_every_correction} == always & {
        m.statement.text for m in members
    }


def _choices(findings: Findings) -> list[list[Any]]:
    return [
        list(choice) for choice in product(*((c.withdraw, *c.others) for c in findings.corrections))
    ]


def _prices(says: list[str]) -> dict[str, int]:
    project = project_of(COUNTS, [Stated(text, id=f"s{n}") for n, text in enumerate(says)])
    whole = everywhere(project.topics[0])
    prices, _ = whole.prices
    return {one.first.text: price for one, price in zip(whole.distinct, prices, strict=True)}
