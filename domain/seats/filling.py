"""How the seats of an offering are given: in the order of signing up, by need, or by draw."""

from enum import StrEnum


class SeatFilling(StrEnum):
    """The words are stored."""

    ORDER = "order"
    """At once, in the order of signing up (PENGISIAN urutan)."""
    NEED = "need"
    """When sign-up closes, by points (prioritas)."""
    DRAW = "draw"
    """When sign-up closes, by lot (undian)."""


WORDS = {"urutan": SeatFilling.ORDER, "prioritas": SeatFilling.NEED, "undian": SeatFilling.DRAW}
"""What HR's file says in PENGISIAN."""


def read_filling(text: str) -> SeatFilling | None:
    """The filling that a cell of HR's file names."""
    return WORDS.get(text.strip().casefold())


def filling_word(filling: SeatFilling) -> str:
    """The word of the PENGISIAN column."""
    return next(word for word, one in WORDS.items() if one is filling)
