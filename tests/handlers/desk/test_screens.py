"""Screens of the HR desk that other tests do not reach."""

from dataclasses import fields
from datetime import timedelta

import pytest

from domain.accounts.data_requests import DataKind, DataRequest
from domain.accounts.failures import Failure, FailureReason
from domain.decisions.deciders import Via
from domain.decisions.states import DecisionState
from domain.desk import DeskFigures
from domain.ids import EnrolmentId, OfferingId
from domain.lists import Page, percent
from domain.seats.approvals import LateCancel, Request
from domain.seats.deciding import SeatEndReason, SeatState
from handlers.accounts.screens import data_requests, failures
from handlers.decisions.screens import one as decisions
from handlers.desk import screens as desk_screens
from handlers.screens.screen import Screen
from handlers.screens.words import House, Words
from handlers.seats.screens import approvals
from tests.support.builders import NOW
from tests.support.requests import decision_view

HOUSE = House("Pemerintah Kota Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)
WHO = "<b>Contoh &lt;Satu&gt; · NIP 1990…991</b>"


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def sign_up(**facts) -> Request:
    values = {
        "enrolment_id": EnrolmentId(1),
        "offering_id": OfferingId(1),
        "nip": "199001012020011991",
        "name": "Contoh <Satu>",
        "linked": True,
        "position": "Pranata Komputer",
        "unit": "Dinas & Contoh",
        "title": "Bimtek",
        "starts_at": NOW,
        "ends_at": NOW + timedelta(hours=2),
        "timezone": "Asia/Jakarta",
        "gaps": ("Keamanan Informasi",),
        "left": 2,
        "quota": 30,
        "state": SeatState.REQUESTED,
        "pending": True,
        "place_in_queue": None,
        "reason": None,
        "decided_by": None,
        "decided_at": None,
        "waiting": 3,
        "seen": 1,
        **facts,
    }
    return Request(**values)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, "0"), (1, 3, "33.3"), (2, 5, "40"), (9999, 10000, "99.9"), (5, 5, "100")],
)
def test_a_share_is_cut_and_never_rounded_up(part, whole, shown):
    assert percent(part, whole) == shown


def figures(**facts) -> DeskFigures:
    zero = {field.name: 0 for field in fields(DeskFigures)}
    return DeskFigures(**{**zero, **facts})


def test_the_desk_in_english_leaves_figures_of_zero_out():
    screen = desk_screens.desk(EN, figures(active=8614, linked=8614, seats=50, taken=25))
    assert screen.text.splitlines()[1] == "Linked: 8,614 of 8,614 ASN (100%)"
    assert labels(screen)[:2] == [["New announcement"], ["Announcements"]]


def test_labels_fit_their_rows():
    for words in (ID, EN):
        facts = figures(active=9999, offerings=99, requests=99, data_requests=1)
        for screen in (desk_screens.desk(words, facts), desk_screens.staff(words, facts)):
            for row in labels(screen):
                assert all(len(label) <= (28 if len(row) == 1 else 14) for label in row)


def test_a_failed_try_has_one_case_for_each_reason():
    def one(reason: FailureReason, **facts) -> Screen:
        failure = Failure(1, "+6284000000077", reason, NOW, **facts)
        return failures.failure(ID, failure, page=0)

    shared = one(FailureReason.SHARED, sharers=("Contoh Satu", "Contoh Dua"))
    assert shared.text == (
        "Nomor +6284000000077 tercatat pada 2 ASN: Contoh Satu; Contoh Dua.\n"
        "Perbaiki data asalnya, lalu impor kembali."
    )
    left = one(FailureReason.INACTIVE, name="Contoh Satu", nip="199001012020011991")
    assert left.text.startswith("Contoh Satu · NIP 1990…991 tercatat tidak aktif.")
    assert labels(left) == [["Tandai Selesai"], ["Kembali"]]
    done = one(FailureReason.LINKED, name="Contoh Satu", linked_at=NOW, settled=True)
    assert labels(done) == [["Kembali"]]


def test_five_failed_tries_stand_in_pairs_with_pages():
    tries = tuple(
        Failure(number, "+6284000000077", FailureReason.UNKNOWN, NOW) for number in range(5)
    )
    screen = failures.failures(ID, Page(tries, 1, 12))
    assert labels(screen) == [
        ["Rincian 6", "Rincian 7"],
        ["Rincian 8", "Rincian 9"],
        ["Rincian 10"],
        ["«", "2/3", "»"],
        ["Kembali", "Menu HR"],
    ]


def test_a_sign_up_says_what_helps_to_decide():
    screen = decisions.notice(ID, decision_view(sign_up(), mine=Via.HR, open=True))
    assert screen.text == (
        f"{WHO}, Pranata Komputer, Dinas &amp; Contoh\n"
        "mendaftar <b>Bimtek</b>, Senin, 23 November 2026 pukul 09.00–11.00 WIB.\n"
        "Kesenjangan: Keamanan Informasi · sisa kuota: 2 dari 30"
    )
    assert labels(screen) == [["Setujui", "Tolak"], ["Permintaan 3"]]
    assert screen.new


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"state": SeatState.ENROLLED}, f"✓ Disetujui: {WHO}, Bimtek."),
        (
            {"state": SeatState.QUEUED, "place_in_queue": 4},
            f"◐ Disetujui, tetapi kuota sudah penuh: {WHO} masuk daftar tunggu, urutan 4.",
        ),
        (
            {"state": SeatState.REFUSED, "reason": SeatEndReason.UNFIT_POST},
            f"✗ Ditolak: {WHO}, Bimtek. Alasan: Belum Sesuai Jabatan",
        ),
    ],
)
def test_a_decision_is_said_in_one_line(facts, said):
    refused = facts["state"] is SeatState.REFUSED
    state = DecisionState.REFUSED if refused else DecisionState.APPROVED
    view = decision_view(sign_up(**facts), state=state)
    assert decisions.done(ID, view).text.splitlines()[0] == said


def test_what_others_decided_is_said_with_name_and_time():
    decided = sign_up(
        state=SeatState.REFUSED, reason=":few-seats", decided_by="Contoh Petugas", decided_at=NOW
    )
    assert decisions.gone(EN, decision_view(decided)).text == (
        "This sign-up was decided by Contoh Petugas on Monday, 23 November 2026, 09:00 WIB: "
        "refused, reason: Limited seats."
    )


def test_a_late_cancellation_names_its_reason():
    until = NOW + timedelta(hours=2)
    facts = LateCancel(
        enrolment_id=EnrolmentId(1),
        nip="199001012020011991",
        name="Contoh Satu",
        unit=None,
        title="Bimtek",
        offering_id=OfferingId(1),
        starts_at=NOW,
        ends_at=until,
        timezone="Asia/Jakarta",
        reason=":duty",
    )
    assert approvals.late_cancel(ID, facts).text == (
        "! <b>Contoh Satu · NIP 1990…991</b> berhalangan hadir:\n"
        "<b>Bimtek</b>, Senin, 23 November 2026 pukul 09.00–11.00 WIB.\n"
        "Alasan: Tugas Kedinasan"
    )


def test_a_withdrawn_consent_leaves_nothing_to_settle():
    facts = DataRequest(
        id=7,
        person_id=1,
        kind=DataKind.WITHDRAWAL,
        nip="199001012020011991",
        name="Contoh Satu",
        linked=False,
        unit="Dinas Contoh",
        field=None,
        content=None,
        created_at=NOW,
        due_at=NOW + timedelta(days=3),
        settled_at=None,
        settled_by=None,
    )
    screen = data_requests.notice(ID, facts)
    assert screen.text == (
        "Contoh Satu · NIP 1990…991, Dinas Contoh, mencabut persetujuan pada "
        "Senin, 23 November 2026 pukul 09.00 WIB. Akun sudah dilepas."
    )
    assert labels(screen) == [["Menu HR"]]
