"""Sheets in the shape of the import: what HR fills in or corrects, and then loads."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.imports.layout.rows import EXAMPLE
from domain.imports.sheets import COLUMNS, REQUIRED, SheetKind
from domain.office.holidays import Holiday
from domain.office.policies import DEFAULTS, Policy
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.screens.words import Words

TEMPLATE_ROWS = 500
_WIDE = ("NAMA", "JUDUL", "DESKRIPSI", "JABATAN", "UNOR NAMA", "TEMPAT", "LEVEL ", "KETERANGAN")
_USUAL_ORDER = (SheetKind.STAFF, *(kind for kind in SheetKind if kind is not SheetKind.STAFF))
"""HR looks for people first."""
_EXAMPLES = {
    "NIP BARU": "199001012020121999",
    "NIP": "199001012020121999",
    "NAMA": "Contoh Satu",
    "GELAR BELAKANG": "S.Kom.",
    "NOMOR HP": "084000000001",
    "JENIS PEGAWAI NAMA": "PNS",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "GOL AKHIR NAMA": "III/a",
    "JABATAN NAMA": "Pranata Komputer Ahli Pertama",
    "UNOR ID": "U01",
    "UNOR NAMA": "Dinas Komunikasi dan Informatika",
    "KODE KOMPETENSI": "T.06",
    "NAMA KOMPETENSI": "Keamanan Informasi",
    "KELOMPOK": "teknis",
    "LEVEL": "3",
    "TANGGAL PENILAIAN": "7/12/2026",
    "KODE PELATIHAN": "P01",
    "JUDUL": "Bimtek Keamanan Informasi",
    "JENIS": "bimtek",
    "MODA": "luring",
    "JP": "16",
    "KOMPETENSI": "T.06:3",
    "ANGKATAN": "I",
    "MULAI": "7/12/2026 08.00",
    "SELESAI": "8/12/2026 16.00",
    "TEMPAT": "Aula BKPSDM",
    "KUOTA": "30",
    "PERLU PERSETUJUAN": "tidak",
    "PENGISIAN": "urutan",
    "STATUS ANGKATAN": "buka",
    "STATUS": "terdaftar",
    "SESI": "1",
    "NARASUMBER": "Contoh Dua; 199001012020121999",
    "TANGGAL LIBUR": "25/12/2026",
    "KETERANGAN": "Natal",
    "NIP ATASAN": "198001012005011999",
    "NOMOR SURAT": "800/1/2026",
}
_EXAMPLES_OF: dict[SheetKind, dict[str, str]] = {
    SheetKind.STAFF: {"NIP ATASAN": ""},
    SheetKind.SUPERIOR: {"JENIS": "penilai", "MULAI": "1/12/2026", "SELESAI": ""},
    SheetKind.MANDATE: {"JENIS": "Plt", "MULAI": "1/12/2026", "SELESAI": "28/2/2027"},
}
_CHOICES: dict[SheetKind, dict[str, tuple[str, ...]]] = {
    SheetKind.STAFF: {
        "JENIS PEGAWAI NAMA": ("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu"),
        "KEDUDUKAN HUKUM NAMA": ("Aktif", "Pensiun", "Meninggal", "Diberhentikan", "CLTN"),
    },
    SheetKind.COMPETENCY: {"KELOMPOK": ("manajerial", "sosial kultural", "teknis")},
    SheetKind.REQUIREMENT: {"LEVEL": tuple("12345")},
    SheetKind.ASSESSMENT: {"LEVEL": tuple("012345")},
    SheetKind.TRAINING: {
        "JENIS": ("bimtek", "teknis", "workshop", "seminar", "e-learning"),
        "MODA": ("luring", "daring", "blended"),
        "PERLU PERSETUJUAN": ("ya", "tidak"),
        "PENGISIAN": ("urutan", "prioritas", "undian"),
        "STATUS ANGKATAN": ("buka", "batal"),
    },
    SheetKind.SUPERIOR: {"JENIS": ("penilai", "ketua tim")},
    SheetKind.MANDATE: {"JENIS": ("Plt", "Plh", "delegasi")},
    SheetKind.PARTICIPANT: {"STATUS": ("calon", "terdaftar", "hadir", "tidak hadir", "lulus")},
}


def choices(kind: SheetKind, titles: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The words that the columns of a sheet offer; the import understands others as well."""
    offered = _CHOICES.get(kind, {})
    return {title: words for title, words in offered.items() if title in titles}


def templates(
    w: Words,
    notes: Sequence[str],
    *,
    holidays: Sequence[Holiday] = (),
    policies: Mapping[str, tuple[str, date]] | None = None,
) -> list[WrittenSheet]:
    """Each sheet with its titles, an example and room to fill in, and a sheet of notes.

    The holidays that are known stand there, and the values of policies that hold today, by name
    with the day from which on they do.
    """
    known = [(f"{one.day:%d/%m/%Y}", one.name) for one in holidays]
    values = [_set(name, (policies or {}).get(name)) for name in Policy]
    filled: dict[SheetKind, Sequence[tuple[str, ...]]] = {
        SheetKind.HOLIDAY: known,
        SheetKind.POLICY: values[1:],
    }
    sheets = [_template(w, kind, filled.get(kind, ())) for kind in _USUAL_ORDER]
    first = next(each for each in sheets if each.name == SheetKind.POLICY.value)
    sheets[sheets.index(first)] = replace(first, example=list(values[0]))
    title = w.label("Catatan")
    lines = [(note,) for note in notes]
    return [*sheets, WrittenSheet(title, [title.upper()], lines, widths={title.upper(): 100})]


def _set(name: Policy, value: tuple[str, date] | None) -> tuple[str, str, str]:
    """A policy as an example: only without its mark it is loaded."""
    text, since = value or (DEFAULTS[name], None)
    return f"{EXAMPLE.lower()} {name}", text, f"{since:%d/%m/%Y}" if since else ""


def _template(w: Words, kind: SheetKind, rows: Sequence[tuple[str, ...]] = ()) -> WrittenSheet:
    columns = COLUMNS[kind]
    known = _EXAMPLES | _EXAMPLES_OF.get(kind, {})
    first, *others = (known.get(column, "") for column in columns)
    return WrittenSheet(
        kind.value,
        columns,
        rows,
        heading=(w.label("Templat {lembar}", lembar=kind.value),),
        choices=choices(kind, columns),
        widths={column: _width(column) for column in columns},
        starred=REQUIRED[kind],
        # The mark in its first cell keeps it from being loaded.
        example=[f"{EXAMPLE.lower()} {first}", *others],
        blank=TEMPLATE_ROWS,
    )


def _width(title: str) -> int:
    if title.startswith(_WIDE):
        return 34
    # Wide enough to show the eighteen digits of a NIP.
    return 22 if title.startswith("NIP") else max(14, *(len(word) + 4 for word in title.split()))
