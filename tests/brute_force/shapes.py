"""The vocabularies that statements are drawn about, each small enough to list all its worlds."""

from tests.brute_force.worlds import Number, People, Shape, Trait

_RATING = Trait("rating", ordered=("top", "mid", "low"))
_SHORT = Trait("rating", ordered=("top", "low"))
_PENDING = Trait("rating", ordered=("top", "low"), also=("pending",))
_OPEN = Trait("rating", ordered=("top", "low"), open=True)
_TAGS = Trait("tag", also=("red", "blue"), many=True)
_SIZE = Trait("size", also=("big", "small"))
_AGED = Trait("aged", numbers=3)
_UK = (("UK", ("North", "South"), False),)
_NESTED = (("UK", ("North", "South"), False), ("World", ("UK", "Rest"), False))
_OPEN_UK = (("UK", ("North",), True),)

ONE_PERIOD = {
    "no periods": Shape(("",), (People("councils", (_RATING,), ("Ash", "Birch")),)),
    "two attributes": Shape(("2010",), (People("councils", (_RATING, _SIZE), ("Ash",)),)),
    "many and open": Shape(("2010",), (People("councils", (_TAGS, _OPEN), ("Ash",), most=2),)),
    "places": Shape(("2010",), (People("councils", (_SHORT,), ("Ash",)),), places=_UK),
    "nested places": Shape(
        ("2010",), (People("councils", (_SHORT,), most=2, place="UK"),), places=_NESTED
    ),
    "open place": Shape(
        ("2010",), (People("councils", (_SHORT,), ("Ash",), place="UK"),), places=_OPEN_UK
    ),
    "two populations": Shape(
        ("2010",),
        (
            People("councils", (_SHORT,), ("Ash",), most=3),
            People("towns", (Trait("kind", also=("rich", "poor")),), most=3),
        ),
    ),
    "definitions": Shape(
        ("2010",),
        (People("councils", (Trait("rating", ("top", "mid", "low"), ("pending",)),), ("Ash",)),),
        define=(("good", "mid or better", "councils", frozenset({"top", "mid"})),),
    ),
    "ages": Shape(("2010",), (People("councils", (_AGED,), ("Ash", "Birch")),)),
    "ages and values": Shape(
        ("2010",),
        (People("councils", (Trait("aged", numbers=2), _SHORT), ("Ash",), most=2),),
        define=(
            ("old", "aged 1+", "councils", frozenset({"1", "2"})),
            ("older", "old but not aged 1", "councils", frozenset({"2"})),
        ),
    ),
}
"""Shapes with one period, or none."""

PERIODS = {
    "two years": Shape(("2010", "2011"), (People("councils", (_RATING,)),)),
    "two years by name": Shape(
        ("2010", "2011"), (People("councils", (_SHORT,), ("Ash", "Birch"), most=2),)
    ),
    "named periods": Shape(
        ("2010/11", "2011/12"), (People("councils", (_PENDING,), ("Ash",), most=2),)
    ),
    "open order": Shape(("2010", "2011"), (People("councils", (_OPEN,), most=2),)),
    "ages": Shape(("2010", "2011"), (People("councils", (_AGED,), most=2),)),
    "tags": Shape(("2010", "2011"), (People("councils", (_TAGS,), most=2),)),
    "three years": Shape(("2009", "2010", "2011"), (People("councils", (_SHORT,), most=2),)),
    "four years": Shape(("2008", "2009", "2010", "2011"), (People("councils", most=3),)),
    "moving": Shape(
        ("2010", "2011"), (People("councils", (_SHORT,), most=2, place="UK"),), places=_UK
    ),
    "never empty": Shape(
        ("2010", "2011"), (People("councils", (_SHORT,), most=3, never_empty=True),)
    ),
    "pairs": Shape(
        ("2010", "2011"),
        (People("councils", (_SHORT, _SIZE), most=2),),
        define=(("fine", "top or big", "councils", frozenset({"top", "big"})),),
    ),
}
"""Shapes with several periods."""

NUMBERS = {
    "births": Shape(("2010", "2011"), numbers=(Number("births", 6), Number("deaths", 6))),
    "places": Shape(("2010", "2011"), numbers=(Number("births", 3, place="UK"),), places=_OPEN_UK),
    "elsewhere": Shape(("2010",), numbers=(Number("births", 5),), places=_NESTED),
    "never zero": Shape(("2010", "2011"), numbers=(Number("births", 5, 1), Number("deaths", 5))),
    "hundred": Shape(("2010",), numbers=(Number("births", 112, least=88), Number("deaths", 60))),
    "beside": Shape(
        ("2010", "2011"),
        (People("councils", (_SHORT,), most=2),),
        (Number("births", 4),),
    ),
}
"""Shapes with quantities."""

SHAPES = {
    **{f"one period: {name}": shape for name, shape in ONE_PERIOD.items()},
    **{f"periods: {name}": shape for name, shape in PERIODS.items()},
    **{f"numbers: {name}": shape for name, shape in NUMBERS.items()},
}
