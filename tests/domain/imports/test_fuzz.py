"""Any content of a cell or a contact gives an answer and never raises."""

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from domain.imports import cells
from domain.imports.dates.day_first import Written, read_day, read_written
from domain.people.identity import (
    NipProblem,
    PhoneProblem,
    contact_phone,
    mask_nip,
    mask_phone,
    nip_digits,
    parse_nip,
    parse_phone,
)
from tests.support.workbooks import CELL, TODAY


@given(CELL)
def test_a_nip_is_eighteen_digits_or_a_problem(cell: object):
    found = parse_nip(cell, today=TODAY)
    if not isinstance(found, NipProblem):
        assert len(found.digits) == 18
        assert found.digits.isascii()
        assert parse_nip(found.digits, today=TODAY) == found
        assert found.digits not in mask_nip(found.digits)


@given(CELL)
def test_a_phone_is_a_number_of_the_country_or_a_problem(cell: object):
    found = parse_phone(cell)
    if not isinstance(found, PhoneProblem):
        assert found.startswith("+628")
        assert found[1:].isascii()
        assert found[1:].isdigit()
        assert parse_phone(found) == found
        assert found not in mask_phone(found)


@given(st.text(max_size=40))
def test_a_contact_is_the_same_number_or_none(raw: str):
    found = contact_phone(raw)
    assert found is None or (found.startswith("+628") and contact_phone(found) == found)
    assert nip_digits(raw) is None or len(nip_digits(raw) or "") == 18


@given(CELL)
def test_a_moment_is_read_or_not(cell: object):
    read_written(cell)
    day = read_day(cell)
    assert day is None or isinstance(day, date)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.times())
def test_what_is_written_as_people_write_is_read_back(day: date, hour: time):
    assert read_day(f"{day:%d/%m/%Y}") == day
    assert read_day(f"{day:%d-%m-%Y}") == day
    assert read_day(f"{day:%Y-%m-%d}") == day
    moment = datetime.combine(day, hour.replace(second=0, microsecond=0))
    assert isinstance(read_written(f"{moment:%d/%m/%Y %H.%M}"), Written)
    assert read_day(datetime.combine(day, hour, UTC).replace(tzinfo=None)) == day


@given(CELL)
def test_a_cell_is_always_shown(cell: object):
    assert isinstance(cells.shown(cell), str)
