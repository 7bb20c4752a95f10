"""A project that grows: each variable of a case becomes a quantity or a value of an attribute."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from checker import (
    Assumed,
    Findings,
    Fit,
    Limits,
    MistakesError,
    Project,
    Reading,
    Rule,
    Stated,
    UnknownFit,
    Verdict,
    check,
    project_of,
    values_of,
)
from tests.yardstick.outcomes import NoWayError

VERDICTS = {
    Verdict.CONSISTENT: "consistent",
    Verdict.CONTRADICTORY: "inconsistent",
    Verdict.UNDECIDED: "undecided",
}
RECORD = "the_record"
_SECONDS = 20


@dataclass
class Sheet:
    """The vocabulary and the statements of one case."""

    quantities: dict[str, dict[str, str]] = field(default_factory=dict)
    domains: dict[str, list[str]] = field(default_factory=dict)
    statements: list[Stated | Assumed | Rule] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    _made: int = 0

    # --- names ---

    def word(self, *parts: str) -> str:
        """The name that a variable, or a value of one, has in the language."""
        key = "\0".join(parts)
        if key not in self._names:
            plain = "_".join(re.sub(r"\W", "_", part) for part in parts)
            word = f"n_{plain}"
            taken = {name.casefold() for name in self._names.values()}
            while word.casefold() in taken:
                word += "_x"
            self._names[key] = word
        return self._names[key]

    def number(self, variable: str) -> str:
        """A variable that is any number."""
        word = self.word(variable)
        self.quantities.setdefault(word, {"means": f"number {word}"})
        return word

    def whole(self, variable: str) -> str:
        """A variable that is a whole number, below zero or not."""
        word = self.word(variable)
        self.quantities.setdefault(word, {"counts": f"steps of {word}", "not_negative": "false"})
        return word

    def fresh(self) -> str:
        """A variable that the case does not name."""
        self._made += 1
        return f"made {self._made}"

    def domain(self, variable: str, values: Iterable[str]) -> None:
        """Makes a variable a category, or gives it more values."""
        known = self.domains.setdefault(variable, [])
        known += [value for value in dict.fromkeys(values) if value not in known]

    def has_value(self, variable: str, value: str) -> str:
        """The formula that a category has a value."""
        self.domain(variable, [value])
        return f"{self.word(variable, value)} = 1"

    # --- statements ---

    def rule(self, says: str) -> None:
        """A formula that always holds."""
        self.statements.append(Rule(says, f"rule {len(self.statements)}", reading=Reading.EXACT))

    def state(self, says: str, name: str, trust: Fraction | None = Fraction(1)) -> None:
        """A formula that can be blamed; without trust in it (None) it cannot."""
        if trust is None:
            self.statements.append(Rule(says, name, reading=Reading.EXACT))
        else:
            self.statements.append(Stated(says, name, trust=trust, reading=Reading.EXACT))

    def print(self, says: str, name: str, reading: Reading, unit: Fraction | None) -> None:
        """A formula whose figure was rounded."""
        self.statements.append(Stated(says, name, reading=reading, unit=unit))

    def but(self, *statements: Stated | Rule, without: Iterable[str] = ()) -> "Sheet":
        """The same sheet with other statements."""
        left_out = set(without)
        kept = [one for one in self.statements if one.id not in left_out]
        return replace(self, statements=[*kept, *statements])

    # --- answers ---

    def project(self) -> Project:
        """The project; raises `MistakesError` where the checker refuses something."""
        statements = list(self.statements)
        if self.domains:
            statements.append(Rule(f"{RECORD} = 1", "one record"))
        found = project_of(self._vocabulary(), statements)
        if errors := [problem for problem in found.problems if problem.is_error]:
            raise MistakesError(errors)
        return found

    def _vocabulary(self) -> Mapping[str, object]:
        found: dict[str, object] = {"quantities": dict(self.quantities)}
        if self.domains:
            found["populations"] = {RECORD: {"means": "the record"}}
            found["attributes"] = {
                f"{self.word(name)}_kind": {
                    "of": RECORD,
                    "values": [self.word(name, value) for value in values],
                }
                for name, values in self.domains.items()
            }
        return {section: entries for section, entries in found.items() if entries}

    def findings(self) -> Findings:
        """What the checker finds."""
        return check(self.project(), Limits(_SECONDS))

    def verdict(self) -> str:
        """What the checker decides, in the words of the yardstick."""
        return VERDICTS[self.findings().verdict] if self.statements else "consistent"

    def values(self, expression: str, without: Iterable[str] = ()) -> Fit | None:
        """The values of an expression; None where the statements contradict each other."""
        found = values_of(self.project(), expression, without=frozenset(without), seconds=_SECONDS)
        if isinstance(found, UnknownFit):
            raise NoWayError(f"the values of {expression} were not found: {found.reason}")
        return found if isinstance(found, Fit) else None

    def value(self, expression: str, without: Iterable[str] = ()) -> Fraction | None:
        """The only value of an expression, if there is one alone."""
        found = self.values(expression, without)
        return found.low if found is not None and found.low == found.high else None
