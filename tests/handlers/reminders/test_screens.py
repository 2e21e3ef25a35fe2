from dataclasses import replace

import pytest

from domain.catalogue.offerings import Mode
from domain.ids import MessageId, OfferingId
from domain.reminders import ClosingReminder, SeatReminder
from handlers.reminders import screens
from handlers.screens.screen import Style
from tests.support.screens import EN, ID, labels
from tests.support.times import at

NOTICE = MessageId(7)
SEAT = SeatReminder(
    person_name="Contoh <Satu> & Dua",
    offering_id=OfferingId(3),
    title="Bimtek A & B",
    starts_at=at("2026-12-09 08:00"),
    ends_at=at("2026-12-10 16:00"),
    timezone="Asia/Jakarta",
    mode=Mode.BLENDED,
    place="Aula BKPSDM",
    url="https://contoh.example/kelas",
    since=at("2026-11-23 09:00"),
)
TOLD = ClosingReminder(
    person_name="Contoh Satu",
    offering_id=OfferingId(3),
    title="Bimtek A & B",
    starts_at=at("2026-12-09 08:00"),
    ends_at=at("2026-12-10 16:00"),
    closes_at=at("2026-12-05 23:59"),
    timezone="Asia/Jakarta",
    seats_left=12,
    competencies=("Keamanan Informasi", "Integritas"),
)


def test_seven_days_before():
    screen = screens.seven_days(ID, SEAT, notice=NOTICE)
    assert screen.text == (
        "9–10 Desember 2026, 08.00–16.00 WIB: "
        "<b>Bimtek A &amp; B</b> di Aula BKPSDM dan secara daring\n"
        "Bapak/Ibu Contoh &lt;Satu&gt; &amp; Dua, mohon siapkan surat tugas dari unit kerja."
    )
    assert labels(screen) == [["Rincian", "Batalkan"], ["Menu Utama"]]
    assert screen.new


def test_the_day_before_cancels_at_once():
    screen = screens.day_before(ID, SEAT, notice=NOTICE, now=at("2026-12-08 16:00"))
    assert labels(screen) == [
        ["Saya Akan Hadir"],
        ["Tidak Bisa Hadir"],
        ["Rincian", "Menu Utama"],
    ]
    assert [row[0].style for row in screen.rows[:2]] == [Style.MAIN, Style.DANGER]


@pytest.mark.parametrize(
    ("sent", "when"),
    [
        ("2026-12-09 07:00", "Hari ini"),
        ("2026-12-08 19:59", "Besok"),
        ("2026-12-07 19:59", "9 Des"),
    ],
)
def test_today_and_tomorrow_are_reckoned_at_sending(sent: str, when: str):
    screen = screens.same_day(ID, SEAT, notice=NOTICE, now=at(sent))
    assert screen.text.startswith(f"{when} 08.00–16.00 WIB: ")


def test_the_link_only_where_the_training_has_an_online_part():
    now = at("2026-12-09 07:00")
    assert labels(screens.same_day(EN, SEAT, notice=NOTICE, now=now)) == [
        ["Open link"],
        ["Details", "Main menu"],
    ]
    onsite = replace(SEAT, mode=Mode.ONSITE)
    assert labels(screens.same_day(EN, onsite, notice=NOTICE, now=now)) == [
        ["Details", "Main menu"]
    ]


def test_registration_closes():
    screen = screens.closing(ID, TOLD, notice=NOTICE)
    assert screen.text == (
        "Pendaftaran ditutup Sabtu, 5 Desember 2026 pukul 23.59 WIB: <b>Bimtek A &amp; B</b>.\n"
        "Sisa 12 tempat. Meningkatkan: Keamanan Informasi, Integritas"
    )
    assert labels(screen) == [["Daftar", "Rincian"], ["Menu Utama"]]
    assert screens.closing(EN, TOLD, notice=NOTICE).text == (
        "Sign-up closes on Saturday, 5 December 2026, 23:59 WIB: <b>Bimtek A &amp; B</b>.\n"
        "12 seats left. Improves: Keamanan Informasi, Integritas"
    )
