"""The sheets that HR loads: how each is recognised and which columns are taken from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class SheetKind(StrEnum):
    """The seven sheets; the order is the order of loading, parents first."""

    UNIT = "unit"
    COMPETENCY = "kompetensi"
    REQUIREMENT = "standar"
    STAFF = "pegawai"
    ASSESSMENT = "penilaian"
    TRAINING = "pelatihan"
    PARTICIPANT = "peserta"


LEVELS = tuple(f"LEVEL {n}" for n in range(1, 6))

COLUMNS: dict[SheetKind, tuple[str, ...]] = {
    SheetKind.UNIT: ("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"),
    SheetKind.COMPETENCY: ("KODE KOMPETENSI", "NAMA KOMPETENSI", "KELOMPOK", *LEVELS),
    SheetKind.REQUIREMENT: ("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"),
    SheetKind.STAFF: (
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
    ),
    SheetKind.ASSESSMENT: ("NIP", "KODE KOMPETENSI", "LEVEL", "TANGGAL PENILAIAN", "SUMBER"),
    SheetKind.TRAINING: (
        "KODE PELATIHAN",
        "JUDUL",
        "JENIS",
        "MODA",
        "JP",
        "PENYELENGGARA",
        "DESKRIPSI",
        "KOMPETENSI",
        "ANGKATAN",
        "MULAI",
        "SELESAI",
        "TEMPAT",
        "TAUTAN",
        "KUOTA",
        "BATAS DAFTAR",
        "PERLU PERSETUJUAN",
        "STATUS ANGKATAN",
        "ALASAN",
    ),
    SheetKind.PARTICIPANT: ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS", "NOMOR SERTIFIKAT"),
}
"""The only columns that are kept. All others of an export (NIK, AGAMA, NPWP, ALAMAT, BPJS …) are
dropped where the row is read."""

REQUIRED: dict[SheetKind, tuple[str, ...]] = {
    SheetKind.UNIT: ("UNOR ID", "UNOR NAMA"),
    SheetKind.COMPETENCY: ("KODE KOMPETENSI", "NAMA KOMPETENSI", "KELOMPOK"),
    SheetKind.REQUIREMENT: ("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"),
    SheetKind.STAFF: ("NIP BARU", "NAMA"),
    SheetKind.ASSESSMENT: ("NIP", "KODE KOMPETENSI", "LEVEL", "TANGGAL PENILAIAN"),
    SheetKind.TRAINING: ("JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA"),
    SheetKind.PARTICIPANT: ("KODE PELATIHAN", "NIP", "STATUS"),
}

_ANY_OF: tuple[tuple[SheetKind, tuple[str, ...], tuple[str, ...]], ...] = (
    # In the order of recognition, the most specific sheet first: a list of participants may hold
    # names and posts as well.
    (SheetKind.ASSESSMENT, ("NIP", "KODE KOMPETENSI", "LEVEL"), ()),
    (SheetKind.PARTICIPANT, ("KODE PELATIHAN", "NIP", "STATUS"), ()),
    (SheetKind.TRAINING, ("JUDUL",), ("KODE PELATIHAN", "MULAI")),
    (SheetKind.STAFF, ("NIP BARU", "NAMA"), ("UNOR NAMA", "JABATAN NAMA")),
    (SheetKind.REQUIREMENT, ("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"), ()),
    (SheetKind.COMPETENCY, ("KODE KOMPETENSI", "NAMA KOMPETENSI"), ()),
    (SheetKind.UNIT, ("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"), ()),
)

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "NIP BARU": ("NIP",),
    "NIP": ("NIP BARU",),
    "NAMA": ("NAMA PEGAWAI", "NAMA LENGKAP"),
    "NOMOR HP": ("NO HP", "NO. HP", "HP", "TELEPON", "NO WA", "NOMOR WA", "NO. WA"),
    "JABATAN NAMA": ("JABATAN", "NAMA JABATAN"),
    "UNOR NAMA": ("UNIT KERJA", "UNIT ORGANISASI", "OPD", "SKPD", "UNOR", "NAMA UNOR"),
    "UNOR ATASAN ID": ("ID ATASAN",),
    "GOL AKHIR NAMA": ("GOLONGAN", "GOL. RUANG", "GOL RUANG", "GOL AKHIR"),
    "JENIS PEGAWAI NAMA": ("JENIS PEGAWAI",),
    "KEDUDUKAN HUKUM NAMA": ("KEDUDUKAN HUKUM",),
    "JENIS JABATAN NAMA": ("JENIS JABATAN",),
}
_SYNONYMS_OF_KIND: dict[SheetKind, dict[str, tuple[str, ...]]] = {
    # HierarkiUnor: "ID" alone would be too common elsewhere.
    SheetKind.UNIT: {"UNOR ID": ("ID",)},
    SheetKind.PARTICIPANT: {"STATUS": ("KEHADIRAN", "STATUS KEHADIRAN")},
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised header: which column stands where."""

    kind: SheetKind
    places: dict[str, int]
    """Column title to its place in the row, from 0."""
    ignored: int
    """Titled columns that are not taken."""
    presence: bool = False
    """A list of people of one offering, which HR has yet to name."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns taken, in their usual order."""
        usual = COLUMNS[self.kind]
        others = (column for column in self.places if column not in usual)
        return (*(column for column in usual if column in self.places), *others)


def header_key(cell: object) -> str:
    """A title as it is compared: capitals, `_` as space, single spaces, no mark for required."""
    if not isinstance(cell, str):
        return ""
    return " ".join(cell.upper().replace("_", " ").replace("*", " ").split())


def recognise(cells: Sequence[object]) -> Layout | None:
    """Which sheet a row of titles belongs to; None if the row is no header."""
    keys = [header_key(cell) for cell in cells]
    for kind, all_of, any_of in _ANY_OF:
        places = _places(kind, keys)
        if all(c in places for c in all_of) and (not any_of or any(c in places for c in any_of)):
            return Layout(kind, places, sum(1 for key in keys if key) - len(places))
    return None


def is_known_title(cell: object) -> bool:
    """Whether a cell holds the title of any column that is taken."""
    key = header_key(cell)
    return bool(key) and any(key in _names(kind, c) for kind in COLUMNS for c in COLUMNS[kind])


def _places(kind: SheetKind, keys: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        place = next((keys.index(name) for name in _names(kind, column) if name in keys), None)
        if place is not None and place not in places.values():
            places[column] = place
    return places


def _names(kind: SheetKind, column: str) -> tuple[str, ...]:
    special = _SYNONYMS_OF_KIND.get(kind, {}).get(column, ())
    return (column, *_SYNONYMS.get(column, ()), *special)
