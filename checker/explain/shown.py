"""What the sentences of a derivation are made of: numbers, things and where they are from."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import PurePath
from textwrap import shorten

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ONE, Polynomial
from checker.claims.statements import Statement
from checker.compile import ranking
from checker.explain.derivation import Derivation, Step
from checker.explain.finding import Member
from checker.explain.naming import measure_words, place_of
from checker.explain.paper import (
    ANY,
    PER_CENT,
    Term,
    printed_sum,
    shown,
    style_of,
    total,
    values,
    written,
)
from checker.explain.relations import POSITIVE, Ground, Said
from checker.explain.wording import as_said
from checker.language.figures import Figure, Hedge, Kind
from checker.language.lexicon import Lexicon
from checker.language.measures import (
    Amount,
    Holds,
    Measure,
    Moved,
    Planned,
    Present,
    Rank,
    Row,
    Share,
    Size,
    Within,
    atoms,
    is_count,
)
from checker.language.numerals import NUMBER_WORDS
from checker.language.spell import number, period_words


class Shown:
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
        self._shared = _shared_words(ground.measures.values(), lexicon)
        self._terms: dict[int, Term] = {}
        for place, step in enumerate(self._steps):
            self._terms[place] = self._term_of(step)

    def _is_given(self, step: Step) -> bool:
        """Whether a step only takes a number from where it is printed."""
        return not step.used and step.said.rank is None

    def _term_of(self, step: Step) -> Term:
        """The number as later steps show it."""
        figure = step.said.figure
        if self._is_given(step) and figure is not None and figure.kind is not Kind.ONE_IN:
            plain = figure.hedge is Hedge.NONE and figure.upper is None
            exact = figure.value if plain and figure.value in step.found else None
            if step.found.low is None or step.found.high is None:
                exact = None
            return Term(ONE, step.found, exact, figure)
        styles = [term.style for term in (self._terms[u] for u in step.used) if term.style]
        styles.sort(key=lambda style: style.kind is not Kind.NUMBER)
        style = styles[0] if styles else None
        if self._is_part(step.name):
            style = PER_CENT
        elif style is not None and style.currency and self._is_count(step.name):
            style = None
        printed = step.found.low if step.found.is_point else None
        terms = self._linear(step)
        if terms is not None and step.said.interval.is_point:
            printed = printed_sum(terms)
        if printed is not None and printed not in step.found:
            printed = None
        return Term(ONE, step.found, printed, style)

    def _is_part(self, name: str) -> bool:
        """Whether a number is a share, or all of a whole."""
        return name in self._ground.wholes or isinstance(self._ground.measures.get(name), Share)

    def _is_count(self, name: str) -> bool:
        measure = self._ground.measures.get(name)
        return measure is not None and is_count(measure)

    def _value(self, name: str, used: Iterable[int]) -> Term:
        """The number from the steps that show it."""
        found = [self._terms[place] for place in used if self._steps[place].name == name]
        if not found:
            return Term(ONE, ANY, None, None)
        interval = found[0].interval
        for one in found[1:]:
            interval = interval.meet(one.interval)
        return Term(ONE, interval, found[0].printed, found[0].style)

    def _last_value(self, name: str) -> Term:
        known = self._end.known.get(name)
        return self._value(name, () if known is None else known.shown)

    def _words(self, name: str) -> str:
        measure = self._ground.measures.get(name) or self._planned.get(name)
        if name in self._ground.wholes:
            return f"all of {self._words(self._ground.wholes[name])}"
        if measure is None and name not in self._ground.extents.names:
            return name.replace("_", " ")
        if measure is None:
            return f"the names {self._listed(self._ground.extents.names[name])}"
        return self._measure(measure)

    def _measure(self, measure: Measure) -> str:
        if isinstance(measure, Planned):
            return f"{measure.plan.value} {self._measure(measure.measure)}"
        if isinstance(measure, Share):
            part, whole = (self._words(name) for name in (measure.part, measure.whole))
            return f"{part} as a share of {whole}"
        if isinstance(measure, Rank):
            return f"the rank of {self._row(measure.own, ())}"
        words = measure_words(measure, self._lexicon)
        for told in self._shared:
            words = words.replace(told, "")
        return words

    def _listed(self, names: Iterable[str]) -> str:
        return listed_words(sorted(names))

    def _linear(self, step: Step) -> list[Term] | None:
        """The number of a step as a sum of others; None where they are not just added.

        That one thing is as much as another, or more, is easier to follow in words.
        """
        said = step.said
        factors = dict(said.numerator.terms)
        own = factors.pop((step.name,), None)
        if own is None or said.denominator is not None or any(len(key) != 1 for key in factors):
            return None
        if said.figure is None and said.sum is None and said.is_order:
            return None
        others = sorted(
            ((key[0], factor) for key, factor in factors.items()),
            key=lambda other: self._printed_at(other[0], step.used),
        )
        terms = [self._value(n, step.used).times(-factor / own) for n, factor in others]
        if said.figure is not None:
            terms.append(self._figure_term(said).times(1 / own))
        elif said.sum is None:
            terms += constant(said.interval.scaled(1 / own), terms)
        return [term for term in terms if not says_nothing(term)] or terms

    def _printed_at(self, name: str, used: Iterable[int]) -> tuple[int, ranking.Rank | None, int]:
        """Where a number is printed: the statement's place among others, then in it; or after all.

        Assumptions come behind what is printed.
        """
        found = [self._steps[place].said for place in used if self._steps[place].name == name]
        first = next((said for said in found if said.member is not None), None)
        return (2, None, 0) if first is None else self._place_of(first)

    def _place_of(self, said: Said) -> tuple[int, ranking.Rank | None, int]:
        """The place of a statement among others, and in it."""
        own = self._members[said.member or 0].distinct
        place = said.figure.start if said.figure is not None else 0
        return int(own.is_assumed), own.rank, place

    def _figure_term(self, said: Said) -> Term:
        figure = said.figure
        plain = figure is not None and figure.hedge is Hedge.NONE and figure.value in said.interval
        return Term(ONE, said.interval, figure.value if plain and figure else None, figure)

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
        return words if term.interval.is_anything else f"{words} ({shown(term)})"

    def _row_values(self, row: Row, used: Iterable[int]) -> Interval | None:
        """The values of a row with one number."""
        if len(row) != 1:
            return None
        terms = (self._value(key[0], used).times(factor) for key, factor in row[0].terms if key)
        return total(list(terms))

    def _row(self, row: Row, used: Iterable[int]) -> str:
        return " and ".join(self._side(value, used) for value in row)

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
            return values(said.interval, None)
        one_sided = said.interval.low is None or said.interval.high is None
        if one_sided and figure.hedge is Hedge.NONE:
            return values(said.interval, figure)
        return as_said(figure, self._members[said.member or 0].statement)

    def _printed_ratio(
        self, parts: Polynomial, base: Polynomial, beside: Fraction
    ) -> Fraction | None:
        top, bottom = self._printed(parts), self._printed(base)
        return None if top is None or not bottom else top / bottom + beside

    def _printed(self, polynomial: Polynomial) -> Fraction | None:
        terms = self._all_terms(polynomial)
        return None if terms is None else printed_sum(terms)

    def _all_terms(self, polynomial: Polynomial) -> list[Term] | None:
        found = []
        for key, factor in polynomial.terms:
            if len(key) > 1:
                return None
            if key:
                found.append(self._last_value(key[0]).times(factor))
            else:
                size = abs(factor)
                found.append(Term(factor / size, Interval.point(size), size))
        return found

    def _figures(self, polynomial: Polynomial) -> str:
        """A sum in figures; in brackets where there are several."""
        terms = self._all_terms(polynomial)
        if terms is None:
            return self._side(polynomial, range(len(self._steps)))
        if len(terms) == 1 and terms[0].factor == 1:
            return shown(terms[0])
        return f"({written(terms)})"

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
        return f" ({listed_words(labels)})" if labels else ""

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

_TITLE = 26
"""Signs of a title by which an article goes in a sum."""


def label(statement: Statement) -> str:
    """Who says it in a word: the publisher, else the title's beginning, or the file by its number.

    A file without a number at its beginning goes by its name.
    """
    article = statement.article
    if article is None:
        return _ASSUMED
    if article.known_publisher or article.title:
        return article.known_publisher or f"“{shorten(article.title, _TITLE, placeholder='…')}”"
    stem = PurePath(article.path).stem
    first = stem.split("_")[0]
    return first if first.isdigit() else stem


def says_nothing(term: Term) -> bool:
    """Whether a term is just said to be 0 or more."""
    return term.interval == POSITIVE and term.style is None


def constant(interval: Interval, terms: Sequence[Term]) -> list[Term]:
    """What a comparison adds to a sum by itself; nothing where it only says more or less."""
    if interval in {Interval.point(0), POSITIVE, POSITIVE.scaled(-ONE)}:
        return []
    sign = -ONE if (interval.low or interval.high or 0) < 0 else ONE
    size = interval.scaled(sign)
    return [Term(sign, size, size.low if size.is_point else None, part_style(terms))]


def part_style(terms: Iterable[Term]) -> Figure | None:
    """The style of a number without a figure beside some others: per cent beside per cents."""
    style = style_of(terms)
    parts = {Kind.PERCENT, Kind.FRACTION, Kind.POINTS}
    return PER_CENT if style is not None and style.kind in parts else None


def listed_words(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def signs(polynomial: Polynomial) -> tuple[Polynomial, Polynomial]:
    """What is added, and what is taken away."""
    more = Polynomial.of({key: factor for key, factor in polynomial.terms if factor > 0})
    return more, more - polynomial


def _shared_words(measures: Iterable[Measure], lexicon: Lexicon) -> tuple[str, ...]:
    """` in 2011`, ` in England`: the one period and the one place of all numbers, told by none."""
    periods: set[str] = set()
    places: set[str] = set()
    for measure in measures:
        match measure:
            case Amount(period=period, leaves=leaves):
                periods.add(period_words(period))
                places.add(place_of(leaves, lexicon))
            case Size(region=region):
                for one in atoms(region):
                    if isinstance(one, Present | Holds | Within):
                        periods.add(period_words(one.period))
                    if isinstance(one, Moved):
                        periods |= {one.before.plain, one.after.plain}
                    if isinstance(one, Present):
                        places.add(place_of(one.leaves, lexicon))
            case _:
                continue
    return tuple(min(words) for words in (periods, places) if len(words) == 1 and min(words))


def spelled(count: int) -> str:
    """A small number in letters."""
    return _SPELLED[count] if count < len(_SPELLED) else f"{count:,}"


_SPELLED = ("no", *tuple(NUMBER_WORDS)[1:13])
