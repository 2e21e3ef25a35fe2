"""Attendance lists and lists of participants (DAFTAR HADIR, DAFTAR PESERTA).

They name people with their posts as a staff sheet does, but never become staff data: HR is asked
which offering they belong to, and each row then says who took part in it.
"""

import re
from collections.abc import Sequence

from domain.imports.cells import Cells
from domain.imports.layout.titles import shown_title, title_key
from domain.imports.problems import Expected, RowProblem
from domain.imports.sheets import Layout, SheetKind
from domain.imports.training import ParticipantRow, Participation

_PEOPLE = ("NIP", "NAMA")
_TITLES = {
    "NIP": ("NIP", "NIPBARU", "NONIP", "NIPPESERTA"),
    "NAMA": ("NAMA", "NAMALENGKAP", "NAMAPEGAWAI", "NAMAPESERTA"),
}
_SIGNED = re.compile(r"TANDATANGAN|^TTD|PARAF")
_HELD = re.compile(
    r"KEHADIRAN|HADIR|PRESENSI|ABSEN|HARIKE|^(?:HARI|SESI|PERTEMUAN)(?:KE)?(?:\d{1,2}|[IVX]{1,4})$"
)
"""Titles by their letters and digits: of signatures, and of marks for a day or for all days."""
_WEEKDAYS = "SENIN SELASA RABU KAMIS JUMAT SABTU MINGGU AHAD"
_MONTHS = "JAN FEB PEB MAR APR MEI JUN JUL AGU AGS AGT SEP OKT NOV NOP DES"
_DATE = (
    r"(?:(?:HARI|TGL|TANGGAL)[\s./,]*)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?"
    rf"|[\s-]*(?:{'|'.join(_MONTHS.split())})[A-Z]*(?:[\s-]*\d{{2,4}})?)"
)
_DAY = re.compile(
    rf"(?:(?:{'|'.join(_WEEKDAYS.split())})\b[\s,./]*(?:{_DATE})?"
    rf"|(?:PAGI|SIANG|SORE|MALAM)\b|{_DATE})[^A-Z]*"
)
"""Titles that are days or parts of one: `7 Des`, `07/12/2026`, `Senin, 7/12`, `Pagi`."""
_LISTED = re.compile(
    r"\b(?:DAFTAR (?:HADIR|KEHADIRAN|PESERTA)|PRESENSI|ABSENSI?|BERITA ACARA|"
    r"SURAT (?:TUGAS|PERINTAH|PERINTAH TUGAS|UNDANGAN|PANGGILAN)|"
    r"PESERTA (?:BIMTEK|DIKLAT|PELATIHAN|WORKSHOP|SOSIALISASI|WEBINAR|KEGIATAN|RAPAT))\b"
)
"""Words above the titles, or the name of the sheet."""
_TESTED = re.compile(r"(?:PRE|POST)TEST?$|NILAI(?:PRE|POST|PRA|PASCA|TES|UJI)|^NAMAPESERTA$")
"""Titles of what people reached in a training."""
_NOTHING = re.compile(r"\W*(?:\d{1,4}\s*[.…]*)?\W*")
"""A cell for a signature on paper: empty, dots, or its running number."""
_HERE = frozenset(("√", "✓", "✔", "☑", "Ü", "V", "H", "HADIR", "YA", "ADA", "TTD", "1", "TRUE"))
_PASSED = "LULUS"
_AWAY = re.compile(
    r"TIDAK(?: HADIR)?|TH|ABSEN|A|ALPH?A|TK|TANPA KETERANGAN|S|SAKIT|I|I[ZJ]IN|C|CUTI|"
    r"DL|DINAS LUAR|[✗✘×]|0|FALSE"
)


_NOT_HERE = re.compile(r"(?:TIDAK|TDK)(?:HADIR|MASUK)|KETIDAKHADIRAN")
_EXCUSED = re.compile(r"SAKIT|I[ZJ]IN|ALPH?A|ALFA|TANPAKETERANGAN|CUTI|DINASLUAR")
"""Titles of columns in which a mark says that the person was not there; the second ones only
beside another column of marks."""
_TICK = frozenset(("√", "✓", "✔", "☑", "Ü", "V", "X", "YA", "1", "TRUE"))
_UNTICKED = frozenset(("0", "FALSE"))


def as_list(
    layout: Layout | None, cells: Sequence[object], *, above: Sequence[object], name: str
) -> Layout | None:
    """The layout of a list of people of an offering, if the titles or the words above say so.

    Else the layout as it was. `name` is that of the sheet.
    """
    if layout is not None and layout.kind is not SheetKind.STAFF:
        return layout
    keys = [title_key(cell) for cell in cells]
    marks = _marks(cells, keys)
    texts = [name, *(text for text in above if isinstance(text, str))]
    listed = any(_LISTED.search(_capitals(text)) for text in texts)
    if not (marks or listed or any(map(_TESTED.search, keys))):
        return layout
    places = _places_of_people(layout, keys)
    if "NIP" not in places:
        return layout
    places |= {title: place for title, place in marks.items() if title not in places}
    ignored = tuple(
        shown_title(cells[place])
        for place, key in enumerate(keys)
        if key and place not in places.values()
    )
    return Layout(SheetKind.PARTICIPANT, places, ignored, presence=True)


def read_presence(cells: Cells) -> ParticipantRow:
    """One person of such a list; without columns for marks, the person is to take part."""
    nip = cells.nip("NIP")
    return ParticipantRow(
        code="",
        label="",
        nip=nip.digits if nip else "",
        participation=_took_part(cells, [c for c in cells.columns if c not in _PEOPLE]),
        certificate=None,
    )


def _took_part(cells: Cells, marks: Sequence[str]) -> Participation:
    if not marks:
        return Participation.ENROLLED
    # A signature tells only where no column says it in words.
    worded = [mark for mark in marks if not _SIGNED.search(title_key(mark))]
    days = marks if all(_says_away(title_key(mark)) for mark in worded) else worded
    groups = _days(days)
    read = [_day(cells, day, signed=days is marks) for day in groups]
    here = sum(1 for each in read if each in (Participation.ATTENDED, Participation.PASSED))
    if here == len(groups):
        return Participation.PASSED if Participation.PASSED in read else Participation.ATTENDED
    if here:
        cells.note(RowProblem.PARTLY, days[0], other=here)
    elif Participation.ABSENT in read:
        return Participation.ABSENT
    elif not cells.found:
        cells.note(RowProblem.UNMARKED, days[0])
    return Participation.ENROLLED


def _days(marks: Sequence[str]) -> list[list[str]]:
    """The columns of each day: HADIR alone, or with TIDAK HADIR, SAKIT … beside it."""
    days: list[list[str]] = []
    backwards = _says_away(title_key(marks[0]))  # TIDAK HADIR stands before HADIR
    for mark in reversed(marks) if backwards else marks:
        if days and _says_away(title_key(mark)):
            days[-1].append(mark)
        else:
            days.append([mark])
    return days


def _day(cells: Cells, columns: Sequence[str], *, signed: bool) -> Participation | None:
    """What the columns of one day say; a mark for both is refused."""
    read = {
        column: _away(cells, column)
        if _says_away(title_key(column))
        else _mark(cells, column, signed=signed)
        for column in columns
    }
    said = [each for each in read.values() if each is not None]
    here = [each for each in said if each is not Participation.ABSENT]
    if here and len(here) < len(said):
        column = next(column for column, each in read.items() if each is Participation.ABSENT)
        cells.note(RowProblem.TWO_MARKS, column)
        return None
    return said[0] if said else None


def _away(cells: Cells, column: str) -> Participation | None:
    """A mark in a column such as TIDAK HADIR."""
    word = (cells.optional(column) or "").upper().strip(" .")
    if not word or word in _UNTICKED:
        return None
    if word in _TICK or (_AWAY.fullmatch(word) and word != "TIDAK"):
        return Participation.ABSENT
    cells.note(RowProblem.VALUE, column, expected=Expected.PRESENCE)
    return None


def _mark(cells: Cells, column: str, *, signed: bool) -> Participation | None:
    word = (cells.optional(column) or "").upper().strip(" .")
    if word in _HERE and not (signed and word.isdigit()):
        return Participation.ATTENDED
    if word == _PASSED:
        return Participation.PASSED
    if _AWAY.fullmatch(word) and not (signed and word.isdigit()):
        return Participation.ABSENT
    if not (signed and _NOTHING.fullmatch(word)) and word:
        cells.note(RowProblem.VALUE, column, expected=Expected.PRESENCE)
    return None


def _marks(cells: Sequence[object], keys: Sequence[str]) -> dict[str, int]:
    """The columns of marks by their titles, each under a name of its own."""
    marks: dict[str, int] = {}
    for place, key in enumerate(keys):
        title = _capitals(cells[place])
        if _is_mark(key) or _says_away(key) or _DAY.fullmatch(title):
            again = sum(1 for each in marks if each == title or each.startswith(f"{title} ("))
            marks[f"{title} ({again + 1})" if again else title] = place
    tell = any(not _EXCUSED.fullmatch(keys[place]) for place in marks.values())
    return marks if tell else {}


def _is_mark(letters: str) -> bool:
    if letters.startswith("TIDAK"):
        return False  # a mark there means the opposite
    return bool(_SIGNED.search(letters) or _HELD.search(letters))


def _says_away(letters: str) -> bool:
    """Whether a mark below a title means that the person was not there."""
    title = re.sub(r"\d+$", "", letters)
    return bool(_NOT_HERE.fullmatch(title) or _EXCUSED.fullmatch(title))


def _places_of_people(layout: Layout | None, keys: Sequence[str]) -> dict[str, int]:
    if layout is not None:
        return {"NIP": layout.places["NIP BARU"], "NAMA": layout.places["NAMA"]}
    found = {
        title: next((place for place, key in enumerate(keys) if key in names), None)
        for title, names in _TITLES.items()
    }
    return {title: place for title, place in found.items() if place is not None}


def _capitals(cell: object) -> str:
    return " ".join(shown_title(cell).upper().replace("_", " ").split())
