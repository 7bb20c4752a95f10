"""A certificate as sums on paper: what is added up, how many times, and what cannot be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from checker.findings.finding import Contradiction
from checker.language.spell import exact
from checker.proofs.carrying import Json
from checker.reports.style import Style, harmless

_SUMS = 6
"""How many sums are written out."""

_GROUP = re.compile(r"(?P<of>.+)#\d+\.\d+")
"""The name of a group of members that nothing tells apart."""

_SIGNS = {"=": "=", "<=": "≤", "<": "<"}


def proof_lines(one: Contradiction, style: Style) -> Iterator[str]:
    """The proof in words, or why there is none."""
    if one.proof.certificate is None:
        if one.proof.reason:
            yield from style.wrap(f"There is none: {one.proof.reason}.", "  ")
        return
    paper = _Paper(one.proof.certificate, style)
    count = _leaves(_map(one.proof.certificate["tree"]))
    cases = "one sum" if count == 1 else f"{count:,} sums, one for each case"
    told = f"Whatever the unknown numbers are, this is shown by {cases}; it was checked by code"
    yield from style.wrap(f"{told} that knows no solver.", "  ")
    body = list(paper.node(_map(one.proof.certificate["tree"]), "  "))
    yield from paper.legend()
    yield from body
    if count > _SUMS:
        yield from style.wrap(
            f"{count - _SUMS:,} sums more are in the proof of the JSON format.", "  "
        )


def _leaves(node: Mapping[str, object]) -> int:
    if "cases" in node:
        return sum(_leaves(_map(case)) for case in _list(node["cases"]))
    return _leaves(_map(node["then"])) if "then" in node else 1


@dataclass(slots=True)
class _Row:
    """A row of a certificate as an equation, and who says it."""

    text: str
    source: str


@dataclass(slots=True)
class _Paper:
    """Writes the steps of one certificate; collects the unknowns that they name."""

    certificate: Json
    style: Style
    told: int = 0
    used: set[str] = field(default_factory=set)
    rows: dict[str, _Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in _list(self.certificate["constraints"]):
            said = _map(one)
            source = "a rule" if said["member"] is None else str(said["member"])
            self._add(str(said["id"]), _map(said["says"]), source)

    def _add(self, name: str, says: Mapping[str, object], source: str) -> None:
        if "sum" in says:
            self.rows[name] = _Row(_equation(says), source)
            return
        parts = _list(says.get("all") or says.get("any") or [])
        for place, part in enumerate(parts):
            self._add(f"{name}.{place}", _map(part), source)

    def legend(self) -> Iterator[str]:
        """What the unknowns stand for that were named."""
        unknowns = _map(self.certificate["unknowns"])
        groups: dict[str, list[str]] = {}
        for short in sorted(self.used, key=lambda name: int(name[1:])):
            name = str(_map(unknowns[short])["name"]).removeprefix("#")
            if group := _GROUP.fullmatch(name):
                groups.setdefault(group["of"], []).append(short)
                continue
            yield from self.style.wrap(f"{short} is {harmless(name)}", "    ", "       ")
        for of, shorts in groups.items():
            told = f"{', '.join(shorts)} are groups of {harmless(of)} that nothing tells apart"
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
            yield from self._sum(node["add"], indent)
            name = str(node["as"])
            yield f"{indent}together they are called {name}"
            self.rows[name] = _Row(name, "from above")
            yield from self.node(_map(node["then"]), indent)
        elif "split" in node:
            yield from self._cases(node, indent)
        else:
            choice = str(node["either"])
            for place, case in enumerate(_list(node["cases"])):
                yield from self._case(f"case {place + 1} of {choice}", _map(case), indent)

    def _end(self, says: Mapping[str, object]) -> str:
        """What a sum comes to, and why that cannot be."""
        named = any(len(_list(term)) > 1 for term in _list(says["sum"]))
        because = ": none of these numbers is negative" if named else ""
        return f"{_equation(says)}, which cannot be{because}"

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
        for term in _list(terms):
            times, *names = (str(part) for part in _list(term))
            shown = " · ".join(self._row(name) for name in names)
            sources = dict.fromkeys(self._source(name) for name in names)
            told = ", ".join(source for source in sources if source)
            line = f"{times} × ({shown})" if times != "1" else shown
            yield from self.style.wrap(
                f"{line}{f'   {told}' if told else ''}", f"{indent}  ", f"{indent}      "
            )

    def _row(self, name: str) -> str:
        known = self.rows.get(name)
        text = known.text if known is not None else name.replace(">=", "≥").replace("<=", "≤")
        self.used.update(w for w in text.replace("·", " ").split() if _is_unknown(w))
        return text

    def _source(self, name: str) -> str:
        known = self.rows.get(name)
        return "" if known is None else known.source


def _is_unknown(word: str) -> bool:
    return word[:1] == "x" and word[1:].isdigit()


def _equation(says: Mapping[str, object]) -> str:
    """A row with what is taken away on the other side: `5 + x2 = x1`."""
    left: list[str] = []
    right: list[str] = []
    for term in _list(says["sum"]):
        factor, *names = (str(part) for part in _list(term))
        value = Fraction(factor)
        product = " · ".join(names)
        size = exact(abs(value))
        text = size if not names else product if abs(value) == 1 else f"{size} · {product}"
        (left if value > 0 else right).append(text)
    sign = _SIGNS[str(says["is"])]
    if sign == "=" and len(right) > len(left) and not left:
        left, right = right, left
    return f"{' + '.join(left) or '0'} {sign} {' + '.join(right) or '0'}"


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return value
