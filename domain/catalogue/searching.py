"""What a typed sentence searches for: its telling words, and the month that it names."""

import re
from dataclasses import dataclass
from datetime import date

from domain.catalogue.listing import LONGEST_SEARCH
from domain.plain_words import folded

MOST_WORDS = 8
"""Telling words of a search that are looked for."""

_TELLING_NOTHING = frozenset(
    folded(
        "saya aku kami mau ingin pengen perlu butuh minta tolong mohon cari mencari carikan lihat "
        "daftar mendaftar ikut ikuti mengikuti pelatihan diklat training trainings yang apa "
        "apakah saja bisa boleh dapat ada adakah tersedia dibuka untuk tentang soal mengenai "
        "dengan dan atau di ke dari pada dalam oleh bagi ini itu nya kah dong ya nih pak bu "
        "bapak ibu min bulan tahun jadwal kapan mana bagaimana gimana berapa cara aja info "
        "i want would like to a an the for about in on of and or with me my show find search is "
        "are there any what which can could join attend please month when how"
    )
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        )
    )
    for name in names.split()
}
_ENGLISH = {
    " ".join(folded(name)): folded(english)
    for name, english in {
        "Integritas": "integrity anticorruption ethics",
        "Kerja Sama": "teamwork cooperation collaboration",
        "Komunikasi": "communication",
        "Orientasi pada Hasil": "results orientation performance",
        "Pelayanan Publik": "public service",
        "Pengembangan Diri dan Orang Lain": "developing self and others coaching",
        "Mengelola Perubahan": "managing change management",
        "Pengambilan Keputusan": "decision making",
        "Perekat Bangsa": "unity diversity nation",
        "Kepemimpinan": "leadership",
        "Penyusunan Kebijakan": "policy making",
        "Manajemen SDM Aparatur": "human resources management",
        "Pelayanan Pemerintahan Wilayah": "local government service",
        "Keuangan": "finance budget",
        "Akuntansi": "accounting",
        "Layanan TIK": "ict information technology computer",
        "Lembar Kerja": "spreadsheet excel",
        "Keamanan Informasi": "information security cybersecurity",
        "Siber": "cyber security",
        "Pedagogi": "pedagogy teaching education",
        "Pembelajaran": "learning teaching",
        "Keperawatan": "nursing health",
        "Keselamatan Pasien": "patient safety",
        "Perizinan": "licensing permits",
        "Pengaduan": "complaints",
        "Arsip": "archives records",
        "Administrasi": "administration",
        "Data": "data processing",
        "Proyek": "project",
        "Risiko": "risk",
        "Pengadaan Barang": "procurement",
    }.items()
}
"""English names of competencies (of the national standard, PermenPANRB 38/2017, and of usual
technical ones), by what is found of them in an Indonesian name."""
_NAMED = re.compile(rf"\b(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b")


@dataclass(frozen=True, slots=True)
class Sought:
    """A search as it was read."""

    words: tuple[str, ...]
    month: int | None = None
    """Counted from the year 0, as in a filter."""


def read(text: str, today: date) -> Sought:
    """Reads a typed sentence. A month without a year is the next one of that name."""
    words = list(folded(text[:LONGEST_SEARCH]))
    month = None
    for place, word in enumerate(words):
        if word in _MONTHS:
            month, used = _month(_MONTHS[word], words[place + 1 : place + 2], today)
            del words[place : place + used]
            break
    telling = tuple(dict.fromkeys(word for word in words if word not in _TELLING_NOTHING))
    return Sought(telling[:MOST_WORDS], month)


def english(words: tuple[str, ...]) -> tuple[str, ...]:
    """English words for an Indonesian title or name of a competency."""
    named = _NAMED.findall(" ".join(words))
    return tuple(word for phrase in named for word in _ENGLISH[phrase])


def _month(month: int, after: list[str], today: date) -> tuple[int, int]:
    """The month as a filter counts it, and how many words named it."""
    if after and len(after[0]) == 4 and after[0].isdecimal() and after[0].isascii():
        return int(after[0]) * 12 + month, 2
    return (today.year + (month + 1 < today.month)) * 12 + month, 1
