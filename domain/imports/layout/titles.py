"""Column titles by meaning: which column of ours a title of an office's sheet stands for."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_NAMES: dict[str, tuple[str, ...]] = {
    "NIP BARU": ("NIP",),
    "NIP": ("NIP BARU",),
    "NAMA": ("NAMA PEGAWAI", "NAMA LENGKAP"),
    "UNOR ID": ("ID UNOR",),
    "NOMOR HP": ("NO HP", "NO WA", "NOMOR WA", "HP", "KONTAK", "NO KONTAK", "NOMOR KONTAK"),
    "JABATAN NAMA": ("JABATAN", "NAMA JABATAN", "NAMA JABATAN TERAKHIR"),
    "UNOR NAMA": (
        "UNIT KERJA",
        "UNIT ORGANISASI",
        "NAMA UNOR",
        "UNOR",
        "UNOR INDUK",
        "PERANGKAT DAERAH",
        "OPD",
        "SKPD",
        "SATUAN KERJA",
        "SATKER",
        "INSTANSI",
    ),
    "UNOR ATASAN ID": ("ID ATASAN", "ID UNOR ATASAN"),
    "NIP ATASAN": (
        "ATASAN NIP",
        "NIP ATASAN LANGSUNG",
        "ATASAN LANGSUNG NIP",
        "NIP PEJABAT PENILAI",
    ),
    "GELAR DEPAN": ("GLR DEPAN", "GELAR DI DEPAN"),
    "GELAR BELAKANG": ("GLR BELAKANG", "GELAR DI BELAKANG"),
    "GOL AKHIR NAMA": ("GOLONGAN", "GOL RUANG", "GOL AKHIR", "GOLONGAN RUANG"),
    "JENIS PEGAWAI NAMA": ("JENIS PEGAWAI", "JENIS ASN", "JENIS KEPEGAWAIAN"),
    "KEDUDUKAN HUKUM NAMA": ("KEDUDUKAN HUKUM",),
    "JENIS JABATAN NAMA": ("JENIS JABATAN",),
    "KODE PELATIHAN": ("KODE DIKLAT", "KODE KEGIATAN"),
    "JUDUL": (
        "JUDUL PELATIHAN",
        "NAMA PELATIHAN",
        "JUDUL DIKLAT",
        "NAMA DIKLAT",
        "JUDUL KEGIATAN",
        "NAMA KEGIATAN",
    ),
    "JENIS": ("JENIS PELATIHAN", "JENIS DIKLAT"),
    "MODA": ("MODA PELATIHAN", "METODE", "METODE PELATIHAN"),
    "JP": ("JUMLAH JP", "JAM PELAJARAN", "JUMLAH JAM PELAJARAN"),
    "MULAI": (
        "TANGGAL MULAI",
        "TGL MULAI",
        "WAKTU MULAI",
        "TANGGAL PELAKSANAAN",
        "TGL PELAKSANAAN",
        "WAKTU PELAKSANAAN",
        "TANGGAL",
    ),
    "SELESAI": ("TANGGAL SELESAI", "TGL SELESAI", "WAKTU SELESAI", "TANGGAL AKHIR", "TGL AKHIR"),
    "TEMPAT": ("TEMPAT PELAKSANAAN", "LOKASI", "LOKASI PELAKSANAAN"),
    "TAUTAN": ("LINK", "URL", "LINK ZOOM"),
    "KUOTA": ("KUOTA PESERTA", "JUMLAH PESERTA", "TARGET PESERTA"),
    "BATAS DAFTAR": ("BATAS PENDAFTARAN", "BATAS AKHIR PENDAFTARAN", "BATAS WAKTU PENDAFTARAN"),
    "TANGGAL PENILAIAN": ("TGL PENILAIAN",),
    "NOMOR SERTIFIKAT": ("NO SERTIFIKAT",),
}
"""Other titles of a column, the most telling first."""


def _bag(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _sets(*texts: str) -> tuple[frozenset[str], ...]:
    return tuple(map(_bag, texts))


_GENERAL = _bag("ASN PNS CPNS PPPK PEGAWAI")
_OF_OTHERS = _bag(
    "ATASAN PEJABAT PENILAI SUAMI ISTRI PASANGAN ANAK AYAH IBU ORANG ORTU TUA KELUARGA DARURAT "
    "LAMA"
)
"""What belongs to another person, or to a past."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A title means a column if it holds all words of one set, and otherwise only `also`."""

    any_of: tuple[frozenset[str], ...]
    also: frozenset[str] | None = None
    """None: any other words but `never`."""
    never: frozenset[str] = frozenset()


_NIP = _Meaning(
    _sets("NIP", "NIPPPK", "NI PPPK", "NOMOR INDUK PEGAWAI", "NO INDUK PEGAWAI"),
    _GENERAL | _bag("NO NOMOR NI NIP NIPPPK INDUK BARU 18 DIGIT ANGKA TERBARU"),
)
_NAME = _Meaning(
    _sets("NAMA", "NAME"),
    _GENERAL | _bag("LENGKAP DAN DENGAN DGN BESERTA GELAR TANPA SESUAI SK"),
)
_MOBILE = "HP HANDPHONE HANDPHON WA WHATSAPP WHATSAP PONSEL SELULER SELULAR MOBILE NOHP"
_TELEPHONE = "TELP TELPON TELEPON TLP TLPN PHONE NOTELP"
_PHONE = _Meaning(
    _sets(*f"{_MOBILE} {_TELEPHONE}".split()),
    never=_OF_OTHERS
    | _bag(
        "KANTOR RUMAH DINAS FAX FAKS STATUS JENIS MERK MEREK TIPE KODE TANGGAL TGL GRUP GROUP "
        "EXT EKSTENSI"
    ),
)
_MEANINGS: dict[str, _Meaning] = {
    "NIP BARU": _NIP,
    "NIP": _NIP,
    "NAMA": _NAME,
    "NOMOR HP": _PHONE,
    "JABATAN NAMA": _Meaning(
        _sets("JABATAN"), _GENERAL | _bag("NAMA TERAKHIR SAAT INI SEKARANG DEFINITIF")
    ),
    "UNOR NAMA": _Meaning(
        _sets(
            "UNIT KERJA",
            "UNIT ORGANISASI",
            "OPD",
            "SKPD",
            "UNOR",
            "PERANGKAT DAERAH",
            "SATUAN KERJA",
            "SATKER",
            "TEMPAT TUGAS",
            "TEMPAT BERTUGAS",
        ),
        _GENERAL
        | _bag(
            "NAMA UNIT KERJA ORGANISASI OPD SKPD UNOR INDUK PERANGKAT DAERAH SATUAN SATKER TEMPAT "
            "TUGAS BERTUGAS SAAT INI SEKARANG"
        ),
    ),
    "GOL AKHIR NAMA": _Meaning(
        _sets("GOL", "GOLONGAN"), _bag("GOL GOLONGAN RUANG PANGKAT AKHIR TERAKHIR NAMA")
    ),
}
_BY_MEANING = 1000
"""Rank of a title that only its words tell; listed names come before it."""


def title_key(cell: object) -> str:
    """A title as it is compared: capitals, letters and digits alone."""
    if not isinstance(cell, str):
        return ""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", cell).upper()))


def shown_title(cell: object) -> str:
    """A title on one line, without invisible signs."""
    if not isinstance(cell, str):
        return ""
    seen = (c for c in cell if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(seen).split())


def column_letters(column: int) -> str:
    """How a spreadsheet names a column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=4096)
def rank(title: str, column: str) -> int | None:
    """How well a title means a column, 0 best; None if it means something else."""
    key = title_key(title)
    if not key:
        return None
    for place, name in enumerate(_names(column)):
        if key == title_key(name):
            return place
    meaning = _MEANINGS.get(column)
    if meaning is None:
        return None
    words = _words(title)
    for place, needed in enumerate(meaning.any_of):
        others = words - needed
        if needed <= words and (
            not others & meaning.never if meaning.also is None else others <= meaning.also
        ):
            return _BY_MEANING + place
    return None


@lru_cache(maxsize=4096)
def holds_both(title: str) -> bool:
    """Whether one column holds the name and the NIP: `NAMA / NIP`."""
    words = _words(title)
    named = any(one <= words for one in _NAME.any_of) and any(one <= words for one in _NIP.any_of)
    return named and words <= _NAME.any_of[0] | (_NAME.also or words) | (_NIP.also or words)


def of_others(text: str) -> bool:
    """Whether the columns below a group title belong to another person than the row."""
    return bool(_words(text) & _OF_OTHERS)


def _names(column: str) -> Iterator[str]:
    yield column
    yield from _NAMES.get(column, ())


def _words(title: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKC", title).upper()
    visible = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Mn"))
    return frozenset("".join(c if c.isalnum() else " " for c in visible).split())
