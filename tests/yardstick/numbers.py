"""Numbers of the cases, exact."""

from fractions import Fraction


def as_number(value: object) -> Fraction | None:
    """The number that a text is; None for none and for infinity."""
    if value is None or "inf" in str(value).lower():
        return None
    return Fraction(str(value))


def end_text(value: object) -> str:
    """An end of a range as it is compared and shown."""
    number = as_number(value)
    return "none" if number is None else str(number)
