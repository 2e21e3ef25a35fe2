"""The sheets that HR loads: how each is recognised and which columns are taken from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.imports.layout.titles import column_letters, holds_both, rank, shown_title, title_key


class SheetKind(StrEnum):
    """The sheets that HR loads."""

    UNIT = "unit"
    COMPETENCY = "kompetensi"
    REQUIREMENT = "standar"
    STAFF = "pegawai"
    ASSESSMENT = "penilaian"
    TRAINING = "pelatihan"
    SESSION = "sesi"
    PARTICIPANT = "peserta"
    HOLIDAY = "libur"
    POLICY = "kebijakan"
    SUPERIOR = "atasan"
    MANDATE = "mandat"


LEVELS = tuple(f"LEVEL {n}" for n in range(1, 6))

COLUMNS: dict[SheetKind, tuple[str, ...]] = {
    SheetKind.HOLIDAY: ("TANGGAL LIBUR", "KETERANGAN"),
    SheetKind.POLICY: ("NAMA", "NILAI", "BERLAKU SEJAK"),
    SheetKind.SUPERIOR: ("NIP", "NIP ATASAN", "JENIS", "MULAI", "SELESAI"),
    SheetKind.MANDATE: (
        "JABATAN NAMA",
        "UNOR ID",
        "NIP",
        "JENIS",
        "MULAI",
        "SELESAI",
        "NOMOR SURAT",
    ),
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
    SheetKind.SESSION: (
        "KODE PELATIHAN",
        "ANGKATAN",
        "SESI",
        "MULAI",
        "SELESAI",
        "TEMPAT",
        "JP",
        "NARASUMBER",
    ),
    SheetKind.PARTICIPANT: ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS", "NOMOR SERTIFIKAT"),
}
"""The only columns that are kept. All others of an export (NIK, AGAMA, NPWP, ALAMAT, BPJS …) are
dropped where the row is read."""

REQUIRED: dict[SheetKind, tuple[str, ...]] = {
    SheetKind.HOLIDAY: ("TANGGAL LIBUR", "KETERANGAN"),
    SheetKind.POLICY: ("NAMA", "NILAI", "BERLAKU SEJAK"),
    SheetKind.SUPERIOR: ("NIP", "NIP ATASAN"),
    SheetKind.MANDATE: ("JABATAN NAMA", "NIP", "JENIS", "MULAI", "SELESAI"),
    SheetKind.UNIT: ("UNOR ID", "UNOR NAMA"),
    SheetKind.COMPETENCY: ("KODE KOMPETENSI", "NAMA KOMPETENSI", "KELOMPOK"),
    SheetKind.REQUIREMENT: ("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"),
    SheetKind.STAFF: ("NIP BARU", "NAMA"),
    SheetKind.ASSESSMENT: ("NIP", "KODE KOMPETENSI", "LEVEL", "TANGGAL PENILAIAN"),
    SheetKind.TRAINING: ("JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA"),
    SheetKind.SESSION: ("KODE PELATIHAN", "SESI", "MULAI", "SELESAI"),
    SheetKind.PARTICIPANT: ("KODE PELATIHAN", "NIP", "STATUS"),
}

_ANY_OF: tuple[tuple[SheetKind, tuple[str, ...], tuple[str, ...]], ...] = (
    # In the order of recognition, the most specific sheet first: a list of participants may hold
    # names and posts as well.
    (SheetKind.ASSESSMENT, ("NIP", "KODE KOMPETENSI", "LEVEL"), ()),
    (SheetKind.PARTICIPANT, ("KODE PELATIHAN", "NIP", "STATUS"), ()),
    (SheetKind.SESSION, ("KODE PELATIHAN", "SESI", "MULAI", "SELESAI"), ()),
    (SheetKind.TRAINING, ("JUDUL",), ("KODE PELATIHAN", "MULAI")),
    (SheetKind.MANDATE, REQUIRED[SheetKind.MANDATE], ()),
    (SheetKind.STAFF, ("NIP BARU", "NAMA"), ("UNOR NAMA", "JABATAN NAMA")),
    (SheetKind.SUPERIOR, ("NIP", "NIP ATASAN"), ()),
    (SheetKind.REQUIREMENT, ("JABATAN NAMA", "KODE KOMPETENSI", "LEVEL"), ()),
    (SheetKind.COMPETENCY, ("KODE KOMPETENSI", "NAMA KOMPETENSI"), ()),
    (SheetKind.UNIT, ("UNOR ID", "UNOR NAMA", "UNOR ATASAN ID"), ()),
    (SheetKind.HOLIDAY, ("TANGGAL LIBUR", "KETERANGAN"), ()),
    (SheetKind.POLICY, ("NAMA", "NILAI", "BERLAKU SEJAK"), ()),
)

_OF_KIND: dict[tuple[SheetKind, str], str] = {
    # HierarkiUnor: "ID" alone would be too common elsewhere.
    (SheetKind.UNIT, "ID"): "UNOR ID",
    (SheetKind.HOLIDAY, "HARILIBUR"): "KETERANGAN",
    (SheetKind.HOLIDAY, "NAMAHARILIBUR"): "KETERANGAN",
    (SheetKind.POLICY, "NAMAKEBIJAKAN"): "NAMA",
    (SheetKind.SUPERIOR, "JENISATASAN"): "JENIS",
    (SheetKind.MANDATE, "JENISMANDAT"): "JENIS",
    (SheetKind.MANDATE, "PLTPLH"): "JENIS",
    (SheetKind.MANDATE, "NOSURAT"): "NOMOR SURAT",
    (SheetKind.MANDATE, "NOMORSK"): "NOMOR SURAT",
    (SheetKind.MANDATE, "NOSK"): "NOMOR SURAT",
    (SheetKind.PARTICIPANT, "KEHADIRAN"): "STATUS",
    (SheetKind.PARTICIPANT, "STATUSKEHADIRAN"): "STATUS",
}


Taught = Mapping[str, str]
"""Titles that HR has matched with a column, by their key."""
NOTHING_TAUGHT: Taught = {}

Title = tuple[str, ...]
"""A title in one or several rows, as it may be meant: all rows joined, or the lowest alone."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Two titles of a sheet that mean the same column."""

    column: str
    used: str
    used_at: str
    """The column of the sheet: `E`."""
    unused: str
    unused_at: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised header: which column stands where."""

    kind: SheetKind
    places: dict[str, int]
    """Column title to its place in the row, from 0. A name and a NIP may share one."""
    ignored_titles: tuple[str, ...] = ()
    """Titled columns that are not taken, as the sheet writes them."""
    rivals: tuple[Rival, ...] = ()
    presence: bool = False
    """A list of people of one offering, which HR has yet to name."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns taken, in their usual order."""
        usual = COLUMNS[self.kind]
        others = (column for column in self.places if column not in usual)
        return (*(column for column in usual if column in self.places), *others)

    @property
    def ignored(self) -> int:
        """How many titled columns are not taken."""
        return len(self.ignored_titles)


def recognise(
    cells: Sequence[object], taught: Taught = NOTHING_TAUGHT, *, as_staff: bool = False
) -> Layout | None:
    """Which sheet a row of titles belongs to; None if the row is no header.

    A cell is a title, or a Title of several rows. `as_staff`: HR has said that what could be staff
    data as well is staff data.
    """
    titles = [_title(cell) for cell in cells]
    known = {kind: _places(kind, titles, taught) for kind in SheetKind}
    for kind, all_of, any_of in _ANY_OF:
        places = known[kind]
        if all(c in places for c in all_of) and (not any_of or any(c in places for c in any_of)):
            if kind is SheetKind.TRAINING and "NIP" in known[SheetKind.PARTICIPANT]:
                continue  # what people attended, not what is offered
            if kind is SheetKind.STAFF and not as_staff and _dated_superiors(titles, known):
                continue  # who is above whom, with names and posts beside
            if kind is SheetKind.MANDATE and "JUDUL" in known[SheetKind.TRAINING]:
                continue  # what people attended, and in which post
            ignored = [
                shown_title(title[-1])
                for place, title in enumerate(titles)
                if title and place not in places.values()
            ]
            return Layout(kind, places, tuple(ignored), _rivals(kind, titles, places, taught))
    return None


def _dated_superiors(
    titles: Sequence[Title], known: Mapping[SheetKind, Mapping[str, int]]
) -> bool:
    dated = any(title_key(text) in _DAYS for title in titles for text in title)
    return dated and "NIP ATASAN" in known[SheetKind.SUPERIOR]


_DAYS = ("MULAI", "SELESAI")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The sheet that a row of titles comes closest to, and what it still lacks."""

    kind: SheetKind
    missing: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    """At least one of these is missing, too."""
    unmatched: tuple[str, ...] = ()
    """The titles that stand for none of its columns: one of them may be what is missing."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that would help."""
        return (*self.missing, *self.any_of)


def near_miss(cells: Sequence[object], taught: Taught = NOTHING_TAUGHT) -> NearMiss | None:
    """What a row of titles lacks to be recognised; None if no column of ours is among them."""
    titles = [_title(cell) for cell in cells]
    best: tuple[int, int, NearMiss] | None = None
    for kind, all_of, any_of in _ANY_OF:
        places = _places(kind, titles, taught)
        missing = tuple(column for column in all_of if column not in places)
        lacks = () if any(column in places for column in any_of) else any_of
        unmatched = tuple(
            shown_title(title[-1])
            for place, title in enumerate(titles)
            if title and place not in places.values()
        )
        near = NearMiss(kind, missing, lacks, unmatched)
        found = (len(places), -len(missing) - bool(lacks), near)
        if places and (best is None or found[:2] > best[:2]):
            best = found
    return best[2] if best else None


def known_titles(cells: Sequence[object]) -> int:
    """How many cells hold the title of any column that is taken."""
    return sum(
        any(rank(text, column) is not None for column in _ALL_COLUMNS)
        for cell in cells
        if (text := "".join(_title(cell)[-1:]))
    )


_ALL_COLUMNS = tuple(dict.fromkeys(column for kind in COLUMNS for column in COLUMNS[kind]))


def _title(cell: object) -> Title:
    if isinstance(cell, tuple):
        return cell
    return (cell,) if isinstance(cell, str) and title_key(cell) else ()


def _places(kind: SheetKind, titles: Sequence[Title], taught: Taught) -> dict[str, int]:
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        ranked = [
            (fit, place)
            for place, title in enumerate(titles)
            if (fit := _fit(kind, column, title, taught)) is not None
            and place not in places.values()
        ]
        if ranked:
            places[column] = min(ranked)[1]
    number = next((column for column in ("NIP BARU", "NIP") if column in COLUMNS[kind]), None)
    for place, title in enumerate(titles):
        if number and number not in places and any(map(holds_both, title)):
            places[number] = place
            if "NAMA" in COLUMNS[kind]:
                places.setdefault("NAMA", place)
    return places


def _rivals(
    kind: SheetKind, titles: Sequence[Title], places: Mapping[str, int], taught: Taught
) -> tuple[Rival, ...]:
    def named(place: int) -> tuple[str, str]:
        return shown_title(titles[place][-1]), column_letters(place)

    return tuple(
        Rival(column, *named(taken), *named(place))
        for column, taken in places.items()
        for place, title in enumerate(titles)
        if place not in places.values() and _fit(kind, column, title, taught) is not None
    )


def _fit(kind: SheetKind, column: str, title: Title, taught: Taught) -> int | None:
    for text in title:
        key = title_key(text)
        if key in taught:
            return -1 if taught[key] == column else None
        if _OF_KIND.get((kind, key)) == column:
            return 0
        meant = [c for c in COLUMNS[kind] if rank(text, c) is not None]
        if meant:
            return rank(text, column)
    return None
