"""A lexicon as the vocabulary file that declares it."""

from typing import Any

from checker.language.lexicon import Attribute, Lexicon, Place, Population, Quantity


def vocabulary_of(lexicon: Lexicon) -> dict[str, Any]:
    """The sections of `vocabulary.yaml`, of each the keys that are not as usual."""
    return {
        "populations": {one.name: _population(one) for one in lexicon.populations.values()},
        "attributes": {one.name: _attribute(one) for one in lexicon.attributes.values()},
        "define": {one.name: one.text for one in lexicon.definitions.values()},
        "quantities": {one.name: _quantity(one) for one in lexicon.quantities.values()},
        "places": {one.name: _place(one) for one in lexicon.places.values()},
        "periods": {
            one.name: {"from": str(one.first), "to": str(one.last)}
            for one in lexicon.periods.values()
        },
        "names": {name: {} for name in lexicon.members},
    }


def _said(**keys: object) -> dict[str, Any]:
    return {name.rstrip("_"): value for name, value in keys.items() if value}


def _population(one: Population) -> dict[str, Any]:
    return _said(place=one.place, never_empty=one.never_empty)


def _attribute(one: Attribute) -> dict[str, Any]:
    return _said(
        of=one.of,
        best_first=list(one.ordered),
        also=list(one.also),
        many=one.many,
        open=one.open,
        numbers=one.numbers,
    )


def _quantity(one: Quantity) -> dict[str, Any]:
    found = _said(
        unit=one.unit,
        counts=one.counts,
        never_zero=one.never_zero,
        place=one.place,
        flow=one.flow,
        not_negative=one.not_negative and not one.counts,
    )
    return found if one.adds_up else {**found, "adds_up": False}


def _place(one: Place) -> object:
    return {"open": list(one.parts)} if one.open else list(one.parts)
