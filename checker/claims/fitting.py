"""Reads a file by its shape; what does not fit becomes problems in our words.

What does not fit is told and taken out, and the rest is read: a mistake in one entry hides nothing
of the others.
"""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar, get_args, get_origin

from checker.claims.kinds import Loosely, MisfitError
from checker.claims.nodes import Entries, Node
from checker.claims.problems import Problem
from checker.claims.shapes import Shape
from checker.claims.sources import Source
from checker.frozen import dataclass

if TYPE_CHECKING:
    from checker.claims.misfits import Misfit

S = TypeVar("S", bound=Shape)
_Reader = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Fitted(Generic[S]):
    """A file in its shape, whole if no entry was taken out."""

    shape: S
    problems: list[Problem]
    is_whole: bool


def fitted(shape: type[S], root: Entries, source: Source) -> Fitted[S]:
    """A file as far as it fits, and everything that does not, which is taken out of `root`."""
    problems = list(_lacking(shape, root, source))
    is_whole = True
    blamed: dict[int, Node] = {}
    while True:
        try:
            return Fitted(in_shape(shape, root), problems, is_whole)
        except MisfitError:
            misfits = _misfits(shape, root, source)
            if not misfits:
                raise
        meant = {(one.entry, one.meant) for one in misfits}
        problems += [
            one.problem()
            for one in misfits
            if (one.entry, one.lacks) not in meant and id(one.whole) not in blamed
        ]
        blamed |= {id(one.whole): one.whole for one in misfits}  # what they lack now they had
        is_whole &= all(one.is_alone for one in misfits)
        for one in {one.loc if one.is_alone else one.entry: one for one in misfits[::-1]}.values():
            one.take_out()


def _misfits(shape: type[Shape], root: Entries, source: Source) -> "list[Misfit]":
    """Everything that does not fit; pydantic finds it, and is not imported before."""
    found: list[Misfit] = import_module("checker.claims.misfits").misfits(shape, root, source)
    return found


def _lacking(shape: type[Shape], root: Entries, source: Source) -> Iterator[Problem]:
    """The keys that a file needs and has not; who misspelt one hears of that alone."""
    for key, remedy in shape.needs.items():
        if key not in root and shape.by_key.keys() >= root.keys():
            at = root.written[0]
            yield source.problem(at, f"`{key}` is missing in this file", remedy)


def in_shape(shape: type[S], node: object) -> S:
    """Keys with values in their shape; `MisfitError` where anything does not fit."""
    if not isinstance(node, dict):
        raise MisfitError("mapping")
    readers = _readers(shape)
    values: dict[str, object] = {}
    for key, value in node.items():
        name, read = readers.get(key, _NONE)
        values[name] = read(value)
    if any(key.is_required and name not in values for name, key in shape.by_name.items()):
        raise MisfitError("missing")
    made = shape(**values)
    made.refuse_contradictory()
    return made


_MADE: dict[type[Shape], dict[str, tuple[str, _Reader]]] = {}


def _readers(shape: type[Shape]) -> dict[str, tuple[str, _Reader]]:
    """What reads the value of each key as it is written, beside its name in Python."""
    if shape not in _MADE:
        _MADE[shape] = {
            key.written or name: (name, _reader(shape.__annotations__[name]))
            for name, key in shape.by_name.items()
        }
    return _MADE[shape]


def _unknown(_: object) -> object:
    raise MisfitError("unknown")


_NONE: tuple[str, _Reader] = ("", _unknown)


def _reader(kind: object) -> _Reader:
    """What reads a value of a kind."""
    args = get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Shape):
        return partial(in_shape, kind)
    if get_origin(kind) is Annotated:
        return _loosely(args[1], args[0]) if isinstance(args[1], Loosely) else args[1].value
    if get_origin(kind) is tuple:
        return _several(_reader(args[0]))
    if get_origin(kind) is dict:
        return _named(*map(_reader, args))
    return _reader(args[0])  # or None, which is not written


def _loosely(said: Loosely, kind: object) -> _Reader:
    read = _reader(kind)
    return lambda node: read(said.usual(node))


def _several(read: _Reader) -> _Reader:
    def parts(node: object) -> object:
        if not isinstance(node, tuple):
            raise MisfitError("list")
        return tuple(map(read, node))

    return parts


def _named(name: _Reader, read: _Reader) -> _Reader:
    def entries(node: object) -> object:
        if not isinstance(node, dict):
            raise MisfitError("mapping")
        return {name(key): read(value) for key, value in node.items()}

    return entries
