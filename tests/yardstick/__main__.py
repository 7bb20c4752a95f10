"""`python -m tests.yardstick FILE`: agreements by family, then every difference."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from checker import MistakesError, UndecidedError
from tests.yardstick.cases import Case, read_cases
from tests.yardstick.families import FAMILIES
from tests.yardstick.outcomes import Agree, Differ, NotExpressible, NoWayError, Outcome

_KINDS: tuple[type[Outcome], ...] = (Agree, Differ, NotExpressible)

_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def outcome(case: Case) -> Outcome:
    """What comes of a case; whatever cannot be said is told with its reason."""
    run = FAMILIES.get(case.family) or FAMILIES.get(case.family.partition(".")[0])
    if run is None:
        return NotExpressible("a family that nobody has translated")
    try:
        return run(case)
    except NoWayError as error:
        return NotExpressible(str(error))
    except MistakesError as error:
        return NotExpressible(f"the language refuses it: {error}")
    except _UNFORESEEN as error:
        return NotExpressible(f"a form of case that nobody has translated ({error!r})")
    except UndecidedError as error:
        return Differ(f"undecided: {error.reason}")


def table(found: Iterable[tuple[Case, Outcome]]) -> list[str]:
    """How many of each family agree, differ and are not expressible."""
    counts: dict[str, list[int]] = {}
    for case, one in found:
        counts.setdefault(case.family, [0, 0, 0])[_KINDS.index(type(one))] += 1
    width = max((len(family) for family in counts), default=0)
    head = f"{'family':<{width}}  agree  differ  not expressible"
    lines = [f"{f:<{width}}  {a:>5}  {d:>6}  {n:>15}" for f, (a, d, n) in sorted(counts.items())]
    return [head, *lines]


def report(found: Sequence[tuple[Case, Outcome]]) -> list[str]:
    """The table, every difference with its reason, and the sum of all."""
    lines = [*table(found), ""]
    for case, one in found:
        match one:
            case Differ(reason):
                lines.append(f"{case.id} ({case.family}) differs: {reason}")
            case NotExpressible(reason):
                lines.append(f"{case.id} ({case.family}) is not expressible: {reason}")
            case _:
                continue
    agree, differ, cannot = (sum(isinstance(one, k) for _, one in found) for k in _KINDS)
    return [*lines, "", f"{agree} agree, {differ} differ, {cannot} not expressible"]


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0, or 2 where the file cannot be read."""
    if len(arguments) != 1:
        click.echo("usage: python -m tests.yardstick FILE", err=True)
        return 2
    try:
        cases = read_cases(Path(arguments[0]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        click.echo(f"{arguments[0]} cannot be read: {error!r}", err=True)
        return 2
    click.echo("\n".join(report([(case, outcome(case)) for case in cases])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
