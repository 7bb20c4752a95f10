"""Numbers as other countries print them: `12 345`, `5'120`, `1.234.567`, `12,34`, `1,23,456`.

What is meant is never guessed: a statement has them as English prints them, and a quote as it is.
"""

import re

_NUMBER = re.compile(
    r"(?<![\d.,'’])(?:"
    r"(?P<grouped>\d{1,3}(?P<mark>['’. \u00a0\u2009\u202f])\d{3}(?:(?P=mark)\d{3}){0,12})"
    r"(?:(?!(?P=mark))[.,](?P<behind>\d{1,40}))?"
    r"|(?P<lakhs>\d{1,2}(?:,\d\d){1,12},\d{3})(?:\.(?P<rest>\d{1,40}))?"
    r"|(?P<whole>\d{1,40}),(?!\d{3}(?!\d))(?P<part>\d{1,40})"
    r")(?!\d|[.,'’]\d)",
    re.ASCII,
)


def as_here(text: str, start: int) -> tuple[str, int] | None:
    """A number that begins at an offset as English prints it, and where it ends in the text."""
    match = _NUMBER.match(text, start)
    return None if match is None else (_respelled(match), match.end())


def all_as_here(text: str) -> str:
    """A text with all such numbers as English prints them."""
    return _NUMBER.sub(_respelled, text)


def _respelled(match: re.Match[str]) -> str:
    whole = re.sub(r"\D", "", match["grouped"] or match["lakhs"] or match["whole"])
    part = match["behind"] or match["rest"] or match["part"]
    return f"{int(whole):,}.{part}" if part else f"{int(whole):,}"
