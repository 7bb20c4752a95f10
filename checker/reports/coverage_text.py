"""How well figures are checked, for a terminal: tables, totals, what is worth adding."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from checker.claims.statements import Article
from checker.explain.covered import Checked, Coverage, Covered, State, count
from checker.language.figures import Figure, Kind
from checker.language.spell import Side, figure_value, rounded
from checker.reports.style import Style, columns, harmless
from checker.search.fitting import Fit, UnknownFit

_COLOURS = {
    State.PINNED: "green",
    State.BOUNDED: "yellow",
    State.UNCHECKED: "red",
    State.DISPUTED: "red",
    State.UNKNOWN: "yellow",
}
_LINE, _SAID, _STATE = 6, 31, 9
_MOST = 10


def write_coverage(covered: Covered, style: Style) -> str:
    """The report as text."""
    lines: list[str] = []
    for article, statements in covered.articles:
        lines += [*_article(article, statements, style), ""]
    lines += [*_totals(covered, style), ""]
    lines += _advice(covered, style)
    return "\n".join(lines).rstrip("\n") + "\n"


def share(covered: Covered) -> Fraction | None:
    """The part of all figures that is pinned; None where there are no figures."""
    found = count(covered.statements)
    every = sum(found.values())
    return Fraction(found[State.PINNED], every) if every else None


def percent(part: Fraction | None) -> str:
    """`41.3%`, never rounded up."""
    return "no figures" if part is None else f"{rounded(part * 100, 1, Side.DOWN)}%"


def passing_words(one: Checked) -> str:
    """What would pass unnoticed in place of a figure: `0 to 80; 9 of 17 slips`."""
    told = [one.fits is not None and _range(one.figure, one.fits), _slips(one)]
    return "; ".join(part for part in told if part)


def _range(figure: Figure, fits: object) -> str:
    match fits:
        case Fit(None, None):
            return "any value"
        case Fit(low, high):
            ends = [
                None if low is None else figure_value(figure, low, Side.DOWN),
                None if high is None else figure_value(figure, high, Side.UP),
            ]
            if figure.kind is Kind.ONE_IN:
                ends.reverse()
            first, last = ends
            if first is None:
                return f"at most {last}"
            return f"at least {first}" if last is None else f"{first} to {last}"
        case UnknownFit():
            return "not found"
        case _:
            return ""


def _slips(one: Checked) -> str:
    if not one.tried:
        return ""
    open_ones = f", {one.untold} not found" if one.untold else ""
    if not one.passing and not one.untold:
        return ""
    return f"{len(one.passing)} of {one.tried} slips{open_ones}"


def _article(article: Article, statements: Sequence[Coverage], style: Style) -> Iterator[str]:
    yield from (style.paint(line, "bold") for line in style.wrap(harmless(article.path)))
    files = sorted({one.statement.position.file for one in statements})
    yield from (style.paint(line, "dim") for line in style.wrap(", ".join(files), "  "))
    for one in statements:
        for figure in one.figures:
            yield from _row(one, figure, style)
    without = [one for one in statements if not one.figures]
    if without:
        forced = sum(one.follows is True for one in without)
        plural = "s" if len(without) != 1 else ""
        some = "all" if forced == len(without) else f"{forced or 'none'}"
        told = f"{len(without)} statement{plural} without figures, {some} of them forced by others"
        if len(without) == 1:
            told = f"1 statement without figures{', forced by others' if forced else ''}"
        yield from (style.paint(line, "dim") for line in style.wrap(told, "  "))


def _row(one: Coverage, figure: Checked, style: Style) -> Iterator[str]:
    line = f"{one.statement.position.line:>{_LINE}}"
    said = _cut(harmless(one.statement.text), _SAID)
    if len(one.figures) > 1:
        said = _cut(f"{harmless(figure.figure.printed)} in {said}", _SAID)
    padded = said + " " * (_SAID - columns(said))
    state = style.paint(f"{figure.state.value:<{_STATE}}", _COLOURS[figure.state])
    passes = "printed by others, too" if figure.restated else passing_words(figure)
    start = _LINE + 2 + _SAID + 2 + _STATE + 2
    first, *others = style.wrap(passes, " " * start) if passes else [""]
    yield f"{line}  {padded}  {state}  {first[start:]}".rstrip()
    yield from others


def _cut(text: str, width: int) -> str:
    if columns(text) <= width:
        return text
    while columns(text) >= width:
        text = text[:-1]
    return f"{text}…"


def _totals(covered: Covered, style: Style) -> Iterator[str]:
    """A table of the figures in each state, by article and in all."""
    rows = [(a.path, count(told)) for a, told in covered.articles]
    rows.append(("all", count(covered.statements)))
    states = [s for s in State if s is not State.UNKNOWN or rows[-1][1][s]]
    room = style.width - 9 - sum(len(state.value) + 2 for state in states)
    header = f"{'':<{room}}  figures" + "".join(f"  {state.value}" for state in states)
    yield style.paint(header, "bold")
    for name, found in rows:
        shown = _tail(harmless(name), room)
        cells = "".join(f"  {found[state]:>{len(state.value)},}" for state in states)
        yield f"{shown}{' ' * (room - columns(shown))}  {sum(found.values()):>7,}{cells}"
    found = rows[-1][1]
    part = share(covered)
    yield ""
    told = f"{found[State.PINNED]:,} of {sum(found.values()):,} figures are pinned: other"
    told += f" statements force them, or an independent article prints them ({percent(part)})"
    yield from style.wrap(f"Checked: {told}.")


def _tail(text: str, width: int) -> str:
    """The end of a path, where it is too long."""
    if columns(text) <= width:
        return text
    while columns(text) >= width:
        text = text[1:]
    return f"…{text}"


def _advice(covered: Covered, style: Style) -> Iterator[str]:
    ordered = [one for _, told in covered.articles for one in told]
    pairs = [(one, figure) for one in ordered for figure in one.figures]
    open_ones = [(o, f) for o, f in pairs if f.state is State.UNCHECKED]
    yield from _group("Nothing checks", "figure", [_place(o, f) for o, f in open_ones], style)
    slipping = [
        f"{_place(o, f)}: {_some(f.passing)}"
        for o, f in pairs
        if f.passing and f.state is not State.UNCHECKED
    ]
    yield from _group("One wrong digit would slip through in", "figure", slipping, style)
    follows = [_said(one) for one in ordered if one.follows and not _restated(one)]
    yield from _group("Confirmed, since the others force them:", "statement", follows, style)
    idle = [f"{one.statement.where}  {one.condition}" for one in covered.idle]
    yield from _group("Can never apply:", "condition", idle, style)
    unknown = [_place(o, f) for o, f in pairs if f.state is State.UNKNOWN]
    yield from _group("Not found out within the limits:", "figure", unknown, style)


def _group(title: str, noun: str, lines: Sequence[str], style: Style) -> Iterator[str]:
    if not lines:
        return
    plural = "s" if len(lines) != 1 else ""
    yield from style.wrap(f"{title} {len(lines):,} {noun}{plural}{'' if ':' in title else ':'}")
    for line in lines[:_MOST]:
        yield from style.wrap(harmless(line), "  - ", "    ")
    if len(lines) > _MOST:
        yield f"    and {len(lines) - _MOST:,} more (--format json has them all)"
    yield ""


def _restated(one: Coverage) -> bool:
    return any(figure.restated for figure in one.figures)


def _place(one: Coverage, figure: Checked) -> str:
    position, said = one.statement.position, _cut(one.statement.text, 40)
    return f"{position.where}  {figure.figure.printed} in `{said}`"


def _said(one: Coverage) -> str:
    position = one.statement.position
    return f"{position.where}  `{_cut(one.statement.text, 50)}`"


_FEW = 5


def _some(passing: Sequence[str]) -> str:
    shown = ", ".join(passing[:_FEW])
    return f"{shown} and {len(passing) - _FEW} more" if len(passing) > _FEW else shown
