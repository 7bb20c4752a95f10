"""The phrases of the language, one module each: syntax, algebra and words side by side.

To add one, write a module with a `PHRASE` and list it here, with the words that announce it.
"""

from checker.language.hooks import Announced, Grammar
from checker.language.numerals import NUMBER_WORDS

_DIGITS = "0 1 2 3 4 5 6 7 8 9"
_NUMBERS = " ".join(word for word, value in NUMBER_WORDS.items() if value)


def _listed(module: str, /, **words: str) -> Announced:
    return Announced(f"{__name__}.{module}", **words)


GRAMMAR = Grammar(
    [
        _listed("breakdowns", subject="by"),
        _listed("series", subject="="),
        _listed("points", figure="up down more less fewer higher lower", words="on"),
        _listed("ranks", term="rank", subject="= highest lowest rose fell"),
        _listed("changes", figure="more less fewer higher lower"),
        _listed("ages", statement="age", term="age"),
        _listed("earlier", term=f"a {_DIGITS} {_NUMBERS}", words="year years earlier"),
        _listed(
            "events",
            figure="after before a an of year years",
            subject="on in during at before after =",
        ),
        _listed("from_to", subject="from"),
        _listed("logic", statement="if either not", words="then"),
        _listed("members", term="{", subject="= includes in"),
        _listed("never_shrinks", subject="never"),
        _listed("no_change", term="no", words="change"),
        _listed("numbers", name=f"{_DIGITS} between over under at more less fewer up no"),
        _listed("one_number", subject="is"),
        _listed("planned", term="expected target"),
        _listed("portions", figure="of as"),
        _listed("rates", figure="per"),
        _listed("records", subject="highest lowest"),
        _listed("repeated", term="the"),
        _listed("same", subject="same", words="members"),
        _listed("shares", term="share"),
        _listed("streaks", subject="rose fell"),
        _listed("subsets", figure="of out"),
        _listed("swing", term="swing", words="since"),
        _listed("transitions", term="improved declined unchanged"),
    ]
)
