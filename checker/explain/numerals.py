"""Values of what is asked as people write them: `£61.3m`, `13.2%`, `2011-02-22`, `28 pupils`."""

from fractions import Fraction

from checker.claims.questions import Question
from checker.frozen import dataclass
from checker.language.days import clock_words, day_words
from checker.language.figures import Figure, Kind
from checker.language.lexicon import Lexicon
from checker.language.measures import Amount, Birthday, Clock, Day, Measure, Planned, Share
from checker.language.nodes import Scale
from checker.language.spell import Side, figure_value, number

_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "JPY": "¥", "INR": "₹"}
_LARGE = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))


@dataclass(frozen=True, slots=True)
class Numerals:
    """How the values of one thing are written: on a scale, with a unit if there is one."""

    scale: Scale
    unit: str | None = None

    def say(self, value: Fraction, side: Side = Side.NEAREST) -> str:
        """One value."""
        match self.scale:
            case Scale.PART:
                return figure_value(_figure(Kind.PERCENT, 1, "1%"), value, side)
            case Scale.DAY:
                return day_words(value)
            case Scale.CLOCK:
                return clock_words(value)
            case _ if self.unit in _SIGNS:
                return figure_value(_money(_SIGNS[self.unit], value), value, side)
            case _:
                shown = number(value, side=side)
                return f"{shown} {self._noun(value)}" if self.unit else shown

    def _noun(self, value: Fraction) -> str:
        """The unit; `1 council`, `2 councils`."""
        noun = (self.unit or "").replace("_", " ")
        plural = noun.endswith("s") and not noun.endswith("ss") and len(noun) > _SHORT
        return noun.removesuffix("s") if value == 1 and plural and " " not in noun else noun

    def between(
        self,
        low: Fraction | None,
        high: Fraction | None,
        *,
        low_open: bool = False,
        high_open: bool = False,
    ) -> str:
        """`exactly 152`, `at least 3`, `from 3 to 5`, `more than 3 and at most 5`, `any value`."""
        if low is not None and low == high:
            shown = self.say(low)
            return shown if self._is_moment or shown.startswith("about ") else f"exactly {shown}"
        least = "" if low is None else self.say(low, Side.DOWN)
        most = "" if high is None else self.say(high, Side.UP)
        if self._is_moment:
            later, earlier = f"{least} or later", f"{most} or earlier"
            one_sided = later if least else earlier
            return f"{least} to {most}" if least and most else one_sided
        above = f"{'more than' if low_open else 'at least'} {least}"
        below = f"{'less than' if high_open else 'at most'} {most}"
        if least and most:
            plain = not low_open and not high_open
            if plain and self.unit and low is not None and least.endswith(self._noun(low)):
                least = least.removesuffix(self._noun(low)).rstrip()
            return f"{least} to {most}" if plain else f"{above} and {below}"
        return above if least else below if most else "any value"

    @property
    def _is_moment(self) -> bool:
        return self.scale in {Scale.DAY, Scale.CLOCK}


_SHORT = 3
_FINER = 10
"""Of what is shown in millions three decimals are, not two."""


def _figure(kind: Kind, value: Fraction | int, printed: str, currency: str | None = None) -> Figure:
    whole = Fraction(value)
    one = Fraction(1)
    last = whole / _FINER
    return Figure(kind, whole, last, whole, printed, 0, 0, currency=currency, mantissa=one)


def _money(sign: str, value: Fraction) -> Figure:
    for size, word in _LARGE:
        if abs(value) >= size:
            return _figure(Kind.NUMBER, size, f"{sign}1{word}", sign)
    return _figure(Kind.NUMBER, 1, f"{sign}1", sign)


def numerals_of(question: Question) -> Numerals:
    """How the values of the value that is asked for are written."""
    meaning, asked = question.meaning, question.asked
    lexicon = question.topic.lexicon
    if asked is None:
        return Numerals(Scale.NUMBER)
    scope = meaning.scopes[0]
    scale = asked.scale_of(scope)
    if scale is not Scale.NUMBER or asked.base(scope) is not None:
        return Numerals(scale)
    units = {unit_of(measure, lexicon) for measure in meaning.measures.values()}
    return Numerals(scale, units.pop() if len(units) == 1 else None)


def measured(name: str, question: Question) -> Numerals:
    """How the values of one measure of a question are written."""
    measures, lexicon = question.meaning.measures, question.topic.lexicon
    measure = measures[name]
    match measure:
        case Share():
            return Numerals(Scale.PART)
        case Day() | Birthday():
            return Numerals(Scale.DAY)
        case Clock():
            return Numerals(Scale.CLOCK)
        case Amount(quantity=quantity) if lexicon.quantities[quantity].is_percentage:
            return Numerals(Scale.PART)
        case _:
            return Numerals(Scale.NUMBER, unit_of(measure, lexicon))


def unit_of(measure: Measure, lexicon: Lexicon) -> str | None:
    """What is counted, or a unit of measure; none of a set, whose words say what is counted."""
    match measure:
        case Amount(quantity=quantity):
            thing = lexicon.quantities[quantity]
            return thing.unit or thing.counts
        case Planned(measure=actual):
            return unit_of(actual, lexicon)
        case _:
            return None
