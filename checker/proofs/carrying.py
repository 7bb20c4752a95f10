"""Certificates and witnesses as the plain JSON values that a report carries."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import All, Any, Compare, Constraint, Not
from checker.compile.whereabouts import Listing, whereabouts
from checker.proofs.certificate import Added, Certificate, Either, Impossible, Node, Split, Term
from checker.proofs.plain import plain, renamed

Json = dict[str, object]


def certificate_json(certificate: Certificate, ids: Mapping[int, str]) -> Json:
    """A certificate; `ids` are those of the statements by their places in the component."""
    return {
        "unknowns": {
            short: unknown_json(variable) for short, variable in certificate.unknowns.items()
        },
        "constraints": [
            {
                "id": one.name,
                "member": None if one.member is None else ids[one.member],
                "says": constraint_json(one.says),
            }
            for one in certificate.constraints
        ],
        "tree": _node(certificate.tree),
    }


def unknown_json(variable: Variable) -> Json:
    """An unknown with its own name."""
    return {
        "name": variable.name,
        "whole": variable.whole,
        "not_negative": variable.not_negative,
    }


def constraint_json(constraint: Constraint) -> Json:
    """A plain constraint."""
    match constraint:
        case Compare(polynomial, relation):
            terms = [[str(factor), *key] for key, factor in polynomial.terms]
            return {"sum": terms, "is": relation.value}
        case All(parts):
            return {"all": [constraint_json(part) for part in parts]}
        case Any(parts):
            return {"any": [constraint_json(part) for part in parts]}
        case Not():
            raise TypeError(constraint)


def _node(node: Node) -> Json:
    match node:
        case Impossible(terms, yields):
            return {"sum": _terms(terms), "yields": constraint_json(yields)}
        case Added(name, terms, then):
            return {"add": _terms(terms), "as": name, "then": _node(then)}
        case Split(unknown, at, cases):
            return {"split": unknown, "at": str(at), "cases": [_node(case) for case in cases]}
        case Either(choice, cases):
            return {"either": choice, "cases": [_node(case) for case in cases]}


def _terms(terms: Iterable[Term]) -> list[list[str]]:
    return [[str(term.times), *term.rows] for term in terms]


def witness_json(
    component: Component,
    values: Mapping[str, Fraction],
    ids: Sequence[Sequence[str] | None],
    listings: Iterable[Listing],
) -> Json:
    """Values with all rules and the statements that have ids; None marks one that is left out.

    Also where the members of some listings can be, of those that are about this component.
    """
    names = {variable.name: f"x{n}" for n, variable in enumerate(component.variables, 1)}

    def said(constraint: Constraint) -> Json:
        return constraint_json(renamed(plain(constraint), names))

    return {
        "unknowns": {
            names[one.name]: {**unknown_json(one), "value": str(values[one.name])}
            for one in component.variables
        },
        "rules": [said(rule) for rule in component.rules],
        "statements": [
            {"ids": list(known), "says": said(constraint)}
            for known, constraint in zip(ids, component.statements, strict=True)
            if known is not None
        ],
        "members": {
            name: {"cells": [names[cell] for cell in where.cells], "is": list(where.holds)}
            for tables in (listing() for listing in listings)
            if all(place.cell in names for table in tables for place in table)
            for name, where in whereabouts(tables, values).items()
        },
    }
