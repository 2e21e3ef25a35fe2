"""Labels of offerings (ANGKATAN): `1`, `I` and `Angkatan ke-1` are the same one."""

import re

FIRST_OFFERING = "I"
"""A blank ANGKATAN."""
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_PREFIX = re.compile(r"(?:ANGKATAN|ANGK|AKT)?\b[\s.:]*(?:KE\b[\s\-–.]*)?")
_NUMBER = re.compile(r"0*([1-9]\d?)\.?")
"""Up to 99: greater numbers are years or numbers of letters, and stay as they are."""


def offering_label(text: str | None) -> str:
    """The label as it is stored: Roman where it is a number, capitals otherwise."""
    label = " ".join((text or "").upper().split())
    label = label[found.end() :] if (found := _PREFIX.match(label)) else label
    number = _NUMBER.fullmatch(label)
    return (_roman(int(number[1])) if number else label.strip()) or FIRST_OFFERING


def _roman(number: int) -> str:
    return _TENS[number // 10] + _ONES[number % 10]
