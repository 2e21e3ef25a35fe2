"""What a caller says, when HR types it to search for a person: a number, or words."""

import re

SHORTEST_NUMBER = 4
"""Digits of a NIP or of a phone number that are enough to search for."""
_BETWEEN_DIGITS = re.compile(r"[\s.'’()/+-]")


def digits_of(text: str) -> str | None:
    """The digits of a text that has nothing else but what is written between them."""
    digits = _BETWEEN_DIGITS.sub("", text)
    return digits if digits.isascii() and digits.isdigit() else None


def number_of(text: str) -> str | None:
    """The digits to search for among NIPs and phone numbers; None: words are searched for."""
    digits = digits_of(text)
    return digits if digits is not None and len(digits) >= SHORTEST_NUMBER else None


def too_short(text: str) -> bool:
    """Whether these are digits, but too few of them for a NIP or a phone number."""
    digits = digits_of(text)
    return digits is not None and len(digits) < SHORTEST_NUMBER
