"""A derivation in plain sentences, in the order a person would compute, ending in the clash."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import PurePath

from checker.claims.statements import Statement
from checker.findings.combination import Combination
from checker.findings.derivation import Derivation, Step, apart
from checker.findings.finding import Member
from checker.findings.naming import measure_words
from checker.findings.relations import POSITIVE, Ground, Said
from checker.frozen import dataclass
from checker.language.algebra import (
    ONE,
    Amount,
    Measure,
    Named,
    Planned,
    Polynomial,
    Row,
    Share,
    Size,
    atoms,
)
from checker.language.figures import Figure, Hedge, Kind, as_printed
from checker.language.intervals import Interval
from checker.language.lexicon import Lexicon
from checker.language.spell import Side, figure_value, nearest, number, rounded, with_currency

_NONE = Interval(None, None)


@dataclass(frozen=True, slots=True)
class _Term:
    """One number of a sum: how often, its values, what is printed for it, and in which style."""

    factor: Fraction
    interval: Interval
    printed: Fraction | None
    style: Figure | None


def sentences(
    members: Sequence[Member], ground: Ground, derivation: Derivation, lexicon: Lexicon
) -> tuple[str, ...]:
    """One sentence for each step that computes something, and one for the clash."""
    told = _Telling(members, ground, derivation, lexicon)
    return tuple(f"{line[:1].upper()}{line[1:]}" for line in told.lines() if line)


def combined(
    members: Sequence[Member], ground: Ground, found: Combination, lexicon: Lexicon
) -> tuple[str, ...]:
    """The one sum that a combination is; nothing where no figures make it."""
    with_figures = [(said, factor) for said, factor in found.taken if said.figure is not None]
    others = [said for said, _ in found.taken if said.figure is None and said.interval != _POINT]
    if len(with_figures) < _FEWEST or any(s.interval.low or s.interval.high for s in others):
        return ()
    nothing = Derivation((), {}, None, found.last, found.value)
    line = _Telling(members, ground, nothing, lexicon).combined(found, with_figures)
    return (f"{line[:1].upper()}{line[1:]}",)


def computed(
    members: Sequence[Member], ground: Ground, derivation: Derivation, lexicon: Lexicon
) -> tuple[str, ...]:
    """One sentence for each step to a value; none where it is only taken from where it stands."""
    told = _Telling(members, ground, derivation, lexicon)
    return tuple(f"{line[:1].upper()}{line[1:]}" for line in told.value() if line)


_FEWEST = 2
"""Figures that make a sum."""

_POINT = Interval.point(0)


class _Telling:
    """One derivation with all that its sentences name."""

    def __init__(
        self, members: Sequence[Member], ground: Ground, derivation: Derivation, lexicon: Lexicon
    ) -> None:
        self._members = members
        self._ground = ground
        self._steps = derivation.steps
        self._end = derivation
        self._lexicon = lexicon
        articles = {m.statement.article.path for m in members if m.statement.article is not None}
        self._one_article = len(articles) == 1
        self._planned = {
            name: measure
            for member in members
            for name, measure in member.distinct.meaning.measures.items()
        }
        self._terms: dict[int, _Term] = {}
        for place, step in enumerate(self._steps):
            self._terms[place] = self._term_of(step)

    def lines(self) -> Iterator[str]:
        """The sentences, the last one with the clash."""
        last = self._end.last
        steps = (step for step in self._steps if not self._is_given(step))
        lines = [(step.name, self._line(step)) for step in steps]
        if last is None:
            yield from (line for _, line in lines)
            yield self._both()
        elif self._end.other is not None:
            yield self._same_thing(last, self._end.other)
        elif lines and lines[-1][0] == self._single(last):
            yield from (line for _, line in lines[:-1])
            line, cite = lines[-1][1], self._cite([last])
            yield f"{line.removesuffix(cite) if cite else line}, not {self._claimed(last)}{cite}"
        else:
            yield from (line for _, line in lines)
            yield self._clash(last)

    def value(self) -> Iterator[str]:
        """The sentences of a derivation whose `last` is a value and no claim."""
        last = self._end.last
        steps = [step for step in self._steps if not self._is_given(step)]
        yield from (self._line(step) for step in steps)
        if last is None or self._single(last) is not None:
            return
        if last.denominator is None:
            terms = self._all_terms(last.numerator)
            if terms is not None:
                given = [step.said for step in self._steps if self._is_given(step)]
                yield f"{_equation(terms, _total(terms))}{self._cite(given)}"
        else:
            parts, base = self._figures(last.numerator), self._figures(last.denominator)
            yield f"{parts} / {base} = {_interval(self._end.value, None)}"

    # --- what is known of one number ---------------------------------------------------------

    def _is_given(self, step: Step) -> bool:
        """Whether a step only takes a number from where it is printed."""
        return not step.used and step.said.rank is None

    def _term_of(self, step: Step) -> _Term:
        """The number as later steps show it."""
        figure = step.said.figure
        if self._is_given(step) and figure is not None and figure.kind is not Kind.ONE_IN:
            plain = figure.hedge is Hedge.NONE and figure.upper is None
            exact = figure.value if plain and figure.value in step.found else None
            if step.found.low is None or step.found.high is None:
                exact = None
            return _Term(Fraction(1), step.found, exact, figure)
        styles = [term.style for term in (self._terms[u] for u in step.used) if term.style]
        styles.sort(key=lambda style: style.kind is not Kind.NUMBER)
        style = styles[0] if styles else None
        printed = step.found.low if step.found.is_point else None
        terms = self._linear(step)
        if terms is not None and step.said.interval.is_point:
            printed = _printed_sum(terms)
        if printed is not None and printed not in step.found:
            printed = None
        return _Term(Fraction(1), step.found, printed, style)

    def _value(self, name: str, used: Iterable[int]) -> _Term:
        """The number from the steps that show it."""
        found = [self._terms[place] for place in used if self._steps[place].name == name]
        if not found:
            return _Term(Fraction(1), _NONE, None, None)
        interval = found[0].interval
        for one in found[1:]:
            interval = interval.meet(one.interval)
        return _Term(Fraction(1), interval, found[0].printed, found[0].style)

    def _last_value(self, name: str) -> _Term:
        known = self._end.known.get(name)
        return self._value(name, () if known is None else known.shown)

    def _words(self, name: str) -> str:
        measure = self._ground.measures.get(name) or self._planned.get(name)
        if measure is None and name not in self._ground.extents.names:
            return name.replace("_", " ")
        if measure is None:
            return f"the names {self._listed(self._ground.extents.names[name])}"
        return self._measure(measure)

    def _measure(self, measure: Measure) -> str:
        if isinstance(measure, Planned):
            return f"{measure.plan.value} {self._words(measure.measure)}"
        if isinstance(measure, Share):
            part, whole = (self._words(name) for name in (measure.part, measure.whole))
            return f"the share of {part} in {whole}"
        return measure_words(measure, self._lexicon)

    def _listed(self, names: Iterable[str]) -> str:
        return _joined(sorted(names))

    def combined(self, found: Combination, taken: Sequence[tuple[Said, Fraction]]) -> str:
        """A sum of printed figures, what it is of, and the figure that it rules out."""
        ordered = sorted(taken, key=lambda one: (one[0].member or 0, one[1] < 0))
        terms = [self._times(self._figure_term(said), factor) for said, factor in ordered]
        terms = [term for term in terms if term.interval != _POINT] or terms
        name = self._single(found.last)
        what = self._words(name) if name is not None else self._side(found.last.numerator, ())
        saids = [said for said, _ in found.taken]
        because = {*found.because}
        because |= {said.member for said in saids if said.member is not None}
        reasons = self._reasons(because)
        printed = [said for said in saids if not self._is_assumed(said)]
        shown = _equation(terms, found.value)
        counted = f"{shown} {what}" if name is not None else f"{shown} for {what}"
        return (
            f"{counted}{self._cite(printed)}, not {self._claimed(found.last)}"
            f"{self._cite([found.last])}{reasons}"
        )

    # --- steps -------------------------------------------------------------------------------

    def _line(self, step: Step) -> str:
        said = step.said
        if said.rank is not None:
            return f"{self._place(step)}{self._cite_used(step)}"
        if self._is_of_names(said):
            return self._overlap(step)
        terms = self._linear(step)
        if terms is not None:
            return f"{self._sum(step, terms)}{self._cite_used(step)}{self._given(step)}"
        return f"{self._inferred(step)}{self._cite_used(step)}"

    def _is_of_names(self, said: Said) -> bool:
        """Whether a number is at most that of some names."""
        parts = () if said.sum is None or said.sum.sign != "<=" else said.sum.parts
        return len(parts) == 1 and parts[0] in self._ground.extents.names

    def _all(self, step: Step) -> Interval:
        """What a sum comes to, with every number in it."""
        said = step.said
        own = dict(said.numerator.terms)[(step.name,)]
        total = said.interval.scaled(1 / own)
        for key, factor in said.numerator.terms:
            if key[0] != step.name:
                total = total + self._value(key[0], step.used).interval.scaled(-factor / own)
        return total

    def _linear(self, step: Step) -> list[_Term] | None:
        """The number of a step as a sum of others; None where they are not just added."""
        said = step.said
        if said.rank is not None or said.denominator is not None:
            return None
        factors = dict(said.numerator.terms)
        own = factors.get((step.name,))
        if own is None or any(len(key) != 1 for key in factors):
            return None
        if said.figure is None and said.sum is None:
            return None
        others = sorted(
            ((key[0], factor) for key, factor in said.numerator.terms if key[0] != step.name),
            key=lambda other: self._printed_at(other[0], step.used),
        )
        terms = [self._times(self._value(n, step.used), -factor / own) for n, factor in others]
        if said.figure is not None:
            terms.append(self._times(self._figure_term(said), 1 / own))
        return [term for term in terms if not self._is_nothing(term)] or terms

    @staticmethod
    def _is_nothing(term: _Term) -> bool:
        """Whether a term is just said to be 0 or more."""
        return term.interval == POSITIVE and term.style is None

    def _printed_at(self, name: str, used: Iterable[int]) -> tuple[int, int]:
        """Where a number is printed: the place of the statement, then in it."""
        found = [self._steps[place].said for place in used if self._steps[place].name == name]
        first = next((said for said in found if said.member is not None), None)
        if first is None or first.member is None:
            return len(self._members), 0
        return first.member, first.figure.start if first.figure is not None else 0

    def _figure_term(self, said: Said) -> _Term:
        figure = said.figure
        plain = figure is not None and figure.hedge is Hedge.NONE and figure.value in said.interval
        return _Term(Fraction(1), said.interval, figure.value if plain and figure else None, figure)

    @staticmethod
    def _times(term: _Term, factor: Fraction) -> _Term:
        return _Term(factor, term.interval, term.printed, term.style)

    def _sum(self, step: Step, terms: Sequence[_Term]) -> str:
        total = _total(terms) if step.said.sum is not None else self._all(step)
        same = step.said.sum is not None and len(terms) == 1 and step.said.sum.sign == "="
        shown = _equation(terms, self._bounded(step, total))
        if step.rounded:
            shown = f"{shown}, so {_interval(step.found, _style(terms))} in whole numbers"
        if same:
            value = _interval(step.found, _style(terms))
            return f"{self._counted(value, step.name)} as well"
        return self._counted(shown, step.name)

    def _bounded(self, step: Step, total: Interval) -> Interval:
        """What a sum shows of the number: a part shows the least, what covers it the most."""
        sign = "=" if step.said.sum is None else step.said.sum.sign
        if sign == "=":
            return total
        if step.found.low is None:
            return Interval(None, total.high, high_open=total.high_open)
        return Interval(total.low, None, total.low_open)

    def _counted(self, shown: str, name: str) -> str:
        """`152 authorities in 2011`, `£672m for sales in H2`."""
        measure = self._ground.measures.get(name)
        counts = isinstance(measure, Size) or (isinstance(measure, Amount) and measure.whole)
        joint = "" if counts and not shown.endswith(("rounding)", "numbers")) else "for "
        return f"{shown} {joint}{self._words(name)}"

    def _overlap(self, step: Step) -> str:
        """Names that are on two lists, and those that are left."""
        (group,) = step.said.sum.parts if step.said.sum is not None else ("",)
        left = self._ground.extents.names[group]
        lists = {
            atom.text: (atom.names, place)
            for place in step.said.because
            for measure in self._members[place].distinct.meaning.measures.values()
            if isinstance(measure, Size)
            for atom in atoms(measure.region)
            if isinstance(atom, Named)
        }
        own = [(names, place) for names, place in lists.values() if left <= names]
        others = [(names, place) for names, place in lists.values() if not left <= names]
        count = number(Fraction(len(left)))
        if len(own) == 1 and len(others) == 1:
            both = own[0][0] & others[0][0]
            first, second = (self._label(place) for _, place in (own[0], others[0]))
            one = f"the {len(own[0][0])} names listed in {first}"
            return (
                f"of {one} {_spelled(len(both))} are also on the list of {second}: "
                f"{self._listed(both)}; so at most {count} are left: {self._listed(left)}"
            )
        return f"only these {count} of the names listed are left: {self._listed(left)}"

    def _inferred(self, step: Step) -> str:
        """What follows from a percentage, an order or a rule."""
        said = step.said
        style = self._terms[self._steps.index(step)].style
        found = _interval(step.found, style)
        name = self._words(step.name)
        if said.member is None:
            product = [key for key, _ in said.numerator.terms if len(key) == 2]  # noqa: PLR2004
            if product and step.name not in product[0]:
                shares = sorted(product[0], key=lambda n: not n.startswith("share("))
                one, other = (self._value(n, step.used) for n in shares)
                return f"{_term(one)} of {_term(other)} is {found} for {name}"
            return f"{name} is {found}, since {said.rule}"
        related = self._related(said, step.used)
        return f"{related}, so {name} is {found}"

    def _related(self, said: Said, used: Iterable[int]) -> str:
        """What a statement says of two things, with the values that are known."""

        def side(polynomial: Polynomial) -> str:
            return self._side(polynomial, used)

        if said.denominator is not None and said.figure is not None:
            parts, beside = apart(said)
            figure = as_printed(said.figure)
            base = side(said.denominator)
            if said.figure.kind is Kind.ONE_IN:
                return f"{base} is {figure} of {side(said.numerator)}"
            if beside == -1:
                return f"{side(parts)} is {figure} more than {base}"
            if beside == 1:
                return f"{side(-parts)} is {figure} less than {base}"
            if said.figure.kind is Kind.RATE:
                return f"{side(said.numerator)} is {figure} for {base}"
            if said.figure.kind is Kind.MULTIPLE:
                return f"{side(said.numerator)} is {figure} {base}"
            return f"{side(said.numerator)} is {figure} of {base}"
        more, less = _signs(said.numerator)
        return f"{side(more)} {_relation(said.interval)} {side(less)}"

    def _side(self, polynomial: Polynomial, used: Iterable[int]) -> str:
        """A sum of things, with what is known of each."""
        shown: list[str] = []
        for key, factor in sorted(polynomial.terms, key=lambda term: term[1] < 0):
            times = "" if abs(factor) == 1 else f"{number(abs(factor))} × "
            words = " × ".join(self._known_words(name, used) for name in key)
            if not key:
                words, times = number(abs(factor)), ""
            shown.append(f"{'- ' if factor < 0 else '+ ' if shown else ''}{times}{words}")
        return " ".join(shown) or "0"

    def _known_words(self, name: str, used: Iterable[int]) -> str:
        term = self._value(name, used)
        words = self._words(name)
        return words if term.interval.is_anything else f"{words} ({_term(term)})"

    def _place(self, step: Step) -> str:
        rank = step.said.rank
        if rank is None:
            return ""
        found = _interval(step.found, None)
        own = self._row(rank.own, step.used)
        mine = self._row_values(rank.own, step.used)
        ahead = [row for row in rank.others if _is_more(self._row_values(row, step.used), mine)]
        if ahead and step.found.low is not None and step.found.low > 1:
            rows = _joined(self._row(row, step.used) for row in ahead)
            verb = "are" if len(ahead) > 1 else "is"
            place = number(step.found.low)
            best = f"{place} at best"
            return f"{rows} {verb} ahead of {own}, so the rank is {best}"
        return f"the numbers make the rank {found}, with {own}"

    def _row_values(self, row: Row, used: Iterable[int]) -> Interval | None:
        """The values of a row with one number."""
        if len(row) != 1:
            return None
        terms = (
            self._times(self._value(key[0], used), factor) for key, factor in row[0].terms if key
        )
        return _total(list(terms))

    def _row(self, row: Row, used: Iterable[int]) -> str:
        return " and ".join(self._side(value, used) for value in row)

    # --- the clash ---------------------------------------------------------------------------

    def _clash(self, last: Said) -> str:
        given = (step.said for step in self._shown(last) if self._is_given(step))
        cite = self._cite([last, *given])
        single = self._single(last)
        if single is not None:
            known = self._last_value(single)
            sources = [self._steps[s].said for s in self._end.known[single].shown]
            values = [f"{_term(known)}{self._cite(sources)}"]
            smaller_first = 0 if last.interval.is_below(known.interval) else 1
            values.insert(smaller_first, f"{self._claimed(last)}{self._cite([last])}")
            return f"{self._words(single)} would be both {' and '.join(values)}"
        if last.figure is not None and last.denominator is not None:
            return f"{self._ratio(last)}, not {self._claimed(last)}{cite}"
        words = self._members[last.member or 0].distinct.meaning.words
        if any(len(key) != 1 for key, _ in last.numerator.terms):
            return f"with these it cannot be that {words}{cite}"
        terms = [
            self._times(self._last_value(key[0]), factor) for key, factor in last.numerator.terms
        ]
        if last.figure is not None:
            value = self._end.value
            if _is_difference(terms) and value.high is not None and value.high < 0:
                one, other = sorted(terms, key=lambda term: -term.factor)
                short = _interval(value.scaled(-ONE), _style(terms))
                beside = f"{_term(one)} is {short} less than {_term(other)}"
                return f"{beside}, not {self._claimed(last)} more{cite}"
            return f"{_equation(terms, _total(terms))}, not {self._claimed(last)}{cite}"
        if any(abs(factor) != 1 for _, factor in last.numerator.terms):
            return f"with these it cannot be that {words}{cite}"
        more, less = (
            [self._times(self._last_value(k[0]), f) for k, f in side.terms]
            for side in _signs(last.numerator)
        )
        first, second = _equation(more, _total(more)), _equation(less, _total(less))
        return f"{first}, which {_opposite(self._end.value)} {second}; but {words}{cite}"

    def _shown(self, last: Said) -> list[Step]:
        known = self._end.known
        return [self._steps[s] for n in sorted(last.names) if n in known for s in known[n].shown]

    def _single(self, said: Said) -> str | None:
        terms = said.numerator.terms
        if said.denominator is None and len(terms) == 1 and len(terms[0][0]) == 1:
            return terms[0][0][0]
        return None

    def _claimed(self, said: Said) -> str:
        """What a statement says of a number, as printed."""
        figure = said.figure
        if figure is None:
            return _interval(said.interval, None)
        one_sided = said.interval.low is None or said.interval.high is None
        if one_sided and figure.hedge is Hedge.NONE:
            return _interval(said.interval, figure)
        return as_printed(figure)

    def _ratio(self, last: Said) -> str:
        """`20 of 152 is 1 in 7.6`, `934 is 15.0% more than 812`."""
        parts, beside = apart(last)
        figure, base = last.figure, last.denominator
        if figure is None or base is None:
            return ""
        value, exact = self._end.value, self._printed_ratio(parts, base, beside)
        if exact is None:
            value = _towards(value, last.interval)
        if exact is not None and exact not in value:
            exact = None
        top, bottom = self._figures(parts), self._figures(base)
        if figure.kind is Kind.ONE_IN:
            return f"{bottom} of {top} is {_ratio_words(figure, value, exact)}"
        if beside in {1, -1}:
            falls = (exact is not None and exact < 0) or (value.high is not None and value.high < 0)
            if falls:
                value, exact = value.scaled(Fraction(-1)), None if exact is None else -exact
            more = "more" if (beside == -1) is not falls else "less"
            left = top if beside == -1 else self._figures(-parts)
            return f"{left} is {_ratio_words(figure, value, exact)} {more} than {bottom}"
        shown = _ratio_words(figure, value, exact)
        if figure.kind is Kind.RATE:
            return f"{top} / {bottom} = {shown}"
        return f"{top} {'is' if figure.kind is Kind.MULTIPLE else f'of {bottom} is'} {shown}" + (
            f" {bottom}" if figure.kind is Kind.MULTIPLE else ""
        )

    def _printed_ratio(
        self, parts: Polynomial, base: Polynomial, beside: Fraction
    ) -> Fraction | None:
        top, bottom = self._printed(parts), self._printed(base)
        return None if top is None or not bottom else top / bottom + beside

    def _printed(self, polynomial: Polynomial) -> Fraction | None:
        terms = self._all_terms(polynomial)
        return None if terms is None else _printed_sum(terms)

    def _all_terms(self, polynomial: Polynomial) -> list[_Term] | None:
        found = []
        for key, factor in polynomial.terms:
            if len(key) > 1:
                return None
            if key:
                found.append(self._times(self._last_value(key[0]), factor))
            else:
                found.append(_Term(factor, Interval.point(1), Fraction(1), None))
        return found

    def _figures(self, polynomial: Polynomial) -> str:
        """A sum in figures; in brackets where there are several."""
        terms = self._all_terms(polynomial)
        if terms is None:
            return self._side(polynomial, range(len(self._steps)))
        if len(terms) == 1 and terms[0].factor == 1:
            return _term(terms[0])
        return f"({_written(terms)})"

    def _same_thing(self, last: Said, other: Said) -> str:
        if (
            last.figure is not None
            and other.figure is not None
            and last.numerator == other.numerator
        ):
            is_smaller = last.figure.value < other.figure.value
            pair = (last, other) if is_smaller else (other, last)
            one, two = (f"{self._claimed(said)}{self._cite([said])}" for said in pair)
            base = "" if last.denominator is None else f" of ({self._side(last.denominator, ())})"
            return f"{self._side(last.numerator, ())} would be both {one} and {two}{base}"
        one, two = (
            f"{self._members[said.member or 0].distinct.meaning.words}{self._cite([said])}"
            for said in (other, last)
        )
        return f"{one}; but {two}"

    def _both(self) -> str:
        name = self._end.name or ""
        nowhere = next(
            (s for s in self._steps if s.name == name and s.said.because and not s.said.sum), None
        )
        if nowhere is not None:
            return self._nowhere(nowhere)
        shown = self._end.known[name].shown if name in self._end.known else ()
        ends = [f"{_term(self._terms[s])}{self._cite([self._steps[s].said])}" for s in shown]
        return f"{self._words(name)} cannot be {' and '.join(ends)}"

    def _nowhere(self, step: Step) -> str:
        """Names that statements put in places that exclude one another."""
        told = [
            f"{self._members[place].distinct.meaning.words} ({self._label(place)})"
            for place in step.said.because
        ]
        names = self._listed(self._ground.extents.names[step.name])
        return f"{'; '.join(told)}; {names} cannot be all of this"

    # --- where it is from --------------------------------------------------------------------

    def _label(self, place: int) -> str:
        return label(self._members[place].statement)

    def _cite_used(self, step: Step) -> str:
        given = [self._steps[u].said for u in step.used if self._is_given(self._steps[u])]
        return self._cite([*given, step.said])

    def _cite(self, saids: Iterable[Said]) -> str:
        """The articles of some statements, in brackets; none where there is only one."""
        places = dict.fromkeys(s.member for s in saids if s.member is not None)
        labels = dict.fromkeys(self._label(place) for place in places)
        if self._one_article:
            labels = dict.fromkeys(one for one in labels if one == _ASSUMED)
        return f" ({_joined(labels)})" if labels else ""

    def _is_assumed(self, said: Said) -> bool:
        return said.member is not None and self._label(said.member) == _ASSUMED

    def _given(self, step: Step) -> str:
        """What is taken for granted: reasons of assumptions, articles of other statements."""
        return self._reasons(step.said.because)

    def _reasons(self, places: Iterable[int]) -> str:
        statements = [self._members[place].statement for place in sorted(places)]
        reasons = [s.because for s in statements if s.kind == "assumed"]
        return f", given that {' and that '.join(reasons)}" if reasons else ""


_ASSUMED = "assumed"


def label(statement: Statement) -> str:
    """Who says it in a word: the publisher, or the number or name of the file."""
    article = statement.article
    if article is None:
        return _ASSUMED
    if article.known_publisher:
        return article.known_publisher
    stem = PurePath(article.path).stem
    first = stem.split("_")[0]
    return first if first.isdigit() else stem


# --- sums in figures -------------------------------------------------------------------------


def _style(terms: Sequence[_Term]) -> Figure | None:
    """The style of the first figure with a currency or a scale, else of the first."""
    styles = [term.style for term in terms if term.style is not None]
    return next((s for s in styles if s.currency or s.scaled), styles[0] if styles else None)


def _total(terms: Sequence[_Term]) -> Interval:
    total = Interval.point(0)
    for term in terms:
        total = total + term.interval.scaled(term.factor)
    return total


def _printed_sum(terms: Sequence[_Term]) -> Fraction | None:
    total = Fraction(0)
    for term in terms:
        if term.printed is None:
            return None
        total += term.factor * term.printed
    return total


def _equation(terms: Sequence[_Term], total: Interval) -> str:
    """`28 + 71 = 99`; with rounded figures what they come to at least and at most."""
    style = _style(terms)
    printed = _printed_sum(terms)
    both = total.low is not None and total.high is not None
    if len(terms) == 1 and terms[0].factor == 1 and terms[0].interval == total:
        return _term(terms[0])
    if printed is not None and (both or total.is_anything) and printed in total:
        shown = f"{_written(terms)} = {_number(printed, style)}"
        return shown if total.is_point else f"{shown} ({_interval(total, style)} before rounding)"
    if both or (total.low is None and total.high is None):
        return f"{_written(terms)} = {_interval(total, style)}"
    lower = total.low is not None
    end = total.low if total.low is not None else total.high
    is_open = total.low_open if lower else total.high_open
    ends = [_at_end(term, Side.DOWN if lower else Side.UP) for term in terms]
    word = (
        ("more than" if is_open else "at least")
        if lower
        else ("less than" if is_open else "at most")
    )
    joint = f"{_written(ends)} = " if len(ends) > 1 else ""
    return f"{word} {joint}{_number(end or Fraction(0), style)}"


def _at_end(term: _Term, side: Side) -> _Term:
    """A term at the end that makes the sum least, or most."""
    low = (side is Side.DOWN) is (term.factor > 0)
    value = term.interval.low if low else term.interval.high
    end = Fraction(0) if value is None else value
    return _Term(term.factor, Interval.point(end), end, term.style)


def _written(terms: Sequence[_Term]) -> str:
    shown: list[str] = []
    for term in sorted(terms, key=lambda term: term.factor < 0):
        times = "" if abs(term.factor) == 1 else f"{number(abs(term.factor))} × "
        text = _term(term)
        negative = term.factor < 0
        if " to " in text or text.startswith("-"):
            text = f"({text})"
        sign = "- " if negative else "+ " if shown else ""
        shown.append(f"{sign}{times}{text}")
    return " ".join(shown)


def _term(term: _Term) -> str:
    """One number: as printed, else the values that it can have."""
    if term.printed is not None:
        return _number(term.printed, term.style)
    return _interval(term.interval, term.style)


def _number(value: Fraction, style: Figure | None, side: Side = Side.NEAREST) -> str:
    if style is None or style.kind is Kind.ONE_IN:
        return number(value, side=side)
    if style.kind is Kind.NUMBER and style.last == 1 and abs(value) >= _LARGE:
        return with_currency(style, rounded(value, 0, side))
    return figure_value(style, value, side)


_LARGE = 1000
"""From here on parts of one are left out where the figures are whole."""


def _interval(interval: Interval, style: Figure | None) -> str:
    """Values as people say them; an end that cannot be written in full is on the safe side."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        if low == high:
            return _number(low, style)
        first, last = _number(low, style, Side.DOWN), _number(high, style, Side.UP)
        return f"{first} to {last}" if first != last else _number(low, style)
    if low is not None:
        word = "more than" if interval.low_open else "at least"
        return f"{word} {_number(low, style, Side.DOWN)}"
    if high is not None:
        word = "less than" if interval.high_open else "at most"
        return f"{word} {_number(high, style, Side.UP)}"
    return "anything"


def _is_difference(terms: Sequence[_Term]) -> bool:
    return sorted(term.factor for term in terms) == [-1, 1]


def _towards(value: Interval, other: Interval) -> Interval:
    """The end of values that shows that they do not meet others."""
    if value.is_below(other):
        return Interval(None, value.high, high_open=value.high_open)
    return Interval(value.low, None, value.low_open)


def _ratio_words(figure: Figure, value: Interval, exact: Fraction | None) -> str:
    if figure.kind is Kind.ONE_IN:
        return _one_in(figure, value, exact)
    if exact is None:
        return _interval(value, figure)
    shown = figure_value(figure, exact)
    return shown if value.is_point else f"{shown} ({_interval(value, figure)} before rounding)"


def _one_in(figure: Figure, value: Interval, exact: Fraction | None) -> str:
    """More that share one make a smaller part, so least and most change places."""
    ends = ""
    if value.low is not None and value.high is not None:
        low = figure_value(figure, value.low, Side.DOWN)
        ends = f"{low} to {figure_value(figure, value.high, Side.UP)}"
    if exact is not None:
        shown = f"{figure_value(figure, exact)}{nearest(exact)}"
        return shown if value.is_point or not ends else f"{shown} ({ends} before rounding)"
    if ends:
        return ends
    if value.high is None and value.low is not None:
        word = "less than" if value.low_open else "at most"
        return f"{word} {figure_value(figure, value.low, Side.DOWN)}"
    if value.low is None and value.high is not None:
        word = "more than" if value.high_open else "at least"
        return f"{word} {figure_value(figure, value.high, Side.UP)}"
    return _interval(value, figure)


# --- words -----------------------------------------------------------------------------------


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _spelled(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else f"{count:,}"


def _signs(polynomial: Polynomial) -> tuple[Polynomial, Polynomial]:
    """What is added, and what is taken away."""
    more = Polynomial.of({key: factor for key, factor in polynomial.terms if factor > 0})
    return more, more - polynomial


def _relation(interval: Interval) -> str:
    if interval.is_point:
        return "equals" if not interval.low else f"is {number(interval.low)} more than"
    if interval.low is not None:
        return "is more than" if interval.low_open else "is at least"
    return "is less than" if interval.high_open else "is at most"


def _opposite(value: Interval) -> str:
    """How a difference that is told by an interval stands to nought."""
    if value.high is not None and value.high <= 0:
        return "is less than" if value.high < 0 or value.high_open else "is no more than"
    if value.low is not None and value.low >= 0:
        return "is more than" if value.low > 0 or value.low_open else "is at least"
    return "is not"


def _is_more(one: Interval | None, other: Interval | None) -> bool:
    return one is not None and other is not None and other.is_below(one)
