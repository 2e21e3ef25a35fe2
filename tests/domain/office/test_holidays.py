"""A holiday as HR types it: the day first, then its name."""

from datetime import date

import pytest

from domain.office.holidays import Holiday, read_holiday

CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("25/12/2026 Natal", "Natal"),
        ("25-12-2026: Hari Raya Natal", "Hari Raya Natal"),
        ("25 Desember 2026 Natal", "Natal"),
        ("Jumat, 25 Des 2026 – Cuti bersama 2", "Cuti bersama 2"),
        ("2026-12-25 Natal", "Natal"),
    ],
)
def test_a_day_and_a_name_are_read(text: str, name: str):
    assert read_holiday(text) == Holiday(CHRISTMAS, name)


@pytest.mark.parametrize(
    "text",
    [
        "Natal",
        "25/12/2026",
        "25/12 Natal",
        "31/11/2026 Libur",
        "Senin, 25/12/2026 Natal",
        "25/12/2199 Natal",
        "25–26/12/2026 Natal",
        "25/12/2026 " + "x" * 201,
        "-",
        "",
    ],
)
def test_anything_else_is_not(text: str):
    assert read_holiday(text) is None
