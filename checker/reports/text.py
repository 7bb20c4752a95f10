"""The report for a terminal: what clashes, with the quotes, the sums and what would fit."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checker.claims.problems import Problem
from checker.constraints.distinct import Distinct
from checker.findings.finding import (
    NOT_ASKED,
    Contradiction,
    Correction,
    Disagreement,
    Example,
    Findings,
    Member,
    Revision,
    SecondOpinion,
    UndecidedGroup,
    Verdict,
)
from checker.findings.wording import alike_words, fit_words, instead_words, needed, slip_words
from checker.language.spell import interval_words
from checker.language.syntax import figure_text
from checker.reports.decisions import decision_words, lapsed
from checker.reports.marking import marked
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.style import Style, columns, harmless
from checker.reports.summary import (
    example_value,
    examples_words,
    in_turn,
    passages,
    revision_words,
    verdict_words,
    who_words,
)

_MOST_VALUES = 8
_MOST_CHOICES = 5


def write(report: Report) -> str:
    """The report as text, and how much of it was left out."""
    told = _report(report.findings, report.shown, report.style, every_value=report.every_value)
    hidden = (line for words in hidden_words(report) for line in report.style.wrap(f"{words}."))
    return "".join(f"{line}\n" for line in (*told, *hidden))


def write_stopped(_: Stopped) -> None:
    """Mistakes are told on standard error alone."""


def write_text(findings: Findings, style: Style, *, every_value: bool = False) -> str:
    """All findings as text; `every_value` prints the whole witness."""
    return "\n".join(_report(findings, findings, style, every_value=every_value)) + "\n"


def write_contradiction(one: Contradiction, style: Style) -> str:
    """One contradiction as text, below its headline."""
    return "\n".join(list(_contradiction(one, 1, 1, style))[1:]) + "\n"


def _report(
    findings: Findings, shown: Findings, style: Style, *, every_value: bool
) -> Iterator[str]:
    of = len(findings.contradictions)
    kept = {one.id for one in shown.contradictions}
    for place, contradiction in enumerate(findings.contradictions, 1):
        if contradiction.id in kept:
            yield from (*_contradiction(contradiction, place, of, style), "")
    for group in shown.undecided:
        yield from (*_undecided(group, style), "")
    yield from _withdrawn(findings, style)
    yield from _revisions(shown.revisions, style)
    yield from lapsed(shown.decisions, style)
    yield from _verdict(findings, style, every_value=every_value)
    yield from _proven(findings, style)
    if findings.second_opinion is not None:
        yield from _second_opinion(findings.second_opinion, style)


def _contradiction(one: Contradiction, place: int, of: int, style: Style) -> Iterator[str]:
    title = f"Contradiction {place} of {of}"
    mark = " · decided" if one.decision else ""
    yield f"{style.paint(title, 'bold', 'red')} · {one.grade.value} · {one.id}{mark}"
    yield from (style.paint(line, "bold") for line in style.wrap(f"{one.headline}."))
    if one.decision is not None:
        said = f"Decided: {decision_words(one.decision)}."
        yield from (style.paint(line, "green") for line in style.wrap(said))
    yield ""
    stated = [m for m in one.members if m.statement.kind == "stated"]
    assumed = [m for m in one.members if m.statement.kind == "assumed"]
    for passage in passages(stated):
        yield from _passage(passage, one.sole, style)
    if assumed:
        yield style.paint("  Assumed, printed by no article:", "cyan")
        for member in assumed:
            yield from _assumed(member, one.sole, style)
    if told := alike_words(one.suspects):
        yield from style.wrap(f"{told}.", "  ", "    ")
    if one.restated:
        yield "  The same again with another figure:"
        for passage in passages(one.restated):
            yield from _passage(passage, None, style)
    yield from _listed("  In short", one.steps, style)
    yield from _listed("  Rules", one.rules, style)
    if one.proof.reason and one.proof != NOT_ASKED:
        yield from style.wrap(f"No proof: {one.proof.reason}.", "  ", "    ")
    if one.doubt:
        yield from style.wrap(f"A smaller group may have been missed: {one.doubt}.", "  ", "    ")
    for line in one.lifted_if:
        yield from style.wrap(f"{line}.", "  ", "    ")
    yield from style.wrap(one.question, "  → ", "    ")


def _listed(title: str, lines: Iterable[str], style: Style) -> Iterator[str]:
    for place, line in enumerate(lines):
        lead = f"{title}: " if place == 0 else " " * (len(title) + 2)
        yield from style.wrap(line, lead, " " * (len(title) + 2))


def _passage(members: Sequence[Member], culprit: Member | None, style: Style) -> Iterator[str]:
    """Who said it, the quote with its figures marked, and what each statement makes of it."""
    statement = members[0].statement
    yield from style.wrap(f"{who_words(statement)}:", "  ", "    ")
    if statement.quote is not None:
        figures = [member.figure.printed for member in members if member.figure is not None]
        yield from marked(harmless(statement.quote.text), figures, style).lines("    ")
    for member, said in in_turn(members):
        yield from _member(member, said, style, is_culprit=member is culprit)


def _member(member: Member, text: str, style: Style, *, is_culprit: bool) -> Iterator[str]:
    statement = member.statement
    bullet = "  ✗ " if is_culprit else "  • "
    said = f"{harmless(text)}{readings_words(member.distinct)}"
    lines = list(style.wrap(said, "    ", "      "))
    yield style.paint(bullet, "red" if is_culprit else "dim") + lines[0][4:]
    yield from lines[1:]
    if instead := instead_words(fit_words(member), is_culprit=is_culprit):
        sentence = instead + slip_words(member)
        yield from (style.paint(line, "yellow") for line in style.wrap(sentence, "      "))
    others = [s for s in member.distinct.supporters if s is not statement]
    places = (s.where for s in (statement, *others))
    where = ", ".join(dict.fromkeys(places))
    yield from (style.paint(line, "dim") for line in style.wrap(where, "      "))


def readings_words(one: Distinct) -> str:
    """How the figures of a statement are read, where they are not exact."""
    shown = [
        f"{figure_text(figure)} read as {interval_words(figure, interval)}"
        for figure, interval in one.meaning.readings
        if not interval.is_point
    ]
    return f"   ({'; '.join(shown)})" if shown else ""


def _assumed(member: Member, culprit: Member | None, style: Style) -> Iterator[str]:
    statement = member.statement
    is_culprit = member is culprit
    lines = list(style.wrap(harmless(statement.shown), "    ", "      "))
    yield (
        style.paint("  ✗ " if is_culprit else "  ~ ", "red" if is_culprit else "cyan")
        + lines[0][4:]
    )
    yield from lines[1:]
    yield from style.wrap(f"because {harmless(statement.because)}", "      ")
    if fit := needed(member):
        yield style.paint(f"      would have to be {fit}", "yellow")
    yield style.paint(f"      {statement.where}", "dim")


def _undecided(group: UndecidedGroup, style: Style) -> Iterator[str]:
    count = len(group.statements)
    title = f"Undecided: {count} statement{'s' if count != 1 else ''}"
    yield style.paint(title, "bold", "yellow")
    yield from style.wrap(f"{group.reason}; nothing is said of whether they agree", "  ")
    for statement in group.statements:
        where = statement.where
        yield from style.wrap(f"{where}  {harmless(statement.shown)}", "  ", "    ")


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


def _revisions(revisions: Sequence[Revision], style: Style) -> Iterator[str]:
    """What was restated or taken back, by whom, and who still has the old figure."""
    if not revisions:
        return
    yield style.paint("Revised, which is no contradiction:", "bold")
    for what, steps in groupby(revisions, key=lambda one: one.what):
        yield from style.wrap(harmless(what), "  - ", "    ")
        for one in steps:
            yield from style.wrap(harmless(revision_words(one)), "      ", "        ")
            positions = [carrier.statement.position for carrier in one.still]
            lines = dict.fromkeys(position.where for position in positions)
            where = ", ".join(lines)
            told = f"{where} still {'has' if len(lines) == 1 else 'have'} the old figure"
            told = told if one.new is not None else f"said in {where}"
            for line in style.wrap(told, "        ", "        ") if where else ():
                yield style.paint(line, "dim")
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
        for name, value in shown:
            yield from style.wrap(
                f"{name.lstrip('#')} = {example_value(name, value)}", "  ", "    "
            )
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
