"""Sample trainings; hours are plausible, not official."""

from dataclasses import dataclass
from datetime import date, timedelta

PLACES = (
    "Aula BKPSDM",
    "Ruang Rapat Bappeda",
    "Laboratorium Komputer Diskominfo",
    "Aula Dinas Kesehatan",
    "Gedung Serbaguna Kecamatan Hulu",
    "Pusat Pelatihan Daerah",
)
HOLIDAYS = (
    (1, 1, "Tahun Baru Masehi"),
    (5, 1, "Hari Buruh Internasional"),
    (6, 1, "Hari Lahir Pancasila"),
    (8, 17, "Hari Kemerdekaan"),
    (12, 25, "Hari Raya Natal"),
)
"""Month, day and name of the public holidays that are the same every year."""
IN_SESSIONS = "Pelatihan Akuntansi Pemerintah Daerah"
"""The training whose sessions are named one by one."""
FREE = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (5, 1), (6, 1), (8, 17)}
"""Month and day: days on which no office holds a training, the same every year."""


@dataclass(frozen=True, slots=True)
class Course:
    """A training with one offering, dated by days from today; see `dates`."""

    title: str
    kind: str
    mode: str
    hours: int
    aims: str
    starts_in: int
    days: int
    quota: int
    approval: bool = False

    def dates(self, today: date) -> tuple[date, date]:
        """Its first and last day: the first working days in one run, from `starts_in` on."""
        start = today + timedelta(days=self.starts_in)
        while not all(_is_working(start + timedelta(days=n)) for n in range(self.days)):
            start += timedelta(days=1)
        return start, start + timedelta(days=self.days - 1)


def places(today: date) -> list[str]:
    """The place of each course, in turn; none is taken twice on a day."""
    taken: list[tuple[str, date, date]] = []
    for number, course in enumerate(COURSES):
        first, last = course.dates(today)
        there = {place for place, begins, ends in taken if begins <= last and first <= ends}
        turn = [*PLACES[number % len(PLACES) :], *PLACES]
        taken.append((next(p for p in turn if p not in there), first, last))
    return [place for place, _, _ in taken]


def _is_working(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in FREE


COURSES = (
    Course(
        "Bimtek Keamanan Informasi Perangkat Daerah", "bimtek", "luring", 16, "T.06:2", 8, 2, 30
    ),
    Course("Pelatihan Pelayanan Publik Prima", "teknis", "luring", 24, "M.05:2", 10, 3, 2),
    Course(
        "Workshop Komunikasi Efektif di Tempat Kerja", "workshop", "luring", 8, "M.03:2", 12, 1, 40
    ),
    Course(
        "E-learning Antikorupsi dan Integritas ASN",
        "e-learning",
        "daring",
        6,
        "M.01:2",
        14,
        1,
        200,
    ),
    Course(
        "Pelatihan Kepemimpinan Perubahan Unit Kerja",
        "manajerial",
        "luring",
        30,
        "M.07:3; M.08:3",
        16,
        3,
        25,
        True,
    ),
    Course(
        "Seminar Moderasi dan Keberagaman bagi ASN", "seminar", "daring", 4, "S.01:2", 18, 1, 100
    ),
    Course(
        "Pelatihan Penanganan Insiden Siber",
        "teknis",
        "luring",
        40,
        "T.06:3; T.05:3",
        22,
        5,
        20,
        True,
    ),
    Course(
        "Kursus Pengolahan Data dengan Lembar Kerja", "kursus", "daring", 12, "T.05:1", 24, 2, 60
    ),
    Course("Bimtek Penyusunan RKA dan DPA", "bimtek", "luring", 16, "T.04:3", 26, 2, 30),
    Course("Pelatihan Akuntansi Pemerintah Daerah", "teknis", "blended", 40, "T.04:3", 30, 5, 25),
    Course("Lokakarya Metode Pembelajaran Aktif", "workshop", "luring", 16, "T.07:2", 32, 2, 40),
    Course("Pelatihan Manajemen Keselamatan Pasien", "teknis", "luring", 24, "T.08:2", 9, 3, 24),
    Course("Bimtek Arsip Dinamis dan Srikandi", "bimtek", "luring", 16, "T.10:2", 34, 2, 30),
    Course("Sosialisasi Manajemen Talenta ASN", "sosialisasi", "daring", 3, "M.06:1", 20, 1, 150),
    Course(
        "Pelatihan Penyusunan Naskah Kebijakan",
        "teknis",
        "blended",
        32,
        "T.01:3; M.08:3",
        38,
        4,
        20,
    ),
    Course("Bimtek Perizinan Berbasis Risiko", "bimtek", "luring", 16, "T.09:2", 40, 2, 30),
    Course(
        "Magang Layanan Kelurahan Terpadu", "magang", "luring", 40, "T.03:2; M.05:2", 44, 5, 10
    ),
    Course(
        "Manajemen Proyek Pemerintah Daerah",
        "manajerial",
        "blended",
        24,
        "M.04:3; M.02:3",
        48,
        3,
        25,
    ),
)
