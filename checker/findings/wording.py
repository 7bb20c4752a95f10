"""Sentences for an editor: headline, arithmetic, and what to ask."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ZERO
from checker.claims.statements import Article, Statement
from checker.conflicts.fitting import Fit, NoFit, UnknownFit
from checker.findings.finding import Member
from checker.findings.passages import is_spelled
from checker.findings.printable import limit, moment_words, style_of_figure, would_print
from checker.findings.slips import BY_CHANCE
from checker.language.figures import Kind, as_printed
from checker.language.measures import is_count
from checker.language.spell import number


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
        return values_words(fits.hull, member) or "any value"
    below, above = fits.parts
    near = (below.high, above.low)
    if is_whole(member) and None not in near and (near[1] or ZERO) - (near[0] or ZERO) == _NEXT:
        told = [Interval.point(end) for end in near if end is not None]
    else:
        told = [
            below if below.is_point else replace(below, low=None, low_open=False),
            above if above.is_point else replace(above, high=None, high_open=False),
        ]
    return " or ".join(values_words(part, member) for part in told)


_NEXT = 2
"""How far apart the whole numbers on both sides of another are."""


def values_words(fits: Interval, member: Member) -> str:
    """Some values as they would be printed in the place of a member's figure; empty if any."""
    figure = member.figure
    if figure is None or fits.is_anything:
        return ""
    if figure.kind in {Kind.DATE, Kind.CLOCK}:
        return moment_words(fits, figure)
    slot, quote = member.distinct.meaning.slots[0], member.statement.quote
    whole = is_whole(member)
    if figure.kind is not Kind.ONE_IN:
        fits = limit(fits, slot.meant, whole=whole) or fits
    spelled = is_spelled(figure, "" if quote is None else quote.text)
    style = style_of_figure(figure, slot.interval, counts=whole, spelled=spelled)
    turned = _turned(fits, member)
    if turned:
        words = would_print(fits.scaled(Fraction(-1)), replace(figure, value=ZERO), style)
        return f"{words} {turned}"
    return would_print(fits, figure, style)


def needed(member: Member) -> str:
    """What the figure of a member would have to be, or nothing where no value tells."""
    fit = fit_words(member)
    return "" if fit in {"any value", "no value"} else fit


def instead_words(fit: str, *, is_culprit: bool) -> str:
    """What `fit_words` tells as a sentence without its stop, or nothing where it tells nothing."""
    if fit == "no value":
        return "no value fits: what else is stated clashes by itself" if is_culprit else _NO_HELP
    return "" if fit in {"", "any value"} else f"would have to be {fit}"


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
    word, figure = _direction(member), member.figure
    if figure is None or fits.high is None or fits.high >= 0 or figure.value < 0:
        return ""
    if not word:
        return "the other way" if figure.kind is Kind.POINTS else ""
    other = _OPPOSITE[word]
    return "fewer" if other == "less" and is_whole(member) else other


_OPPOSITE = {"more": "less", "higher": "lower", "less": "more", "fewer": "more", "lower": "higher"}
_OPPOSITE |= {"up": "down", "down": "up", "after": "before", "before": "after"}


def _direction(member: Member) -> str:
    """The word behind the figure of a change, such as `more`; empty where there is none."""
    if member.figure is None:
        return ""
    behind = member.statement.formula.text.partition(f"{as_printed(member.figure)} ")[2]
    word = behind.split(" ")[0]
    return word if word in _OPPOSITE else ""


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


def headline(members: Sequence[Member]) -> str:
    """One sentence: what the culprit says, how much rules it out, what it would have to be."""
    culprit, others = members[0], members[1:]
    if not others:
        return f"{sentence(culprit)}: this cannot be, whatever else is true"
    several = len(others) > 1
    count = f"{number(Fraction(len(others)))} other statements" if several else "another statement"
    verb = "rule" if several else "rules"
    told = f"{voices(members)}{sentence(culprit)}, which {count} {verb} out"
    fit = fit_words(culprit)
    if fit in {"", "any value"}:
        return told
    if fit == "no value":
        return f"{told}; with all else that is stated, no value would do"
    return f"{told}; with all else that is stated, it would have to be {fit}"


def voices(members: Sequence[Member]) -> str:
    """Who disagrees: the speakers whom articles quote, or one article with itself.

    Speakers who differ are no fault of the article that quotes them.
    """
    stated = [member.statement for member in members if member.statement.article is not None]
    speakers = {statement.speaker for statement in stated}
    if len(speakers) > 1:
        named = sorted(speaker for speaker in speakers if speaker)
        others = ["the article" if len(articles(stated)) == 1 else "others"] * (None in speakers)
        return f"Sources disagree ({'; '.join([*named, *others])}): "
    if len(articles(stated)) == 1 and len(stated) == len(members):
        own = next(iter(speakers))
        who = own or publisher(stated[0].article) or "This article"
        return f"{who} {'is quoted with figures that disagree' if own else 'contradicts itself'}: "
    return ""


def articles(statements: Sequence[Statement]) -> set[str]:
    """The paths of the articles that make some statements."""
    return {s.article.path for s in statements if s.article is not None}


def publisher(article: Article | None) -> str:
    """Who published an article; empty where nobody says."""
    return "" if article is None else article.known_publisher


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
    return (f"all else that is stated leaves {fit} where {as_printed(culprit.figure)} is printed",)


def question(members: Sequence[Member]) -> str:
    """What to ask the source of the culprit."""
    culprit = members[0]
    statement = culprit.statement
    if statement.article is None:
        return f"Is the assumption right that {statement.because}?"
    who = (
        statement.speaker
        or publisher(statement.article)
        or f"the author of {statement.article.path}"
    )
    asked = f"Ask {who}: {_asked(culprit)}"
    fit = fit_words(culprit)
    return asked if fit in {"", "any value", "no value"} else f"{asked} All else points to {fit}."


def _asked(culprit: Member) -> str:
    """The question about the figures as they are printed; without any, about what is said."""
    printed = [culprit.figure] if culprit.figure is not None else []
    printed = printed or [figure for figure, _ in culprit.distinct.meaning.readings]
    figures = list(dict.fromkeys(f"“{figure.printed}”" for figure in printed))
    if not figures:
        return f"is it right that {culprit.distinct.meaning.words}?"
    if len(figures) == 1:
        return f"is {figures[0]} right, and what exactly does it count?"
    listed = f"{', '.join(figures[:-1])} and {figures[-1]}"
    return f"are {listed} right, and what exactly do they count?"
