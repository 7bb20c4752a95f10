"""Frozen classes are those of the standard library in all that anybody sees."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, replace
from functools import cached_property

import pytest

from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Nothing:
    """No fields."""


@dataclass(frozen=True, slots=True)
class One:
    """A base."""

    name: str


@dataclass(frozen=True, slots=True)
class More(One):
    """Defaults of both kinds."""

    number: int = 1
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quiet:
    """With a field that is neither compared nor shown."""

    number: int
    beside: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True)
class Remembering:
    """With a dictionary, for what is worked out once."""

    number: int

    @cached_property
    def double(self) -> int:
        return 2 * self.number


def test_it_looks_as_the_standard_librarys() -> None:
    assert repr(More("a")) == "More(name='a', number=1, names=[])"
    assert repr(Nothing()) == "Nothing()"
    assert More("a", number=2) == More("a", 2, [])
    assert More("a") != One("a")
    assert hash(One("a")) == hash(One("a"))
    assert len({Nothing(), Nothing()}) == 1
    assert [known.name for known in dataclasses.fields(More)] == ["name", "number", "names"]
    assert replace(More("a"), number=3) == More("a", 3)
    match More("a", 2):
        case More(name, number, names):
            assert (name, number, names) == ("a", 2, [])


def test_what_is_beside_is_neither_compared_nor_shown() -> None:
    assert Quiet(1, ["a"]) == Quiet(1, ["b"])
    assert hash(Quiet(1, ["a"])) == hash(Quiet(1, ["b"]))
    assert repr(Quiet(1, ["a"])) == "Quiet(number=1)"
    assert copy.copy(Quiet(1, ["a"])).beside == ["a"]


def test_each_object_gets_its_own_list() -> None:
    assert More("a").names is not More("a").names


@pytest.mark.parametrize("whole", [Nothing(), One("a"), More("a", 2, ["b"]), Remembering(2)])
def test_it_is_copied_and_sent(whole: object) -> None:
    assert pickle.loads(pickle.dumps(whole)) == whole  # noqa: S301 - our own
    assert copy.copy(whole) == whole
    assert copy.deepcopy(whole) == whole


@pytest.mark.parametrize("whole", [One("a"), Remembering(2)])
def test_it_cannot_be_changed(whole: object) -> None:
    with pytest.raises(FrozenInstanceError, match="cannot change 'name'"):
        setattr(whole, "name", "b")  # noqa: B010 - what is refused
    with pytest.raises(FrozenInstanceError):
        delattr(whole, "name")


def test_what_is_worked_out_is_remembered() -> None:
    one = Remembering(2)
    assert one.double is one.double == 4


def test_a_missing_or_a_strange_value_is_refused() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        One()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        One("a", colour="red")  # type: ignore[call-arg]
