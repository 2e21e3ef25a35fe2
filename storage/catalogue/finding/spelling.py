"""Finds the words that a misspelt word is near to."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

SHORTEST = 4
"""Letters of a word in which a mistake is looked for; shorter ones are too much alike."""
TWO_FROM = 8
"""From this many letters on, two mistakes may be made."""


def nearest(word: str, known: Iterable[str], *, most: int = 1) -> list[str]:
    """The known words with the fewest mistakes, at most `most`, the best first.

    A mistake is a letter too few, too many or wrong, or two neighbours in the wrong order.
    """
    if len(word) < SHORTEST:
        return []
    process, distance = _matching()
    allowed = 2 if len(word) >= TWO_FROM else 1
    found = process.extract(word, known, scorer=distance, score_cutoff=allowed, limit=most)
    return [one for one, _, _ in found]


@cache
def _matching() -> tuple[Any, Any]:
    """Loaded with the first mistake: it takes 6 MB, and most processes never need it."""
    return import_module("rapidfuzz.process"), import_module("rapidfuzz.distance").OSA.distance
