"""How a training is held, in the words that offices use."""

import re

from domain.catalogue.offerings import Mode

_PHRASES = (
    (r"TATAP[\s-]*MUKA", "LURING"),
    (r"(?:JARAK[\s-]*JAUH|E[\s-]*LEARNING|G(?:OOGLE)?[\s-]*MEET|MS[\s-]*TEAMS)", "DARING"),
    (r"ON[\s-]*LINE", "ONLINE"),
    (r"OFF[\s-]*LINE", "OFFLINE"),
    (r"ON[\s-]*SITE", "ONSITE"),
)
_ONSITE = frozenset(("LURING", "OFFLINE", "ONSITE", "KLASIKAL"))
_ONLINE = frozenset(
    ("DARING", "ONLINE", "ZOOM", "TEAMS", "WEBEX", "YOUTUBE", "WEBINAR", "VIRTUAL", "LMS", "PJJ")
)
_BLENDED = frozenset(("BLENDED", "HYBRID", "HIBRIDA", "HIBRID", "CAMPURAN", "BAURAN"))
_BESIDE = frozenset(
    {
        "SECARA",
        "VIA",
        "MELALUI",
        "DENGAN",
        "DAN",
        "METODE",
        "MODA",
        "PELATIHAN",
        "PEMBELAJARAN",
        "LEARNING",
        "MEETING",
    }
)
"""Words that say nothing about the mode."""


def mode_of(text: str) -> Mode | None:
    """`Online/Zoom`, `Klasikal`, `Luring dan Daring`; None if a word is not known.

    `Nonklasikal` is not known on purpose: it may be a course online, or coaching at the office.
    """
    upper = text.upper()
    for pattern, word in _PHRASES:
        upper = re.sub(rf"(?<![A-Z]){pattern}(?![A-Z])", word, upper)
    words = set(re.findall(r"[^\W\d_]+", upper)) - _BESIDE
    if not words or not words <= _ONSITE | _ONLINE | _BLENDED:
        return None
    if words & _BLENDED or (words & _ONSITE and words & _ONLINE):
        return Mode.BLENDED
    return Mode.ONSITE if words & _ONSITE else Mode.ONLINE
