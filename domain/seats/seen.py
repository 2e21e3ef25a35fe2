"""What a message showed about an offering and a person's part in it, as a short number.

A button that changes a seat carries the number of what its message showed. If it differs from the
present one, the offering was moved or the seat changed since: the press then shows the present
state and changes nothing.
"""

from datetime import datetime, timedelta
from typing import Protocol
from zlib import crc32

SHOWN = 36**5
"""Five digits in a button."""


class Dated(Protocol):
    """Anything with the time of an offering."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


class Movable(Dated, Protocol):
    """An offering that a file may move to another time."""

    @property
    def moved_at(self) -> datetime | None: ...


SECOND = timedelta(seconds=1)
"""Telegram tells the time of a message in whole seconds."""


def seen(there: Dated, since: datetime | None = None) -> int:
    """The number of an offering's time and of the last change of the person's seat, if any."""
    parts = (there.starts_at, there.ends_at, since)
    text = " ".join("-" if part is None else f"{part.timestamp():.6f}" for part in parts)
    return crc32(text.encode()) % SHOWN


def is_stale(shown: int | datetime | None, there: Movable, since: datetime | None = None) -> bool:
    """Whether what a button's message showed is no longer true.

    A button of an older version has no number, only the time when its message was written: it is
    stale if the offering was moved or the seat changed afterwards.
    """
    if isinstance(shown, datetime):
        changes = (there.moved_at, since)
        return any(each is not None and each >= shown + SECOND for each in changes)
    return shown is not None and shown != seen(there, since)
