"""Which dates and times in a file are accepted for a training."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.imports.cells import Cell, Cells
from domain.imports.problems import Expected


def moment(cell: Cell) -> tuple[datetime | None, list[Expected | None]]:
    cells = Cells({"MULAI": cell}, today=date(2026, 11, 23), zone=ZoneInfo("Asia/Jakarta"))
    return cells.moment("MULAI", time(8)), [found.expected for found in cells.found]


@pytest.mark.parametrize("year", [2000, 2026, 2100])
def test_a_training_of_this_century_is_taken(year: int):
    assert moment(f"7/12/{year}") == (datetime(year, 12, 7, 1, tzinfo=UTC), [])


@pytest.mark.parametrize("cell", ["31/12/1999", "1/1/2101", date(2199, 12, 31)])
def test_a_training_of_another_is_refused_with_its_reason(cell: Cell):
    assert moment(cell) == (None, [Expected.YEAR])


@pytest.mark.parametrize("cell", ["1/1/0001", "7/12/0206", date(9999, 12, 31)])
def test_what_nobody_means_is_no_date_at_all(cell: Cell):
    assert moment(cell) == (None, [Expected.DATE])
