"""The fields of a JSON report and what each may hold, as docs/report.schema.json says it.

A shape is a type, a set of the texts that are possible, a list with the shape of its parts, or the
fields of an object, of which those with a `?` may be missing. In a tuple it may be null as well.
"""

from reprlib import repr as short

from checker.proofs.verifying import RefusedError

_TEXT_OR_NOT = (str,)

_SOURCE = {
    "id": str,
    "kind": frozenset({"stated", "assumed"}),
    "statement": str,
    "part?": str,
    "article": _TEXT_OR_NOT,
    "publisher": _TEXT_OR_NOT,
    "title?": str,
    "author?": str,
    "url?": str,
    "file": str,
    "line": int,
    "column": int,
    "quote": _TEXT_OR_NOT,
    "quote_span": ([int],),
    "because": _TEXT_OR_NOT,
}

_ENDS = {"low": _TEXT_OR_NOT, "high": _TEXT_OR_NOT, "low_open": bool, "high_open": bool}
_WOULD_NEED = {**_ENDS, "gap?": _ENDS}

_MEMBER = {
    **_SOURCE,
    "reading": _TEXT_OR_NOT,
    "fit": (frozenset({"values", "limits", "none", "unknown"}),),
    "would_need": (_WOULD_NEED,),
    "repairs": [{"value": str, "slip": _TEXT_OR_NOT}],
    "in_every_correction": bool,
    "also": [_SOURCE],
}

_DECISION = {
    "ruling": str,
    "article": _TEXT_OR_NOT,
    "because": str,
    "by": _TEXT_OR_NOT,
    "on": _TEXT_OR_NOT,
    "until": _TEXT_OR_NOT,
    "url": _TEXT_OR_NOT,
    "says": [str],
    "restated": [str],
    "file": str,
    "line": int,
    "column": int,
}

_CONTRADICTION = {
    "doubt?": str,
    "id": str,
    "grade": str,
    "headline": str,
    "members": [_MEMBER],
    "suspects": [str],
    "restated": [_MEMBER],
    "rules": [str],
    "steps": [str],
    "question": str,
    "lifted_if": [str],
    "proof": {"checked": bool, "reason": _TEXT_OR_NOT, "certificate": (dict,)},
    "decision": (_DECISION,),
}

_CORRECTION = {"doubt?": str, "cost": str, "withdraw": [str], "others": [[str]], "more": bool}

_REVISION = {
    "kind": frozenset({"restated", "withdrawn"}),
    "what": str,
    "old": str,
    "new": _TEXT_OR_NOT,
    "reported": _TEXT_OR_NOT,
    "by": _SOURCE,
    "also": [_SOURCE],
    "carried": [{**_SOURCE, "later": bool}],
}

_PROBLEM = {
    "file": str,
    "line": int,
    "column": int,
    "severity": str,
    "message": str,
    "remedy": _TEXT_OR_NOT,
    "also?": [int],
}

_DISAGREED = {"statements": [str], "ours": str, "theirs": str, "script": str}

REPORT = {
    "version": int,
    "verdict": frozenset({"consistent", "contradictory", "undecided"}),
    "counts": {
        "articles": int,
        "claims": int,
        "statements": int,
        "assumptions": int,
        "parts?": int,
    },
    "contradictions": [_CONTRADICTION],
    "corrections": [_CORRECTION],
    "revisions": [_REVISION],
    "decisions": [{"contradiction": str, "standing": str, **_DECISION}],
    "undecided": [{"statements": [str], "reason": str}],
    "problems": [_PROBLEM],
    "proofs": {"proven": int, "unproven": int, "files": dict, "witnesses": [dict]},
    "cross_check?": {"solver": str, "agreed": int, "undecided": int, "disagreed": [_DISAGREED]},
}


def refuse_other_shapes(value: object, shape: object = REPORT, place: str = "the report") -> None:
    """Raises unless a value has a shape; `place` is what messages call it."""
    match shape:
        case (inner,) if isinstance(shape, tuple):
            if value is not None:
                refuse_other_shapes(value, inner, place)
        case [inner] if isinstance(value, list):
            for number, part in enumerate(value, 1):
                refuse_other_shapes(part, inner, f"{place} {number}")
        case dict() if isinstance(value, dict):
            known = {name.removesuffix("?"): inner for name, inner in shape.items()}
            for name in sorted(value.keys() - known):
                raise RefusedError(f"{place} has a field {short(name)}, which no report has")
            for name, inner in known.items():
                if name in value:
                    refuse_other_shapes(value[name], inner, name)
                elif f"{name}?" not in shape:
                    raise RefusedError(f"{place} has no field {name}")
        case frozenset() if isinstance(value, str) and value in shape:
            pass
        case type() if type(value) is shape:
            pass
        case _:
            raise RefusedError(f"{place} cannot be {short(value)}")
