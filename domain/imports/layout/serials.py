"""Days as spreadsheets count them: one reader, one epoch of the book, rounded to the minute."""

import math
from datetime import date, datetime, time, timedelta
from typing import TypeGuard

DAYS_TO_1904 = 1462
"""Books of old Macs count from 1904; this many days lie between the two beginnings."""
_FIRST = datetime.combine(date(1899, 12, 30), time(0))
_LAST = 2_958_465
"""31 December 9999."""


def is_number(cell: object) -> TypeGuard[int | float]:
    """Whether a cell holds a number; a yes or no is none."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def moment_of(serial: float, *, since_1904: bool = False) -> datetime | None:
    """The moment of a cell that shows a date; None for a number that is no day.

    Rounded to the minute: as a floating-point number 08.00 may be 07.59.59,9.
    """
    days = serial + (DAYS_TO_1904 if since_1904 else 0)
    if not math.isfinite(days) or not 1 <= days <= _LAST:
        return None
    return _FIRST + timedelta(minutes=round(days * 24 * 60))
