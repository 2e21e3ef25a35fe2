import io
import json
from datetime import date
from typing import Any

from openpyxl import load_workbook

from domain.accounts.data_requests import DataKind
from domain.accounts.failures import FailureReason
from domain.outbox.messages import MessageKind, MessageState
from domain.people.audit import EVENTS
from domain.reminders import MUTABLE
from domain.seats.deciding import SeatEndReason, SeatState
from handlers.accounts.screens.data_copy import as_json, workbook
from handlers.accounts.screens.data_words import VALUES
from handlers.actions.accounts import Field
from handlers.screens.words import LANGUAGES, House, Words
from tests.support.builders import NOW

W = Words("id", House("Pemerintah Contoh", "BKPSDM", None, "Asia/Jakarta"))
ROWS: dict[str, list[dict[str, Any]]] = {
    "person": [{"name": 'Contoh <Satu> & "Dua" 🙂', "phone": None, "active": True}],
    "link": [{"telegram_id": 700000001, "linked_at": NOW, "muted": ["h7", "closing"]}],
    "assessment": [
        {"assessed_on": date(2026, 6, 15), "level": 2, "source": "official"},
        {"assessed_on": date(2026, 7, 15), "level": 3, "source": "=1+1"},
    ],
    "answer": [{"wording": {"id": {"long": "Manfaat materi"}, "en": {"long": "Use"}}}],
    "consent": [{"event": "given", "at": NOW}],
    "message": [],
}


def test_the_copy_speaks_indonesian_and_keeps_every_letter():
    file = as_json(ROWS, now=NOW, zone="Asia/Jakarta")
    assert file.name == "data-saya-20261123.json"
    copied = json.loads(file.content)
    assert copied["dibuat_pada"] == "2026-11-23T02:00:00+00:00"
    assert copied["pegawai"] == [
        {"nama": 'Contoh <Satu> & "Dua" 🙂', "nomor_hp": None, "aktif": True}
    ]
    assert copied["penilaian"][0] == {
        "tanggal_penilaian": "2026-06-15",
        "level": 2,
        "sumber": "penilaian resmi",
    }
    assert copied["riwayat_persetujuan"][0]["kejadian"] == "persetujuan diberikan"
    assert copied["pesan"] == []


def test_the_workbook_is_read_without_knowing_the_program():
    file = workbook(W, ROWS, now=NOW)
    assert file.name == "data-saya-20261123.xlsx"
    book = load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == [
        "pegawai",
        "akun telegram",
        "riwayat persetujuan",
        "penilaian",
        "umpan balik",
    ]
    said = {name: [[cell.value for cell in row] for row in book[name]] for name in book.sheetnames}
    assert [row[0] for row in said["pegawai"][:4]] == [
        "Pegawai",
        "BKPSDM, per 23 November 2026 09.00 WIB",
        "Salinan data pribadi",
        "3 baris",
    ]
    assert said["pegawai"][5:] == [
        ["DATA", "ISI"],
        ["NAMA", 'Contoh <Satu> & "Dua" 🙂'],
        ["NOMOR HP", None],
        ["AKTIF", "ya"],
    ]
    assert ["ID TELEGRAM", "700000001"] in said["akun telegram"]
    assert ["PENGINGAT DIMATIKAN", "H-7, penutupan pendaftaran"] in said["akun telegram"]
    assert said["penilaian"][5] == ["TANGGAL PENILAIAN", "LEVEL", "SUMBER"]
    assert said["penilaian"][6][1:] == [2, "penilaian resmi"]
    assert said["umpan balik"][6] == ["Manfaat materi"]
    assert book["penilaian"]["A7"].is_date
    assert book["penilaian"]["C8"].data_type == "s"
    assert f"{book['riwayat persetujuan']['B7'].value}" == "2026-11-23 09:00:00"


def test_every_stored_word_of_a_fixed_set_is_said_in_indonesian():
    sets = {
        "state": (*SeatState, *MessageState),
        "kind": (*DataKind, *MessageKind),
        "reason": (*FailureReason, *SeatEndReason),
        "event": EVENTS,
        "field": [field.code for field in Field],
        "muted": MUTABLE,
        "language": LANGUAGES,
    }
    for field, words in sets.items():
        assert {str(word) for word in words} <= set(VALUES[field]), field
