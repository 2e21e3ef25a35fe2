"""Workbooks of any layout with a known truth: each true value is read, or refused by name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from domain.imports.problems import Severity
from tests.support.workbooks import Reading, nip, phone, read

# `make chaos` tries a hundred times as many.
EXAMPLES = 200 if settings.default.max_examples <= 50 else 20_000

NAMES = {
    "nip": ("NIP", "NIP BARU", "N I P", "nip_baru", "NIP/NIPPPK", "No. NIP", "NIP\u200b"),
    "name": ("NAMA", "Nama Lengkap", "Nama dan Gelar", "NAMA PNS", "NAMA :"),
    "phone": ("NOMOR HP", "No. HP/WA", "Telepon", "NO_HP", "No Hp Aktif"),
    "post": ("JABATAN NAMA", "Jabatan", "NAMA JABATAN", "Jabatan\nTerakhir"),
    "unit": ("UNOR NAMA", "Unit Kerja", "OPD", "PERANGKAT DAERAH", "Unit Organisasi"),
}
COLUMNS = tuple(NAMES)
OTHERS = ("NO", "TMT", "AGAMA", "TANDA", "KETERANGAN", "NIP LAMA", "Telepon Kantor")
POSTS = ("Lurah", "Perawat Terampil", "Guru Ahli Pertama")
UNITS = ("Dinas Kesehatan", "Kecamatan Contoh", "BKPSDM")
NOISE = (
    ("JUMLAH", "3 orang"),
    ("II.", "DINAS CONTOH"),
    ("Medan, 30 November 2026",),
    ("Mengetahui",),
)


@dataclass(frozen=True)
class Person:
    """What is true of one person."""

    nip: str
    name: str
    phone: str
    post: str
    unit: str
    hidden: bool


@st.composite
def persons(draw: st.DrawFn) -> list[Person]:
    numbers = draw(st.lists(st.integers(1, 400), min_size=1, max_size=7, unique=True))
    return [
        Person(
            nip(number),
            f"Contoh {number}",
            phone(number),
            draw(st.sampled_from(POSTS)),
            draw(st.sampled_from(UNITS)),
            draw(st.integers(0, 5)) == 0,
        )
        for number in numbers
    ]


def nip_cells(digits: str) -> tuple[Any, ...]:
    spaced = f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    return (
        digits,
        f"'{digits}",
        f"NIP. {digits}",
        f"{digits}.0",
        spaced,
        f" {digits}\xa0",
        int(digits),
        float(digits),
        f"{float(digits):.0f}",
        f"{float(digits):.5E}",
    )


def phone_cells(number: str) -> tuple[Any, ...]:
    tail = number[1:]
    return (
        number,
        f"+62{tail}",
        f"62 {tail}",
        tail,
        int(tail),
        float(tail),
        f"{number}.0",
        f"{number} (WA)",
        f"wa: {number}",
        f"{number[:4]}-{number[4:8]}-{number[8:]}",
        f"{number} / {number}",
        number.replace("0", "O"),
        f"{number}9999",
    )


class Layout:
    """Where everything stands in one drawn sheet."""

    def __init__(self, draw: st.DrawFn, people: list[Person]) -> None:
        self.draw = draw
        self.people = people
        others = draw(st.lists(st.sampled_from(OTHERS), max_size=4, unique=True))
        self.columns = list(draw(st.permutations([*COLUMNS, *others])))
        self.titles = [draw(st.sampled_from(NAMES[c])) if c in NAMES else c for c in self.columns]
        self.deep = draw(st.booleans())
        self.merged = draw(st.lists(st.sampled_from(("post", "unit")), unique=True))
        self.hidden_others = draw(st.booleans())

    def write(self, path: Path) -> None:
        draw = self.draw
        book = Workbook()
        sheet = book.worksheets[0]
        if draw(st.booleans()):
            old = book.create_sheet("lama", 0)
            old.append(self.titles)
            old.append(["Lama" if c != "nip" else self.people[0].nip for c in self.columns])
            old.sheet_state = draw(st.sampled_from(("hidden", "veryHidden")))
        for number in range(draw(st.integers(0, 12))):
            sheet.append([f"KOP SURAT {number}"])
        top = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
        self._title(sheet, top)
        if draw(st.booleans()):
            sheet.append(list(range(1, len(self.columns) + 1)))
        self._rows(sheet)
        book.save(path)

    def _title(self, sheet: Any, top: int) -> None:
        for place, title in enumerate(self.titles, 1):
            sheet.cell(top, place, title)
            if self.deep:
                sheet.merge_cells(
                    start_row=top, end_row=top + 1, start_column=place, end_column=place
                )
        if self.hidden_others:
            for place, column in enumerate(self.columns):
                if column in OTHERS:
                    letter = sheet.cell(1, place + 1).column_letter
                    sheet.column_dimensions[letter].hidden = True
        if self.deep:
            sheet.cell(top + 1, len(self.columns) + 2, " ")

    def _rows(self, sheet: Any) -> None:
        draw = self.draw
        rows: list[int] = []
        for person in self.people:
            if draw(st.integers(0, 6)) == 0:
                sheet.append(list(draw(st.sampled_from(NOISE[:2]))))
            sheet.append([self._cell(person, column) for column in self.columns])
            rows.append(sheet.max_row)
            sheet.row_dimensions[sheet.max_row].hidden = person.hidden
        for column in self.merged:
            self._merge(sheet, column, rows)
        if draw(st.booleans()):
            for words in NOISE:
                sheet.append([None, *words])

    def _merge(self, sheet: Any, column: str, rows: list[int]) -> None:
        place = self.columns.index(column) + 1
        start = 0
        for end in range(1, len(rows) + 1):
            alike = end < len(rows) and (
                getattr(self.people[end], column) == getattr(self.people[start], column)
                and rows[end] == rows[end - 1] + 1
            )
            if not alike:
                if end - start > 1:
                    sheet.merge_cells(
                        start_row=rows[start],
                        end_row=rows[end - 1],
                        start_column=place,
                        end_column=place,
                    )
                start = end

    def _cell(self, person: Person, column: str) -> Any:
        if column == "nip":
            return self.draw(st.sampled_from(nip_cells(person.nip)))
        if column == "phone":
            return self.draw(st.sampled_from(phone_cells(person.phone)))
        return getattr(person, column, "x")


def judged(found: Reading, people: list[Person]) -> None:
    """Each person is read as he is, or his row says which of his values is not."""
    shown = [person for person in people if not person.hidden]
    assert len(found.values) == len(shown) or (not shown and found.refusals)
    for person, (place, row) in zip(shown, found.values.items(), strict=True):
        problems = {one.problem.value: one for one in found.found[place]}
        refused = any(one.problem.severity is Severity.REFUSED for one in problems.values())
        assert refused or (row.nip, row.name) == (person.nip, person.name)
        assert refused is ("nipsci" in problems or "nip17" in problems)
        assert (row.position_title, row.unit_name) == (person.post, person.unit)
        wanted = f"+62{person.phone[1:]}"
        assert row.phone == wanted or (row.phone is None and problems.keys() & {"hp2", "hpbad"}), (
            person,
            row,
        )
    hidden = sum(one.hidden_rows for one in found.passed)
    assert hidden == len(people) - len(shown)


@settings(max_examples=EXAMPLES)
@given(st.data(), persons())
def test_every_person_of_a_sheet_is_read_or_refused_by_name(
    data: st.DataObject, people: list[Person]
):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        Layout(data.draw, people).write(path)
        judged(read(path), people)


DAYS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31))  # noqa: DTZ001


@settings(max_examples=EXAMPLES)
@given(DAYS, st.integers(0, 600), st.booleans(), st.booleans(), st.integers(4, 12))
def test_a_moment_is_the_same_in_every_cell(
    start: datetime, minutes: int, since_1904: bool, styled: bool, digits: int
):
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)
    book = Workbook()
    epoch = datetime.combine(book.epoch.date(), datetime.min.time())
    if since_1904:
        epoch = epoch.replace(year=1904, month=1, day=1)
        book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append(("KODE PELATIHAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA"))
    days = [round((moment - epoch) / timedelta(days=1), digits) for moment in (start, end)]
    sheet.append(("P01", "Contoh", "bimtek", 8, *days, 30))
    if styled:
        sheet["E2"].number_format = sheet["F2"].number_format = "dd/mm/yyyy hh:mm"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book.save(path)
        (row,) = read(path).values.values()
    local = timedelta(hours=7)
    assert row.starts_at.replace(tzinfo=None) + local == (
        start if start.time() != datetime.min.time() else start + timedelta(hours=8)
    )
