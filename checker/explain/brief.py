"""The sum that refutes a figure in a few words, as it stands in a headline."""

import re
from collections.abc import Sequence

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ONE
from checker.claims.statements import Statement
from checker.explain.certified import Combination
from checker.explain.derivation import Derivation, Step, apart, is_nothing
from checker.explain.finding import Member
from checker.explain.paper import equation, gives, shown, style_of, total, towards, values
from checker.explain.relations import Ground, Said
from checker.explain.sentences import Telling, in_whole
from checker.explain.shown import spelled
from checker.explain.wording import values_words, with_direction
from checker.frozen import dataclass
from checker.language.figures import Kind
from checker.language.lexicon import Lexicon
from checker.language.measures import Holds, Named, Present, Region, Size, atoms


def brief(
    members: Sequence[Member],
    ground: Ground,
    derivation: Derivation,
    lexicon: Lexicon,
    alike: int = 1,
) -> str:
    """What refutes the first statement of a derivation; empty where that takes more words.

    Where several are suspected `alike`, none of them is worked out from the others.
    """
    told = _Brief(members, ground, derivation, lexicon)
    found = _ROUNDED.sub("", (told.added_up() if alike > 1 else "") or told.words())
    return "" if "anything" in found else found


def brief_sum(
    members: Sequence[Member], ground: Ground, found: Combination, lexicon: Lexicon
) -> str:
    """The one sum that a combination is."""
    nothing = Derivation((), {}, None, found.last, found.value)
    told = _Brief(members, ground, nothing, lexicon)
    style = found.last.figure if ground.moments or found.last.denominator is not None else None
    text = equation(told.terms_of(found), found.value, style)
    return told.against(found.last, _ROUNDED.sub("", text))


_ROUNDED = re.compile(r" \([^()]* before rounding\)")


@dataclass(frozen=True, slots=True)
class _List:
    """Names that a statement lists, with the set that they are of."""

    names: frozenset[str]
    statement: Statement
    region: Region

    def whose(self, other: "_List") -> str:
        """`2010's`, or who prints it where both are of one period; empty where nobody is known."""
        own, others = _periods(self.region), _periods(other.region)
        if own != others and len(own) == len(others) == 1:
            return f"{min(own)}'s"
        article, beside = self.statement.article, other.statement.article
        name = "" if article is None else article.known_publisher
        return f"{name}'s" if name and article != beside else ""


def _periods(region: Region) -> frozenset[str]:
    """The periods in which members are in a set."""
    return frozenset(one.period.plain for one in atoms(region) if isinstance(one, Holds | Present))


_SEVERAL = 2

_TURNED = (" more", " less", " fewer", " higher", " lower", " up", " down")


class _Brief(Telling):
    """One derivation, of which the end alone is told."""

    def words(self) -> str:
        """The sum, or the other figure, without things and articles."""
        last = self._end.last
        steps = [step for step in self._steps if not self._is_given(step)]
        if last is None:
            return self._broken(steps)
        if self._end.other is not None:
            return self._elsewhere(last if last.member else self._end.other)
        if steps and steps[-1].name == self._single(last):
            return self.against(last, self._last_step(steps[-1], last))
        return self.against(last, self._end_words(last))

    def added_up(self) -> str:
        """`12 + 20 + 77 + 37 = 146, not 152`: what parts come to; empty where it is no such sum."""
        last = self._end.last
        step = next((s for s in reversed(self._steps) if not self._is_given(s)), None)
        if last is None or step is None or last.member or step.name != self._single(last):
            return ""
        terms, own = self._linear(step) or [], self._figure_term(last)
        whole = [term for term in terms if term.factor == 1]
        parts = [term.times(ONE) for term in terms if term.factor == -1]
        exact = step.raw.is_point and own.interval.is_point
        if len(whole) != 1 or len(parts) < _SEVERAL or len(parts) + 1 < len(terms) or not exact:
            return ""
        before = sum(self._printed_at(n, step.used) < self._place_of(last) for n in step.said.names)
        together = [*parts[:before], own, *parts[before:]]
        return f"{equation(together, total(together))}, not {shown(whole[0])}"

    def against(self, last: Said, told: str) -> str:
        """A sum with the figure that it refutes, where that is not the first statement's."""
        if not told or not last.member or last.figure is None:
            return told
        return f"{told}, not {self._claimed(last)}"

    def _broken(self, steps: Sequence[Step]) -> str:
        """A number that is not whole; nothing where two values do not meet."""
        name = self._end.name or ""
        known = self._end.known.get(name)
        shown_by = [self._steps[s] for s in known.shown] if known is not None else []
        broken = next((s for s in (*shown_by, *steps) if is_nothing(s.found)), None)
        if broken is None:
            return ""
        style = self._terms[self._steps.index(broken)].style
        value = f"{values(broken.raw, style)}{in_whole(broken, style)}"
        return self.related_briefly(broken, value) or value

    def _elsewhere(self, said: Said) -> str:
        """Another figure of the same thing, and who prints it; empty where it is none."""
        own = self._members[0].statement
        member = self._members[said.member or 0]
        other = member.statement
        if said.figure is None or other.article is None or own.article is None:
            return ""
        claimed = with_direction(member) if member.figure else self._claimed(said)
        if other.speaker and other.speaker != own.speaker:
            return f"{other.speaker} says {claimed}"
        paper = other.article.known_publisher
        if other.article.path == own.article.path or paper == own.article.known_publisher != "":
            return f"it also has {claimed}"
        return f"{paper or 'another article'} has {claimed}"

    # --- the last step -----------------------------------------------------------------------

    def _last_step(self, step: Step, last: Said) -> str:
        said = step.said
        if said.rank is not None:
            return ""
        if step.found.high == 0:
            return "there can be none"
        product = next((k for k, _ in said.numerator.terms if len(k) > 1), None)
        if product is not None:
            return self._product(step, product, last)
        if self._is_of_names(said):
            return self._names_left(step)
        terms = self._linear(step)
        if terms is None or not gives(terms, step.raw):
            return self.related_briefly(step, self._found(step))
        if len(terms) > 1 or terms[0].factor != 1:
            broken = in_whole(step, style_of(terms)) if is_nothing(step.found) else ""
            return f"{equation(terms, step.raw)}{broken}"
        return self._one_number(step)

    def _found(self, step: Step) -> str:
        return values(step.found, self._terms[self._steps.index(step)].style)

    def _product(self, step: Step, names: Sequence[str], last: Said) -> str:
        """`1,676,778 of 3,518,987 is 47.6 per cent`, `4.0 × 2.5 is 9.7 to 10.3`."""
        member = self._members[last.member or 0]
        found = values_words(step.found, member) or self._found(step)
        if step.name not in names:
            terms = [self._value(name, step.used) for name in names]
            return f"{' × '.join(map(shown, terms))} is {found}"
        parts = [key[0] for key, _ in step.said.numerator.terms if len(key) == 1]
        others = [name for name in names if name != step.name]
        if len(parts) != 1 or len(others) != 1 or not self._is_part(step.name):
            return ""
        part, whole = (self._value(name, step.used) for name in (parts[0], others[0]))
        return f"{shown(part)} of {shown(whole)} is {found}"

    def _one_number(self, step: Step) -> str:
        """A number that is that of something else, or of a part of it."""
        found, sum_ = self._found(step), step.said.sum
        if sum_ is not None and sum_.sign == "=":
            return f"{found} as well"
        names = [name for name in step.said.names if name != step.name]
        if len(names) == 1 and names[0] in self._ground.extents.names:
            count = len(self._ground.extents.names[names[0]])
            return f"{spelled(count)} {'are' if count > 1 else 'is'} named"
        is_part = sum_ is not None and len(names) == 1 and not self._is_part(step.name)
        return f"{found} {self._words(names[0])}" if is_part else found

    def _names_left(self, step: Step) -> str:
        """`at most four of 2010's twelve can have, eight are on 2011's list`."""
        (group,) = step.said.sum.parts if step.said.sum is not None else ("",)
        left = self._ground.extents.names[group]
        lists = [
            _List(atom.names, self._members[place].statement, measure.region)
            for place in sorted(step.said.because)
            for measure in self._members[place].distinct.meaning.measures.values()
            if isinstance(measure, Size)
            for atom in atoms(measure.region)
            if isinstance(atom, Named)
        ]
        own = next((one for one in lists if left <= one.names), None)
        other = next((one for one in lists if not left <= one.names), None)
        if own is None or other is None:
            return ""
        both = own.names & other.names
        first, second = own.whose(other), other.whose(own)
        if not first or not second:
            return ""
        verb = "is" if len(both) == 1 else "are"
        return (
            f"at most {spelled(len(left))} of {first} {spelled(len(own.names))} can have, "
            f"{spelled(len(both))} {verb} on {second} list"
        )

    # --- the clash ---------------------------------------------------------------------------

    def _end_words(self, last: Said) -> str:
        single = self._single(last)
        if single is not None:
            known = self._last_value(single)
            given = [s.said for s in self._shown(last) if s.said.member is not None]
            if len(given) == 1 and given[0].figure is not None:
                return self._elsewhere(given[0])
            return shown(known)
        if last.figure is not None and last.denominator is not None:
            return self._ratio_briefly(last)
        terms = self._all_terms(last.numerator)
        if terms is None:
            return ""
        if last.figure is not None:
            return equation(terms, self._end.value)
        return self._against(terms, last).replace(", which ", " ")

    def _ratio_briefly(self, last: Said) -> str:
        """`20 of 152 is nearer one in eight`."""
        parts, beside = apart(last)
        figure, base, member = last.figure, last.denominator, self._members[last.member or 0]
        if figure is None or base is None or member.figure is None:
            return ""
        top_terms, base_terms = self._all_terms(parts), self._all_terms(base)
        if top_terms is None or base_terms is None:
            return ""
        value, exact = self._end.value, self._printed_ratio(parts, base, beside)
        is_exact = exact is not None and exact in value
        value = value if value.is_point else towards(value, last.interval)
        if is_exact and exact is not None:
            value = Interval.point(exact)
        told = values_words(value, member)
        top, bottom = self._figures(parts), self._figures(base)
        if figure.kind is Kind.ONE_IN:
            near = "nearer " if is_exact and exact is not None and exact.denominator != 1 else ""
            return f"{bottom} of {top} is {near}{told}"
        if beside:
            words = "more" if beside < 0 else "less"
            top = top if beside < 0 else self._figures(-parts)
            told = told if told.endswith(_TURNED) else f"{told} {words}"
            return f"{top} is {told} than {bottom}"
        if figure.kind is Kind.MULTIPLE:
            return f"{top} is {told} {bottom}"
        return f"{top} {'for' if figure.kind is Kind.RATE else 'of'} {bottom} is {told}"
