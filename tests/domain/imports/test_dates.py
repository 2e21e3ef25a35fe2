"""Which dates and times in a row of the training sheet are accepted."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.imports.cells import Cell, Cells
from domain.imports.dates.schedule import OfferingTimes, read_times
from domain.imports.problems import Expected, RowProblem


def times(
    start: Cell, end: Cell = None, close: Cell = None
) -> tuple[OfferingTimes, list[tuple[str, str, Expected | None]]]:
    cells = Cells(
        {"MULAI": start, "SELESAI": end, "BATAS DAFTAR": close},
        today=date(2026, 11, 23),
        zone=ZoneInfo("Asia/Jakarta"),
    )
    read = read_times(cells)
    return read, [(found.problem, found.column, found.expected) for found in cells.found]


def at(day: int, hour: int, *, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize("year", [2000, 2026, 2100])
def test_a_training_of_this_century_is_taken(year: int):
    read, found = times(f"7/12/{year}", f"7/12/{year}")
    assert (read.starts_at, found) == (at(7, 1, year=year), [])


@pytest.mark.parametrize("cell", ["31/12/1999", "1/1/2101", date(2199, 12, 31)])
def test_a_training_of_another_is_refused_with_its_reason(cell: Cell):
    read, found = times(cell, "7/12/2026")
    assert read.starts_at is None
    assert found == [(RowProblem.VALUE, "MULAI", Expected.YEAR)]


@pytest.mark.parametrize("cell", ["1/1/0001", "7/12/0206", date(9999, 12, 31)])
def test_what_nobody_means_is_no_date_at_all(cell: Cell):
    _, found = times(cell, "7/12/2026")
    assert found == [(RowProblem.VALUE, "MULAI", Expected.DATE)]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("7-9 Desember 2026", None),
        ("7 s.d. 9 Desember 2026", "9 Desember 2026"),
        ("7 Desember 2026", "7 s.d. 9 Desember 2026"),
        ("7-9 Desember 2026, 08.00-16.00", "9 Desember 2026 pukul 16.00"),
        ("7-9 Desember 2026 pukul 08.00", "16.00 WIB"),
        ("7 Desember 2026, 08.00 s/d 16.00 WIB", "9 Desember 2026"),
        ("7 Desember 2026", "9 Desember 2026, 08.00-16.00"),
        ("7 Des 2026 08.00 s.d. 9 Des 2026 16.00", None),
    ],
)
def test_a_range_says_when_it_ends(start: str, end: str | None):
    read, found = times(start, end)
    assert found == []
    assert (read.starts_at, read.ends_at) == (at(7, 1), at(9, 9))


def test_hours_in_one_cell_are_those_of_that_day():
    read, found = times("4 Januari 2027, 08.00 s/d 16.00 WIB")
    assert found == []
    assert read.starts_at == at(4, 1, month=1, year=2027)
    assert read.ends_at == at(4, 9, month=1, year=2027)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("7-9 Desember 2026", "10 Desember 2026"),
        ("7 Desember 2026, 08.00-16.00", "9 Desember 2026 pukul 17.00"),
        ("7 Desember 2026", "8 s.d. 9 Desember 2026"),
        ("7 Desember 2026 pukul 09.00", "9 Desember 2026, 08.00-16.00"),
    ],
)
def test_a_contradiction_is_refused_by_name(start: str, end: str):
    _, found = times(start, end)
    assert found == [(RowProblem.DIFFER, "SELESAI", None)]


def test_a_single_day_needs_an_end():
    _, found = times("7 Desember 2026")
    assert found == [(RowProblem.EMPTY, "SELESAI", None)]


@pytest.mark.parametrize(
    ("start", "end", "close", "wrong"),
    [
        ("16.00", "7/12/2026", None, "MULAI"),
        ("7/12/2026", "7/12/2026", "16.00", "BATAS DAFTAR"),
        ("7/12/2026", "7/12/2026", "4-5 Desember 2026", "BATAS DAFTAR"),
    ],
)
def test_where_one_day_is_needed_hours_or_a_range_are_refused(
    start: str, end: str, close: str | None, wrong: str
):
    _, found = times(start, end, close)
    assert found == [(RowProblem.VALUE, wrong, Expected.DATE)]


@pytest.mark.parametrize(
    ("letters", "zone", "hour"),
    [
        ("WIB", "Asia/Jakarta", 1),
        ("WITA", "Asia/Makassar", 0),
        ("WIT", "Asia/Jayapura", -1),
    ],
)
def test_a_zone_holds_for_the_whole_row(letters: str, zone: str, hour: int):
    read, found = times(f"9/12/2026 08.00 {letters}", "9/12/2026 16.00", "5/12/2026 10.00")
    assert found == []
    assert read.zone == zone
    assert read.starts_at == (at(9, hour) if hour >= 0 else at(8, 23))
    assert read.ends_at == at(9, hour + 8)
    assert read.closes_at == at(5, hour + 2)


def test_a_zone_beside_another_is_converted():
    read, found = times("9/12/2026 08.00 WITA", "9/12/2026 16.00 WITA", "5/12/2026 10.00 WIB")
    assert found == []
    assert (read.zone, read.closes_at) == ("Asia/Makassar", at(5, 3))


def test_a_row_without_a_zone_is_read_in_that_of_the_installation():
    read, _ = times("9/12/2026 08.00", "9/12/2026 16.00")
    assert (read.zone, read.starts_at) == (None, at(9, 1))
