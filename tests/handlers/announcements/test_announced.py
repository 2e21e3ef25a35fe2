"""Signing up by the button under an announcement: its text stays and shows the result."""

from typing import Any

from sqlalchemy import insert

from domain.outbox.messages import Priority
from storage.announcements.tables import announcement
from storage.outbox.tables import message
from tests.support.builders import NOW
from tests.support.seats import states
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def announced(town: Town, phone: Any, **facts: Any) -> Any:
    """An announcement of a training that reached this phone."""
    officer = await town.make.person("Contoh Petugas")
    offering = await town.make.offering(TITLE, **facts)
    async with town.store.write() as session:
        values = {
            "author_id": officer,
            "offering_id": offering,
            "audience": {},
            "state": "done",
            "started_at": NOW,
            "finished_at": NOW,
            "created_at": NOW,
        }
        row = insert(announcement).values(values).returning(announcement.c.id)
        number = (await session.execute(row)).scalar_one()
        await session.execute(
            insert(message).values(
                kind="announcement",
                person_id=town.person_of(phone),
                facts={"announcement": number},
                dedupe_key="ann:1",
                priority=int(Priority.BULK),
                not_before=NOW,
                announcement_id=number,
                created_at=NOW,
            )
        )
    await town.settle()
    return offering


async def test_one_tap_and_the_text_stays(town: Town):
    phone = await town.citizen()
    offering = await announced(town, phone)
    text = phone.last.said
    assert text.startswith(f"Pendaftaran {TITLE} telah dibuka.")
    bold = phone.last.entities
    await walk(phone, "Daftar")
    await phone.hears("● Terdaftar")
    assert phone.last.said == f"{text}\n● Terdaftar"
    assert phone.last.entities == bold
    assert phone.labels == ["Rincian", "Batalkan", "Menu Utama"]
    assert await states(town.store, offering) == {town.person_of(phone): "enrolled"}

    await walk(phone, "Rincian")
    await phone.hears("● Bapak/Ibu terdaftar.")
    await walk(phone, "Kembali")
    await phone.hears("● Terdaftar")
    assert phone.last.said == f"{text}\n● Terdaftar"

    await walk(phone, "Batalkan")
    await phone.hears("Batalkan keikutsertaan")
    await walk(phone, "Kembali")
    await phone.hears("● Terdaftar")
    assert len(phone.messages) == 1


async def test_full_means_the_queue_and_closed_says_so(town: Town):
    phone, late = await town.citizen(), await town.citizen("Contoh Dua")
    await announced(town, phone, seats=0)
    await walk(phone, "Daftar")
    await phone.hears("◐ Daftar tunggu, urutan 1")
    assert phone.labels == ["Rincian", "Batalkan", "Menu Utama"]
    assert late.messages == []


async def test_approval_is_said_in_one_line(town: Town):
    phone = await town.citizen()
    await announced(town, phone, needs_approval=True)
    await walk(phone, "Daftar")
    await phone.hears("◐ Menunggu persetujuan")


async def test_what_has_closed_meanwhile_keeps_the_text(town: Town):
    phone = await town.citizen()
    await announced(town, phone)
    text = phone.last.said
    await town.move(days=15)
    await walk(phone, "Daftar")
    await phone.hears("Pendaftaran ditutup")
    assert phone.last.said == (
        f"{text}\nPendaftaran ditutup Selasa, 8 Desember 2026 pukul 08.00 WIB."
    )
    assert phone.labels == ["Rincian", "Menu Utama"]
