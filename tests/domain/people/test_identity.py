from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.identity import (
    Nip,
    NipForm,
    NipProblem,
    PhoneProblem,
    contact_phone,
    mask_nip,
    mask_phone,
    nip_digits,
    parse_nip,
    parse_phone,
)

TODAY = date(2026, 11, 23)
PNS = "199001012020011999"
PPPK = "199303032024211997"


@pytest.mark.parametrize(
    "raw",
    [PNS, f"'{PNS}", "19900101 202001 1 999", "19900101.202001.1.999", "19900101-202001-1-999"],
)
def test_a_nip_is_read_however_it_is_written(raw):
    assert parse_nip(raw, today=TODAY) == Nip(PNS, NipForm.PNS)


def test_a_contract_code_is_not_taken_for_a_month():
    assert parse_nip(PPPK, today=TODAY) == Nip(PPPK, NipForm.PPPK)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("19900101202001199", NipProblem.LENGTH),
        ("1990010120200119990", NipProblem.LENGTH),
        ("", NipProblem.LENGTH),
        ("abc", NipProblem.LENGTH),
        ("１９９００１０１２０２００１１９９９", NipProblem.LENGTH),
        (1.97604122005073e17, NipProblem.SPOILT),
        ("1.97604122005073E+17", NipProblem.SPOILT),
        ("1,97604E+17", NipProblem.SPOILT),
        (197604122005073000, NipProblem.SPOILT),
        ("199001012020011000", NipProblem.SPOILT),
        ("199013012020011999", NipProblem.SHAPE),
        ("199002302020011999", NipProblem.SHAPE),
        ("202001012038011999", NipProblem.SHAPE),
        ("194001011960011999", NipProblem.SHAPE),
        ("199001012003011999", NipProblem.SHAPE),
        ("199001012029011999", NipProblem.SHAPE),
        ("199001012020013999", NipProblem.SHAPE),
    ],
)
def test_a_nip_that_cannot_be_is_refused_with_its_reason(raw, problem):
    assert parse_nip(raw, today=TODAY) is problem


def test_a_number_written_whole_by_a_program_is_a_nip():
    assert parse_nip(int(PNS), today=TODAY) == Nip(PNS, NipForm.PNS)


@given(st.text() | st.floats() | st.integers() | st.booleans())
def test_no_cell_breaks_the_nip_reader(raw):
    read = parse_nip(raw, today=TODAY)
    assert isinstance(read, NipProblem) or (len(read.digits) == 18 and read.digits.isascii())


@given(
    born=st.dates(date(1955, 1, 1), date(2008, 1, 1)),
    code=st.integers(1, 99),
    sex=st.sampled_from("12"),
    sequence=st.integers(1, 999),
)
def test_every_number_of_the_right_shape_is_read_back(born, code, sex, sequence):
    digits = f"{born:%Y%m%d}{born.year + 18}{code:02d}{sex}{sequence:03d}"
    read = parse_nip(digits, today=TODAY)
    assert read == Nip(digits, NipForm.PNS if code <= 12 else NipForm.PPPK)


def test_the_operator_types_a_nip_with_or_without_spaces():
    assert nip_digits("19900101 202001 1 999") == PNS
    assert nip_digits("1990") is None


def test_a_nip_is_shown_only_in_part():
    assert mask_nip(PNS) == "1990********999"
    assert mask_nip("12345") == "********"


@pytest.mark.parametrize(
    "raw",
    [
        "+6284000000007",
        "6284000000007",
        "084000000007",
        "84000000007",
        84000000007,
        84000000007.0,
        "+62 (0)840-0000-0007",
        "0840.0000.0007",
        "'084000000007",
        "+62 840 0000 0007",
    ],
)
def test_one_number_in_all_its_spellings(raw):
    assert parse_phone(raw) == "+6284000000007"


@pytest.mark.parametrize(
    "raw",
    ["084000000007/084000000008", "084000000007, 084000000008", "084000000007 atau 084000000008"],
)
def test_of_two_numbers_none_is_taken(raw):
    assert parse_phone(raw) is PhoneProblem.TWO


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "-",
        "0614567890",
        "+60123456789",
        "080000000007",
        "08400000",
        "08400000000077",
        "x",
        7.5,
    ],
)
def test_what_is_no_mobile_number(raw):
    assert parse_phone(raw) is PhoneProblem.INVALID


@given(st.from_regex(r"8[1-9][0-9]{6,10}", fullmatch=True))
def test_every_mobile_number_is_valid_in_all_forms(national):
    expected = f"+62{national}"
    for raw in (national, f"0{national}", f"62{national}", f"+62{national}", f"+62 (0){national}"):
        assert parse_phone(raw) == expected
    assert contact_phone(f"62{national}") == contact_phone(expected) == expected


@given(st.text() | st.floats() | st.integers())
def test_no_cell_breaks_the_phone_reader(raw):
    read = parse_phone(raw)
    assert isinstance(read, PhoneProblem) or read.startswith("+628")


@pytest.mark.parametrize(
    "raw", ["084000000007", "84000000007", "+60123456789", "+62 84000000007", "", "+62614567890"]
)
def test_a_shared_contact_is_taken_in_the_international_form_alone(raw):
    assert contact_phone(raw) is None


def test_the_demo_numbers_are_valid():
    assert contact_phone("+6284000000007") == "+6284000000007"


def test_a_phone_is_shown_only_in_part():
    assert mask_phone("+6284000000007") == "+6284******007"
    assert mask_phone("+62") == "******"
