"""Numbers of the runs of a training (Angkatan): I, II, III."""

import re
from collections.abc import Collection

_SIGNS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN = re.compile(r"(?=.)M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_LONGEST = 3
"""Digits of a number that is written as 1, 2, 3; a longer one is a year."""


def roman(number: int) -> str:
    """4 → IV."""
    text = ""
    for value, sign in _SIGNS:
        times, number = divmod(number, value)
        text += sign * times
    return text


def next_label(labels: Collection[str]) -> str:
    """The number after the highest one; labels that are no number are passed over."""
    highest = max((_number(label) for label in labels), default=0)
    return roman(highest + 1)


def _number(label: str) -> int:
    if label.isdecimal() and len(label) <= _LONGEST:
        return int(label)
    if not _ROMAN.fullmatch(label):
        return 0
    number, rest = 0, label
    for value, sign in _SIGNS:
        while rest.startswith(sign):
            number, rest = number + value, rest.removeprefix(sign)
    return number
