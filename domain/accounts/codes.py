"""The one-time link code that HR hands over: the second proof of a person's identity."""

import hashlib
import secrets
from datetime import timedelta

from domain.ids import PersonId

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letters that can be read as a digit or as each other."""
LETTERS = 10
"""Characters of 5 bits: 50 bits cannot be guessed in a few tries a day, and can be typed."""
VALID = timedelta(days=7)
"""Until a code that was not used is void."""

_MISREAD = str.maketrans("OIL", "011")


def new_code() -> str:
    """A new random code of LETTERS characters from ALPHABET."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def shown(code: str) -> str:
    """The code in two groups, as HR hands it over: `ABCDE-FGHJK`."""
    return f"{code[:5]}-{code[5:]}"


def read_code(text: str) -> str | None:
    """Reads a typed code (also lower case, spaces, dashes, O for 0); None if it is no code."""
    found = "".join(text.upper().split()).replace("-", "").translate(_MISREAD)
    whole = len(found) == LETTERS and set(found) <= set(ALPHABET)
    return found if whole else None


def fingerprint(code: str, person: PersonId) -> str:
    """The hash stored instead of the code; it covers the person, so it fits one person only."""
    return hashlib.sha256(f"{person}:{code}".encode()).hexdigest()
