"""One contradiction at full length, for a terminal: with what would settle it, and its proof."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.compile.distinct import Distinct
from checker.explain.finding import Correction
from checker.reports.diagnostics import Diagnostic
from checker.reports.proof_words import proof_lines
from checker.reports.style import Style, harmless
from checker.reports.text import full_lines


def write_explanation(
    one: Diagnostic, corrections: Sequence[Correction], names: Mapping[str, str], style: Style
) -> str:
    """All that is known of a contradiction.

    `corrections` are those of the whole run, `names` plain names of the unknown numbers.
    """
    title = f"Contradiction {one.number} · {one.id} · {one.grade.value}: {one.grade.rests}"
    lines = [style.paint(line, "bold", "red") for line in style.wrap(title, "", "  ")]
    lines += full_lines(one, style)
    parts = (
        ("It says", _said(one, style)),
        ("What would settle it", _settled(one, corrections, style)),
        ("The proof", proof_lines(one.id, one.proof, names, style)),
    )
    for heading, body in parts:
        told = list(body)
        if told:
            lines += ["", style.paint(heading, "bold"), *told]
    return "\n".join(lines) + "\n"


def write_list(contradictions: Iterable[Diagnostic], style: Style) -> str:
    """The numbers and ids of all contradictions, each with its headline."""
    lines: list[str] = []
    for one in contradictions:
        lines.append(f"{one.number}  {style.paint(one.id, 'bold')} · {one.grade.value}")
        lines += style.wrap(f"{one.told}.", "   ")
    return "".join(f"{line}\n" for line in lines)


def _said(one: Diagnostic, style: Style) -> Iterator[str]:
    """Each member in plain words, with its id and what it would be without a slip."""
    for each in (*one.involved, *one.restated):
        yield from style.wrap(harmless(f"{each.words}."), "  - ", "    ")
        if each.repairs:
            values = " or ".join(
                f"{repair.value} ({repair.slip}?)" if repair.slip else repair.value
                for repair in each.repairs
            )
            yield from style.wrap(f"All else holds with {values}.", "    ")
        names = ", ".join(statement.id for statement in each.everybody)
        yield from (style.paint(line, "dim") for line in style.wrap(harmless(names), "    "))


def _settled(one: Diagnostic, corrections: Sequence[Correction], style: Style) -> Iterator[str]:
    """Each choice of its members that some cheapest correction withdraws."""
    told_of = (*one.involved, *one.restated)
    everybody = {statement.id for each in told_of for statement in each.everybody}
    choices: dict[tuple[str, ...], tuple[Distinct, ...]] = {}
    more = False
    for correction in corrections:
        for withdrawn in (correction.withdraw, *correction.others):
            mine = tuple(d for d in withdrawn if d.first.id in everybody)
            if mine:
                choices.setdefault(tuple(d.first.id for d in mine), mine)
        own = any(d.first.id in everybody for d in correction.withdraw)
        more = more or (correction.more and own)
    if not choices:
        return
    only = len(choices) == 1 and not more
    title = "The cheapest way is to withdraw" if only else "One of these is cheapest to withdraw:"
    yield from style.wrap(title, "  ")
    for choice in choices.values():
        texts = " and ".join(d.first.shown for d in choice)
        yield from style.wrap(harmless(texts), "  - ", "    ")
    if more:
        yield "  and perhaps others that were not looked for"
    for each in () if only else one.involved:
        if each.member is not None and each.member.in_every_correction:
            told = f"Every cheapest way withdraws {each.statement.shown}."
            yield from style.wrap(harmless(told), "  ", "    ")
