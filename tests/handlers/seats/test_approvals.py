"""Requests for approval (Permintaan): every HR officer is asked, one decides."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from handlers.actions import encode
from handlers.actions.seats import OpenNotice
from storage.accounts.tables import data_request
from storage.outbox import messages
from storage.outbox.tables import message
from storage.people.tables import role
from storage.seats import approvals, signing_up
from tests.support.acts import act
from tests.support.citizens import TITLE, officer, opened, signed_up
from tests.support.town import Town


async def test_one_tap_approves_and_the_others_learn_of_it(both_towns: Town):
    town = both_towns
    first, second = await officer(town, "Contoh Petugas"), await officer(town, "Contoh Kedua")
    asker, _ = await signed_up(town)
    for phone in (first, second):
        await phone.hears(
            "mendaftar Bimtek Keamanan Informasi, Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB."
        )
        assert re.sub(r"NIP \d{4}…\d{3}", "NIP …", phone.last.said) == (
            "Contoh Satu · NIP …, Pranata Komputer Ahli Pertama, Dinas Contoh\n"
            "mendaftar Bimtek Keamanan Informasi, Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB.\n"
            "Sisa kuota: 1 dari 2"
        )
        assert phone.labels == ["Setujui", "Tolak", "Permintaan 1"]
    late = second.last
    await first.tap("Setujui")
    await first.hears(f"{TITLE}.\nYang bersangkutan akan diberi tahu.")
    assert first.labels == ["Permintaan", "Menu HR"]
    gone = "Pendaftaran ini sudah diputuskan oleh Contoh Petugas pada"
    await second.hears(gone)
    assert late.said.endswith("pukul 09.00 WIB: disetujui.")
    await asker.hears("✓ Disetujui")


async def test_a_late_press_shows_who_decided(town: Town):
    first, second = await officer(town, "Contoh Petugas"), await officer(town, "Contoh Kedua")
    await signed_up(town)
    waiting = await approvals.pending(town.store, page=0, now=town.now)
    await signing_up.decide_request(
        town.store,
        act(town.person_of(first), update=98, now=town.now),
        enrolment=waiting.items[0].enrolment_id,
        approve=True,
    )
    await second.tap("Setujui")
    await second.hears("Pendaftaran ini sudah diputuskan oleh Contoh Petugas")
    assert second.labels == ["Permintaan", "Menu HR"]


async def test_refusing_asks_for_a_reason_by_button(town: Town):
    phone = await officer(town)
    asker, _ = await signed_up(town)
    await phone.tap("Tolak")
    await phone.hears("Apa alasan penolakan untuk Contoh Satu · NIP ")
    await phone.tap("Kembali")
    await phone.hears("mendaftar Bimtek Keamanan Informasi")
    await phone.tap("Tolak")
    await phone.hears("Apa alasan penolakan")
    await phone.tap("Kuota Terbatas")
    await phone.hears(f"{TITLE}. Alasan: Kuota Terbatas")
    await asker.hears(TITLE)


async def test_a_typed_reason_refuses_too(town: Town):
    phone, other = await officer(town), await officer(town, "Contoh Kedua")
    await signed_up(town)
    await phone.tap("Tolak")
    await phone.hears("Apa alasan penolakan")
    await phone.send("x" * 301)
    await phone.hears("Teks terlalu panjang: 301 dari paling banyak 300 karakter.")
    await phone.send("Sedang <cuti>")
    await phone.hears(f"{TITLE}. Alasan: Sedang <cuti>")
    await other.hears("ditolak, alasan: Sedang <cuti>.")


async def test_a_typed_reason_outlives_a_database_that_was_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone, away = await officer(town), [ConnectionError("away")]
    await signed_up(town)
    await phone.tap("Tolak")
    await phone.hears("Apa alasan penolakan")
    decide = signing_up.decide_request

    async def once_away(*args: Any, **facts: Any) -> bool:
        if away:
            raise away.pop()
        return await decide(*args, **facts)

    monkeypatch.setattr(signing_up, "decide_request", once_away)
    await phone.send("Sedang cuti")
    await phone.hears(f"{TITLE}. Alasan: Sedang cuti")


async def test_a_blocked_chat_keeps_no_other_notice_from_being_closed(town: Town):
    phones = [await officer(town, f"Contoh Petugas {n}") for n in range(3)]
    await signed_up(town)
    first, blocked, last = phones
    for phone in phones:
        await phone.hears("mendaftar Bimtek")
    blocked.block()
    await first.tap("Setujui")
    await last.hears("Pendaftaran ini sudah diputuskan oleh Contoh Petugas 0")


async def test_who_lost_the_role_is_told_nothing_and_reopens_nothing(town: Town):
    phone = await officer(town)
    await signed_up(town)
    await phone.hears("mendaftar Bimtek")
    async with town.store.write() as session:
        notice = (await session.execute(select(message.c.id))).scalar_one()
        await session.execute(delete(role))
        promised = {"kind": "late_cancel", "facts": {"enrolment": 1}, "once": "late"}
        await messages.promise(session, to=town.person_of(phone), now=town.now, **promised)
    shown = phone.last.id
    await phone.press(shown, encode(OpenNotice(notice)))
    await phone.hears("Selamat")
    await town.settle()
    async with town.store.read() as session:
        late = select(message.c.state).where(message.c.dedupe_key == "late")
        assert (await session.execute(late)).scalar_one() == "dropped"
    assert not any("Contoh Satu" in m.said for m in phone.messages)


async def test_the_list_decides_with_one_tap(town: Town):
    phone = await opened(town)
    await signed_up(town)
    await phone.send("/hr")
    await phone.hears("Angkatan dibuka: 1")
    await phone.tap("Permintaan 1")
    await phone.hears("1 pendaftaran menunggu keputusan.\n1. Contoh Satu · NIP ")
    assert phone.labels == [
        "Setujui 1",
        "Tolak 1",
        "Permintaan Data",
        "Kembali",
        "Menu Utama",
    ]
    await phone.tap("Setujui 1")
    await phone.hears("✓ Disetujui: Contoh Satu")
    await phone.tap("Permintaan")


async def test_what_the_person_took_back_cannot_be_approved(town: Town):
    phone = await officer(town)
    asker, offering = await signed_up(town)
    await signing_up.cancel(
        town.store, act(town.person_of(asker), update=99, now=town.now), offering=offering
    )
    await phone.tap("Setujui")
    await phone.hears("Pendaftaran ini sudah dibatalkan oleh pendaftar.")


async def asked(town: Town, person) -> int:
    values = {
        "person_id": person,
        "kind": "correction",
        "field": "post",
        "content": "Analis <SDM>",
        "created_at": town.now,
        "due_at": town.now + timedelta(days=3),
    }
    return await town.make._add(data_request, values)


async def test_a_correction_is_settled_from_the_list(town: Town):
    phone = await opened(town)
    citizen = await town.citizen("Contoh Satu", unit_id=await town.make.unit("Dinas Contoh"))
    await asked(town, town.person_of(citizen))
    await phone.send("/hr")
    await phone.hears("Terhubung: 2 dari 2 ASN")
    await phone.tap("Permintaan 1")
    await phone.hears("Tidak ada pendaftaran yang menunggu keputusan.")
    await phone.tap("Permintaan Data 1")
    await phone.hears("1 permintaan data menunggu.")
    await phone.tap("Rincian 1")
    await phone.hears("Permintaan perbaikan nomor 1 dari Contoh Satu · NIP ")
    assert phone.last.said.splitlines()[1:] == [
        "Jabatan atau Unit: Analis <SDM>",
        "Mohon diselesaikan paling lambat Kamis, 26 November 2026 pukul 09.00 WIB.",
    ]
    assert phone.labels == ["Tandai Selesai", "Menu HR"]
    await phone.tap("Tandai Selesai")
    await phone.hears("✓ Permintaan perbaikan nomor 1 dari Contoh Satu · NIP ")
    await citizen.hears("permintaan perbaikan nomor 1 sudah selesai diproses.")


async def test_officers_are_alerted_a_day_before_the_time_is_over(town: Town):
    phone = await officer(town)
    await asked(town, await town.make.person("Contoh Satu"))
    await town.move(hours=47)
    assert phone.messages == []
    await town.move(hours=1)
    await phone.hears("! Permintaan ini belum diselesaikan.")
    assert phone.labels == ["Tandai Selesai", "Menu HR"]


async def test_a_late_cancellation_is_told_to_every_officer(town: Town):
    phone = await officer(town)
    citizen = await town.citizen("Contoh Satu", unit_id=await town.make.unit("Dinas Contoh"))
    soon = town.now + timedelta(hours=20)
    offering = await town.make.offering(TITLE, starts_at=soon)
    await town.make.enrolment(town.person_of(citizen), offering)
    await signing_up.cancel(
        town.store, act(town.person_of(citizen), update=99, now=town.now), offering=offering
    )
    await town.settle()
    await phone.hears("(Dinas Contoh) berhalangan hadir:")
    assert phone.labels == ["Usulkan Pengganti", "Peserta", "Menu HR"]
