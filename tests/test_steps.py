"""Each step of an explanation follows from what it cites, and says all that this gives.

Relations are checked in witnesses: whatever values satisfy the statements that a relation comes
from must satisfy it. Steps are checked by trying values of what they use, and by a solver: what
they cite cannot hold beside their denial, and can at each of their ends. The clash is checked by
its two ends, and every sum of plain numbers by adding it up.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from random import Random

import pytest

from checker.algebra.constraints import All, Constraint, Not, at_most
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.claims.statements import Topic
from checker.compile.compiling import compile_system
from checker.compile.distinct import Distinct
from checker.explain.derivation import Derivation, Step, derive, is_nothing, whole_part
from checker.explain.finding import Contradiction
from checker.explain.relations import Ground, Said, ends, ground
from checker.language.lexicon import Lexicon
from checker.language.measures import Measure, Rank
from checker.solvers.protocol import Consistent, Contradictory
from checker.solvers.staged import StagedSolver
from tests.projects import found_in, loaded, witness_of

FAR = Fraction(1_000_003, 7)
MOST = 400


RANDOM = 60


@pytest.mark.parametrize("seed", range(RANDOM))
def test_every_step_of_a_random_problem_follows(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    project = loaded(tmp_path, {"articles": dict(articles(random))})
    (topic,) = project.topics
    for one in found_in(project).contradictions:
        assert_explained(one, topic)


def articles(random: Random) -> Iterator[tuple[str, str]]:
    """Articles with figures of ratings, lists, money and changes that are likely to clash."""
    for name in "abc":
        lines = {random.choice(FORMS)(random) for _ in range(random.randint(2, 4))}
        yield name, "\n".join(sorted(lines))


def few(random: Random) -> str:
    return str(random.randint(1, 12))


FORMS: list[Callable[[Random], str]] = [
    lambda r: f"poor{r.choice(['', '@2010'])} = {few(r)}",
    lambda r: f"{r.choice(['excellent', 'well', 'adequate', 'poor'])} = {few(r)}",
    lambda r: f"authorities = {r.randint(10, 30)}",
    lambda r: f"excellent + well = {few(r)}",
    lambda r: f"poor = {few(r)} more than a year earlier",
    lambda r: f"poor = {r.choice([10, 20, 35])}% of authorities",
    lambda r: f"poor = 1 in {r.randint(2, 9)} of authorities",
    lambda r: f"poor >= {few(r)}",
    lambda r: f"adequate > {r.choice(['poor', 'excellent', 'well'])}",
    lambda r: f"fund{r.choice(['', '@2010'])} = £{r.randint(10, 40) / 10}m",
    lambda r: f"fund = {r.randint(5, 60)}% more than a year earlier",
    lambda _: "authorities = authorities@2010",
]


# --- what is checked -------------------------------------------------------------------------


def assert_explained(one: Contradiction, topic: Topic) -> None:
    members = [member.distinct for member in one.members]
    known = ground(members, topic.lexicon)
    assert_sound(known, members, topic.lexicon)
    found = derive(known, len(members))
    assert one.steps
    assert all(line and "  " not in line for line in one.steps)
    for line in one.steps:
        assert_adds_up(line)
    if found is None:
        return
    for step in found.steps:
        assert_follows(step, found.steps, known)
    assert_clash(found)


PLAIN_SUM = re.compile(
    r"(?<![\d×/] )(?<![\w.,£%])([\d,]+(?: [+-] [\d,]+)+) = ([\d,]+)(?![\w.,%]| (?:\(|to))"
)


def assert_adds_up(line: str) -> None:
    """What is told of plain numbers as a sum is one."""
    for left, right in PLAIN_SUM.findall(line.replace(", ", " , ")):
        terms = re.findall(r"([+-])([\d,]+)", f"+{left}".replace(" ", ""))
        total = sum(int(f"{sign}{size.replace(',', '')}") for sign, size in terms)
        assert total == int(right.replace(",", "")), line


def assert_complete(one: Contradiction, lexicon: Lexicon) -> None:
    """What a step cites cannot hold beside its denial, and can at each of its ends.

    Of whole numbers it is enough that it can next to the end.
    """
    members = [member.distinct for member in one.members]
    known = ground(members, lexicon)
    found = derive(known, len(members))
    measures = dict(known.measures)
    for member in members:
        measures |= member.meaning.measures
    sources: list[frozenset[int]] = []
    for step in found.steps if found is not None else ():
        cited = step.said.sources.union(*(sources[place] for place in step.used))
        sources.append(cited)
        if step.name not in known.measures or isinstance(known.measures[step.name], Rank):
            continue
        said = [members[place].meaning.constraint for place in sorted(cited)]
        value = Polynomial.measure(step.name)
        claim = All(tuple(ends(value, step.found, None)))
        assert not can_be(said, Not(claim), measures, lexicon), step
        if not can_be(said, All(()), measures, lexicon):
            continue
        near = Fraction(1 if known.whole & step.said.names else 0)
        for end, is_open in (
            (step.found.low, step.found.low_open),
            (step.found.high, step.found.high_open),
        ):
            if end is not None and not is_open:
                low, high = Polynomial.number(end - near), Polynomial.number(end + near)
                there = All((at_most(low, value), at_most(value, high)))
                assert can_be(said, there, measures, lexicon), step


def can_be(
    said: list[Constraint],
    beside: Constraint,
    measures: Mapping[str, Measure],
    lexicon: Lexicon,
) -> bool:
    """Whether statements can hold beside a constraint."""
    system = compile_system([*said, beside], measures, lexicon)
    for component in system.components:
        verdict = StagedSolver().open(component, 20).check(range(len(component.statements)))
        if isinstance(verdict, Contradictory):
            return False
        assert isinstance(verdict, Consistent)
    return True


def assert_sound(known: Ground, members: list[Distinct], lexicon: Lexicon) -> None:
    """Each relation holds in values that satisfy all statements that it comes from."""
    for left_out in range(len(members)):
        rest = [one for place, one in enumerate(members) if place != left_out]
        values = witness_of(rest, lexicon)
        for said in (*known.stated, *known.rules):
            if left_out not in said.sources and is_known(said, values):
                assert is_so(said, values), said


def is_known(said: Said, values: Mapping[str, Fraction]) -> bool:
    """Whether values tell of a relation.

    That a part is its share of the whole is what a share means; the solver leaves that out where
    some numbers always fit.
    """
    products = any(len(key) > 1 for key, _ in said.numerator.terms)
    return said.names <= values.keys() and said.rank is None and not (said.rule and products)


def is_so(said: Said, values: Mapping[str, Fraction]) -> bool:
    """Whether values are as a relation says."""
    value = said.numerator.value(values)
    if said.denominator is None:
        return value in said.interval
    base = said.denominator.value(values)
    if base == 0:
        return value == 0 or None in {said.interval.low, said.interval.high}
    return value / base in said.interval


def assert_follows(step: Step, steps: tuple[Step, ...], known: Ground) -> None:
    """Whatever the used steps allow, the number lies where the step says."""
    if step.said.rank is not None:
        return
    inputs = sorted(step.said.names - {step.name})
    ranges = [within(name, (steps[place] for place in step.used)) for name in inputs]
    for point in islice(product(*(samples(one) for one in ranges)), MOST):
        values = dict(zip(inputs, point, strict=True))
        for value in solved(step.said, step.name, values):
            if step.name not in known.whole or value.denominator == 1:
                assert value in step.found, (step.name, value)


def within(name: str, used: Iterable[Step]) -> Interval:
    interval = Interval(None, None)
    for step in used:
        if step.name == name:
            interval = interval.meet(step.found)
    return interval


def samples(interval: Interval) -> list[Fraction]:
    """Values of an interval: its ends, or close to them, and one between."""
    low = -FAR if interval.low is None else interval.low
    high = max(low, Fraction(0)) + FAR if interval.high is None else interval.high
    between = [low, high, (low + high) / 2, low + (high - low) / 97, high - (high - low) / 89]
    return sorted({value for value in between if value in interval})


def solved(said: Said, name: str, values: Mapping[str, Fraction]) -> Iterator[Fraction]:
    """Values of one number that a relation allows when the others are known."""
    for share in samples(said.interval):
        form = said.numerator
        if said.denominator is None:
            form -= Polynomial.number(share)
        else:
            form -= said.denominator.scaled(share)
        nothing = form.value({**values, name: Fraction(0)})
        factor = form.value({**values, name: Fraction(1)}) - nothing
        if factor:
            yield -nothing / factor


def assert_clash(found: Derivation) -> None:
    """Two intervals of one number that share no value."""
    if found.name is not None:
        shown = [step.found for step in found.steps if step.name == found.name]
        interval = Interval(None, None)
        for one in shown:
            interval = interval.meet(one)
        assert is_nothing(interval) or is_nothing(whole_part(interval))
        return
    assert found.last is not None
    assert not found.value.meets(found.last.interval)
    if found.other is None:
        names = sorted(found.last.names)
        ranges = [within(name, found.steps) for name in names]
        for point in islice(product(*(samples(one) for one in ranges)), MOST):
            assert not is_so(found.last, dict(zip(names, point, strict=True))) or is_rank(found)


def is_rank(found: Derivation) -> bool:
    return any(step.said.rank is not None for step in found.steps)
