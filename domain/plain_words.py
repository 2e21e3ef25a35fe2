"""How words that people type are compared: letters and digits alone, whatever the case."""

import re
import unicodedata

_INSIDE = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
"""Apostrophes inside a word, which people type or leave out: Jum'at, assalamu'alaikum."""
_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"(\D)\1+")


def folded(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation: `Kerja-sama!` → kerja, sama."""
    bare = text.casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", bare)
        bare = "".join(one for one in plain if not unicodedata.combining(one))
    return tuple(_WORD.findall(_INSIDE.sub("", bare)))


def squeezed(word: str) -> str:
    """A word without repeated letters: `halooo` and `hallo` are both `halo`."""
    return _REPEATED.sub(r"\1", word)
