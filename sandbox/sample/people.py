"""Fictional people: invented names, NIP that end in 990-999, an unassigned block of numbers."""

from dataclasses import dataclass
from random import Random

from sandbox.sample.posts import POSTS, UNITS, requirements

FIRST = ("Contoh", "Fiktif", "Peraga", "Misal", "Umpama", "Andai", "Khayal", "Cermin", "Teladan")
LAST = ("Pagi", "Siang", "Senja", "Malam", "Barat", "Timur", "Hulu", "Hilir", "Biru", "Kuning")
TITLES = ("S.Kom.", "S.Sos.", "S.Sos., M.Si.", "A.Md.Kep.", "S.Pd.", None, None)
HEADS = {
    5: ("Kepala Dinas Komunikasi dan Informatika", "C02"),
    6: ("Camat", "C05"),
    7: ("Lurah", "C06"),
    9: ("Lurah", "C07"),
    10: ("Kepala Bidang Pengembangan Kompetensi", "C01"),
    11: ("Kepala Subbagian Umum dan Kepegawaian", "C03"),
    13: ("Kepala Subbagian Umum dan Kepegawaian", "C04"),
}
"""Who leads which unit, by the number of the resident; one unit has nobody."""
UNIT_CODES = ("C02", "C03", "C04", "C05", "C06", "C07", "C08")


@dataclass(frozen=True, slots=True)
class Resident:
    """A person of the sample roster; `ratings` by competency code, without those not rated."""

    nip: str
    name: str
    title_after: str | None
    phone: str
    employment: str
    grade: str
    post: str
    unit: str
    ratings: dict[str, int]


def _nip(number: int, *, contract: bool = False) -> str:
    year, month, day = 1970 + number % 28, 1 + number % 12, 1 + number % 27
    middle = "202421" if contract else f"{year + 25:04d}{1 + number % 12:02d}"
    return f"{year:04d}{month:02d}{day:02d}{middle}{1 + number % 2}{990 + number // 28 % 10}"


def _ratings(post: str, random: Random) -> dict[str, int]:
    rated = {}
    for code, required in requirements(post).items():
        step = random.choices((0, 1, 2, -1, None), (58, 22, 6, 8, 6))[0]
        if step is not None:
            rated[code] = max(0, min(5, required - step))
    return rated


def residents() -> list[Resident]:
    """The same 120 people every time; the first four have their phones in the demo."""
    random = Random(7)  # noqa: S311 - sample data, the same every time
    first = [
        Resident(
            "199001012015011990",
            "Contoh Satu",
            "S.Kom.",
            "+6284000000001",
            "PNS",
            "III/a",
            "Pranata Komputer Ahli Pertama",
            "C02",
            {**requirements("Pranata Komputer Ahli Pertama"), "T.06": 0, "T.05": 2, "M.05": 1},
        ),
        Resident(
            "199303032024212991",
            "Fiktif Dua",
            "A.Md.Kep.",
            "+6284000000002",
            "PPPK",
            "IX",
            "Perawat Terampil",
            "C03",
            {**requirements("Perawat Terampil"), "T.08": 1, "M.03": 0},
        ),
        Resident(
            "198502022010022998",
            "Uji Coba Tiga",
            "S.Sos., M.Si.",
            "+6284000000003",
            "PNS",
            "III/d",
            "Analis SDM Aparatur Ahli Muda",
            "C01",
            requirements("Analis SDM Aparatur Ahli Muda"),
        ),
    ]
    posts = [post for post in POSTS if not post.startswith("Kepala Dinas")]
    others = []
    for number in range(4, 121):
        post = posts[number % len(posts)]
        contract = number % 4 == 0
        ratings_of_post, unit = post, UNIT_CODES[number % len(UNIT_CODES)]
        post, unit = HEADS.get(number, (post, unit))
        others.append(
            Resident(
                _nip(number, contract=contract),
                f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}",
                random.choice(TITLES),
                f"+6284000000{number:03d}",
                "PPPK" if contract else "PNS",
                "IX" if contract else random.choice(("II/c", "III/a", "III/c", "IV/a")),
                post,
                unit,
                # Drawn for the usual post, so that those who follow stay as they are.
                _ratings(ratings_of_post, random),
            )
        )
    return [*first, *others]


_LEADS = {unit: residents()[number - 1] for number, (_, unit) in HEADS.items()}


def superior_of(person: Resident) -> Resident | None:
    """Who leads the unit of a person; of a head, who leads the unit above."""
    unit: str | None = person.unit
    while unit is not None:
        head = _LEADS.get(unit)
        if head is not None and head.nip != person.nip:
            return head
        unit = UNITS[unit][1]
    return None


SUPERIOR = _LEADS["C02"]
"""The superior of the first of PHONES."""
PHONES = tuple(residents()[:2])
"""Two people whose phones are not linked yet when the demo starts."""
HR_PHONE = residents()[2]
"""The person who gets the HR role."""
SILENT = tuple(residents()[3:83])
"""People whose accounts are linked when the demo starts; the page does not show their phones."""
