"""HR searches the audit log in the chat (Riwayat Akses), and a person sees how often HR looked."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from domain.catalogue.editing import Edit, RunField
from domain.ids import PersonId
from domain.people.audit import AuditChange, change_of
from storage.catalogue.hr import editing, lists
from storage.people import audit as people_audit
from storage.people.tables import audit
from tests.support.acts import act
from tests.support.builders import NOW
from tests.support.citizens import officer, opened
from tests.support.kept import events
from tests.support.times import at
from tests.support.town import Town


async def noted(
    town: Town,
    event: str,
    by: PersonId | None,
    about: int | None,
    *changes: AuditChange,
    at: datetime = NOW,
) -> None:
    async with town.store.effect(act(by, now=at)) as tx:
        await people_audit.noted(tx, event, about=about, changes=changes)


async def searching(town: Town) -> Any:
    """An HR officer at the search of the log."""
    phone = await opened(town)
    await phone.send("riwayat akses")
    await phone.hears("Ketik nama atau NIP, atau pilih.")
    return phone


def entries(phone: Any) -> list[str]:
    """The entries that the phone shows."""
    return [line for line in phone.last.said.splitlines() if "WIB: " in line]


async def test_entries_about_a_person_are_found_by_a_typed_name(both_towns: Town):
    town = both_towns
    budi, other = await town.make.person("Contoh Budi"), await town.make.person("Contoh Ani")
    phone = await searching(town)
    me = town.person_of(phone)
    there = await town.make.offering("Bimtek Arsip", label="II")
    seat = await town.make.enrolment(budi, there)
    await noted(town, "person_seen", me, budi)
    await noted(town, "person_seen", me, other)
    await noted(town, "participant_removed", me, seat, at=NOW + timedelta(minutes=5))
    await noted(town, "hr_granted", None, budi, at=NOW + timedelta(minutes=6))
    await phone.send("contoh budi")
    await phone.hears("Contoh Budi\n")
    assert entries(phone) == [
        "23 Nov 2026, 09.06 WIB: baris perintah memberi peran HR (Contoh Budi)",
        "23 Nov 2026, 09.05 WIB: Contoh Petugas membatalkan keikutsertaan "
        "(Contoh Budi, Bimtek Arsip, An…)",
        "23 Nov 2026, 09.00 WIB: Contoh Petugas melihat kartu pegawai (Contoh Budi)",
    ]
    assert ("audit.searched", me, None) in await events(town)


async def test_a_search_is_narrowed_by_buttons_and_widened_again(town: Town):
    budi = await town.make.person("Contoh Budi")
    phone = await searching(town)
    me = town.person_of(phone)
    await noted(town, "person_seen", me, budi, at=NOW - timedelta(days=2))
    await noted(town, "number_set", me, budi, at=NOW - timedelta(days=2))
    await noted(town, "unlinked_downloaded", me, None, at=NOW - timedelta(days=9))
    await phone.tap("Perubahan")
    await phone.hears("1 catatan\nperubahan\n")
    assert len(entries(phone)) == 1
    await phone.tap("Unduhan")
    await phone.hears("unduhan\n14 Nov 2026")
    await phone.tap("7 Hari")
    await phone.hears("Tidak ada catatan untuk unduhan · sejak 17 November 2026.")
    assert "Silakan ketik nama, NIP, tanggal, atau tindakan yang lain." in phone.last.said
    await phone.tap("✓ Unduhan")
    await phone.hears("sejak 17 November 2026\n")
    assert len(entries(phone)) == 2
    await phone.tap("✓ 7 Hari")
    await phone.until(lambda p: "sejak" not in p.last.said)
    assert len(entries(phone)) == 3
    await phone.send("14/11/2026")
    await phone.hears("pada Sabtu, 14 November 2026\n14 Nov 2026")
    assert len(entries(phone)) == 1


async def test_a_deed_is_chosen_or_typed(town: Town):
    budi = await town.make.person("Contoh Budi")
    phone = await searching(town)
    await noted(town, "number_set", town.person_of(phone), budi)
    await noted(town, "person_seen", town.person_of(phone), budi)
    await phone.tap("Tindakan")
    await phone.hears("3. mengubah nomor HP")
    await phone.tap("3")
    await phone.hears("mengubah nomor HP\n23 Nov 2026")
    assert len(entries(phone)) == 1
    assert "✓ Tindakan" in phone.labels
    await phone.tap("✓ Tindakan")
    await phone.hears("Tindakan apa yang dicari?")
    await phone.tap("Semua Tindakan")
    await phone.until(lambda p: len(entries(p)) == 2)
    await phone.send("kartu peg")
    await phone.hears("1. melihat kartu pegawai")
    await phone.tap("1")
    await phone.hears("melihat kartu pegawai\n23 Nov 2026")
    await phone.send("tidak dikenal")
    await phone.hears("Tidak ada catatan untuk tidak dikenal.")


async def test_the_own_searches_are_shown_where_they_are_looked_for(town: Town):
    phone = await searching(town)
    other = await town.make.person("Contoh Lain")
    await noted(town, "audit.searched", other, None)
    await phone.tap("Hari Ini")
    await phone.hears("1 catatan")
    assert entries(phone) == ["23 Nov 2026, 09.00 WIB: Contoh Lain mencari dalam riwayat akses"]
    await phone.send("mencari dalam")
    await phone.hears("1. mencari dalam riwayat akses")
    await phone.tap("1")
    await phone.until(lambda p: len(entries(p)) == 4)


async def test_of_several_people_one_is_chosen(town: Town):
    for name in ("Contoh Budi", "Contoh Budiman"):
        await noted(town, "hr_granted", None, await town.make.person(name))
    phone = await searching(town)
    await phone.send("budi")
    await phone.hears("Riwayat siapa yang dicari?\n1. Contoh Budi · NIP")
    await phone.tap("2")
    await phone.hears("Contoh Budiman\n")
    assert len(entries(phone)) == 1


async def test_pages_of_a_long_list_stay_while_each_page_is_noted(town: Town):
    budi = await town.make.person("Contoh Budi")
    phone = await opened(town)
    me = town.person_of(phone)
    for hour in range(7):
        await noted(town, "number_set", me, budi, at=NOW - timedelta(hours=hour))
    await phone.send("audit")
    await phone.hears("Catatan disimpan 2 tahun; yang tertua 23 November 2026.")
    await phone.send("Contoh Budi")
    await phone.hears("7 catatan")
    assert len(entries(phone)) == 5
    await phone.tap("»")
    await phone.until(lambda p: "2/2" in p.labels)
    assert entries(phone) == [
        "23 Nov 2026, 04.00 WIB: Contoh Petugas mengubah nomor HP (Contoh Budi)",
        "23 Nov 2026, 03.00 WIB: Contoh Petugas mengubah nomor HP (Contoh Budi)",
    ]
    searched = [one for one in await events(town) if one[0] == "audit.searched"]
    assert searched == [("audit.searched", me, None), ("audit.searched", me, budi)]


async def test_what_was_found_comes_as_a_file_and_that_is_noted(both_towns: Town):
    town = both_towns
    there = await town.make.offering("Bimtek Arsip", label="II")
    phone = await searching(town)
    me = town.person_of(phone)
    moved = change_of("starts_at", NOW, NOW + timedelta(hours=1))
    changes = (change_of("quota", 30, 40), moved)
    await noted(town, "offerings.changed", me, int(there), *changes)
    await phone.tap("Perubahan")
    await phone.hears("kuota: 30 → 40")
    await phone.tap("Unduh")
    sent = await phone.hears("Riwayat akses per")
    rows = list(load_workbook(io.BytesIO(sent.document[1])).active.values)
    titles = next(row for row in rows if row[0] == "NO")
    found = [dict(zip(titles, row, strict=True)) for row in rows[rows.index(titles) + 1 :]]
    assert [(one["BIDANG"], one["SEMULA"], one["MENJADI"]) for one in found] == [
        ("mulai", "23 Nov 2026, 09.00 WIB", "23 Nov 2026, 10.00 WIB"),
        ("kuota", "30", "40"),
    ]
    assert found[0]["TINDAKAN"] == "mengubah angkatan"
    assert (found[0]["PELATIHAN"], found[0]["ANGKATAN"]) == ("Bimtek Arsip", "II")
    assert f"{found[0]['WAKTU']}" == "2026-11-23 09:00:00"
    assert [row[0] for row in rows[:3]] == [
        "Riwayat Akses",
        "BKPSDM, per 23 November 2026 09.00 WIB",
        "2 baris, perubahan",
    ]
    assert ("audit.downloaded", me, None) in await events(town)


async def test_the_card_says_the_last_change_and_leads_to_the_history(town: Town):
    budi = await town.make.person("Contoh Budi", phone=None)
    phone = await opened(town)
    await phone.send("cari pegawai")
    await phone.hears("Silakan ketik")
    await phone.send("budi")
    await phone.hears("cocok dengan")
    await phone.tap("1")
    await phone.hears("! nomor HP belum ada")
    assert "Terakhir diubah" not in phone.last.said
    await noted(town, "link_code_issued", town.person_of(phone), budi)
    await phone.tap("Ubah Nomor HP")
    await phone.hears("Silakan ketik nomor HP")
    await phone.send("084900000071")
    await phone.hears("✓ Nomor HP disimpan.")
    await phone.tap("Riwayat Akses")
    await phone.hears("Contoh Petugas mengubah nomor HP (Contoh Budi)")
    await phone.tap("Kembali")
    await phone.hears("Terakhir diubah 23 Nov 2026, 09.00 WIB: Contoh Petugas mengubah nomor HP")


async def test_a_person_sees_how_often_hr_looked(town: Town):
    hr, phone = await officer(town), await town.citizen("Contoh Budi")
    budi = town.person_of(phone)
    await phone.send("/privasi")
    await phone.until(lambda p: "Siapa Melihat" in p.labels)
    await phone.tap("Siapa Melihat")
    await phone.hears("30 hari terakhir: data Bapak/Ibu tidak dibuka.")
    await noted(town, "person_seen", town.person_of(hr), budi)
    await noted(town, "person_seen", town.person_of(hr), budi, at=NOW - timedelta(days=31))
    await phone.tap("Kembali")
    await phone.until(lambda p: "Siapa Melihat" in p.labels)
    await phone.tap("Siapa Melihat")
    await phone.hears("30 hari terakhir: BKPSDM 1 kali.")


@pytest.mark.parametrize("text", ["riwayat akses", "audit"])
async def test_it_is_for_hr_alone(town: Town, text: str):
    phone = await town.citizen("Contoh Satu")
    await phone.send(text)
    await phone.hears("Tidak ada pelatihan")
    async with town.store.read() as session:
        assert (await session.execute(select(audit.c.id))).all() == []


async def test_a_move_is_one_entry_with_both_ends(town: Town):
    phone = await searching(town)
    me = town.person_of(phone)
    there = await town.make.offering("Bimtek Arsip")
    for first in ("2026-12-10", "2026-12-09"):
        card = await lists.card(town.store, there, now=town.now)
        times = {"starts_at": card.offering.starts_at, "ends_at": card.offering.ends_at}
        times |= {"timezone": card.offering.timezone}
        later = {**times, "starts_at": at(f"{first}T08:00"), "ends_at": at("2026-12-10T16:00")}
        edit = Edit(RunField.TIME, times, later)
        await editing.save(town.store, act(me), there, edit)
    await phone.tap("Perubahan")
    await phone.hears("2 catatan")
    assert "waktu: 9 Des 2026 08.00–16.00 → 10 Des 2026 08.00–16.00" in phone.last.said
    assert "waktu: 10 Des 2026 08.00–16.00 → 9–10 Des 2026 08.00–16.00" in phone.last.said


async def test_each_change_of_an_offering_is_said_in_words(town: Town):
    phone = await searching(town)
    me = town.person_of(phone)
    there = await town.make.offering("Bimtek Arsip")
    old, new = "2026-12-09T01:00:00+00:00", "2026-12-10T01:00:00+00:00"
    changes = (
        change_of("starts_at", old, new),
        change_of("sessions", f"{old}/{new}", f"{old}/{new} {old}/{new}"),
    )
    for each in changes:
        await noted(town, "offerings.changed", me, there, each)
    await phone.tap("Perubahan")
    await phone.hears("2 catatan")
    assert "mulai: 9 Des 2026, 08.00 WIB → 10 Des 2026, 08.00 WIB" in phone.last.said
    assert "sesi: 1 sesi → 2 sesi" in phone.last.said
