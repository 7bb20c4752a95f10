"""What peers are given in the benchmarks is what our statements mean, where numbers are 0 too."""

from itertools import product

from checker.algebra.constraints import holds
from checker.algebra.polynomials import ZERO
from tests.benchmarks.peers import subject_of
from tests.benchmarks.problems import Row, problem

_VALUES = (0, 1, 2, 5, 31, 200)


def test_rows_hold_where_the_statement_does() -> None:
    given = problem(40, 8, 0)
    group, _ = subject_of(given).opened()
    meant = {one.first.id: one.meaning.constraint for one in group.stated.values()}
    for number, claim in enumerate(given.claims):
        unknowns = sorted({unknown for row in claim.rows for unknown, _ in row.factors})
        nothing = {f"q{n}@always": ZERO for n in range(given.unknowns)}
        for values in product(_VALUES, repeat=len(unknowns)):
            known = dict(zip(unknowns, values, strict=True))
            ours = nothing | {f"q{n}@always": ZERO + value for n, value in known.items()}
            as_rows = all(_holds(row, known) for row in claim.rows)
            assert holds(meant[f"s{number}"], ours) is as_rows, (claim.text, known)


def _holds(row: Row, known: dict[int, int]) -> bool:
    total = row.number + sum(factor * known[unknown] for unknown, factor in row.factors)
    match row.relation:
        case "=":
            return total == 0
        case "<=":
            return total <= 0
        case _:
            return total < 0
