"""Ways to tamper with a report: each gives another report, or None where it does not apply.

`STRUCTURED` are forgeries that somebody would think of. `at_random` changes whatever stands
anywhere. `HARMLESS` change nothing that matters.
"""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from tests.forgery import beside, contradictions
from tests.forgery.sharing import Json, Tampering

STRUCTURED: Mapping[str, Tampering] = contradictions.WAYS | beside.WAYS


# --- anything anywhere -----------------------------------------------------------------------


def at_random(report: Json, random: Random, donor: Json) -> Json:
    """The report with one to three things changed wherever they stand."""
    for _ in range(random.choice([1, 1, 2, 3])):
        holder, key = random.choice(list(_places(report)))
        if isinstance(holder, list) and not key < len(holder):
            continue
        _change(holder, key, random, donor)
    return report


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - what JSON holds
    inner = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for key, part in inner:
        yield value, key
        if isinstance(part, dict | list):
            yield from _places(part)


def _change(holder: Any, key: Any, random: Random, donor: Json) -> None:  # noqa: ANN401 - what JSON holds
    """Changes what stands at a key: otherwise, elsewhere, twice or not at all."""
    old = holder[key]
    choice = random.randrange(6)
    if choice == 0:
        del holder[key]
    elif choice == 1 and isinstance(holder, list):
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(old))
    elif choice == 2:
        grafts = [h[k] for h, k in _places(donor) if type(h[k]) is type(old) and k == key]
        holder[key] = copy.deepcopy(random.choice(grafts)) if grafts else None
    elif choice == 3 and isinstance(old, list):
        random.shuffle(old)
    else:
        holder[key] = _other(old, random)


def _other(old: Any, random: Random) -> Any:  # noqa: ANN401 - what JSON holds
    match old:
        case bool():
            return not old
        case int():
            return random.choice([old + 1, old - 1, -old, 10**9])
        case str() if old.removeprefix("-").replace("/", "").isdigit():
            return random.choice([f"{old}0", "0", f"-{old}".replace("--", ""), "1", "1/2"])
        case str():
            return random.choice([f"{old}x", "", old[:-1], "certain", "consistent"])
        case list():
            return []
        case dict():
            return {}
        case _:
            return random.choice(["x", 0, []])


# --- what changes nothing --------------------------------------------------------------------

HARMLESS: dict[str, Callable[[Json], str]] = {
    "no white space": lambda report: json.dumps(report, separators=(",", ":")),
    "more white space": lambda report: f"\n \t{json.dumps(report, indent=7)}\r\n\n",
    "keys in order": lambda report: json.dumps(report, sort_keys=True),
    "keys in another order": lambda report: json.dumps(_turned(report)),
    "escapes": lambda report: json.dumps(report, ensure_ascii=True),
}


def _turned(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    match value:
        case dict():
            return {key: _turned(value[key]) for key in reversed(value)}
        case list():
            return [_turned(part) for part in value]
        case _:
            return value
