"""A certificate as sums on paper: what is added up, how many times, and what cannot be.

Rules are about groups of members that nothing tells apart, which have no names. What all rules of a
sum imply together is told as one line: the groups cancel out in it, or are left over and left out,
as they are not negative. Sums in which groups remain are not written out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from checker.explain.finding import Proof
from checker.frozen import dataclass
from checker.language.spell import exact
from checker.proofs.carrying import Json
from checker.reports.style import Style, harmless

_SUMS = 6
"""How many sums are written out."""

_SIGNS = {"=": "=", "<=": "≤", "<": "<"}

_Terms = dict[tuple[str, ...], Fraction]
"""A sum: what each product of unknowns is multiplied by; the constant is that of none."""


def proof_lines(name: str, proof: Proof, names: Mapping[str, str], style: Style) -> Iterator[str]:
    """The proof of a contradiction in words, or why there is none; by `names` unknowns go."""
    if proof.certificate is None:
        if proof.reason:
            yield from style.wrap(f"There is none: {proof.reason}.", "  ")
        return
    paper = _Paper(proof.certificate, names, style)
    tree = _map(proof.certificate["tree"])
    count = _leaves(tree)
    cases = "one sum" if count == 1 else f"{count:,} sums, one for each case"
    told = f"Whatever the unknown numbers are, this is shown by {cases}; it was checked by code"
    yield from style.wrap(f"{told} that knows no solver.", "  ")
    body = list(paper.node(tree, "  "))
    whole = f"`factcheck explain {name} --format json`"
    if paper.nameless:
        told = "It is about numbers without a plain name, such as days counted from a first one or"
        told = f"{told} groups that no article tells apart, so it is not written out here"
        yield from style.wrap(f"{told}; {whole} has it.", "  ")
        return
    yield from paper.legend()
    yield from body
    if count > _SUMS:
        yield from style.wrap(f"{count - _SUMS:,} sums more: {whole} has them.", "  ")


def _leaves(node: Mapping[str, object]) -> int:
    if "cases" in node:
        return sum(_leaves(_map(case)) for case in _list(node["cases"]))
    return _leaves(_map(node["then"])) if "then" in node else 1


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a certificate, and who says it: None where a rule does."""

    terms: _Terms
    sign: str
    member: str | None


@dataclass(slots=True)
class _Paper:
    """Writes the steps of one certificate; collects the unknowns that they name."""

    certificate: Json
    names: Mapping[str, str]
    style: Style
    told: int = 0
    used: set[str] = field(default_factory=set)
    rows: dict[str, _Row] = field(default_factory=dict)
    known: dict[str, str | None] = field(default_factory=dict)
    members: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for short, unknown in _map(self.certificate["unknowns"]).items():
            self.known[short] = self.names.get(str(_map(unknown)["name"]))
        for one in _list(self.certificate["constraints"]):
            said = _map(one)
            member = None if said["member"] is None else str(said["member"])
            self.members[str(said["id"])] = member
            self._add(str(said["id"]), _map(said["says"]), member)

    def _add(self, name: str, says: Mapping[str, object], member: str | None) -> None:
        if "sum" in says:
            self.rows[name] = _Row(_terms(says), str(says["is"]), member)
            return
        parts = _list(says.get("all") or says.get("any") or [])
        for place, part in enumerate(parts):
            self._add(f"{name}.{place}", _map(part), member)

    @property
    def nameless(self) -> bool:
        """Whether what was written names an unknown that has no plain name."""
        return any(self.known[short] is None for short in self.used)

    def legend(self) -> Iterator[str]:
        """What the unknowns stand for that were named."""
        for short in sorted(self.used, key=_number):
            told = f"{short} is {harmless(self.known[short] or short)}"
            yield from self.style.wrap(told, "    ", "       ")

    def node(self, node: Mapping[str, object], indent: str) -> Iterator[str]:
        """A step and all below it, as long as there is room."""
        if self.told >= _SUMS:
            return
        if "yields" in node:
            self.told += 1
            yield from self._sum(node["sum"], indent)
            told = f"together {self._end(_map(node['yields']))}"
            yield from self.style.wrap(told, indent, f"{indent}    ")
        elif "then" in node:
            yield from self._each(_list(node["add"]), indent)
            name = str(node["as"])
            yield f"{indent}together they are called {name}"
            self.rows[name] = _Row({}, "=", "from above")
            yield from self.node(_map(node["then"]), indent)
        elif "split" in node:
            yield from self._cases(node, indent)
        else:
            of = self.members[str(node["either"]).partition(".")[0]] or "what the rules leave open"
            for place, case in enumerate(_list(node["cases"]), 1):
                yield from self._case(f"it is case {place} of {of}", _map(case), indent)

    def _end(self, says: Mapping[str, object]) -> str:
        """What a sum comes to, and why that cannot be."""
        left, sign = self._without_groups(_terms(says), str(says["is"]))
        shorts = sorted({name for key in left for name in key}, key=_number)
        self.used.update(shorts)
        some = f"{', '.join(shorts[:-1])} and {shorts[-1]}" if len(shorts) > 1 else "".join(shorts)
        are = "is" if len(shorts) == 1 else "are"
        because = f", since {some} {are} not negative" if shorts else ""
        return f"{_equation(left, sign)}, which cannot be{because}"

    def _without_groups(self, terms: _Terms, sign: str) -> tuple[_Terms, str]:
        """The same without what is added of groups: it is not negative, so no more is left."""
        unknowns = _map(self.certificate["unknowns"])
        left = {
            key: factor
            for key, factor in terms.items()
            if not (
                factor > 0
                and len(key) == 1
                and self.known[key[0]] is None
                and _map(unknowns[key[0]])["not_negative"]
            )
        }
        return left, "<=" if sign == "=" and len(left) < len(terms) else sign

    def _cases(self, node: Mapping[str, object], indent: str) -> Iterator[str]:
        short, at = str(node["split"]), Fraction(str(node["at"]))
        self.used.add(short)
        whole = bool(_map(_map(self.certificate["unknowns"])[short])["whole"])
        low, high = _list(node["cases"])
        yield from self._case(f"{short} ≤ {exact(at)}", _map(low), indent)
        least = at + 1 if whole else at
        yield from self._case(f"{short} ≥ {exact(least)}", _map(high), indent)

    def _case(self, name: str, node: Mapping[str, object], indent: str) -> Iterator[str]:
        if self.told < _SUMS:
            yield f"{indent}If {name}:"
            yield from self.node(node, f"{indent}  ")

    def _sum(self, terms: object, indent: str) -> Iterator[str]:
        """The rows of members, then what those of rules imply."""
        stated: list[object] = []
        ruling: list[tuple[Fraction, _Row]] = []
        for term in _list(terms):
            factor, *names = (str(part) for part in _list(term))
            row = self.rows.get(names[0])
            if len(names) == 1 and row is not None and row.member is None and row.terms:
                ruling.append((Fraction(factor), row))
            else:
                stated.append(term)
        yield from self._each(stated, indent)
        yield from self._ruled(ruling, indent)

    def _each(self, terms: Iterable[object], indent: str) -> Iterator[str]:
        for term in terms:
            factor, *names = (str(part) for part in _list(term))
            shown = " · ".join(self._row(name) for name in names)
            members = dict.fromkeys(self._member(name) for name in names)
            source = ", ".join(member for member in members if member)
            yield from self._line(Fraction(factor), shown, source, indent)

    def _ruled(self, ruling: Sequence[tuple[Fraction, _Row]], indent: str) -> Iterator[str]:
        """What some rows of rules imply together."""
        total: _Terms = {}
        for times, row in ruling:
            for key, factor in row.terms.items():
                total[key] = total.get(key, Fraction(0)) + times * factor
        signs = {row.sign for _, row in ruling}
        sign = next((one for one in ("<", "<=") if one in signs), "=")
        left, sign = self._without_groups({k: f for k, f in total.items() if f}, sign)
        if left:
            times = _shared(left.values())
            terms = {key: left[key] / times for key in sorted(left, key=_in_order)}
            self._use(terms)
            yield from self._line(times, _equation(terms, sign), "by the rules", indent)

    def _line(self, times: Fraction, shown: str, source: str, indent: str) -> Iterator[str]:
        size = abs(times)
        line = shown if size == 1 else f"{exact(size)} × ({shown})"
        told = f"{'add' if times > 0 else 'take away'} {line}{f'   {source}' if source else ''}"
        yield from self.style.wrap(told, f"{indent}  ", f"{indent}      ")

    def _row(self, name: str) -> str:
        known = self.rows.get(name)
        if known is not None and known.terms:
            self._use(known.terms)
            return _equation(known.terms, known.sign)
        text = name.replace(">=", "≥").replace("<=", "≤")
        self.used.update(word for word in text.split() if word in self.known)
        return text

    def _use(self, terms: _Terms) -> None:
        self.used.update(name for key in terms for name in key)

    def _member(self, name: str) -> str:
        known = self.rows.get(name)
        if known is None:
            return ""
        return "by the rules" if known.member is None else known.member


def _terms(says: Mapping[str, object]) -> _Terms:
    terms: _Terms = {}
    for term in _list(says["sum"]):
        factor, *names = (str(part) for part in _list(term))
        terms[tuple(names)] = Fraction(factor)
    return terms


def _number(short: str) -> int:
    return int(short.removeprefix("x"))


def _in_order(names: tuple[str, ...]) -> list[int]:
    return [_number(name) for name in names]


def _shared(factors: Iterable[Fraction]) -> Fraction:
    """The largest number that divides all factors."""
    known = list(factors)
    return Fraction(
        reduce(gcd, (one.numerator for one in known)),
        reduce(lcm, (one.denominator for one in known)),
    )


def _equation(terms: _Terms, sign: str) -> str:
    """A row with what is taken away on the other side: `5 + x2 = x1`."""
    left: list[str] = []
    right: list[str] = []
    for names, value in terms.items():
        product = " · ".join(names)
        size = _in_thousands(abs(value))
        text = size if not names else product if abs(value) == 1 else f"{size} · {product}"
        (left if value > 0 else right).append(text)
    if sign == "=" and len(right) > len(left) and not left:
        left, right = right, left
    return f"{' + '.join(left) or '0'} {_SIGNS[sign]} {' + '.join(right) or '0'}"


def _in_thousands(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else exact(value)


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return value
