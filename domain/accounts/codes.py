"""The one-time code that HR hands over: the second proof of who somebody is."""

import hashlib
import secrets
from datetime import timedelta

from domain.ids import PersonId

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none of the letters that are taken for a digit or for each other."""
LETTERS = 10
"""Fifty bits: with a few tries a day nobody finds one, and it can be typed from a letter."""
VALID = timedelta(days=7)
MOST_WRONG = 10
"""Wrong tries at one person's code, from whatever accounts, until it is void."""

_MISREAD = str.maketrans("OIL", "011")


def new_code() -> str:
    """Ten letters of ALPHABET."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def shown(code: str) -> str:
    """In two groups, as it is handed over."""
    return f"{code[:5]}-{code[5:]}"


def read_code(text: str) -> str | None:
    """A code as somebody types it: small letters, spaces, dashes, O for 0; None for other text."""
    found = "".join(text.upper().split()).replace("-", "").translate(_MISREAD)
    whole = len(found) == LETTERS and set(found) <= set(ALPHABET)
    return found if whole else None


def fingerprint(code: str, person: PersonId) -> str:
    """What is kept of a code: it says nothing, and fits one person only."""
    return hashlib.sha256(f"{person}:{code}".encode()).hexdigest()
