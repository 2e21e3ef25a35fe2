from datetime import UTC, datetime, timedelta

import pytest

from domain.home import MenuFacts, NextSession
from domain.hours import LearningHours
from handlers.home import screens as home_screens
from handlers.screens.people import hours_line
from handlers.screens.words import House, Words
from tests.support.builders import NOW

HOUSE = House("Pemerintah Kota Medan", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)
NOTHING = MenuFacts("PNS", 0, None, 0, 0)
START = datetime(2026, 12, 9, 1, tzinfo=UTC)
BARE = LearningHours(2026, 0)


def test_the_menu_in_english():
    session = NextSession("Bimtek <A>", START, START + timedelta(hours=8), "Asia/Jakarta")
    facts = MenuFacts("PNS", 16, session, 2, 3)
    screen = home_screens.menu(
        EN, facts, LearningHours(2026, 16, target=20), name="Contoh & Satu", hr=True, now=NOW
    )
    assert screen.text == (
        "Good morning, Contoh &amp; Satu.\n\n"
        "Learning hours (JP) in 2026: ████████░░ <b>16 of 20</b>\n"
        "Next: <b>Bimtek &lt;A&gt;</b>, Wednesday, 9 December 2026, 08:00–16:00 WIB\n"
        "Waiting: <b>2</b> feedback, <b>3</b> requests"
    )
    assert [[button.label for button in row] for row in screen.rows] == [
        ["My competencies"],
        ["Find a training"],
        ["My trainings", "Feedback 2"],
        ["Settings", "Help"],
        ["HR menu"],
    ]


def test_a_training_that_has_begun_is_said_to_be_running():
    # The evening of the first of two days.
    session = NextSession("Bimtek", START, START + timedelta(days=1, hours=8), "Asia/Jakarta")
    facts = MenuFacts("PNS", 0, session, 0, 0)
    evening = START + timedelta(hours=11)
    screen = home_screens.menu(ID, facts, BARE, name="Contoh", hr=False, now=evening)
    assert screen.text.endswith(
        "Sedang berlangsung: <b>Bimtek</b>, 9–10 Desember 2026, 08.00–16.00 WIB"
    )
    screen = home_screens.menu(ID, facts, BARE, name="Contoh", hr=False, now=NOW)
    assert "Jadwal terdekat: <b>Bimtek</b>, 9–10 Desember 2026" in screen.text


def test_what_is_missing_is_left_out():
    screen = home_screens.menu(ID, NOTHING, BARE, name="Contoh Satu", hr=False, now=NOW)
    assert screen.text == "Selamat pagi, Bapak/Ibu Contoh Satu.\n\nJP tahun 2026: 0 JP"
    assert screen.rows[2][1].label == "Umpan Balik"


@pytest.mark.parametrize(
    ("hour", "greeting"), [(4, "pagi"), (11, "siang"), (15, "sore"), (19, "malam"), (3, "malam")]
)
def test_the_greeting_follows_the_local_clock(hour: int, greeting: str):
    now = datetime(2026, 11, 23, (hour - 7) % 24, tzinfo=UTC)
    screen = home_screens.menu(ID, NOTHING, BARE, name="Contoh", hr=False, now=now)
    assert screen.text.startswith(f"Selamat {greeting}, ")


def test_hours_by_kind_of_staff():
    assert hours_line(ID, LearningHours(2026, 16, target=20)) == "JP tahun 2026: 16 dari 20 JP"
    assert hours_line(ID, LearningHours(2026, 16, ceiling=24)) == (
        "JP tahun 2026: 16 JP (paling banyak 24 JP)"
    )
    assert hours_line(EN, LearningHours(2026, 1600)) == "Learning hours (JP) in 2026: 1,600"


def test_help_without_a_contact_has_no_empty_bracket():
    words = Words("id", House("Pemkot", "BKPSDM", None, "Asia/Jakarta"))
    assert "data keliru, hubungi BKPSDM.\n" in home_screens.help_(words, hr=False).text
