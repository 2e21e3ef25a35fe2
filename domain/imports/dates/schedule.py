"""When an offering takes place, from the cells MULAI, SELESAI and BATAS DAFTAR of its row.

A range in MULAI says when it ends, too; SELESAI may then be blank or say the same once more.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.imports.cells import CLOSING_HOUR, END_HOUR, START_HOUR, Cells
from domain.imports.dates.day_first import Written
from domain.imports.problems import Expected, RowProblem

STARTS, ENDS, CLOSES = "MULAI", "SELESAI", "BATAS DAFTAR"


@dataclass(frozen=True, slots=True)
class OfferingTimes:
    """The times of one row in UTC; None where a cell is wrong, which is noted."""

    starts_at: datetime | None
    ends_at: datetime | None
    closes_at: datetime | None
    """None too: the file does not say."""
    zone: str | None
    """The time zone that the file names; None: it names none."""


def read_times(cells: Cells) -> OfferingTimes:
    """Reads the three cells; problems are noted in `cells`."""
    start = _start(cells)
    end = cells.written(ENDS, required=start is None or not start.is_range)
    close = _close(cells)
    named = [each.zone for each in (start, end, close) if each is not None and each.zone]
    there = ZoneInfo(named[0]) if named else cells.zone
    starts_at = ends_at = closes_at = None
    if start is not None and start.day is not None:
        _compare(cells, start, end)
        opens = start.opens or (end.opens if end is not None and end.closes else None)
        starts_at = _moment(cells, STARTS, start.day, opens or START_HOUR, start.zone, there)
    if start is not None and (end is not None or start.is_range):
        ends_at = _end(cells, start, end, there)
    if close is not None and close.day is not None:
        hour = close.opens or CLOSING_HOUR
        closes_at = _moment(cells, CLOSES, close.day, hour, close.zone, there)
    if starts_at and ends_at and ends_at < starts_at:
        cells.note(RowProblem.ORDER, ENDS)
    if (
        close is not None
        and start is not None
        and _closes_late(start, close, starts_at, closes_at)
    ):
        cells.note(RowProblem.CLOSES_LATE, CLOSES)
    return OfferingTimes(starts_at, ends_at, closes_at, named[0] if named else None)


def _start(cells: Cells) -> Written | None:
    start = cells.written(STARTS)
    if start is not None and start.day is None:
        # Hours alone do not say on which day.
        cells.note(RowProblem.VALUE, STARTS, expected=Expected.DATE)
        return None
    return start


def _close(cells: Cells) -> Written | None:
    close = cells.written(CLOSES, required=False)
    if close is not None and (close.day is None or close.is_range):
        cells.note(RowProblem.VALUE, CLOSES, expected=Expected.DATE)
        return None
    return close


def _closes_late(
    start: Written, close: Written, starts_at: datetime | None, closes_at: datetime | None
) -> bool:
    """Whether sign-up would end after the start; a day alone may be the day of the start."""
    if starts_at is None or closes_at is None or start.day is None or close.day is None:
        return False
    return closes_at > starts_at if close.opens else close.day > start.day


def _compare(cells: Cells, start: Written, end: Written | None) -> None:
    """Notes it if SELESAI contradicts MULAI."""
    if end is None:
        return
    told = (
        # What MULAI says, and what SELESAI says about the same.
        (start.day, end.day if end.last else None),
        (start.last, end.last or end.day),
        (start.opens, end.opens if end.closes else None),
        (start.closes, end.closes or end.opens),
    )
    if any(one and other and one != other for one, other in told):
        cells.note(RowProblem.DIFFER, ENDS)


def _end(cells: Cells, start: Written, end: Written | None, there: ZoneInfo) -> datetime | None:
    day, hour, zone = start.last or start.day, start.closes, start.zone
    if end is not None:
        day = end.last or end.day or day
        said = end.closes or end.opens
        hour, zone = said or hour, end.zone or (None if said else zone)
    return _moment(cells, ENDS, day, hour or END_HOUR, zone, there) if day else None


def _moment(
    cells: Cells, column: str, day: date, hour: time, zone: str | None, there: ZoneInfo
) -> datetime | None:
    if not cells.in_years(column, day):
        return None
    return datetime.combine(day, hour, ZoneInfo(zone) if zone else there).astimezone(UTC)
