"""A flow is counted in one cell for all days and areas that the same amounts cover."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checker.algebra.constraints import measures_in
from checker.compile.amounts import add_up
from checker.language.measures import Amount
from checker.language.periods import Period

AREAS = ("north", "south", "elsewhere")
DAYS = range(8)


def amount(first: int, days: int, leaves: frozenset[str] | None) -> Amount:
    """Births of some days from a first one on."""
    begin = date(2011, 2, 26) + timedelta(days=first)
    end = begin + timedelta(days=days - 1)
    period = Period(f"{begin}/{end}", begin, end)
    return Amount("births", period, leaves, True, True, True, flow=True)


AMOUNTS = st.builds(
    amount,
    st.integers(0, 4),
    st.integers(1, 4),
    st.sampled_from((None, frozenset({"north"}), frozenset({"north", "south"}))),
)


@given(st.lists(AMOUNTS, min_size=2, max_size=6, unique_by=lambda one: one.text))
def test_cells_are_the_days_and_areas_that_amounts_tell_apart(amounts: list[Amount]) -> None:
    cells, definitions = add_up(amounts)
    assert set(definitions) == {one.text for one in amounts}
    covered = [
        frozenset(name for name, rule in definitions.items() if cell.name in measures_in(rule))
        for cell in cells
    ]
    areas = [a for a in AREAS if a == "elsewhere" or any(a in (o.leaves or ()) for o in amounts)]
    wanted = {covering(day, area, amounts) for day in DAYS for area in areas}
    assert len(set(covered)) == len(covered)
    assert set(covered) == wanted - {frozenset()}
    assert all(cell.whole and cell.not_negative for cell in cells)


def covering(day: int, area: str, amounts: list[Amount]) -> frozenset[str]:
    """The amounts in which a day counts in an area."""
    when = date(2011, 2, 26) + timedelta(days=day)
    return frozenset(
        one.text
        for one in amounts
        if one.period.first is not None
        and one.period.last is not None
        and one.period.first <= when <= one.period.last
        and (one.leaves is None or area in one.leaves)
    )
