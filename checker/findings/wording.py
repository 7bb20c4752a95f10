"""Sentences for an editor: headline, arithmetic, and what to ask."""

from collections.abc import Sequence
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.claims.statements import Article, Statement
from checker.conflicts.fitting import Fit, NoFit, UnknownFit
from checker.findings.finding import Member
from checker.findings.slips import BY_CHANCE
from checker.language.figures import Figure, Kind, as_printed
from checker.language.measures import Amount, Size
from checker.language.nodes import Expression
from checker.language.spell import Side, figure_value, nearest, number


def fit_words(member: Member) -> str:
    """What would fit in place of a figure: `exactly 43`, `at most 4`, `2 to 4`, `nothing`."""
    fits, figure = member.fits, member.figure
    if fits is None or figure is None or isinstance(fits, UnknownFit):
        return ""
    if isinstance(fits, NoFit):
        return "no value"
    told = " or ".join(_range_words(part, figure, member) for part in fits.parts)
    return told if fits.sure or told == "any value" else f"{told}{_NOT_ALL}"


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


def _range_words(fits: Interval, figure: Figure, member: Member) -> str:
    if figure.kind is Kind.ONE_IN:
        return _one_in_words(fits, figure)
    if figure.kind in {Kind.DATE, Kind.CLOCK}:
        return _moment_words(fits, figure)
    turned = _turned(fits, member)
    if turned:
        return turned
    low = None if fits.low is None else figure_value(figure, fits.low, Side.DOWN)
    high = None if fits.high is None else figure_value(figure, fits.high, Side.UP)
    if low is not None and fits.low == fits.high and fits.low is not None:
        value = figure_value(figure, fits.low)
        return value if value.startswith("about ") else f"exactly {value}"
    is_below = fits.high is not None and figure.value > fits.high
    is_above = fits.low is not None and _short(figure, fits.low)
    if high is not None and (low is None or (is_below and _is_least(fits))):
        return f"{'less than' if fits.high_open else 'at most'} {high}"
    if low is not None and (high is None or (is_above and _is_most(fits, figure))):
        return f"{'more than' if fits.low_open else 'at least'} {low}"
    if low is not None and high is not None:
        first = f"{'above ' if fits.low_open else ''}{low}"
        last = f"{'below ' if fits.high_open else ''}{high}"
        return f"{first} to {last}"
    return "any value"


def _is_least(fits: Interval) -> bool:
    """Whether the low end is only what every count or share is anyway."""
    return fits.low == 0


def _is_most(fits: Interval, figure: Figure) -> bool:
    """Whether the high end is only what every share is anyway."""
    return fits.high is not None and figure.kind in _PARTS and fits.high >= 1


_PARTS = frozenset({Kind.PERCENT, Kind.FRACTION})


def _turned(fits: Interval, member: Member) -> str:
    """A change that would have to go the other way: `exactly 1 fewer`."""
    word = _direction(member)
    figure = member.figure
    if not word or figure is None or fits.high is None or fits.high >= 0:
        return ""
    other = _OPPOSITE[word]
    if other == "less" and _is_count(member):
        other = "fewer"
    least = figure_value(figure, -fits.high, Side.DOWN)
    if fits.low is None:
        return f"at least {least} {other}"
    if fits.low == fits.high:
        return f"exactly {figure_value(figure, -fits.high).removeprefix('about ')} {other}"
    return f"{least} to {figure_value(figure, -fits.low, Side.UP)} {other}"


_OPPOSITE = {"more": "less", "higher": "lower", "less": "more", "fewer": "more", "lower": "higher"}


def _direction(member: Member) -> str:
    """The word behind the figure of a change, such as `more`; empty where there is none."""
    figure = member.figure
    changes = [
        node
        for node in member.statement.formula.tree.walk()
        if node.is_change and node.figures() and isinstance(node, Expression)
    ]
    if figure is None or len(changes) != 1:
        return ""
    behind = changes[0].text.partition(f"{as_printed(figure)} ")[2].split(" ")[0]
    return behind if behind in _OPPOSITE else ""


def _is_count(member: Member) -> bool:
    measures = member.distinct.meaning.measures
    slot = member.distinct.meaning.slots[0]
    found = [measures[name] for name in slot.numerator.names]
    return slot.denominator is None and all(
        isinstance(one, Size) or (isinstance(one, Amount) and one.whole) for one in found
    )


def _moment_words(fits: Interval, figure: Figure) -> str:
    """Days and times go from one to another, and not from less to more."""
    low = None if fits.low is None else figure_value(figure, fits.low)
    high = None if fits.high is None else figure_value(figure, fits.high)
    if low is not None and high is not None:
        return f"exactly {low}" if low == high else f"{low} to {high}"
    if low is not None:
        return f"{low} or later"
    return f"{high} or earlier" if high is not None else "any value"


def _one_in_words(fits: Interval, figure: Figure) -> str:
    """More that share one make a smaller part, so the ends change places."""
    low = None if fits.low is None else figure_value(figure, fits.low, Side.DOWN)
    high = None if fits.high is None else figure_value(figure, fits.high, Side.UP)
    if fits.low is not None and fits.low == fits.high:
        value = figure_value(figure, fits.low).replace("about ", "")
        exactly = "exactly" if value == low else "about"
        return f"{exactly} {value}{nearest(fits.low)}"
    if low is not None and high is None:
        return f"{'fewer than' if fits.low_open else 'at most'} {low}"
    if high is not None and (low is None or fits.low == 1):
        return f"{'more than' if fits.high_open else 'at least'} {high}"
    if low is not None and high is not None:
        return f"{low} to {high}"
    return "any value"


def _short(figure: Figure, low: Fraction) -> bool:
    top = figure.upper.value if figure.upper is not None else figure.value
    return top < low


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
