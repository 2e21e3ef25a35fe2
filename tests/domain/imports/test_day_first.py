from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.imports.day_first import read_day, read_moment


@pytest.mark.parametrize(
    "raw",
    [
        "7/12/2026",
        "07-12-2026",
        "7.12.2026",
        "7 Des 2026",
        "7 Desember 2026",
        "Senin, 7 Desember 2026",
        "2026-12-07",
        date(2026, 12, 7),
        datetime.combine(date(2026, 12, 7), time(0)),
        46363,
        46363.0,
        "46363",
    ],
)
def test_the_day_comes_first(raw):
    assert read_moment(raw) == (date(2026, 12, 7), None)


@pytest.mark.parametrize(
    "raw",
    [
        "7/12/2026 08.00",
        "7/12/2026 08:00",
        "07-12-2026 8.00",
        "7 Des 2026 pukul 08.00 WIB",
        "2026-12-07 08:00:00",
        "2026-12-07T08:00",
        datetime.combine(date(2026, 12, 7), time(8)),
        46363 + 8 / 24,
        "46363,333333",
    ],
)
def test_hours_with_dots_or_colons(raw):
    assert read_moment(raw) == (date(2026, 12, 7), time(8))


@pytest.mark.parametrize(
    "raw",
    [
        "32/12/2026",
        "12/13/2026",
        "30/02/2027",
        "7 Foo 2026",
        "7/12/26",
        "besok",
        "",
        "12",
        12,
        True,
        "7/12/2026 25.00",
        "99999",
        "2026-13-01",
        "7/12/2026 08.61",
    ],
)
def test_what_is_no_date(raw):
    assert read_moment(raw) is None
    assert read_day(raw) is None


@given(st.text() | st.floats() | st.integers() | st.booleans())
def test_no_cell_breaks_the_reader(raw):
    read_moment(raw)


@given(st.dates(date(1955, 1, 1), date(2100, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_every_form_of_a_moment_is_read_back(day, hour, minute):
    expected = (day, time(hour, minute))
    moment = datetime.combine(*expected)
    assert read_moment(f"{moment:%d/%m/%Y %H.%M}") == expected
    assert read_moment(f"{moment:%d-%m-%Y %H:%M}") == expected
    assert read_moment(f"{moment:%Y-%m-%d %H:%M}") == expected
