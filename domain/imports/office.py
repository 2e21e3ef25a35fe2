"""Rows of the sheets of the office's own rules: public holidays, and values of policies."""

from dataclasses import dataclass
from datetime import date

from domain.imports.cells import Cells
from domain.imports.problems import Expected, RowProblem
from domain.office.holidays import LONGEST_NAME
from domain.office.policies import Policy, read_name, read_value


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A public holiday."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A value that holds from a day on."""

    name: str
    value: str
    since: date


def read_holiday_row(cells: Cells) -> HolidayRow:
    """One row of the sheet of holidays."""
    day = cells.day("TANGGAL LIBUR")
    if day is not None:
        cells.in_years("TANGGAL LIBUR", day)
    return HolidayRow(day or date.min, cells.required("KETERANGAN", most=LONGEST_NAME))


def read_policy_row(cells: Cells) -> PolicyRow:
    """One row of the sheet of policies; a name or a value that is not known refuses it."""
    written, text = cells.required("NAMA"), cells.required("NILAI")
    name = read_name(written)
    if written and name is None:
        cells.note(RowProblem.VALUE, "NAMA", expected=Expected.POLICY)
    value = read_value(name, text) if name is not None and text else None
    if name is not None and text and value is None:
        cells.note(RowProblem.VALUE, "NILAI", expected=_EXPECTED[name])
    since = cells.day("BERLAKU SEJAK")
    if since is not None:
        cells.in_years("BERLAKU SEJAK", since)
    return PolicyRow(name or "", value or "", since or date.min)


_EXPECTED = {
    Policy.UNDO_MINUTES: Expected.UNDO_MINUTES,
    Policy.LARGE_CHANGE: Expected.LARGE_CHANGE,
    Policy.OFFER_HOURS: Expected.OFFER_HOURS,
    Policy.QUEUE_CUTOFF: Expected.QUEUE_HOURS,
    Policy.RESERVE_ENDS: Expected.RESERVE_DAYS,
    Policy.LATE_CANCEL: Expected.RESERVE_DAYS,
    Policy.SESSION_TIMES: Expected.SESSION_TIMES,
}
