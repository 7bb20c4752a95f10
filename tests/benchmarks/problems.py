"""Seeded problems in whole numbers: many statements about few quantities, some of them wrong."""

import random
from dataclasses import dataclass
from fractions import Fraction
from math import floor

LARGEST = 2000
"""No true number is beyond this."""

ORDERS = 1 / 8
"""How many of the right statements say that one number is larger than another."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sum of unknowns, each with its factor, and a number, that is `=`, `<=` or `<` 0."""

    factors: tuple[tuple[int, int], ...]
    number: int
    relation: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in the claim language, and what it says as rows that all hold."""

    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Claims about the unknown whole numbers `q0`, `q1` …, none of them negative."""

    unknowns: int
    claims: tuple[Claim, ...]


def problem(statements: int, wrong: int, seed: int) -> Problem:
    """A problem with so many statements, in which so many have a wrong figure."""
    draw = random.Random(f"{statements} {wrong} {seed}")
    unknowns = max(4, statements * 2 // 5)
    truth = [draw.randint(5, 300) for _ in range(unknowns)]
    for number in range(2, unknowns, 5):
        truth[number] = truth[number - 1] * draw.randint(2, 6)
    mistaken = set(draw.sample(range(statements), wrong))
    texts: set[str] = set()
    claims: list[Claim] = []
    while len(claims) < statements:
        claim = _claim(draw, truth, wrong=len(claims) in mistaken)
        if claim.text not in texts:
            texts.add(claim.text)
            claims.append(claim)
    return Problem(unknowns, tuple(claims))


def _claim(draw: random.Random, truth: list[int], *, wrong: bool) -> Claim:
    kinds = [_constant] * 4 + [_sum] * 3 + [_difference] * 3 + [_multiple] + [_share] * 3
    if not wrong and draw.random() < ORDERS:
        return _order(draw, truth)
    return draw.choice(kinds)(draw, truth, _slip(draw) if wrong else 0)


def _slip(draw: random.Random) -> int:
    """How far a wrong figure is off."""
    return draw.choice((-1, 1)) * draw.randint(2, 40)


def _constant(draw: random.Random, truth: list[int], slip: int) -> Claim:
    one = draw.randrange(len(truth))
    figure = truth[one] + (slip if truth[one] + slip >= 0 else -slip)
    return Claim(f"q{one} = {figure}", (Row(((one, 1),), -figure, "="),))


def _sum(draw: random.Random, truth: list[int], slip: int) -> Claim:
    some = sorted(draw.sample(range(len(truth)), draw.randint(2, 4)))
    figure = sum(truth[one] for one in some) + abs(slip)
    text = " + ".join(f"q{one}" for one in some)
    return Claim(f"{text} = {figure}", (Row(tuple((one, 1) for one in some), -figure, "="),))


def _difference(draw: random.Random, truth: list[int], slip: int) -> Claim:
    low, high = sorted(draw.sample(range(len(truth)), 2), key=lambda one: truth[one])
    figure = truth[high] - truth[low] + abs(slip)
    row = Row(((high, 1), (low, -1)), -figure, "=")
    return Claim(f"q{high} - q{low} = {figure}", (row,))


def _multiple(draw: random.Random, truth: list[int], slip: int) -> Claim:
    one = draw.choice(range(2, len(truth), 5))
    times = truth[one] // truth[one - 1] + (1 if slip else 0)
    return Claim(f"q{one} = {times} * q{one - 1}", (Row(((one, 1), (one - 1, -times)), 0, "="),))


def _share(draw: random.Random, truth: list[int], slip: int) -> Claim:
    """A percentage without decimals, half a point up or down, of what is not nothing."""
    low, high = sorted(draw.sample(range(len(truth)), 2), key=lambda one: truth[one])
    percent = floor(Fraction(100 * truth[low], truth[high]) + Fraction(1, 2)) + abs(slip)
    rows = (
        Row(((high, -1),), 0, "<"),
        Row(((low, -200), (high, 2 * percent - 1)), 0, "<="),
        Row(((low, 200), (high, -2 * percent - 1)), 0, "<="),
    )
    return Claim(f"q{low} = {percent}% of q{high}", rows)


def _order(draw: random.Random, truth: list[int]) -> Claim:
    low, high = sorted(draw.sample(range(len(truth)), 2), key=lambda one: truth[one])
    if truth[low] == truth[high]:
        return Claim(f"q{low} <= q{high}", (Row(((low, 1), (high, -1)), 0, "<="),))
    return Claim(f"q{low} < q{high}", (Row(((low, 1), (high, -1)), 0, "<"),))
