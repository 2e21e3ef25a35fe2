"""Seats by need or by draw: given when sign-up has closed, and told to each person and to HR."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import select

from domain.ids import EnrolmentId, OfferingId
from domain.seats.ranking import lot
from handlers.actions import encode
from handlers.actions.seats import OpenOffering
from storage.people.tables import audit
from storage.seats.tables import enrolment
from tests.support.seats import states
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"
CLOSES = datetime(2026, 12, 1, 16, 59, tzinfo=UTC)


async def opened(town: Town, phone: Any, there: OfferingId) -> None:
    """Opens the details of an offering on a phone."""
    await phone.send("/menu")
    await phone.hears("Selamat")
    await phone.press(phone.last.id, encode(OpenOffering(there)))


async def test_seats_by_need_go_to_those_with_most_points(both_towns: Town):
    town = both_towns
    hr = await town.citizen("Contoh Petugas", hr=True)
    topic = await town.make.competency()
    there = await town.make.offering(
        TITLE, closes=topic, seats=1, filling="need", closes_at=CLOSES
    )
    post = await town.make.position()
    await town.make.requires(post, topic, 3)
    phones = []
    for name, level in (("Contoh Satu", 3), ("Contoh Dua", 1)):
        phone = await town.citizen(name, position_id=post)
        await town.make.rated(town.person_of(phone), topic, level)
        phones.append(phone)
    first, second = phones
    for phone in phones:
        await opened(town, phone, there)
        detail = await phone.hears("Pengisian: prioritas, diumumkan Selasa, 1 Desember 2026")
        assert "Daftar tunggu" not in detail.said
    await second.tap("Cara Pengisian")
    await second.hears("Nilai Bapak/Ibu saat ini: 50 (kesenjangan 20, JP 20, baru pertama 10)")
    await second.tap("Kembali")
    await second.hears("Pengisian: prioritas")
    for phone in phones:
        await phone.tap("Daftar")
        await phone.hears(f"◐ Tercatat sebagai peminat {TITLE}.")
    await town.move_to(CLOSES + timedelta(minutes=1))
    assert set((await states(town.store, there)).values()) == {"interested"}
    await town.move(minutes=10)
    told = await second.hears(f"● Mendapat tempat: {TITLE}.")
    assert "Urutan 1 dari 2 peminat." in told.said
    told = await first.hears(f"◐ Daftar tunggu, urutan 1: {TITLE}.")
    assert "Urutan 2 dari 2 peminat." in told.said
    assert hr.messages == []
    await town.move_to(at("2026-12-02 08:00"))
    await hr.hears(f"Hari ini:\n✓ {TITLE}, angkatan I: 1 tempat terisi, 1 antre.")
    await hr.tap("Unduh Urutan")
    sent = await hr.hears(f"Urutan peminat {TITLE}")
    sheet = load_workbook(io.BytesIO(sent.document[1]))["urutan"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = next(row for row in rows if "NILAI" in row)
    best = dict(zip(titles, rows[rows.index(titles) + 1], strict=True))
    assert (best["NAMA"], best["KESENJANGAN"], best["NILAI"]) == ("Contoh Dua", 20, 50)


async def test_a_draw_can_be_calculated_again_from_the_key_in_the_log(both_towns: Town):
    town = both_towns
    there = await town.make.offering(TITLE, seats=2, filling="draw", closes_at=CLOSES)
    for n in range(5):
        person = await town.make.person(f"Contoh {n}")
        await town.make.enrolment(person, there, state="interested")
    await town.move_to(CLOSES + timedelta(minutes=10))
    key = select(audit.c.new).where(audit.c.event == "seats.allotted")
    ranks = select(enrolment.c.id, enrolment.c.state).order_by(enrolment.c.rank)
    async with town.store.read() as session:
        drawn = (await session.execute(key)).scalar_one()
        rows = (await session.execute(ranks)).all()
    assert len(drawn) == 32
    ids = [EnrolmentId(row.id) for row in rows]
    assert ids == sorted(ids, key=lambda one: lot(drawn, one))
    assert [row.state for row in rows] == ["enrolled"] * 2 + ["queued"] * 3
    await town.move(minutes=30)
    async with town.store.read() as session:
        assert (await session.execute(key)).scalars().all() == [drawn]


async def test_who_is_noted_can_withdraw_before(town: Town):
    there = await town.make.offering(TITLE, seats=1, filling="draw")
    phone = await town.citizen("Contoh Satu")
    await opened(town, phone, there)
    await walk(phone, "Daftar", "Batalkan", "Ya, Batalkan")
    await phone.hears(f"✗ Pendaftaran untuk {TITLE} dibatalkan.")
    assert list((await states(town.store, there)).values()) == ["cancelled"]
