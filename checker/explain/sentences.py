"""A derivation in plain sentences, in the order a person would compute, ending in the clash."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from math import lcm

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ONE, Polynomial
from checker.explain.certified import Combination
from checker.explain.derivation import Derivation, Step, apart, is_nothing
from checker.explain.finding import Member
from checker.explain.paper import (
    ANY,
    Term,
    equation,
    gives,
    ratio_words,
    shown,
    style_of,
    total,
    towards,
    values,
)
from checker.explain.relations import Ground, Said
from checker.explain.shown import (
    Shown,
    constant,
    listed_words,
    part_style,
    signs,
    spelled,
)
from checker.explain.wording import direction, with_direction
from checker.language.figures import Figure, Kind, as_printed
from checker.language.lexicon import Lexicon
from checker.language.measures import Amount, Named, Size, atoms
from checker.language.spell import number

_PAIR = 2


def sentences(
    members: Sequence[Member], ground: Ground, derivation: Derivation, lexicon: Lexicon
) -> tuple[str, ...]:
    """One sentence for each step that computes something, and one for the clash."""
    told = Telling(members, ground, derivation, lexicon)
    return tuple(_sentence(line) for line in told.lines() if line)


def combined(
    members: Sequence[Member], ground: Ground, found: Combination, lexicon: Lexicon
) -> tuple[str, ...]:
    """The one sum that a combination is."""
    nothing = Derivation((), {}, None, found.last, found.value)
    return (_sentence(Telling(members, ground, nothing, lexicon).combined(found)),)


def apart_from(
    members: Sequence[Member],
    ground: Ground,
    used: tuple[Sequence[Said], Collection[int]],
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """The parts of statements that cannot hold together, the culprit's last."""
    nothing = Derivation((), {}, None, None, ANY)
    return (_sentence(Telling(members, ground, nothing, lexicon).apart(*used)),)


def computed(
    members: Sequence[Member], ground: Ground, derivation: Derivation, lexicon: Lexicon
) -> tuple[str, ...]:
    """One sentence for each step to a value; none where it is only taken from where it stands."""
    told = Telling(members, ground, derivation, lexicon)
    return tuple(_sentence(line) for line in told.value() if line)


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}"


_POINT = Interval.point(0)


class Telling(Shown):
    """The sentences of one derivation."""

    def lines(self) -> Iterator[str]:
        """The sentences, the last one with the clash."""
        last = self._end.last
        steps = [step for step in self._steps if not self._is_given(step)]
        lines = [self._line(step) for step in steps]
        if last is None:
            yield from lines
            if not (steps and is_nothing(steps[-1].found)):
                yield self._both()
        elif self._end.other is not None:
            yield self._same_thing(last, self._end.other)
        elif steps and steps[-1].name == self._single(last):
            yield from lines[:-1]
            line, cite = lines[-1], self._cite([last])
            yield f"{line.removesuffix(cite) if cite else line}, not {self._claimed(last)}{cite}"
        else:
            yield from lines
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
                yield f"{equation(terms, total(terms))}{self._cite(given)}"
        else:
            parts, base = self._figures(last.numerator), self._figures(last.denominator)
            yield f"{parts} / {base} = {values(self._end.value, None)}"

    def combined(self, found: Combination) -> str:
        """A sum of printed figures, what it is of, and the figure that it rules out."""
        last, terms = found.last, self.terms_of(found)
        name = self._single(Said(last.numerator, last.interval))
        what = self._words(name) if name is not None else self._side(last.numerator, ())
        if len(last.numerator.terms) > _PAIR:
            what = ""
        base = "" if last.denominator is None else f" of {self._side(last.denominator, ())}"
        joint = " " if name is not None and not base else " for "
        what, style = ("", last.figure) if self._ground.moments else (what, None)
        joint = joint if what else ""
        saids = [said for said, _ in found.taken]
        printed = [said for said in saids if not self._is_assumed(said)]
        reasons = self._reasons({s.member for s in saids if s.member is not None})
        return (
            f"{equation(terms, found.value, style)}{base}{joint}{what}{self._cite(printed)}, "
            f"not {self._claimed(last)}{self._cite([last])}{reasons}"
        )

    def terms_of(self, found: Combination) -> list[Term]:
        """The printed figures of a combination, each as often as it is taken."""
        ordered = sorted(found.taken, key=lambda one: (one[0].member or 0, one[1] < 0))
        terms = [self._figure_term(said).times(by) for said, by in ordered if said.figure]
        terms += [
            term.times(abs(by) * term.factor)
            for said, by in ordered
            if not said.figure
            for term in constant(said.interval.scaled(ONE if by > 0 else -ONE), terms)
        ]
        terms += constant(Interval.point(found.beside), terms)
        return [term for term in terms if term.interval != _POINT] or terms

    def apart(self, saids: Iterable[Said], whole: Collection[int]) -> str:
        """What each member says that is used, the culprit's last."""
        told: dict[int, list[str]] = {place: [] for place in range(len(self._members))}
        for said in saids:
            if said.member is not None and said.member not in whole:
                told[said.member].append(self._related(said, ()))
        lines = []
        for place, words in told.items():
            meaning = self._members[place].distinct.meaning
            text = "; ".join(words) if words and len(meaning.readings) > 1 else meaning.words
            lines.append(text if self._one_article else f"{text} ({self._label(place)})")
        first, *others = lines
        return f"{'; '.join(others)}; but {first}"

    def _line(self, step: Step) -> str:
        said = step.said
        if said.rank is not None:
            return f"{self._place(step)}{self._cite_used(step)}"
        if self._is_of_names(said):
            return self._overlap(step)
        terms = self._linear(step)
        if terms is None or not gives(terms, step.raw):
            return f"{self._inferred(step)}{self._cite_used(step)}"
        return f"{self._sum(step, terms)}{self._cite_used(step)}{self._given(step)}"

    def _is_of_names(self, said: Said) -> bool:
        """Whether a number is at most that of some names."""
        parts = () if said.sum is None or said.sum.sign != "<=" else said.sum.parts
        return len(parts) == 1 and parts[0] in self._ground.extents.names

    def _sum(self, step: Step, terms: Sequence[Term]) -> str:
        said = step.said
        if said.sum is not None and len(terms) == 1 and said.sum.sign == "=":
            value = values(step.found, style_of(terms))
            return f"{self._counted(value, step.name)} as well"
        text = equation(terms, step.raw)
        whole = in_whole(step, style_of(terms)) if step.is_rounded else ""
        broken, whole = (whole, "") if is_nothing(step.found) else ("", whole)
        reason = f", since {said.rule}" if said.member is None and said.sum is None else ""
        return f"{self._counted(f'{text}{whole}', step.name)}{broken}{reason}"

    def _counted(self, shown: str, name: str) -> str:
        """`152 authorities in 2011`, `£672m for sales in H2`."""
        measure = self._ground.measures.get(name)
        counts = isinstance(measure, Size) or (isinstance(measure, Amount) and measure.whole)
        shown = shown.replace("less than", "fewer than", 1) if counts else shown
        joint = "" if counts and not shown.endswith(("rounding)", "numbers", "is")) else "for "
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
                f"of {one} {spelled(len(both))} are also on the list of {second}: "
                f"{self._listed(both)}; so at most {count} are left: {self._listed(left)}"
            )
        return f"only these {count} of the names listed are left: {self._listed(left)}"

    def _inferred(self, step: Step) -> str:
        """What follows from a percentage, an order or a rule."""
        said = step.said
        style = self._terms[self._steps.index(step)].style
        found = values(step.found, style)
        if is_nothing(step.found):
            found = f"{values(step.raw, style)}{in_whole(step, style)}"
        name = self._words(step.name)
        if said.member is None:
            product = [key for key, _ in said.numerator.terms if len(key) == _PAIR]
            if product and step.name not in product[0]:
                shares = sorted(product[0], key=lambda n: not n.startswith("share("))
                one, other = (self._value(n, step.used) for n in shares)
                return f"{shown(one)} of {shown(other)} is {found} for {name}"
            if product:
                return self._share_or_whole(step, found)
            return f"{name} is {found}, since {said.rule}"
        told = self.related_briefly(step, values(step.raw, style))
        if told:
            whole = in_whole(step, style) if step.is_rounded else ""
            return f"{self._counted(told, step.name)}{whole}"
        return f"{self._related(said, step.used)}, so {name} is {found}"

    def related_briefly(self, step: Step, found: str) -> str:
        """`67.1% of 341,092 is 228,702 to 229,044`."""
        said = step.said
        if said.figure is None or said.denominator is None:
            return ""
        parts, beside = apart(said)
        figure = as_printed(said.figure)
        joint = {Kind.MULTIPLE: " ", Kind.RATE: " for "}.get(said.figure.kind, " of ")
        if beside:
            parts, joint = (parts, " more than ") if beside < 0 else (-parts, " less than ")
        is_base = step.name in said.denominator.names
        other = self._single(Said(parts if is_base else said.denominator, ANY))
        known = ANY if other is None else self._value(other, step.used).interval
        if other is None or known.is_anything or said.figure.kind is Kind.ONE_IN:
            return ""
        shown_other = shown(self._value(other, step.used))
        if is_base:
            return f"{shown_other} is {figure}{joint}{found}"
        return f"{figure}{joint}{shown_other} is {found}"

    def _share_or_whole(self, step: Step, found: str) -> str:
        """A share of its part and its whole, or the whole of its part and its share."""
        terms = step.said.numerator.terms
        part = self._value(next(key[0] for key, _ in terms if len(key) == 1), step.used)
        pair = next(key for key, _ in terms if len(key) == _PAIR)
        other = self._value(next(name for name in pair if name != step.name), step.used)
        name = self._words(step.name)
        if self._is_part(step.name):
            return f"{shown(part)} of {shown(other)} is {found} for {name}"
        return f"{shown(part)} is {shown(other)} of {name}, so that is {found}"

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
        form, interval = said.numerator, said.interval
        if (interval.low or interval.high or 0) < 0:
            form, interval = -form, interval.scaled(-ONE)
        more, less = signs(form)
        if not less.terms:
            return f"{side(more)} is {values(interval, None)}"
        return f"{side(more)} {_relation(interval)} {side(less)}"

    def _place(self, step: Step) -> str:
        rank = step.said.rank
        if rank is None:
            return ""
        found = values(step.found, None)
        own = self._row(rank.own, step.used)
        mine = self._row_values(rank.own, step.used)
        ahead = [row for row in rank.others if _is_more(self._row_values(row, step.used), mine)]
        if ahead and step.found.low is not None and step.found.low > 1:
            rows = listed_words(self._row(row, step.used) for row in ahead)
            verb = "are" if len(ahead) > 1 else "is"
            place = number(step.found.low)
            best = f"{place} at best"
            return f"{rows} {verb} ahead of {own}, so the rank is {best}"
        return f"the numbers make the rank {found}, with {own}"

    def _clash(self, last: Said) -> str:
        given = (step.said for step in self._shown(last) if self._is_given(step))
        cite = self._cite([last, *given])
        single = self._single(last)
        if single is not None:
            known = self._last_value(single)
            sources = [self._steps[s].said for s in self._end.known[single].shown]
            both = [f"{shown(known)}{self._cite(sources)}"]
            smaller_first = 0 if last.interval.is_below(known.interval) else 1
            both.insert(smaller_first, f"{self._claimed(last)}{self._cite([last])}")
            return f"{self._words(single)} would be both {' and '.join(both)}"
        if last.figure is not None and last.denominator is not None:
            told, more = self._ratio(last)
            return f"{told}, not {self._claimed(last)}{more}{cite}"
        words = self._members[last.member or 0].distinct.meaning.words
        terms = self._all_terms(last.numerator)
        if terms is None:
            more, less = (
                self._side(side, range(len(self._steps))) for side in signs(last.numerator)
            )
            against = "" if less == "0" else f" against {less}"
            return f"{more}{against} comes to {values(self._end.value, None)}; but {words}{cite}"
        if last.figure is not None:
            found = self._end.value
            if _is_difference(terms) and found.high is not None and found.high < 0:
                one, other = sorted(terms, key=lambda term: -term.factor)
                short = values(found.scaled(-ONE), style_of(terms))
                beside = f"{shown(one)} is {short} less than {shown(other)}"
                return f"{beside}, not {self._claimed(last)} more{cite}"
            return f"{equation(terms, self._end.value)}, not {self._claimed(last)}{cite}"
        return f"{self._against(terms, last)}; but {words}{cite}"

    def _against(self, terms: Sequence[Term], last: Said) -> str:
        """What is on the two sides of a comparison: `28, which is less than 30`."""
        by = lcm(*(term.factor.denominator for term in terms))
        value, interval = self._end.value.scaled(Fraction(by)), last.interval.scaled(Fraction(by))
        low = interval.high is None or value.is_below(interval)
        end = (interval.low if low else interval.high) or Fraction(0)
        size = Interval.point(abs(end))
        beside = [Term(ONE if end < 0 else -ONE, size, abs(end), part_style(terms))] if end else []
        sides: tuple[list[Term], list[Term]] = ([], [])
        for term in (*(term.times(by * term.factor) for term in terms), *beside):
            sides[term.factor < 0].append(term.times(abs(term.factor)))
        first, second = (equation(side, total(side)) if side else "0" for side in sides)
        if " than " in second or " to " in second or " least " in second or " most " in second:
            return f"{first} against {second}"
        return f"{first}, which {_opposite(value.shifted(-end))} {second}"

    def _ratio(self, last: Said) -> tuple[str, str]:
        """`20 of 152 is 1 in 7.6`, `934 is 15.0% more than 812`; ` less` where that was said."""
        parts, beside = apart(last)
        figure, base = last.figure, last.denominator
        if figure is None or base is None:
            return "", ""
        value, exact = self._end.value, self._printed_ratio(parts, base, beside)
        if exact is None:
            value = towards(value, last.interval)
        if exact is not None and exact not in value:
            exact = None
        top, bottom = self._figures(parts), self._figures(base)
        if figure.kind is Kind.ONE_IN:
            return f"{bottom} of {top} is {ratio_words(figure, value, exact)}", ""
        if beside in {1, -1}:
            falls = (exact is not None and exact < 0) or (value.high is not None and value.high < 0)
            if falls:
                value, exact = value.scaled(Fraction(-1)), None if exact is None else -exact
            words = ("more", "less") if beside == -1 else ("less", "more")
            left = top if beside == -1 else self._figures(-parts)
            told = f"{left} is {ratio_words(figure, value, exact)} {words[falls]} than {bottom}"
            return told, f" {words[0]}" if falls else ""
        ratio = ratio_words(figure, value, exact)
        if figure.kind is Kind.RATE:
            return f"{top} / {bottom} = {ratio}", ""
        if figure.kind is Kind.MULTIPLE:
            return f"{top} is {ratio} {bottom}", ""
        return f"{top} of {bottom} is {ratio}", ""

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
        changes = [self._members[said.member or 0] for said in (other, last)]
        if last.figure is not None and other.figure is not None and all(map(direction, changes)):
            one, two = (
                f"{with_direction(member)}{self._cite([said])}"
                for said, member in zip((other, last), changes, strict=True)
            )
            name = self._single(Said(signs(last.numerator)[0], last.interval))
            what = "" if name is None else f"{self._words(name)}: "
            return f"{what}{one}, but {two}"
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
        steps = self._end.known[name].shown if name in self._end.known else ()
        broken = next((self._steps[s] for s in steps if is_nothing(self._steps[s].found)), None)
        if broken is not None:
            value = values(broken.raw, self._terms[self._steps.index(broken)].style)
            cite = self._cite([broken.said])
            return f"{self._words(name)} would be {value}{in_whole(broken, None)}{cite}"
        ends = [f"{shown(self._terms[s])}{self._cite([self._steps[s].said])}" for s in steps]
        return f"{self._words(name)} cannot be {' and '.join(ends)}"

    def _nowhere(self, step: Step) -> str:
        """Names that statements put in places that exclude one another."""
        told = [
            f"{self._members[place].distinct.meaning.words} ({self._label(place)})"
            for place in step.said.because
        ]
        names = self._listed(self._ground.extents.names[step.name])
        return f"{'; '.join(told)}; {names} cannot be all of this"


# --- numbers of a sum ------------------------------------------------------------------------


def _is_difference(terms: Sequence[Term]) -> bool:
    return sorted(term.factor for term in terms) == [-1, 1]


def in_whole(step: Step, style: Figure | None) -> str:
    """What is left of a step's values as its number is whole."""
    if not is_nothing(step.found):
        return f", so {values(step.found, style)} in whole numbers"
    return ", which is no whole number" if step.raw.is_point else ", where no whole number is"


# --- words -----------------------------------------------------------------------------------


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
