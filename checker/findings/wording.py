"""Sentences for an editor: headline, arithmetic, and what to ask."""

from collections.abc import Sequence
from fractions import Fraction

from checker.claims.statements import Article, Statement
from checker.conflicts.fitting import Fit, NoFit, UnknownFit
from checker.findings.arithmetic import Sum
from checker.findings.finding import Member
from checker.language.figures import Figure, Kind
from checker.language.spell import figure_value, number
from checker.language.syntax import figure_text


def fit_words(member: Member) -> str:
    """What would fit in place of a figure: `exactly 43`, `at most 4`, `2 to 4`, `nothing`."""
    fits, figure = member.fits, member.figure
    if fits is None or figure is None or isinstance(fits, UnknownFit):
        return ""
    if isinstance(fits, NoFit):
        return "no value"
    return _range_words(fits, figure, member.distinct.meaning.slots[0].relation)


def _range_words(fits: Fit, figure: Figure, relation: str) -> str:
    if figure.kind is Kind.ONE_IN:
        return _one_in_words(fits, figure)
    if figure.kind in {Kind.DATE, Kind.CLOCK}:
        return _moment_words(fits, figure)
    low = None if fits.low is None else figure_value(figure, fits.low)
    high = None if fits.high is None else figure_value(figure, fits.high)
    if relation in {">", ">="}:
        return f"{'below' if relation == '>' else 'at most'} {high}" if high else "any value"
    if relation in {"<", "<="}:
        return f"{'above' if relation == '<' else 'at least'} {low}" if low else "any value"
    if low is not None and low == high:
        return low if low.startswith("about ") else f"exactly {low}"
    if high is not None and fits.high is not None and _beyond(figure, fits.high):
        return f"{'less than' if fits.high_open else 'at most'} {high}"
    if low is not None and fits.low is not None and _short(figure, fits.low):
        return f"{'more than' if fits.low_open else 'at least'} {low}"
    but = _left_out(fits, figure)
    if low is not None and high is not None:
        return f"{low} to {high}{but}"
    if low is not None:
        return f"at least {low}{but}"
    return f"at most {high}{but}" if high is not None else "any value"


def _left_out(fits: Fit, figure: Figure) -> str:
    """The figure itself: it never fits, so where it lies between the ends there is a gap."""
    above = fits.low is None or fits.low < figure.value
    below = fits.high is None or figure.value < fits.high
    return f", but not {figure_text(figure)}" if above and below else ""


def _moment_words(fits: Fit, figure: Figure) -> str:
    """Days and times go from one to another, and not from less to more."""
    low = None if fits.low is None else figure_value(figure, fits.low)
    high = None if fits.high is None else figure_value(figure, fits.high)
    if low is not None and high is not None:
        return f"exactly {low}" if low == high else f"{low} to {high}"
    if low is not None:
        return f"{low} or later"
    return f"{high} or earlier" if high is not None else "any value"


def _one_in_words(fits: Fit, figure: Figure) -> str:
    """More that share one make a smaller part, so the ends change places."""
    if fits.low is not None and fits.low == fits.high:
        return f"exactly {figure_value(figure, fits.low)}{_nearest(fits.low)}"
    if fits.low is not None and fits.low > figure.value:
        return f"at most {figure_value(figure, fits.low)}"
    if fits.high is not None and fits.high < figure.value:
        return f"at least {figure_value(figure, fits.high)}"
    if fits.low is not None and fits.high is not None:
        return f"{figure_value(figure, fits.low)} to {figure_value(figure, fits.high)}"
    return "any value"


def _nearest(count: Fraction) -> str:
    """`1 in 7.6` as a reporter would round it; nothing where it is whole."""
    if count.denominator == 1:
        return ""
    whole = (2 * count.numerator + count.denominator) // (2 * count.denominator)
    return f", nearest to 1 in {whole}"


def _beyond(figure: Figure, high: Fraction) -> bool:
    return figure.value > high


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
    known = article is not None and article.publisher != "not stated"
    return article.publisher if article is not None and known else ""


def steps(members: Sequence[Member], sums: Sequence[Sum]) -> tuple[str, ...]:
    """The arithmetic in a few lines, ending in the clash."""
    lines = [f"{total.text} = {number(total.value)}: {total.words}" for total in sums]
    culprit = members[0]
    fit = fit_words(culprit)
    if culprit.figure is not None and fit not in {"", "any value"}:
        lines.append(
            f"all else that is stated leaves {fit} where {figure_text(culprit.figure)} is printed"
        )
    else:
        lines.append("all of these cannot hold together; without any one of them they can")
    return tuple(lines)


def question(members: Sequence[Member]) -> str:
    """What to ask the source of the culprit."""
    culprit = members[0]
    statement = culprit.statement
    if statement.article is None:
        return f"Is the assumption right that {statement.because}?"
    who = statement.speaker or publisher(statement.article) or "the author"
    fit = fit_words(culprit)
    figure = culprit.figure
    what = f"“{figure.printed}”" if figure is not None else f"“{statement.text}”"
    if fit in {"", "any value", "no value"}:
        return f"Ask {who}: is {what} right, and what exactly does it count?"
    return f"Ask {who}: is {what} right, and what exactly does it count? All else points to {fit}."
