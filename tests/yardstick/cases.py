"""A case of the yardstick as it stands in its file: names, texts, no floats."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One case. Numbers of `whole` are texts as written; rules have names in either form."""

    id: str
    family: str
    whole: Json

    @property
    def constraints(self) -> dict[str, str]:
        """The constraints by name: `c1`, `c2`, … where they have none."""
        found = self.whole.get("constraints") or {}
        if isinstance(found, Mapping):
            return dict(found)
        return {f"c{number}": text for number, text in enumerate(found, 1)}

    @property
    def values(self) -> dict[str, str | None]:
        """What is reported; None where nothing is."""
        found = self.whole.get("values") or {}
        return {name: as_text(value) for name, value in found.items()}

    @property
    def variables(self) -> Json:
        """A list for a category's domain, else `integer …` or `real`."""
        found = self.whole.get("variables") or {}
        return {
            name: [str(as_text(value)) for value in kind] if isinstance(kind, list) else str(kind)
            for name, kind in found.items()
        }

    @property
    def weights(self) -> dict[str, Fraction | None]:
        """What a change costs; None where a value must not be blamed."""
        found = self.whole.get("weights") or {}
        return {
            name: None if str(weight).lower() in {"inf", "infinity"} else Fraction(str(weight))
            for name, weight in found.items()
        }

    @property
    def expected(self) -> Json:
        """What the suite states."""
        found: Json = self.whole["expected"]
        return found


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; numbers are kept as their texts."""
    whole = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
    found = whole["cases"] if isinstance(whole, Mapping) else whole
    return [Case(str(one["id"]), str(one["family"]), one) for one in found]


def as_text(value: object) -> str | None:
    """A value as text: a number without exponent, a truth value as in the rules."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).upper()
    number = decimal(str(value))
    return str(value) if number is None else plain(str(value), number)


def decimal(text: str) -> Decimal | None:
    """The number that a text is, if it is one."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def plain(text: str, number: Decimal) -> str:
    """A number without exponent; the digits that are printed stay."""
    return format(number, "f") if "e" in text.lower() else text.strip().removeprefix("+")
