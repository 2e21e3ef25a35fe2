"""Codes for trainings that a file names without one (KODE PELATIHAN)."""

import base64
import hashlib

_LETTERS, _MARK = 4, 5
"""Most initials of the title, and characters of the mark behind them."""


def folded(title: str) -> str:
    """A title as it is compared: letters and digits alone, whatever the case."""
    return "".join(filter(str.isalnum, title.casefold()))


def made_code(title: str) -> str:
    """`BA-7QK2M` for "Bimtek Arsip": the same title gets the same code in every file."""
    initials = "".join(word[0] for word in title.upper().split() if word[0].isalnum())
    digest = hashlib.sha256(folded(title).encode()).digest()
    mark = base64.b32encode(digest).decode()[:_MARK]
    return f"{initials[:_LETTERS] or 'P'}-{mark}"
