"""Members' names: which spellings are one member, and whether each is known at all."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from itertools import combinations

from checker.claims.claim_files import Written
from checker.claims.folding import folded
from checker.claims.problems import Problem, Severity
from checker.claims.quotes import holds
from checker.claims.sources import shown
from checker.claims.vocabulary import Vocabulary
from checker.claims.wrong_forms import with_alias
from checker.frozen import dataclass
from checker.language.nodes import Listed
from checker.language.suggest import nearest
from checker.limits import NAMES_COMPARED, NAMES_OF_A_CROWD

_SEPARATOR = re.compile(r"[,;:.\n]| and | or ")
_CAPITALISED = re.compile(r"[A-Z][\w'-]*(?: (?:[a-z]{1,4} ){0,2}[A-Z][\w'-]*)*")
_REPORTED = 5
_SHORT = {"saint": "st", "mount": "mt", "limited": "ltd", "company": "co", "doctor": "dr"}
_SINGULAR = 3
_FEWEST = 2
_TELLING = re.compile(
    "(?:north|south|east|west)(?:ern)?|central|mid|middle|inner|outer|upper|lower|greater|lesser|great"
    "|little|new|old|former|first|second|third|junior|senior|under|over|men|women|boy|girl|ladie|youth"
    "|reserve|left|right|non|not|other|[ivx]+"
)
"""Words that tell two things apart, as `_form` has them."""

_DECLARE = "declare it under `names` in the vocabulary, or write it as the article does"


@dataclass(frozen=True)
class _Use:
    """A name where it is used, with the key under which spellings are compared."""

    listed: Listed
    key: str
    written: Written


@dataclass
class Names:
    """The names of a topic. `texts` are its folded articles, for names in assumptions.

    Once `check` was called, `alike` has the pairs that look like one name, the one to keep first.
    """

    vocabulary: Vocabulary
    statements: tuple[Written, ...]
    texts: tuple[str, ...]
    complete: bool
    problems: list[Problem] = field(default_factory=list)
    alike: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        self._declared: dict[str, str] = {}
        for spelling, name in self.vocabulary.names.items():
            self._declared.setdefault(folded(spelling), name)
        self._uses = [
            _Use(listed, folded(listed.name), written)
            for written in self.statements
            for listed in written.statement.formula.members
        ]

    def check(self) -> dict[str, str]:
        """The name that stands for each spelling, declared or used; fills `problems`."""
        undeclared: dict[str, str] = {}
        for use in self._uses:
            if use.key not in self._declared:
                known = undeclared.get(use.key, use.listed.name)
                undeclared[use.key] = min(known, use.listed.name)
        by_key = {**undeclared, **self._declared}
        self._check_uses()
        if not self.problems:
            pairs = _look_alike(self._uses, self._declared)
            self.alike = tuple((earlier, later) for earlier, later, _ in pairs)
            self.problems += (_warning(*pair) for pair in pairs)
        return {
            **self.vocabulary.names,
            **{use.listed.name: by_key[use.key] for use in self._uses},
        }

    def _check_uses(self) -> None:
        stated = {use.key for use in self._uses if use.written.statement.kind == "stated"}
        unknown: dict[str, list[_Use]] = {}
        for use in self._uses:
            if use.key in self._declared:
                continue
            if _ends_with_and(use):
                self._ask_one_or_two(use)
            elif not self._is_known(use, stated):
                unknown.setdefault(use.written.statement.id, []).append(use)
        for uses in unknown.values():
            for use in uses[:_REPORTED]:
                self._report(use)
            if len(uses) > _REPORTED:
                message = f"{len(uses) - _REPORTED} more names of this list are not in the quote"
                self._wrong(uses[_REPORTED], message, "see the problems with the names before")

    def _is_known(self, use: _Use, stated: set[str]) -> bool:
        statement = use.written.statement
        if statement.kind == "stated":
            if statement.quote is None:  # the quote has a problem of its own
                return True
            quote, parts = _quoted(statement.quote.text)
            return use.key in parts or holds(use.key, quote)
        if use.key in stated or not self.complete:
            return True
        return any(holds(use.key, text) for text in self.texts)

    def _ask_one_or_two(self, use: _Use) -> None:
        name = shown(use.listed.name)
        self._wrong(
            use,
            f"is `{name}`, the last of this list, one name or two?",
            "separate two names with a comma; declare one name under `names` in the vocabulary",
        )

    def _report(self, use: _Use) -> None:
        quote = use.written.statement.quote
        where = "in the quote" if quote is not None else "named by any claim"
        where = f"neither declared nor {where}"
        parts = _candidates(quote.text) if quote is not None else frozenset()
        others = {other.listed.name for other in self._uses if other.key != use.key}
        near = nearest(
            use.listed.name,
            _worth_a_look(use.listed.name, {*self.vocabulary.names, *others, *parts}),
        )
        remedy = f"did you mean `{shown(near)}`?" if near else _DECLARE
        self._wrong(use, f"the name `{shown(use.listed.name)}` is {where}", remedy)

    def _wrong(self, use: _Use, message: str, remedy: str) -> None:
        listed = use.listed
        self.problems.append(use.written.problem(listed, message, remedy))


@lru_cache(maxsize=1024)
def _quoted(quote: str) -> tuple[str, frozenset[str]]:
    """A quote folded, and the pieces between its commas."""
    text = folded(quote)
    pieces = {piece.strip(" '()") for piece in _SEPARATOR.split(text)}
    pieces |= {piece.strip(" '()") for piece in text.split(",")}
    return text, frozenset(piece for piece in pieces if piece)


def _candidates(quote: str) -> frozenset[str]:
    """What a misspelt name may have meant: pieces of the quote, single words and runs of names."""
    text, parts = _quoted(quote)
    return frozenset((*parts, *_CAPITALISED.findall(text), *re.findall(r"\w{3,}", text)))


def _worth_a_look(name: str, candidates: set[str]) -> set[str]:
    """All candidates, or of very many those that begin like the name."""
    if len(candidates) <= NAMES_COMPARED:
        return candidates
    return {candidate for candidate in candidates if candidate[:2] == name[:2]}


def _ends_with_and(use: _Use) -> bool:
    """Whether a name holds an `and` and ends a list, and does not stand in quotes."""
    text, listed = use.written.statement.text, use.listed
    if " and " not in f" {listed.name} ":
        return False
    in_quotes = text[listed.end : listed.end + 1] == '"'
    return not in_quotes and text[listed.end :].lstrip().startswith("}")


# --- one name in two spellings ---------------------------------------------------------------


def _look_alike(uses: Iterable[_Use], declared: dict[str, str]) -> list[tuple[str, str, _Use]]:
    """Two names that differ by a slip or a word: the one to keep, the other, its first use.

    Both are no slip where they are declared; nor in one list where they differ by a whole word.
    """
    first: dict[str, _Use] = {}
    lists: dict[str, set[str]] = {}
    for use in sorted(uses, key=_when):
        name = declared.get(use.key, use.listed.name)
        first.setdefault(name, use)
        lists.setdefault(name, set()).add(use.written.statement.id)
    plain, even = _grouped(first, _plain), _grouped(first, _form)
    pairs = {(names[0], name) for names in plain.values() for name in names[1:]}
    pairs |= {(plain[one][0], plain[other][0]) for one, other in _similar(sorted(plain))}
    pairs |= {
        (one, other)
        for form, form_of_other in (*zip(even, even, strict=True), *_with_a_word_more(even))
        for one in even[form]
        for other in even[form_of_other]
        if one != other and lists[one].isdisjoint(lists[other])
    }
    known = set(declared.values())
    found = []
    for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
        if known.issuperset((one, other)):
            continue
        earlier, later = sorted(
            (one, other), key=lambda name: (name not in known, *_when(first[name]))
        )
        found.append((earlier, later, first[later]))
    return found


def _warning(earlier: str, later: str, use: _Use) -> Problem:
    return use.written.problem(
        use.listed,
        f"`{shown(later)}` and `{shown(earlier)}` look like one name in two spellings",
        f"if they are one, write `{with_alias(earlier, later)}` below `names` in the vocabulary; "
        "if they are two, declare both there",
        Severity.WARNING,
    )


def _grouped(names: Iterable[str], form: Callable[[str], str]) -> dict[str, list[str]]:
    """The names of each form, sorted."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        found.setdefault(form(name), []).append(name)
    return found


def _plain(name: str) -> str:
    """The words of a name in small letters."""
    return " ".join(re.findall(r"\w+", folded(name).casefold().replace("&", " and ")))


def _form(name: str) -> str:
    """A name without accents, apostrophes, an `s` at the end, `the`; with `St` for `Saint`."""
    letters = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", ""))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = [_SHORT.get(word, word) for word in _plain(bare).split() if word != "the"]
    return " ".join(w[:-1] if len(w) > _SINGULAR and w.endswith("s") else w for w in words)


def _with_a_word_more(forms: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names one of which has a word more, that is none to tell things apart by."""
    known = set(forms)
    for form in forms:
        words = form.split()
        for i, word in enumerate(words if len(words) > _FEWEST else ()):
            rest = " ".join((*words[:i], *words[i + 1 :]))
            if rest in known and word.isalpha() and len(word) > 1 and not _TELLING.fullmatch(word):
                yield rest, form


def _when(use: _Use) -> tuple[str, int]:
    return use.written.statement.id, use.listed.start


def _similar(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that differ in one word, and there by a slip of the hand."""
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for name in names:
        words = name.split()
        for i, word in enumerate(words):
            if word.isalpha():
                rest = (*words[:i], "", *words[i + 1 :])
                for sound in _sketches(word, alone=len(words) == 1):
                    groups.setdefault((*rest, sound), []).append((name, word))
    for rest, group in groups.items():
        if len(group) > NAMES_OF_A_CROWD:
            continue
        for (one, a), (other, b) in combinations(group, 2):
            if one != other and _is_slip(a, b, alone=len(rest) == 2):  # noqa: PLR2004 - a gap and a sketch
                yield min(one, other), max(one, other)


def _sketches(word: str, *, alone: bool) -> set[str]:
    """What two words share that differ by a slip: the word less a letter, or its beginning."""
    found = {word[:i] + word[i + 1 :] for i in range(len(word))} if len(word) >= 5 else set()  # noqa: PLR2004 - shorter words differ by more
    found.add(word)
    if not alone and len(word) > 4:  # noqa: PLR2004 - shorter words differ by more
        found.add(f"{word[:4]}…")
    return found


def _is_slip(a: str, b: str, *, alone: bool) -> bool:
    """One edit behind the first letter, or another ending of one word among others."""
    if min(len(a), len(b)) < 5 or a[0] != b[0]:  # noqa: PLR2004 - shorter words differ by more
        return False
    if not alone and a[:4] == b[:4] and max(len(a), len(b)) <= 8:  # noqa: PLR2004 - shorter words differ by more
        return True
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]
