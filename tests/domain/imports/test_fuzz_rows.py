"""Any rows of HR's files get a verdict and never raise; no bad value is accepted."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.imports.checks import Known, Ledger
from domain.imports.competency import AssessmentRow, RequirementRow
from domain.imports.judged import ReadRow, Row, read_row
from domain.imports.posts.rows import MandateRow, SuperiorRow
from domain.imports.sheets import COLUMNS, REQUIRED, SheetKind, recognise
from domain.imports.staff import StaffRow
from domain.imports.training import ParticipantRow, TrainingRow
from domain.people.identity import PhoneProblem, parse_nip, parse_phone
from tests.support.workbooks import CELL, TODAY

FIRST = datetime.combine(date.min, time(0, 1))
ZONE = ZoneInfo("Asia/Jakarta")
NIP = "199001012015011991"
PLAUSIBLE: dict[str, tuple[Any, ...]] = {
    "NIP": (NIP, f"'{NIP}", 199001012015011991, 1.99001012015011e17, NIP[:-1], "", "-"),
    "NOMOR HP": ("081234567890", 81234567890, "0812-3456-7890 / 0813", "(061) 451", "", None),
    "DAY": ("7/12/2026", "7 Des 2026 08.00", 46000, 46000.5, date(2026, 12, 7), "01-01-0001"),
    "LEVEL": (0, 1, "3", 3.0, 5, 6, "tiga"),
    "NUMBER": (30, "16", 0, -1, 10**7, 2.5),
    "WORDS": ("Contoh", "Teknis", "Bimtek", "Aktif", "Pensiun", "PNS", "PPPK", "Ya", "Hadir"),
    "TAUTAN": ("https://example.id/kelas", "example.id", "javascript:1", "https://a@b.id"),
    "KOMPETENSI": ("K1=3; K2=4", "K1", "K1=9"),
}
KIND_OF = {
    **dict.fromkeys(("NIP BARU", "NIP ATASAN"), "NIP"),
    **dict.fromkeys(("MULAI", "SELESAI", "BATAS DAFTAR", "TANGGAL PENILAIAN"), "DAY"),
    **dict.fromkeys(("TANGGAL LIBUR", "BERLAKU SEJAK"), "DAY"),
    **dict.fromkeys(("JP", "KUOTA", "NILAI"), "NUMBER"),
}
GOOD: dict[str, Any] = {
    **{"NIP": NIP, "NIP BARU": NIP, "NOMOR HP": "081234567890", "LEVEL": 3, "KELOMPOK": "Teknis"},
    **{"MULAI": "7/12/2026", "SELESAI": "8/12/2026", "TANGGAL PENILAIAN": date(2026, 6, 1)},
    **{"JP": 16, "KUOTA": 30, "STATUS": "Hadir", "NILAI": 5},
    **{"TANGGAL LIBUR": date(2026, 12, 25), "BERLAKU SEJAK": date(2027, 1, 1)},
}
OF_KIND: dict[SheetKind, dict[str, Any]] = {
    SheetKind.POLICY: {"NAMA": "urung_menit"},
    SheetKind.SUPERIOR: {"NIP ATASAN": "198001012005011992"},
    SheetKind.MANDATE: {"JENIS": "Plt"},
}
"""What a column holds in sheets of one kind alone."""


def good(kind: SheetKind) -> dict[str, Any]:
    """A row as HR writes it, by column."""
    known = GOOD | OF_KIND.get(kind, {})
    return {
        column: known.get(column, "Contoh" if column in REQUIRED[kind] else None)
        for column in COLUMNS[kind]
    }


def row_of(kind: SheetKind) -> st.SearchStrategy[list[Any]]:
    """A good row with some cells that are likely, well or badly written, or hold anything."""
    cells = {column: _cell(column) for column in COLUMNS[kind]}
    slips = st.fixed_dictionaries({}, optional=cells)
    single = st.sampled_from(COLUMNS[kind]).flatmap(
        lambda column: cells[column].map(lambda cell: {column: cell})
    )
    rows = (single | single | slips).map(lambda changed: list((good(kind) | changed).values()))
    return st.tuples(rows, st.integers(0, 2)).map(lambda row: row[0][: len(row[0]) - row[1]])


def _cell(column: str) -> st.SearchStrategy[Any]:
    likely = st.sampled_from(PLAUSIBLE.get(KIND_OF.get(column, column), PLAUSIBLE["WORDS"]))
    # As often as all else together: `|` would give every kind of cell the same share.
    return st.booleans().flatmap(lambda known: likely if known else CELL)


def judged(kind: SheetKind, rows: list[list[Any]]) -> Iterator[ReadRow]:
    """The rows as an import judges them."""
    layout, ledger = recognise(COLUMNS[kind]), Ledger(Known())
    assert layout is not None
    assert layout.kind is kind
    for number, cells in enumerate(rows, 2):
        row = read_row(layout, sheet=0, number=number, cells=cells, today=TODAY, zone=ZONE)
        if row is not None:
            yield ledger.check(row)
    list(ledger.late())


def fits(values: Row) -> bool:
    """Whether a good row holds what the tables take for true."""
    match values:
        case StaffRow():
            superior = values.superior_nip
            read = parse_phone(values.phone) if values.phone else values.phone
            known = read == values.phone and not isinstance(read, PhoneProblem)
            return known and bool(values.name) and all(map(_nip, [values.nip, superior or NIP]))
        case AssessmentRow():
            return _nip(values.nip) and 0 <= values.level <= 5 and values.assessed_on > date.min
        case ParticipantRow():
            return _nip(values.nip) and bool(values.code)
        case SuperiorRow():
            known = all(map(_nip, [values.nip, values.superior_nip]))
            return known and values.nip != values.superior_nip
        case MandateRow():
            years = 1900 < values.since.year <= values.until.year < 2200
            return _nip(values.nip) and bool(values.position_key and values.kind) and years
        case RequirementRow():
            return 1 <= values.level <= 5 and bool(values.position_key)
        case TrainingRow():
            closes_at = values.closes_at or values.starts_at
            moments = (values.starts_at, values.ends_at, closes_at)
            years = all(1900 < moment.year < 2200 for moment in moments)
            aware = all(moment.utcoffset() == timedelta() for moment in moments)
            return years and aware and values.starts_at <= values.ends_at and values.quota >= 0
    return True


def _nip(digits: str) -> bool:
    read = parse_nip(digits, today=TODAY)
    return getattr(read, "digits", None) == digits


@pytest.mark.parametrize("kind", SheetKind)
@given(st.data())
def test_a_row_is_judged_and_a_good_one_is_good(kind: SheetKind, data: st.DataObject):
    for row in judged(kind, data.draw(st.lists(row_of(kind), min_size=5, max_size=10))):
        assert row.refused or fits(row.values), row
        texts = [getattr(row.values, field.name) for field in fields(row.values)]
        # Neither database keeps these signs.
        assert not any("\x00" in text for text in texts if isinstance(text, str))


@pytest.mark.parametrize("kind", SheetKind)
def test_a_row_as_hr_writes_it_is_good(kind: SheetKind):
    (row,) = judged(kind, [list(good(kind).values())])
    assert not row.refused, row.found
    assert fits(row.values)


@pytest.mark.parametrize("written", ["01-01-0001", "7/12/0206", FIRST, "31/12/9999 23.59"])
@pytest.mark.parametrize("column", ["MULAI", "SELESAI", "BATAS DAFTAR"])
def test_a_moment_that_nobody_means_is_refused(written: Any, column: str):
    (row,) = judged(
        SheetKind.TRAINING, [list((good(SheetKind.TRAINING) | {column: written}).values())]
    )
    assert row.refused
