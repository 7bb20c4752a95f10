"""Whether the figures of a statement stand in its quote."""

import re
from collections.abc import Iterator

from checker.claims.amounts import Amount, Sort, amounts, named
from checker.claims.claim_files import Written
from checker.claims.clocks import clock_times
from checker.claims.folding import folded
from checker.claims.problems import Problem
from checker.claims.quotes import holds
from checker.language.figures import ELSEWHERE, Figure, Kind, note_of_points

_SORTS = {
    Kind.NUMBER: (Sort.NUMBER,),
    Kind.PERCENT: (Sort.PER_CENT,),
    Kind.POINTS: (Sort.POINTS,),
    Kind.FRACTION: (Sort.SHARE,),
    Kind.ONE_IN: (Sort.ONE_IN, Sort.SHARE),
    Kind.MULTIPLE: (Sort.TIMES,),
    Kind.RATE: (Sort.NUMBER, Sort.SHARE),
    Kind.DURATION: (Sort.NUMBER, Sort.SHARE),
}
_DECIMALS = re.compile(r"\d\.(\d*0)(?!\d)")
_LISTED = 8
_NO_NOUN = (
    r"[.,;:!?)\"'](?!\w)|\s*$"
    r"| (?:and|or|but|to|in|from|on|at|up|down|against|after|this|last)\b"
)
_BASIS = "basis"


def astray(written: Written) -> Iterator[Problem]:
    """A problem for each figure of a stated formula that its quote does not have."""
    statement = written.statement
    if statement.quote is None or ELSEWHERE in statement.note:
        return
    quote = statement.quote.text
    for figure in statement.formula.printed:
        if _stands(figure, quote):
            continue
        bare = list(_bare(figure, quote))
        if bare and written.line:
            continue  # its unit stands in the head of the table
        if _has_unit_of(figure, quote) and any(_ends(one, quote) for one in bare):
            continue
        if figure.kind is Kind.POINTS and (instead := _per_cent_of(figure, quote)):
            yield written.problem(
                figure,
                f"the quote prints `{instead}` where points are meant",
                f"if the article means points, keep them and add {note_of_points(instead)}",
            )
            continue
        found = named(amounts(quote), places=any(a.is_place for a in amounts(figure.printed)))
        has = f"the quote has {_list(found)}: " if found else "the quote has no figure: "
        yield written.problem(
            figure,
            f"the figure `{figure.printed}` is not in the quote",
            f"{has}write it as printed, or add `note: {ELSEWHERE}`",
        )


def _list(found: tuple[str, ...]) -> str:
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    return ", ".join(f"`{text}`" for text in found[:_LISTED]) + more


def _stands(figure: Figure, quote: str) -> bool:
    if figure.kind is Kind.VAGUE:
        plain = folded(quote).casefold().replace("-", " ")
        return holds(folded(figure.printed).casefold().replace("-", " "), plain)
    if _BASIS in figure.printed:
        one = folded(figure.printed).casefold().removesuffix("s")
        plain = folded(quote).casefold().replace("-", " ")
        return holds(one, plain) or holds(f"{one}s", plain)
    if figure.kind is Kind.CLOCK:
        return figure.value in clock_times(quote)
    per = figure.kind is Kind.RATE or (figure.kind is Kind.ONE_IN and " per " in figure.printed)
    if per:
        sorts = _SORTS[Kind.RATE]
        decimals = _noughts(figure)
        found = [a for a in amounts(quote) if a.sort in sorts and a.decimals >= decimals]
        wanted = [a for a in amounts(figure.printed) if a.sort in sorts]
        shares = [a for a in wanted if a.sort is Sort.SHARE] or wanted
        return all(_has(found, a.sort, a) for a in shares)
    return next(stated(figure, quote), None) is not None


def stated(figure: Figure, quote: str) -> Iterator[Amount]:
    """The amounts of a quote that are a figure, in digits or in words."""
    value, decimals = abs(figure.value), _noughts(figure)
    for amount in amounts(quote):
        if amount.sort not in _SORTS.get(figure.kind, ()) or amount.decimals < decimals:
            continue
        match amount.sort:
            case Sort.PER_CENT | Sort.POINTS if amount.value == value * 100:
                yield amount
            case Sort.SHARE if figure.kind is Kind.ONE_IN and amount.value * value == 1:
                yield amount
            case Sort.SHARE if figure.kind is not Kind.ONE_IN and amount.value == value:
                yield amount
            case Sort.NUMBER | Sort.ONE_IN | Sort.TIMES if amount.value == value:
                yield amount
            case _:
                continue


def _noughts(figure: Figure) -> int:
    """How many decimals a figure prints that ends with a nought."""
    zeros = _DECIMALS.search(figure.printed)
    return len(zeros[1]) if zeros else 0


def _has_unit_of(figure: Figure, quote: str) -> bool:
    """Whether a quote prints some figure of this kind with its unit: A 31 per cent, B 28."""
    sort = {Kind.PERCENT: Sort.PER_CENT, Kind.POINTS: Sort.POINTS}.get(figure.kind)
    return any(one.sort is sort for one in amounts(quote))


def _per_cent_of(figure: Figure, quote: str) -> str:
    """How a quote prints the same figure as a per cent, if it does."""
    same = (a for a in amounts(quote) if a.sort is Sort.PER_CENT and a.value == figure.value * 100)
    return next((amount.text for amount in same), "")


def _bare(figure: Figure, quote: str) -> Iterator[Amount]:
    """The numbers of a quote that have a figure's digits, whatever they are numbers of."""
    if figure.mantissa is None:
        return
    value, decimals = abs(figure.mantissa), _noughts(figure)
    for one in amounts(quote):
        if one.sort is Sort.NUMBER and one.value == value and one.decimals >= decimals:
            yield one


def _ends(amount: Amount, quote: str) -> bool:
    """Whether no noun stands behind an amount, which would say what it is a number of."""
    behind = rf"(?<![\w.]){re.escape(amount.text)}(?:{_NO_NOUN})"
    return re.search(behind, folded(quote), re.IGNORECASE) is not None


def _has(found: list[Amount], sort: Sort, wanted: Amount) -> bool:
    return any(a.sort is sort and a.value == wanted.value for a in found)
