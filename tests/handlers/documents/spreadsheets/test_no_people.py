"""Rows that look like a person and are none, and rows whose values have moved."""

import pytest

from tests.support.office_files import TITLES, book, people, staff, text
from tests.support.workbooks import nip, phone, read


def passed(path) -> int:
    """How many rows are passed over; both people of the file are read."""
    found = read(path)
    assert [row.name for row in found.values.values()] == ["Contoh 1", "Contoh 2"]
    return sum(one.noise for one in found.passed)


def test_a_separator_inside_a_value_moves_nothing_into_another_column(tmp_path):
    whole = text(tmp_path / "a.csv", ",")
    lines = whole.read_text().splitlines()
    moved = lines[2].replace("Contoh 2", "Contoh 2, S.H.")
    for blank in ("", ","):
        # Some applications end each row with an empty cell.
        path = tmp_path / f"b{len(blank)}.csv"
        path.write_text("\n".join((lines[0], lines[1] + blank, moved + blank)))
        found = read(path)
        assert found.verdicts() == {2: "warn", 3: "refuse"}
        assert ("surplus", "NIP BARU") in found.problems(3)


@pytest.mark.parametrize(
    "footer",
    [
        [("JUMLAH", nip(8), "2 orang", None, "Lurah", "Dinas Contoh")],
        [("TOTAL", nip(8), "ASN")],
        [(None, f"NIP. {nip(8)}", "CONTOH KEPALA")],
        [(None, "Kepala Dinas,"), (None, f"NIP. {nip(8)}", f"NIP. {nip(9)}")],
    ],
)
def test_who_signs_and_what_sums_up_is_no_person(tmp_path, footer):
    path = book(tmp_path / "a.xlsx", [TITLES, *people(2), [], *footer])
    assert passed(path) == len(footer)


def test_one_who_signs_below_names_and_numbers_in_one_column_is_no_person(tmp_path):
    titles = ("NO", "NAMA / NIP", "NO HP", "JABATAN", "UNIT KERJA")
    rows = [(n, f"Contoh {n}\nNIP. {nip(n)}", phone(n), "Lurah", "Dinas Contoh") for n in (1, 2)]
    signed = (None, None, None, f"CONTOH KEPALA\nNIP. {nip(9)}")
    beside = (None, f"CONTOH KEPALA NIP. {nip(8)}")
    assert passed(book(tmp_path / "a.xlsx", [titles, *rows, [], signed, beside])) == 2


def test_people_whose_numbers_have_their_word_are_people(tmp_path):
    rows = [staff(1, NIP=f"NIP. {nip(1)}"), (None, f"NIP. {nip(2)}", "Contoh 2")]
    assert len(read(book(tmp_path / "a.xlsx", [TITLES, *rows])).values) == 2
