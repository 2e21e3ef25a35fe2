"""The sample data as the workbook HR would send: the demo loads it like any other file."""

import io
from collections.abc import Iterable
from datetime import date, timedelta

from openpyxl import Workbook

from sandbox.sample.people import residents, superior_of
from sandbox.sample.posts import (
    LEVELS,
    MANAGERIAL,
    POSTS,
    SOCIOCULTURAL,
    TECHNICAL,
    UNITS,
    requirements,
)
from sandbox.sample.trainings import COURSES, HOLIDAYS, IN_SESSIONS, Course, places

Cell = str | int | None


_SESSION = ("KODE PELATIHAN", "ANGKATAN", "SESI", "MULAI", "SELESAI", "JP", "NARASUMBER")


def workbook(today: date) -> bytes:
    """All sheets of a roster, with dates relative to `today` (a local day)."""
    book = Workbook(write_only=True)
    for title, header, rows in (
        ("Data Pegawai", _STAFF, _staff()),
        ("Unit", ("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"), _units()),
        ("Kompetensi", _COMPETENCY, _competencies()),
        ("Standar", ("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"), _standards()),
        ("Penilaian", ("NIP", "KODE KOMPETENSI", "LEVEL", "TANGGAL PENILAIAN"), _ratings(today)),
        ("Pelatihan", _TRAINING, _courses(today)),
        ("Sesi", _SESSION, _sessions(today)),
        ("Libur", ("TANGGAL LIBUR", "KETERANGAN"), _holidays(today)),
    ):
        sheet = book.create_sheet(title)
        sheet.append(header)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_STAFF = (
    "NIP BARU",
    "NAMA",
    "GELAR DEPAN",
    "GELAR BELAKANG",
    "NOMOR HP",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM NAMA",
    "GOL AKHIR NAMA",
    "JENIS JABATAN NAMA",
    "JABATAN NAMA",
    "UNOR ID",
    "UNOR NAMA",
    "NIP ATASAN",
)
_COMPETENCY = (
    "KODE KOMPETENSI",
    "NAMA KOMPETENSI",
    "KELOMPOK",
    *(f"LEVEL {n}" for n in range(1, 6)),
)
_TRAINING = (
    "KODE PELATIHAN",
    "JUDUL",
    "JENIS",
    "MODA",
    "JP",
    "PENYELENGGARA",
    "KOMPETENSI",
    "ANGKATAN",
    "MULAI",
    "SELESAI",
    "TEMPAT",
    "TAUTAN",
    "KUOTA",
    "BATAS DAFTAR",
    "PERLU PERSETUJUAN",
)


def _staff() -> Iterable[tuple[Cell, ...]]:
    for person in residents():
        yield (
            person.nip,
            person.name,
            None,
            person.title_after,
            f"0{person.phone[3:]}",
            person.employment,
            "Aktif",
            person.grade,
            None,
            person.post,
            person.unit,
            UNITS[person.unit][0],
            head.nip if (head := superior_of(person)) is not None else None,
        )


def _units() -> Iterable[tuple[Cell, ...]]:
    for code, (name, parent) in UNITS.items():
        yield code, name, parent


def _competencies() -> Iterable[tuple[Cell, ...]]:
    groups = (
        (MANAGERIAL, "manajerial"),
        (SOCIOCULTURAL, "sosial kultural"),
        (TECHNICAL, "teknis"),
    )
    for names, group in groups:
        for code, name in names.items():
            yield (code, name, group, *(f"{name}: {level}" for level in LEVELS))


def _standards() -> Iterable[tuple[Cell, ...]]:
    for post in POSTS:
        for code, level in requirements(post).items():
            yield post, code, level


def _ratings(today: date) -> Iterable[tuple[Cell, ...]]:
    assessed = _day(today - timedelta(days=160))
    for person in residents():
        for code, level in person.ratings.items():
            yield person.nip, code, level, assessed


def _courses(today: date) -> Iterable[tuple[Cell, ...]]:
    for number, (course, place) in enumerate(zip(COURSES, places(today), strict=True), 1):
        yield _course(number, course, today, place)


def _course(number: int, course: Course, today: date, place: str) -> tuple[Cell, ...]:
    start, end = course.dates(today)
    online = course.mode != "luring"
    return (
        f"C{number:02d}",
        course.title,
        course.kind,
        course.mode,
        course.hours,
        "BKPSDM",
        course.aims,
        "I",
        f"{_day(start)} 08.00",
        f"{_day(end)} 16.00",
        None if course.mode == "daring" else place,
        "https://example.id/kelas" if online else None,
        course.quota,
        _day(start - timedelta(days=2)),
        "ya" if course.approval else "tidak",
    )


def _sessions(today: date) -> Iterable[tuple[Cell, ...]]:
    """A morning and an afternoon on each day of one training."""
    code, course = next(
        (f"C{number:02d}", course)
        for number, course in enumerate(COURSES, 1)
        if course.title == IN_SESSIONS
    )
    start, _ = course.dates(today)
    spans = (("08.00", "12.00", "Contoh Narasumber"), ("13.00", "16.00", None))
    for number in range(course.days):
        day = _day(start + timedelta(days=number))
        for half, (opens, closes, speaker) in enumerate(spans, 1):
            times = (f"{day} {opens}", f"{day} {closes}")
            yield (code, "I", 2 * number + half, *times, 4, speaker)


def _holidays(today: date) -> Iterable[tuple[Cell, ...]]:
    for year in (today.year, today.year + 1):
        for month, day, name in HOLIDAYS:
            yield _day(date(year, month, day)), name


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
