"""Sentences for an editor: headline, arithmetic, and what to ask."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ZERO
from checker.claims.statements import Statement
from checker.explain.derivation import whole_part
from checker.explain.finding import Member
from checker.explain.passages import clause, is_spelled, span_of
from checker.explain.printable import limit, moment_words, style_of_figure, would_print
from checker.explain.slips import BY_CHANCE
from checker.language.figures import Figure, Kind, as_printed
from checker.language.hedges import HEDGES
from checker.language.measures import is_count
from checker.search.fitting import Fit, NoFit, UnknownFit


def fit_words(member: Member) -> str:
    """What would fit in place of a figure: `43`, `at most 4`, `2 to 4`, `no value`."""
    fits = member.fits
    if fits is None or member.figure is None or isinstance(fits, UnknownFit):
        return ""
    if isinstance(fits, NoFit):
        return "no value"
    told = _parts_words(fits, member)
    return told if fits.sure or told == "any value" else f"{told}{_NOT_ALL}"


def _parts_words(fits: Fit, member: Member) -> str:
    """What fits; of what lies on both sides of the figure the nearest that would be printed."""
    if fits.gap is None:
        return values_words(limited(fits.hull, member), member) or "any value"
    below, above = fits.parts
    near = (below.high, above.low)
    if is_whole(member) and None not in near and (near[1] or ZERO) - (near[0] or ZERO) == _NEXT:
        told = [Interval.point(end) for end in near if end is not None]
    else:
        told = [
            below if below.is_point else replace(below, low=None, low_open=False),
            above if above.is_point else replace(above, high=None, high_open=False),
        ]
    return " or ".join(values_words(limited(part, member), member) for part in told)


_NEXT = 2
"""How far apart the whole numbers on both sides of another are."""


def limited(fits: Interval, member: Member) -> Interval:
    """What a limit would have to be for some values to keep it; of any other figure the values."""
    figure = member.figure
    if figure is None or figure.kind in {Kind.ONE_IN, Kind.DATE, Kind.CLOCK}:
        return fits
    said = member.distinct.meaning.slots[0].meant
    return limit(fits, said, whole=is_whole(member)) or fits


def values_words(fits: Interval, member: Member) -> str:
    """Some values as they would be printed in the place of a member's figure; empty if any."""
    figure = member.figure
    if figure is None or fits.is_anything:
        return ""
    if figure.kind in {Kind.DATE, Kind.CLOCK}:
        return moment_words(fits, figure)
    slot, quote = member.distinct.meaning.slots[0], member.statement.quote
    whole = is_whole(member)
    spelled = is_spelled(figure, "" if quote is None else quote.text)
    style = style_of_figure(figure, slot.interval, counts=whole, spelled=spelled)
    turned = _turned(fits, member)
    if turned:
        words = would_print(fits.scaled(Fraction(-1)), replace(figure, value=ZERO), style)
        return f"{words} {turned}"
    return would_print(fits, figure, style)


def needed(member: Member) -> str:
    """What the figure of a member would have to be, or nothing where no value tells.

    What the sums that are shown prove comes first, what all else adds behind it.
    """
    fit, proven = allowed(member), proven_words(member)
    if not proven or proven == fit:
        return fit
    return f"{proven}; with everything else: {fit}" if fit else proven


def allowed(member: Member) -> str:
    """What all else allows in place of a member's figure; empty where no value tells."""
    fit = fit_words(member)
    return "" if fit in {"any value", "no value"} else fit


def proven_words(member: Member) -> str:
    """What the sums that are shown leave for a figure; empty where they end elsewhere."""
    found = member.proven
    if found is None:
        return ""
    if is_whole(member):
        found = whole_part(found)
    return values_words(limited(found, member), member)


def instead_words(member: Member, *, is_culprit: bool) -> str:
    """What a figure would have to be as a sentence without its stop, else why nothing is known."""
    if isinstance(member.fits, NoFit):
        return "no value fits: what else is stated clashes by itself" if is_culprit else _NO_HELP
    if isinstance(member.fits, UnknownFit) and is_culprit:
        return f"what it would have to be is not known: {member.fits.reason}"
    fit = needed(member)
    return f"would have to be {fit}" if fit else ""


_NO_HELP = "another value would not help: other statements clash with ✗ as well"

_NOT_ALL = ", though perhaps not all of that"
"""Behind ends beyond which nothing fits, but which were not reached."""


_SLIPS = 2
"""How many slips one line tells of."""


def slip_words(member: Member) -> str:
    """The slip that would explain a figure, behind what would fit: ` (digits swapped?)`."""
    fits = member.fits
    told = [one for one in member.repairs if one.slip is not None]
    if isinstance(fits, Fit) and fits.low == fits.high:
        return "".join(f" ({one.slip}?)" for one in member.repairs[:1] if one.slip is not None)
    sure = [one for one in told if one.slip not in BY_CHANCE]
    return "".join(f"; a slip for {one.value} ({one.slip})?" for one in sure[:_SLIPS])


def _turned(fits: Interval, member: Member) -> str:
    """How a change that would have to go the other way is called: `fewer`, `before`."""
    word, figure = direction(member), member.figure
    if figure is None or fits.high is None or fits.high >= 0 or figure.value < 0:
        return ""
    if not word:
        return "the other way" if figure.kind is Kind.POINTS else ""
    other = _OPPOSITE[word]
    return "fewer" if other == "less" and is_whole(member) else other


_OPPOSITE = {"more": "less", "higher": "lower", "less": "more", "fewer": "more", "lower": "higher"}
_OPPOSITE |= {"up": "down", "down": "up", "after": "before", "before": "after"}


def direction(member: Member) -> str:
    """The word behind the figure of a change, such as `more`; empty where there is none."""
    if member.figure is None:
        return ""
    behind = member.statement.formula.text.partition(f"{as_printed(member.figure)} ")[2]
    word = behind.split(" ")[0]
    return word if word in _OPPOSITE else ""


def as_said(figure: Figure, statement: Statement) -> str:
    """A figure with its hedge in the words of the statement: `just under 0.5 million`."""
    before = statement.text[: figure.start].rstrip().casefold()
    for words, hedge in HEDGES:
        if hedge is figure.hedge and figure.upper is None and before.endswith(" ".join(words)):
            return f"{' '.join(words)} {figure.printed}"
    return as_printed(figure)


def with_direction(member: Member) -> str:
    """A member's figure as printed, of a change with its direction: `14.48 points down`."""
    figure, word = member.figure, direction(member)
    if figure is None:
        return ""
    text = as_said(figure, member.statement)
    if not word:
        return text
    if figure.value < 0:
        text, word = re.sub(r"[-\u2212]\s*(?=\S)", "", text, count=1), _OPPOSITE[word]
    return f"{text} {word}"


def is_whole(member: Member) -> bool:
    """Whether a member's figure is a count."""
    measures = member.distinct.meaning.measures
    slot = member.distinct.meaning.slots[0]
    found = [measures[name] for name in slot.numerator.names if name in measures]
    if slot.age_in is not None:
        return True
    return slot.denominator is None and bool(found) and all(map(is_count, found))


def sentence(member: Member) -> str:
    """The statement in words, as a sentence without its full stop."""
    words = member.distinct.meaning.words
    return words[:1].upper() + words[1:]


def who(statement: Statement) -> str:
    """Who says it, as far as anybody is named: the speaker, else the publisher."""
    article = statement.article
    return statement.speaker or ("" if article is None else article.known_publisher)


LONE_CLASH = "it can never hold, whatever the figures are"
CLASH = "all of these cannot hold together"
SMALLEST_CLASH = f"{CLASH}; without any one of them they can"
"""What is said where no sum tells more: of one statement, and of several where a smaller group may
have been missed, or was not."""


def steps(members: Sequence[Member], clash: str) -> tuple[str, ...]:
    """What would fit instead; `clash` is said where no figure tells."""
    culprit, fit = members[0], fit_words(members[0])
    if culprit.figure is None or fit in {"", "any value"}:
        return (clash,)
    return (f"all else that is stated leaves {fit}, not {as_printed(culprit.figure)}",)


def question(members: Sequence[Member], refuted: str) -> str:
    """What to ask the source of the culprit, as it can be mailed."""
    culprit, *others = members
    statement, fit = culprit.statement, allowed(culprit) or proven_words(culprit)
    if statement.article is None:
        return f"Is the assumption right that {statement.because}?"
    article = statement.article
    named = f"“{article.title}”" if article.title else article.path
    whom = article.known_publisher or article.author or f"the author of {named}"
    told = quoted(culprit, _ASKED)
    if statement.speaker:
        whom, told = statement.speaker, f"are quoted with {told}"
    else:
        told = f"print {told}"
    against = f", but {refuted}" if refuted else ""
    given = [one.statement for one in others if one.statement.kind == "assumed"]
    assumed = dict.fromkeys(one.supposed or one.because for one in given)
    asked = f"Should it be {fit}" if fit else "What is right"
    if assumed:
        asked = f"{asked}, or is it not so that {' and that '.join(assumed)}"
    return f"Ask {whom}: You {told}{against}. {asked}?"


_ASKED = 120
"""Signs of a quote in a question at the most."""


def quoted(member: Member, room: int) -> str:
    """What a member's article prints around its figure, in quotation marks."""
    quote = member.statement.quote
    if quote is None:
        return member.distinct.meaning.words
    span = span_of(member.figure, quote.text) if member.figure is not None else None
    return f"“{clause(quote.text, span, room)}”"
