"""The details of an offering in each state, worded as in the storyboard."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.catalogue.offerings import Mode, Occupancy, Offering, Schedule
from domain.ids import EnrolmentId, MessageId
from domain.seats.deciding import Enrolled, Queued, SeatState
from domain.seats.standing import Attendance, Detail, SeatStanding
from handlers.screens.screen import Formatted, Screen, Style
from handlers.screens.words import House, Words
from handlers.seats.screens import notices as seats_notices
from handlers.seats.screens import offering as seats_offering
from handlers.seats.screens import signed
from tests.support.deciding import CLOSES, EARLY, END, START, offering, session

HOUSE = House("Pemerintah Kota Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)


def seat(state: SeatState = SeatState.ENROLLED, **facts: Any) -> SeatStanding:
    return SeatStanding(EnrolmentId(1), state, EARLY, **facts)


def shown(there: Offering, *, now: datetime = EARLY, w: Words = ID, **facts: Any) -> Screen:
    facts = {"occupancy": Occupancy(0, 0), "mine": None, "own": (), "gaps": (), **facts}
    return seats_offering.detail(w, Detail(offering=there, **facts), back=None, now=now)


def last_line(screen: Screen) -> str:
    return screen.text.splitlines()[-1]


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


BOLD = {"type": "bold", "offset": 0, "length": 5}
HOME = ["Kembali", "Menu Utama"]


@pytest.mark.parametrize(
    ("there", "facts", "line", "rows"),
    [
        (offering(), {}, "Kuota: sisa 5 dari 5 kursi", [["Daftar"]]),
        (offering(needs_approval=True), {}, "Perlu persetujuan BKPSDM.", [["Daftar"]]),
        (
            offering(),
            {"occupancy": Occupancy(5, 3)},
            "Kuota: penuh (5) · 3 orang di daftar tunggu",
            [["Masuk Daftar Tunggu"]],
        ),
        (
            offering(),
            {"mine": seat(SeatState.QUEUED, position=2)},
            "◐ Daftar tunggu, urutan 2. Bila ada yang batal sampai Selasa, 8 Desember 2026 "
            "pukul 08.00 WIB, Bapak/Ibu otomatis mendapat tempat.",
            [["Batalkan"]],
        ),
        (
            offering(),
            {"mine": seat(SeatState.REQUESTED)},
            "◐ Menunggu persetujuan BKPSDM sejak Minggu, 29 November 2026.",
            [["Batalkan"]],
        ),
        (
            offering(),
            {"mine": seat()},
            "● Bapak/Ibu terdaftar.",
            [["Unduh Kalender", "Batalkan"]],
        ),
        (
            offering(mode=Mode.ONLINE, url="https://contoh.go.id"),
            {"mine": seat()},
            "● Bapak/Ibu terdaftar.",
            [["Buka Tautan"], ["Unduh Kalender", "Batalkan"]],
        ),
        (
            offering(),
            {"now": CLOSES},
            "Pendaftaran ditutup Senin, 7 Desember 2026 pukul 08.00 WIB.",
            [["Pelatihan Lain"]],
        ),
        (offering(), {"now": START}, "Pelatihan sudah dimulai.", [["Pelatihan Lain"]]),
        (
            offering(called_off=True, called_off_reason="Banjir <berat>"),
            {"mine": seat()},
            "✗ Dibatalkan penyelenggara. Alasan: Banjir &lt;berat&gt;",
            [["Pelatihan Lain"]],
        ),
        (
            offering(),
            {"own": (session(START, END),)},
            "! Bersamaan dengan <b>Lain</b>, Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB.",
            [["Pindah ke Pelatihan Ini"], ["Rincian Pelatihan Itu"]],
        ),
        (
            offering(),
            {"mine": seat(attendance=Attendance.PASSED, certificate="1/A"), "now": END},
            "Nomor sertifikat: 1/A",
            [],
        ),
        (
            offering(),
            {"mine": seat(), "now": END, "feedback_open": True},
            "◐ Kehadiran belum dicatat",
            [["Isi Umpan Balik"]],
        ),
    ],
)
def test_each_state_has_its_line_and_its_next_step(
    there: Offering, facts: dict[str, Any], line: str, rows: list[list[str]]
):
    screen = shown(there, **facts)
    assert last_line(screen).startswith(line)
    assert labels(screen) == [*rows, HOME]
    english = shown(there, w=EN, **facts)
    assert english.text != screen.text
    assert labels(english)[-1] == ["Back", "Main menu"]


def test_a_running_training_says_so():
    # The evening between two days.
    two_days = offering(ends_at=END + timedelta(days=1))
    screen = shown(two_days, mine=seat(), now=END + timedelta(hours=4))
    assert last_line(screen) == "● Sedang berlangsung. Bapak/Ibu terdaftar."


def test_online_says_where_the_link_comes_from_until_it_is_stored():
    promised = "Tautan dibagikan BKPSDM paling lambat pada hari pelaksanaan."
    online = offering(mode=Mode.ONLINE)
    for screen in (shown(online), shown(online, mine=seat())):
        assert promised in screen.text
    assert promised in signed.signed(ID, online, Enrolled(), back=None).text
    for there in (offering(), replace(online, url="https://contoh.go.id")):
        assert promised not in shown(there, mine=seat()).text
    assert promised not in shown(replace(online, called_off=True)).text


def test_seats_are_not_named_where_nobody_can_sign_up():
    for screen in (
        shown(offering(), now=CLOSES),
        shown(offering(), now=START),
        shown(offering(called_off=True)),
    ):
        assert "Kuota" not in screen.text


def test_one_green_button_at_most():
    for facts in ({}, {"occupancy": Occupancy(5, 0)}, {"mine": seat()}):
        buttons = [b for row in shown(offering(), **facts).rows for b in row]
        assert sum(b.style is Style.MAIN for b in buttons) <= 1


def test_a_full_offering_is_said_to_be_full_in_one_way():
    for mine in (None, seat(SeatState.QUEUED, position=1), seat()):
        screen = shown(offering(), mine=mine, occupancy=Occupancy(5, 1))
        assert "Kuota: penuh (5) · 1 orang di daftar tunggu" in screen.text
        assert "sisa 0" not in screen.text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("bimtek", "technical guidance"),
        ("Pelatihan Teknis", "technical training"),
        ("sarasehan", "sarasehan"),
    ],
)
def test_a_known_kind_of_training_is_translated(kind: str, said: str):
    assert shown(offering(kind=kind), w=EN).text.splitlines()[2].endswith(f" · {said}")
    assert shown(offering(kind=kind)).text.splitlines()[2].endswith(f" · {kind}")


def test_the_longest_facts_still_fit_under_a_picture():
    there = offering(
        title="J" * 500,
        place="T" * 500,
        called_off_reason="A" * 900,
        needs_approval=True,
    )
    clash = replace(session(START, END), title="L" * 500)
    gaps = tuple(f"Kompetensi {n} yang panjang namanya" for n in range(30))
    for facts in ({}, {"own": (clash,)}, {"now": CLOSES}, {"mine": seat()}):
        assert len(shown(there, gaps=gaps, **facts).text) <= 900
    assert len(shown(replace(there, called_off=True), gaps=gaps).text) <= 900


def test_where_no_place_is_known_its_words_are_left_out():
    text = signed.signed(ID, offering(place=None), Enrolled(), back=None).text
    assert "\nRabu, 9 Desember 2026 pukul 08.00–16.00 WIB\n" in text
    assert "Aula" in signed.signed(ID, offering(place="Aula"), Enrolled(), back=None).text
    online = offering(mode=Mode.BLENDED, place="Aula")
    assert "di Aula dan secara daring" in signed.signed(ID, online, Enrolled(), back=None).text


def test_a_full_announcement_is_answered_in_a_message_of_its_own():
    def after(length: int, *, caption: bool) -> Screen:
        return signed.under_announcement(
            ID,
            Formatted("J" * length, (BOLD,)),
            caption=caption,
            there=offering(),
            outcome=Queued(2),
            back=None,
        )

    text = f"{'J' * 4000}\n◐ Daftar tunggu, urutan 2"
    assert after(4000, caption=False).written == Formatted(text, (BOLD,))
    for long in (after(4090, caption=False), after(1010, caption=True)):
        assert long.new
        assert long.text.startswith("◐ Kuota <b>Bimtek Contoh</b> sudah penuh.")


def test_a_second_tap_replaces_the_line_about_the_seat():
    screen = signed.under_announcement(
        ID,
        Formatted("Judul\n◐ Daftar tunggu, urutan 2", (BOLD, {**BOLD, "offset": 6})),
        caption=False,
        there=offering(),
        outcome=Enrolled(),
        back=None,
    )
    assert screen.written == Formatted("Judul\n● Terdaftar", (BOLD,))


def test_a_moved_training_in_english():
    before = Schedule(START - timedelta(days=7), END - timedelta(days=7), "Aula")
    there = offering(place="Gedung B")
    screen = seats_notices.moved(EN, there, before, seated=True, clash=None, notice=MessageId(1))
    assert screen.text == (
        "New date or place: <b>Bimtek Contoh</b>.\n"
        "Was: Wednesday, 2 December 2026, 08:00–16:00 WIB at Aula.\n"
        "Now: <b>Wednesday, 9 December 2026, 08:00–16:00 WIB at Gedung B</b>.\n"
        "If you cannot come, please press <b>Cancel</b>."
    )
