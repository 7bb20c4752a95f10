"""The standard library's `dataclass`, with frozen classes made in a third of the time.

There are some 200 of them. The standard library writes and compiles six functions for each, which
takes a third of the start of a process. Here `__init__` alone is compiled, when the first object is
made, and sets slots without looking each up by name; the others are the same few functions for all.
Everything else, such as `fields`, `replace` and `match`, is the standard library's.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, NoReturn, cast

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        made: type | None = None, /, *, frozen: bool = False, **options: bool
    ) -> type | Callable[[type], type]:
        """The standard library's decorator, but for frozen classes."""
        if frozen:
            return lambda later: _frozen(later, **options)
        return dataclasses.dataclass(made, **options)


def _frozen(written: type, *, slots: bool = False, eq: bool = True) -> type:
    written.__doc__ = written.__doc__ or written.__name__  # else its signature is worked out
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(written)
    fields = dataclasses.fields(made)
    values = _values(tuple(field.name for field in fields))
    compared = _values(tuple(field.name for field in fields if field.compare))
    names = tuple(field.name for field in fields if field.repr)
    printed = _values(names)

    def same(self: object, other: object) -> object:
        return compared(self) == compared(other) if type(other) is type(self) else NotImplemented

    def number(self: object) -> int:
        return hash(compared(self))

    def shown(self: object) -> str:
        pairs = zip(names, printed(self), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{n}={v!r}' for n, v in pairs)})"

    def again(self: object) -> tuple[type, tuple[object, ...]]:
        return type(self), values(self)

    methods: dict[str, object] = {
        "__init__": _at_first(made, slots=slots),
        "__repr__": shown,
        "__reduce__": again,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    if eq:
        methods |= {"__eq__": same, "__hash__": number}
    for name, method in methods.items():
        setattr(made, name, method)
    return made


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """What gets all values of an object, as C does it where there are several."""
    match names:
        case ():
            return lambda _: ()
        case (name,):
            value = attrgetter(name)
            return lambda self: (value(self),)
        case _:
            return attrgetter(*names)


def _at_first(made: type, *, slots: bool) -> Callable[..., None]:
    """What makes the function that sets every field when the first object is made."""

    def init(self: object, *values: object, **named: object) -> None:
        compiled = _init(made, slots=slots)
        type.__setattr__(made, "__init__", compiled)
        compiled(self, *values, **named)

    return init


def _init(made: type, *, slots: bool) -> Callable[..., None]:
    """The function that sets every field; of slots by their own setters."""
    known: dict[str, object] = {"_set": object.__setattr__, "_none": dataclasses.MISSING}
    taken, lines = ["self"], []
    for field in dataclasses.fields(made):
        name, value = field.name, field.name
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            taken.append(f"{name}=_default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            taken.append(f"{name}=_none")
            value = f"_make_{name}() if {name} is _none else {name}"
        else:
            taken.append(name)
        if slots:
            known[f"_set_{name}"] = getattr(made, name).__set__
            lines.append(f" _set_{name}(self, {value})")
        else:
            lines.append(f" _set(self, {name!r}, {value})")
    source = f"def __init__({', '.join(taken)}):\n" + ("\n".join(lines) or " pass")
    exec(source, known)  # noqa: S102 - of the names of our own fields alone
    return cast(Callable[..., None], known["__init__"])


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")
