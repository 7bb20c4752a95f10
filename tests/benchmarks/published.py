"""Published systems that cannot hold, through the API: is what is told right, and how soon.

    python -m tests.benchmarks.published FOLDER [SECONDS]

The folder holds linear programmes in MPS format, such as the infeasible ones of Netlib (Chinneck
1993) as HiGHS tests them, and clauses in DIMACS format, such as MARCO's examples; none of them
is part of this repository. Rows, bounds and clauses are statements. Each question gets some seconds
(10 where none are given); of clauses all contradictions are asked for. z3 checks each answer
afresh: it cannot hold, and does without any one of its members.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import TypeVar

import z3

from checker import (
    Correction,
    Distinct,
    Findings,
    Limits,
    Project,
    Reading,
    Rule,
    Stated,
    UndecidedError,
    cheapest_correction,
    check,
    every_contradiction,
    one_contradiction,
    project_of,
    smallest_contradiction,
)

SECONDS = 10
Answer = TypeVar("Answer")
_RELATIONS = {"E": "=", "L": "<=", "G": ">="}


@dataclass
class System:
    """Sums of unknowns compared with numbers; which unknowns are whole or may be negative."""

    rows: list[tuple[dict[str, Fraction], str, Fraction]] = field(default_factory=list)
    signed: set[str] = field(default_factory=set)
    whole: bool = False

    def unknowns(self) -> list[str]:
        return sorted({name for terms, _, _ in self.rows for name in terms})


def clauses(text: str) -> System:
    """Clauses over unknowns of 0 and 1."""
    found = System(whole=True)
    for line in text.splitlines():
        signs = [int(sign) for sign in line.split() if not line.startswith(("c", "p"))]
        if signs:
            terms = {f"u{abs(one)}": Fraction(1 if one > 0 else -1) for one in signs[:-1]}
            found.rows.append((terms, ">=", Fraction(1 - sum(one < 0 for one in signs[:-1]))))
    return found


def programme(text: str) -> System:
    """A linear programme without what it optimises."""
    found, section = System(), ""
    relations: dict[str, str] = {}
    sums: dict[str, dict[str, Fraction]] = {}
    right: dict[str, Fraction] = {}
    ranges: dict[str, Fraction] = {}
    names: dict[str, str] = {}
    for line in text.splitlines():
        words = line.split()
        if not words or line.startswith("*"):
            continue
        if not line.startswith(" "):
            section = words[0]
        elif section == "ROWS":
            relations[words[1]] = words[0]
            sums[words[1]] = {}
        elif section == "COLUMNS":
            name = names.setdefault(words[0], f"u{len(names) + 1}")
            for row, number in zip(words[1::2], words[2::2], strict=True):
                sums[row][name] = Fraction(number)
        elif section in {"RHS", "RANGES"}:
            kept = right if section == "RHS" else ranges
            for row, number in zip(words[-2::-2], words[-1::-2], strict=False):
                kept[row] = Fraction(number)
        elif section == "BOUNDS":
            named = next(word for word in words[1:][::-1] if word in names)
            _bound(found, words[0], names[named], words[-1])
    for row, terms in sums.items():
        if relations[row] in _RELATIONS and terms:
            end = right.get(row, Fraction(0))
            found.rows.append((terms, _RELATIONS[relations[row]], end))
            if row in ranges:
                low = relations[row] == "L" or (relations[row] == "E" and ranges[row] < 0)
                other = end - abs(ranges[row]) if low else end + abs(ranges[row])
                found.rows.append((terms, ">=" if low else "<=", other))
    return found


def _bound(system: System, kind: str, name: str, number: str) -> None:
    if kind in {"FR", "MI"}:
        system.signed.add(name)
    for one, relation in (("UP", "<="), ("LO", ">="), ("FX", "=")):
        if kind == one:
            system.rows.append(({name: Fraction(1)}, relation, Fraction(number)))
            if Fraction(number) < 0:
                system.signed.add(name)


def project(system: System) -> Project:
    """Each row a statement; that unknowns are 0 or 1 is a rule."""
    kind = {"counts": "things"} if system.whole else {"unit": "kg"}
    quantities = {
        name: kind | ({} if system.whole or name in system.signed else {"not_negative": True})
        for name in system.unknowns()
    }
    said: list[Stated | Rule] = [
        Stated(f"{_written(terms)} {relation} {_number(end)}", id=f"s{n}", reading=Reading.EXACT)
        for n, (terms, relation, end) in enumerate(system.rows)
    ]
    if system.whole:
        said += [Rule(f"{name} <= 1", id=f"most-{name}") for name in quantities]
    return project_of({"quantities": quantities}, said)


def _written(terms: dict[str, Fraction]) -> str:
    first, *others = (
        (factor, name if abs(factor) == 1 else f"{_number(abs(factor))} * {name}")
        for name, factor in sorted(terms.items(), key=lambda term: term[1] < 0)
    )
    start = f"0 - {first[1]}" if first[0] < 0 else first[1]
    return start + "".join(f" {'-' if factor < 0 else '+'} {one}" for factor, one in others)


def _number(value: Fraction) -> str:
    places = 0
    while value * 10**places % 1:
        places += 1
    if not places:
        return str(value.numerator)
    digits = f"{int(abs(value) * 10**places):0{places + 1}}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


class Checker:
    """z3, with a solver made anew for each question."""

    def __init__(self, system: System) -> None:
        self._system = system
        make = z3.Int if system.whole else z3.Real
        self._unknowns = {name: make(name) for name in system.unknowns()}

    def can_hold(self, chosen: frozenset[int]) -> bool:
        solver = z3.SolverFor("QF_LIA" if self._system.whole else "QF_LRA")
        for name, unknown in self._unknowns.items():
            if name not in self._system.signed:
                solver.add(unknown >= 0)
            if self._system.whole:
                solver.add(unknown <= 1)
        for number in chosen:
            terms, relation, end = self._system.rows[number]
            scale = lcm(end.denominator, *(factor.denominator for factor in terms.values()))
            total = z3.Sum([int(f * scale) * self._unknowns[name] for name, f in terms.items()])
            limit = int(end * scale)
            solver.add({"=": total == limit, "<=": total <= limit, ">=": total >= limit}[relation])
        return bool(solver.check() == z3.sat)

    def fault(self, members: frozenset[int]) -> str:
        if self.can_hold(members):
            return "UNSOUND"
        return "" if all(self.can_hold(members - {one}) for one in members) else "NOT MINIMAL"

    def correction(self, withdrawn: frozenset[int]) -> str:
        rest = frozenset(range(len(self._system.rows))) - withdrawn
        if not self.can_hold(rest):
            return "UNSOUND"
        return "NOT MINIMAL" if any(self.can_hold(rest | {one}) for one in withdrawn) else ""


def numbers(found: Iterable[Distinct]) -> frozenset[int]:
    """The rows of some statements; equal ones are one statement, of which the first is named."""
    return frozenset(int(one.first.id[1:]) for one in found)


def told(ask: Callable[[], Answer], judge: Callable[[Answer], str]) -> str:
    """An answer, judged, with the CPU seconds that it took."""
    start = time.process_time()
    try:
        answer = ask()
    except UndecidedError as error:
        return f"undecided, {error.reason} ({time.process_time() - start:.1f} s)"
    spent = time.process_time() - start
    return f"{judge(answer)} ({spent:.1f} s)"


@dataclass
class Judge:
    """Says how large answers are, and what is wrong with them or in doubt."""

    checker: Checker

    def members(self, found: tuple[Distinct, ...] | None) -> str:
        if found is None:
            return "can hold"
        members = numbers(found)
        return f"{len(members)} {self.checker.fault(members)}".strip()

    def withdrawn(self, found: Correction | None) -> str:
        if found is None:
            return "rules cannot hold"
        withdrawn = numbers(found.withdraw)
        return f"{len(withdrawn)} {self.checker.correction(withdrawn)} {found.doubt}".strip()

    def findings(self, found: Findings) -> str:
        faults, doubts = set[str](), {one.reason for one in found.undecided}
        for one in found.contradictions:
            faults.add(self.checker.fault(numbers(member.distinct for member in one.members)))
            doubts.add(one.doubt)
        said = [f"{len(found.contradictions)} told", *sorted(faults), *sorted(doubts)]
        return ", ".join(filter(None, said))

    def all(self, found: Sequence[tuple[Distinct, ...]]) -> str:
        faults = {fault for one in found if (fault := self.checker.fault(numbers(one)))}
        return f"{len(found)} {' '.join(sorted(faults))}".strip()


def asked(path: Path, seconds: float) -> Iterator[str]:
    """What is answered about one file."""
    system = (clauses if path.suffix == ".cnf" else programme)(path.read_text("latin-1"))
    judge = Judge(Checker(system))
    given = project(system)
    yield f"{len(system.rows)} statements"
    one = told(lambda: one_contradiction(given, seconds=seconds), judge.members)
    yield f"one {one}"
    smallest = told(lambda: smallest_contradiction(given, seconds=seconds), judge.members)
    yield f"smallest {smallest}"
    correction = told(lambda: cheapest_correction(given, seconds=seconds), judge.withdrawn)
    yield f"correction {correction}"
    yield f"check {told(lambda: check(given, Limits(seconds)), judge.findings)}"
    if system.whole:
        every = told(lambda: list(every_contradiction(given, seconds=seconds)), judge.all)
        yield f"all {every}"


def main(folder: str, seconds: str = f"{SECONDS}") -> None:
    """Prints a line for each file."""
    for path in sorted(Path(folder).iterdir()):
        if path.suffix in {".cnf", ".mps"}:
            print(f"{path.stem}: {'; '.join(asked(path, float(seconds)))}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
