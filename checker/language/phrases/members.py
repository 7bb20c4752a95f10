"""Members by name: `poor = {Salford, Leeds}`, `poor includes {Kent}`, `Essex in adequate`."""

import re

from checker.algebra.constraints import Constraint, both, equal
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.lexicon import Definition, Population
from checker.language.measures import Region, Without
from checker.language.mistakes import fail
from checker.language.names import Name
from checker.language.nodes import Assertion, Expression, Listed
from checker.language.parser import Parser
from checker.language.ranges import Cases
from checker.language.scope import Scope, population_of
from checker.language.sides import SetOperation
from checker.language.things import Value

_ITEM = re.compile(r'\s*(?:"([^"]*)"|“([^”]*)”(?=\s*[,}])|([^,{}"]*[^,{}"\s]))\s*')


@dataclass(frozen=True, slots=True)
class Names(Expression):
    """`{Salford, Leeds and Essex}`: members by name, split at commas alone."""

    items: tuple[Listed, ...]

    @property
    def text(self) -> str:
        return "{" + ", ".join(f'"{item.name}"' for item in self.items) + "}"

    @property
    def is_set(self) -> bool:
        return True

    def cases(self, scope: Scope) -> Cases:
        raise fail(
            "a list of names alone has no number", self, "write `SET = {…}` or `SET includes {…}`"
        )

    def region(self, scope: Scope) -> Region:
        known = scope.words.lexicon.members
        seen: dict[str, str] = {}
        for item in self.items:
            _check_name(item)
            member = known.get(item.name, item.name)
            if member in seen:
                raise fail(
                    f"`{item.name}` stands twice in the list",
                    item,
                    "remove one, or look for a slip: which other name was meant?",
                )
            seen[member] = item.name
        return scope.members(seen)

    def words(self, scope: Scope) -> str:
        names = [item.name for item in self.items]
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} and {names[-1]}"


_JOINERS = "\u200c\u200d"
"""Invisible, and part of the spelling of names in some scripts."""


def _check_name(item: Listed) -> None:
    hidden = [c for c in item.name if not c.isprintable() and c not in _JOINERS]
    if hidden:
        raise fail(
            f"this name has the invisible U+{ord(hidden[0]):04X} in it, so it would be another one",
            item,
            "type the name anew",
        )
    if not item.name:
        raise fail("this name is empty", item, "write the name, or remove it")


@dataclass(frozen=True, slots=True)
class Membership(Assertion):
    """A set holds these members: exactly these, these among others, or the one named first."""

    whole: Expression
    names: Names
    exactly: bool
    name_first: bool = False

    @property
    def text(self) -> str:
        if self.name_first:
            return f"{self.names.text} in {self.whole.text}"
        return f"{self.whole.text} {'=' if self.exactly else 'includes'} {self.names.text}"

    def constraint(self, scope: Scope) -> Constraint:
        self._refuse_sets(scope)
        whole, names = self.whole.region(scope), self.names.region(scope)
        population = population_of(whole)
        if population is None:
            raise fail("a list cannot be compared with a list", self)
        missing = scope.size(population, Without(names, whole))
        parts = [equal(missing, Polynomial())]
        if self.exactly:
            extra = scope.size(population, Without(whole, names))
            parts.append(equal(extra, Polynomial()))
        return both(*parts)

    def _refuse_sets(self, scope: Scope) -> None:
        """A word of the vocabulary is no member; in braces it is a name that is spelled like it."""
        for listed in self.names.items if self.name_first else ():
            things = scope.words.things(listed.name)
            declared = any(isinstance(t, Population | Value | Definition) for t in things)
            if declared and self.names.start == listed.start:
                raise fail(
                    f"`{listed.name}` is a set of the vocabulary, not a member's name",
                    listed,
                    f"write `{listed.name} and {self.whole.text} = …` for how many are in both, "
                    f"or `{{{listed.name}}} in …` if a member is called so",
                )

    def words(self, scope: Scope) -> str:
        if self.name_first:
            verb = "is" if len(self.names.items) == 1 else "are"
            return f"{self.names.words(scope)} {verb} among {self.whole.words(scope)}"
        how = "are exactly" if self.exactly else "include"
        return f"{self.whole.words(scope)} {how} {self.names.words(scope)}"


def _braces(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_symbol("{"):
        return None
    items = []
    while True:
        match = parser.match(_ITEM)
        if match is None:
            raise parser.expected("a name")
        group = match.lastindex or 0
        items.append(Listed(" ".join(match[group].split()), match.start(group), match.end(group)))
        if parser.take_symbol("}"):
            break
        if not parser.take_symbol(","):
            raise parser.expected(
                "`,` or `}`", remedy="a name with a comma or a brace stands in double quotes"
            )
    return Names(start, parser.last_end, tuple(items))


def _equals(parser: Parser, subject: Expression) -> Assertion | None:
    if not parser.sees_symbol("{"):
        return None
    return _membership(parser, subject, exactly=True)


def _includes(parser: Parser, subject: Expression) -> Assertion | None:
    parser.take("includes")
    if not parser.sees_symbol("{"):
        raise parser.expected(
            "a list of names in braces", remedy="write `SET includes {NAME, NAME}`"
        )
    return _membership(parser, subject, exactly=False)


def _membership(parser: Parser, subject: Expression, *, exactly: bool) -> Assertion:
    names = _braces(parser)
    if not isinstance(names, Names):
        raise parser.expected("a list of names")
    return Membership(subject.start, parser.last_end, subject, names, exactly)


def _in(parser: Parser, subject: Expression) -> Assertion | None:
    names = _as_names(subject)
    if names is None:
        raise parser.expected(
            "a relation", remedy="only a member's name or a list of them can be `in` a set"
        )
    parser.take("in")
    whole = parser.expression()
    return Membership(subject.start, parser.last_end, whole, names, exactly=False, name_first=True)


def _as_names(subject: Expression) -> Names | None:
    match subject:
        case Names():
            return subject
        case Name(start, end, name, None, None):
            return Names(start, end, (Listed(name, start, end),))
        case SetOperation(start, end, "and", Name() as left, Name() as right):
            return _refuse_and(start, end, left, right)
        case _:
            return None


def _refuse_and(start: int, end: int, left: Name, right: Name) -> Names:
    raise fail(
        f"is `{left.name} and {right.name}` one name or two?",
        (start, end),
        f'write "{left.name} and {right.name}" in double quotes for one, '
        f"{{{left.name}, {right.name}}} for two",
    )


PHRASE = Phrase(
    term={"{": _braces},
    subject={"=": _equals, "includes": _includes, "in": _in},
)
