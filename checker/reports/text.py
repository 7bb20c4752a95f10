"""The report for a terminal: what clashes, with the quotes, the sums and what would fit.

In brief a contradiction takes fifteen lines at the most; in full all is told that is known of it.
"""

from collections.abc import Iterable, Iterator, Sequence

from checker.claims.problems import Problem
from checker.compile.distinct import Distinct
from checker.explain.finding import (
    NOT_ASKED,
    Correction,
    Disagreement,
    Example,
    Findings,
    SecondOpinion,
    Verdict,
)
from checker.reports.decisions import lapsed
from checker.reports.diagnostics import Diagnostic, Involved, Sort, diagnostics
from checker.reports.marking import marked
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.style import Style, columns, harmless
from checker.reports.summary import (
    counted_words,
    example_value,
    examples_words,
    passages,
    short,
    verdict_words,
    voice,
    who_words,
)

_MOST_VALUES = 8
_MOST_CHOICES = 5
_MOST_LINES = 15
"""Of a contradiction in brief, without the empty line behind it."""
_MOST_SUSPECTS = 4
_SHORT = 60


def write(report: Report) -> str:
    """The report as text, and how much of it was left out."""
    told = _report(report.findings, report.diagnostics, report.style, is_full=report.is_full)
    hidden = (line for words in hidden_words(report) for line in report.style.wrap(f"{words}."))
    return "".join(f"{line}\n" for line in (*told, *hidden))


def write_stopped(_: Stopped) -> None:
    """Mistakes are told on standard error alone."""


def write_text(findings: Findings, style: Style) -> str:
    """All findings as text, in full."""
    return "\n".join(_report(findings, diagnostics(findings), style, is_full=True)) + "\n"


def _report(
    findings: Findings, told: Sequence[Diagnostic], style: Style, *, is_full: bool
) -> Iterator[str]:
    contradictions = [one for one in told if one.id]
    for one in contradictions:
        yield style.paint(f"Contradiction {one.number}", "bold", "red") + _behind(one, findings)
        yield from (*(full_lines(one, style) if is_full else _brief(one, style)), "")
    for one in told:
        if one.sort is Sort.UNDECIDED:
            yield from (*_undecided(one, style), "")
    if is_full:
        yield from _withdrawn(findings, style)
    yield from _revisions([one for one in told if one.sort is Sort.REVISION], style)
    if any(one.sort is Sort.DECISION for one in told):
        yield from lapsed(findings.decisions, style)
    yield from _verdict(findings, style, every_value=is_full)
    yield from _proven(findings, style)
    if findings.second_opinion is not None:
        yield from _second_opinion(findings.second_opinion, style)
    if contradictions and not is_full:
        first = contradictions[0].number
        more = f"`factcheck explain {first}` tells all of number {first}, `-v` of each."
        yield from style.wrap(more)


def _behind(one: Diagnostic, findings: Findings) -> str:
    mark = " · decided" if one.decision else ""
    return f" of {len(findings.contradictions)} · {one.grade.value} · {one.id}{mark}"


# --- in brief --------------------------------------------------------------------------------


def _brief(one: Diagnostic, style: Style) -> Iterator[str]:
    """Headline, sum, the two quotes, what the suspects would have to be, and the question."""
    yield from (style.paint(line, "bold") for line in _cut(style.wrap(f"{one.told}."), 3))
    if one.decision is not None:
        yield from _painted(style.wrap(f"Decided: {one.decided}."), "green", style)
        return
    suspects = one.suspects[:_MOST_SUSPECTS]
    most = 2 if len(suspects) == 1 else 1
    below: list[str] = []
    for passage in one.pair:
        below += _quoted(passage, style)
        below += _needed([each for each in passage if each in suspects], most, style)
    quoted = [each for passage in one.pair for each in passage]
    below += _needed([each for each in suspects if each not in quoted], most, style)
    below += _cut(style.wrap(one.to_do, "  → ", "    "), 3)
    head = min(3, len(list(style.wrap(f"{one.told}."))))
    yield from _last_steps(one.steps, _MOST_LINES - 1 - head - len(below), style)
    yield from below


def _quoted(passage: Sequence[Involved], style: Style) -> Iterator[str]:
    """Who says it and what stands around the figures, on two lines."""
    statement = passage[0].statement
    suspect = next((one for one in passage if one.is_suspect), None)
    sign, colour = (suspect.sign, "red") if suspect is not None else ("•", "dim")
    lead = f"{harmless(statement.speaker or voice(statement))}: "
    room = max(40, 2 * style.width - columns(lead) - 14)
    quote = harmless(statement.quote.text if statement.quote else "")
    found = marked(quote, _figures(passage), style, room)
    lines = _cut(style.wrap(f"{lead}“{found.text}”", f"  {sign} ", "    "), 2)
    for number, line in enumerate(lines):
        shown = found.painted(line)
        yield shown if number else shown.replace(sign, style.paint(sign, colour), 1)


def _needed(suspects: Iterable[Involved], most: int, style: Style) -> Iterator[str]:
    """What figures would have to be, each on so many lines, and where their claims are."""
    for one in suspects:
        printed = one.printed or short(one.statement.shown, _SHORT)
        where = f"  {harmless(one.statement.where)}"
        room = most * (style.width - 4 * most) - columns(where)
        told = short(
            f"{printed}: {one.instead}" if one.instead else printed, max(_SHORT // 2, room)
        )
        yield from _painted(_cut(style.wrap(told + where, "    "), most), "yellow", style)


def _last_steps(steps: Sequence[str], room: int, style: Style) -> list[str]:
    """The last steps of a sum, and of those before them what there is room for."""
    kept: list[str] = []
    for step in reversed(steps):
        lines = list(style.wrap(harmless(step), "  ", "    "))
        if kept and len(kept) + len(lines) > room:
            continue
        kept = [*_cut(lines, max(1, room)), *kept]
    return kept


def _cut(lines: Iterable[str], most: int) -> list[str]:
    """The first lines, with a sign where some are left out."""
    every = list(lines)
    return every if len(every) <= most else [*every[: most - 1], f"{every[most - 1][:-1]}…"]


def _painted(lines: Iterable[str], colour: str, style: Style) -> Iterator[str]:
    return (style.paint(line, colour) for line in lines)


def _figures(passage: Iterable[Involved]) -> list[str]:
    return [one.printed for one in passage]


# --- in full ---------------------------------------------------------------------------------


def full_lines(one: Diagnostic, style: Style) -> Iterator[str]:
    """All that is known of a contradiction, below its title."""
    yield from _painted(style.wrap(f"{one.told}."), "bold", style)
    if one.decision is not None:
        yield from _painted(style.wrap(f"Decided: {one.decided}."), "green", style)
    yield ""
    for passage in one.passages:
        yield from _passage(passage, style)
    if one.assumed:
        yield style.paint("  Assumed, printed by no article:", "cyan")
        for each in one.assumed:
            yield from _member(each, each.statement.shown, style)
    if one.restated:
        yield "  The same again with another figure:"
        for passage in passages(one.restated):
            yield from _passage(passage, style)
    yield from _listed("  In short", one.steps, style)
    yield from _listed("  Rules", one.rules, style)
    if one.proof.reason and one.proof != NOT_ASKED:
        yield from style.wrap(f"No proof: {one.proof.reason}.", "  ", "    ")
    if one.doubt:
        yield from style.wrap(f"A smaller group may have been missed: {one.doubt}.", "  ", "    ")
    for line in one.lifted_if:
        yield from style.wrap(f"{line}.", "  ", "    ")
    yield from style.wrap(one.to_do, "  → ", "    ")


def _listed(title: str, lines: Iterable[str], style: Style) -> Iterator[str]:
    for place, line in enumerate(lines):
        lead = f"{title}: " if place == 0 else " " * (len(title) + 2)
        yield from style.wrap(line, lead, " " * (len(title) + 2))


def _passage(passage: Sequence[Involved], style: Style) -> Iterator[str]:
    """Who said it, the quote with its figures marked, and what each statement makes of it."""
    statement, before = passage[0].statement, ""
    yield from style.wrap(f"{who_words(statement)}:", "  ", "    ")
    if statement.quote is not None:
        found = marked(harmless(statement.quote.text), _figures(passage), style)
        yield from map(found.painted, style.wrap(f"“{found.text}”", "    "))
    for one in passage:
        part = one.statement.part  # behind another part of the same statement it tells enough
        again = part is not None and one.statement.whole == before
        yield from _member(one, part.text if part and again else one.statement.shown, style)
        before = one.statement.whole


def _member(one: Involved, text: str, style: Style) -> Iterator[str]:
    is_assumed = one.statement.article is None
    read = f"   ({one.reading})" if one.reading else ""
    first, *others = style.wrap(f"{harmless(text)}{read}", "    ", "      ")
    colour = "red" if one.is_suspect else "cyan" if is_assumed else "dim"
    yield style.paint(f"  {one.sign} ", colour) + first[4:]
    yield from others
    if is_assumed:
        yield from style.wrap(f"because {harmless(one.statement.because)}", "      ")
    if one.instead:
        yield from _painted(style.wrap(one.instead, "      "), "yellow", style)
    where = ", ".join(dict.fromkeys(statement.where for statement in one.everybody))
    yield from _painted(style.wrap(where, "      "), "dim", style)


def _undecided(one: Diagnostic, style: Style) -> Iterator[str]:
    title = f"Undecided: {counted_words(len(one.involved), 'statement')}"
    yield style.paint(title, "bold", "yellow")
    yield from style.wrap(f"{one.told}; nothing is said of whether they agree", "  ")
    for each in one.involved:
        yield from style.wrap(
            f"{each.statement.where}  {harmless(each.statement.shown)}", "  ", "    "
        )


def _withdrawn(findings: Findings, style: Style) -> Iterator[str]:
    count = len(findings.withdrawn)
    if not count:
        return
    what = "this one statement" if count == 1 else f"these {count} statements"
    yield from style.wrap(f"Without {what} all the others can hold together:")
    for one in findings.withdrawn:
        where = one.first.where
        yield from style.wrap(f"{harmless(_short(one))}  {where}", "  - ", "    ")
    for reason in sorted({one.doubt for one in findings.corrections if one.doubt}):
        yield from style.wrap(f"A cheaper choice may have been missed: {reason}.", "  ")
    yield from cheapest(findings.corrections, style)
    yield ""


def cheapest(corrections: Iterable[Correction], style: Style) -> Iterator[str]:
    """The other choices that cost as little, as what they withdraw instead of what."""
    lines = list(dict.fromkeys(line for one in corrections for line in _instead(one)))
    if lines:
        yield "Just as little would be given up with"
        for line in lines[:_MOST_CHOICES]:
            yield from style.wrap(line, "  - ", "    ")
    more = len(lines) - _MOST_CHOICES
    unlisted = any(one.more for one in corrections)
    if more > 0 or unlisted:
        yield f"  and {_and_more(more, unlisted=unlisted)}"


def _and_more(count: int, *, unlisted: bool) -> str:
    if count <= 0:
        return "perhaps others that were not looked for"
    return f"{'more than ' if unlisted else ''}{count:,} more (the JSON report has them)"


def _instead(one: Correction) -> Iterator[str]:
    for other in one.others:
        mine = [d for d in one.withdraw if d not in other]
        theirs = [d for d in other if d not in one.withdraw]
        yield f"{_several(theirs)} instead of {_several(mine)}"


def _several(some: Iterable[Distinct]) -> str:
    return " and ".join(f"{harmless(_short(d))} ({d.first.where})" for d in some)


def _revisions(revised: Sequence[Diagnostic], style: Style) -> Iterator[str]:
    """What was restated or taken back, by whom, and who still has the old figure."""
    if not revised:
        return
    yield style.paint("Revised, which is no contradiction:", "bold")
    for one in revised:
        yield from style.wrap(harmless(one.told), "  - ", "    ")
        *before, _ = one.involved
        where = ", ".join(dict.fromkeys(each.statement.where for each in before))
        told = f"{before[0].role} in {where}" if before else ""
        yield from _painted(style.wrap(told, "      ") if told else (), "dim", style)
    yield ""


def _short(one: Distinct) -> str:
    text = one.first.shown
    return text if len(text) < 60 else text[:57] + "…"  # noqa: PLR2004 - with … it has 58 signs


def _verdict(findings: Findings, style: Style, *, every_value: bool) -> Iterator[str]:
    word, _, rest = verdict_words(findings).partition(": ")
    yield from opening(word, COLOURS[findings.verdict], rest, style)
    if findings.verdict is Verdict.CONSISTENT:
        yield from _examples(findings.examples, style, every_value=every_value)


COLOURS = {
    Verdict.CONSISTENT: "green",
    Verdict.CONTRADICTORY: "red",
    Verdict.UNDECIDED: "yellow",
}


def _proven(findings: Findings, style: Style) -> Iterator[str]:
    """How many contradictions have a proof, where proofs were asked for."""
    if findings.witnesses is not None and findings.contradictions:
        count = len(findings.contradictions)
        proven = sum(one.proof.certificate is not None for one in findings.contradictions)
        told = f"{proven} of {count} contradiction{'s' if count != 1 else ''}"
        yield from opening("Proven", "bold", told, style)


def _second_opinion(opinion: SecondOpinion, style: Style) -> Iterator[str]:
    """On how many verdicts another solver agrees; each one on which it does not."""
    every = opinion.agreed + opinion.undecided + len(opinion.disagreed)
    told = f"{opinion.solver} agrees on {opinion.agreed:,} of {every:,} verdicts"
    if opinion.undecided:
        told += f", and did not decide {opinion.undecided:,}, which is no agreement"
    yield from opening("Second opinion", "bold", told, style)
    for one in opinion.disagreed:
        yield ""
        yield from _disagreement(one, opinion.solver, style)


_CAN = {Verdict.CONSISTENT: "can all hold", Verdict.CONTRADICTORY: "cannot all hold"}


def _disagreement(one: Disagreement, solver: str, style: Style) -> Iterator[str]:
    count = len(one.statements)
    these = "this statement" if count == 1 else f"these {count} statements"
    yield from opening("Defect of factcheck", "red", f"two solvers disagree about {these}", style)
    yield from style.wrap(
        f"Ours finds that, with the rules of the vocabulary, they {_CAN[one.ours]}, {solver} that "
        f"they {_CAN[one.theirs]}. Do not rely on what is said of them above, and please report "
        "it: under --format json the report has the question (cross_check, script), which any "
        "solver can be asked.",
        "  ",
    )
    for statement in one.statements:
        where = statement.where
        yield from style.wrap(f"{where}  {harmless(statement.shown)}", "  - ", "    ")


def opening(word: str, colour: str, rest: str, style: Style) -> Iterator[str]:
    """A sentence whose first word is marked."""
    first, *others = style.wrap(f"{word}: {rest}.")
    yield style.paint(word, "bold", colour) + first.removeprefix(word)
    yield from others


def _examples(examples: Sequence[Example], style: Style, *, every_value: bool) -> Iterator[str]:
    """Values that satisfy everything, for each topic apart."""
    for one, of_what in zip(examples, examples_words(examples), strict=True):
        told = one.told
        shown = told if every_value else told[:_MOST_VALUES]
        if shown:
            yield from style.wrap(harmless(f"For example{of_what} with"))
        for name, words, value in shown:
            yield from style.wrap(f"{words} = {example_value(name, value)}", "  ", "    ")
        if len(told) > len(shown):
            yield f"  and {len(told) - len(shown):,} more values (all of them with -v)"


def write_problem(problem: Problem, style: Style) -> str:
    """One problem: place, message and remedy in one line; then the source line with a caret."""
    where = harmless(f"{problem.file}:{problem.line}:{problem.column}")
    kind = problem.severity.value
    joint = " " if problem.message.endswith("?") else "; "
    remedy = f"{joint}{problem.remedy}" if problem.remedy else ""
    colour = "red" if problem.is_error else "yellow"
    message = harmless(f"{problem.message}{remedy}")
    first = f"{where}: {style.paint(kind, 'bold', colour)}: {message}"
    return "\n".join((first, *(_excerpt(problem, style) if problem.excerpt.strip() else ())))


_AROUND = 30


def _excerpt(problem: Problem, style: Style) -> Iterator[str]:
    """The source line, cut around the place when it is long, and carets below it."""
    start = problem.column - 1
    room = style.width - 4
    cut = max(0, start - _AROUND) if columns(problem.excerpt) > room else 0
    line = problem.excerpt[cut : cut + room]
    while columns(harmless(line)) > room:
        line = line[:-1]
    before, meant = harmless(line[: start - cut]), harmless(line[start - cut :][: problem.width])
    yield f"  {'…' if cut else ' '} {harmless(line)}"
    yield "    " + " " * columns(before) + style.paint("^" * max(1, columns(meant)), "bold")
