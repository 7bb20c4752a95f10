"""One contradiction at full length, for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.claims.statements import Statement
from checker.constraints.distinct import Distinct
from checker.findings.finding import Contradiction, Correction, Member
from checker.findings.wording import fit_words, instead_words
from checker.language.spell import interval_words
from checker.language.syntax import figure_text
from checker.reports.proof_words import proof_lines
from checker.reports.style import Style, harmless
from checker.reports.summary import in_turn, who_words


def write_explanation(
    one: Contradiction,
    corrections: Sequence[Correction],
    names: Mapping[str, str],
    style: Style,
) -> str:
    """All that is known of a contradiction.

    `corrections` are those of the whole run, `names` plain names of the unknown numbers.
    """
    title = style.paint(f"Contradiction {one.id}", "bold", "red")
    lines = [f"{title} · {one.grade.value}: {one.grade.rests}"]
    if len(lines[0]) > style.width and not style.colour:
        lines = [f"{title} · {one.grade.value}", f"  {one.grade.rests}"]
    lines += [style.paint(line, "bold") for line in style.wrap(f"{one.headline}.")]
    parts = (
        ("What is said", _members(one.members, one.sole, style)),
        ("The same again with another figure", _members(one.restated, None, style)),
        ("In short", _listed(one.steps, style)),
        ("Rules that it rests on, which are never blamed", _listed(one.rules, style)),
        ("What would settle it", _settled(one, corrections, style)),
        ("It would be lifted", _listed(_lifted(one), style)),
        ("The proof", proof_lines(one, names, style)),
        ("What was decided", _decided(one, style)),
        ("What to ask", style.wrap(one.question, "  ")),
    )
    for heading, body in parts:
        told = list(body)
        if told:
            lines += ["", style.paint(heading, "bold"), *told]
    return "\n".join(lines) + "\n"


def write_list(contradictions: Sequence[Contradiction], style: Style) -> str:
    """The ids of all contradictions, each with its headline."""
    lines: list[str] = []
    for one in contradictions:
        lines.append(f"{style.paint(one.id, 'bold')} · {one.grade.value}")
        lines += style.wrap(f"{one.headline}.", "  ")
    return "".join(f"{line}\n" for line in lines)


def _listed(texts: Iterable[str], style: Style) -> Iterator[str]:
    for text in texts:
        yield from style.wrap(harmless(text), "  - ", "    ")


def _lifted(one: Contradiction) -> Iterator[str]:
    return (text.removeprefix("It would be lifted ") for text in one.lifted_if)


def _decided(one: Contradiction, style: Style) -> Iterator[str]:
    if one.decision is not None:
        told = f"It is {one.decision.words}: {one.decision.because}"
        yield from style.wrap(harmless(told), "  ")


def _members(members: Iterable[Member], culprit: Member | None, style: Style) -> Iterator[str]:
    before: list[str] = []
    for member, text in in_turn(_by_quote(members)):
        source = _source(member.statement, style)
        if source != before:
            yield from ["", *source] if before else source
            before = source
        bullet = "✗" if member is culprit else "~" if member.distinct.is_assumed else "•"
        yield from style.wrap(harmless(text), f"  {bullet} ", "      ")
        yield from style.wrap(f"It says: {harmless(member.distinct.meaning.words)}.", "      ")
        yield from _read(member, style)
        yield from _instead(member, style, is_culprit=member is culprit)
        yield from _places(member, style)


def _by_quote(members: Iterable[Member]) -> list[Member]:
    """The members with those of one quote behind each other, in the order of the first."""
    told: dict[object, list[Member]] = {}
    for member in members:
        statement = member.statement
        quote = statement.quote.text if statement.quote is not None else statement.because
        told.setdefault((who_words(statement), quote), []).append(member)
    return [member for together in told.values() for member in together]


def _read(member: Member, style: Style) -> Iterator[str]:
    """How its figures are read, where its words do not tell."""
    meaning = member.distinct.meaning
    for figure, interval in meaning.readings:
        words = interval_words(figure, interval)
        told = f"(read as {words})" in meaning.words or words == figure_text(figure)
        if not interval.is_point and not told:
            yield from style.wrap(f"{figure_text(figure)} is read as {words}.", "      ")


def _source(statement: Statement, style: Style) -> list[str]:
    article = statement.article
    if article is None:
        return [*style.wrap(f"Assumed, because {harmless(statement.because)}:", "  ", "    ")]
    published = f", {article.published}" if article.published else ""
    lines = [*style.wrap(f"{who_words(statement)}{published}:", "  ", "    ")]
    if statement.quote is not None:
        lines += style.wrap(f"“{harmless(statement.quote.text)}”", "    ")
    return lines


def _instead(member: Member, style: Style, *, is_culprit: bool) -> Iterator[str]:
    """What its figure would have to be, and the figures with which all else holds."""
    fit = fit_words(member)
    told = instead_words(fit, is_culprit=is_culprit)
    told = f"It {told}" if told.startswith("would") else f"{told[:1].upper()}{told[1:]}"
    lines = [f"{told}."] if told else []
    slips = [one for one in member.repairs if one.slip is not None]
    plain = [one.value for one in member.repairs if one.slip is None]
    if plain and fit != f"exactly {plain[0]}":
        lines.append(f"All else holds with {', '.join(plain)}.")
    lines += [f"All else holds with {one.value}: {one.slip}?" for one in slips]
    for line in lines:
        yield from (style.paint(text, "yellow") for text in style.wrap(line, "      "))


def _places(member: Member, style: Style) -> Iterator[str]:
    for statement in member.distinct.supporters:
        again = "" if statement is member.statement else "also said in "
        position = f"{again}{statement.where}"
        told = f"{position} ({statement.id})"
        yield from (style.paint(line, "dim") for line in style.wrap(harmless(told), "      "))


# --- what would settle it --------------------------------------------------------------------


def _settled(one: Contradiction, corrections: Sequence[Correction], style: Style) -> Iterator[str]:
    """Each choice of its members that some cheapest correction withdraws."""
    told_of = (*one.members, *one.restated)
    everybody = {s.id for member in told_of for s in member.distinct.supporters}
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
    always = [m for m in one.members if m.in_every_correction]
    if always and not only:
        for member in always:
            told = f"Every cheapest way withdraws {member.statement.shown}."
            yield from style.wrap(harmless(told), "  ", "    ")
