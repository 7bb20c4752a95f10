"""A component as SMT-LIB 2 text, the common language of solvers."""

from collections.abc import Collection, Iterable
from math import lcm

from checker.algebra.components import Component
from checker.algebra.constraints import All, Any, Compare, Constraint, Not, is_linear
from checker.algebra.polynomials import Polynomial


class Names:
    """Short names for variables and switches: `v0`, `s0`, in the component's order."""

    def __init__(self, component: Component) -> None:
        self.variables = {v.name: f"v{i}" for i, v in enumerate(component.variables)}
        self.whole = {v.name: v.whole for v in component.variables}
        self.mixed = not all(self.whole.values())

    def term(self, name: str) -> str:
        """A variable as a number of the sort that sums are in."""
        short = self.variables[name]
        return f"(to_real {short})" if self.mixed and self.whole[name] else short


def script(component: Component, names: Names) -> str:
    """Declarations, rules, and `switch => statement` for each statement."""
    lines = _declarations(component, names)
    lines += [f"(assert {constraint_text(rule, names)})" for rule in component.rules]
    for number, statement in enumerate(component.statements):
        lines.append(f"(declare-const s{number} Bool)")
        lines.append(f"(assert (=> s{number} {constraint_text(statement, names)}))")
    return "\n".join(lines)


def question(component: Component, chosen: Collection[int]) -> str:
    """A whole script that asks whether some statements and all rules can hold; for any solver."""
    names = Names(component)
    stated = [component.statements[number] for number in sorted(chosen)]
    return "\n".join(
        (
            f"(set-logic {logic(component, (*component.rules, *stated))})",
            *(f"; {short} is {' '.join(name.split())}" for name, short in names.variables.items()),
            *_declarations(component, names),
            "; rules",
            *(f"(assert {constraint_text(rule, names)})" for rule in component.rules),
            "; statements",
            *(f"(assert {constraint_text(one, names)})" for one in stated),
            "(check-sat)\n",
        )
    )


def logic(component: Component, said: Iterable[Constraint]) -> str:
    """The smallest of SMT-LIB's logics that has whatever is said."""
    products = "L" if all(is_linear(one) for one in said) else "N"
    kinds = {variable.whole for variable in component.variables}
    numbers = "IR" if len(kinds) > 1 else "R" if kinds == {False} else "I"
    return f"QF_{products}{numbers}A"


def _declarations(component: Component, names: Names) -> list[str]:
    lines = []
    for variable in component.variables:
        short = names.variables[variable.name]
        lines.append(f"(declare-const {short} {'Int' if variable.whole else 'Real'})")
        if variable.not_negative:
            lines.append(f"(assert (>= {short} {'0' if variable.whole else '0.0'}))")
    return lines


def constraint_text(constraint: Constraint, names: Names) -> str:
    """A constraint as a Boolean term."""
    match constraint:
        case Compare(polynomial, relation):
            return _comparison(polynomial, relation.value, names)
        case Not(part):
            return f"(not {constraint_text(part, names)})"
        case All(parts):
            return _joined("and", [constraint_text(part, names) for part in parts], "true")
        case Any(parts):
            return _joined("or", [constraint_text(part, names) for part in parts], "false")


def _joined(operator: str, parts: list[str], empty: str) -> str:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else f"({operator} {' '.join(parts)})"


def _comparison(polynomial: Polynomial, relation: str, names: Names) -> str:
    """`left relation right` with whole factors and all of them positive."""
    scale = lcm(*(factor.denominator for _, factor in polynomial.terms)) if polynomial.terms else 1
    left: list[str] = []
    right: list[str] = []
    for key, factor in polynomial.terms:
        side = left if factor > 0 else right
        side.append(_monomial(key, abs(factor.numerator * (scale // factor.denominator)), names))
    pair = f"{_total(left, names)} {_total(right, names)}"
    return f"(not (= {pair}))" if relation == "!=" else f"({relation} {pair})"


def _monomial(key: tuple[str, ...], factor: int, names: Names) -> str:
    number = _number(factor, names)
    if not key:
        return number
    terms = [names.term(name) for name in key]
    if factor == 1 and len(terms) == 1:
        return terms[0]
    return f"(* {' '.join(terms if factor == 1 else [number, *terms])})"


def _total(terms: list[str], names: Names) -> str:
    if not terms:
        return _number(0, names)
    return terms[0] if len(terms) == 1 else f"(+ {' '.join(terms)})"


def _number(value: int, names: Names) -> str:
    return f"{value}.0" if names.mixed else str(value)
