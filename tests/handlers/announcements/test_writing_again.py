"""Announcing by buttons of older screens: typed text answers what the last screen asked."""

from sqlalchemy import select

from domain.announcements.audience import Kind
from handlers.actions import encode
from handlers.actions.announcements import ScheduleAt, SetPicked
from storage.announcements.tables import announcement
from storage.people.tables import unit
from tests.support.announcing import office, to_the_preview
from tests.support.town import Town
from tests.support.walking import tap


async def test_a_moment_that_has_passed_asks_for_another_that_may_be_typed(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    first = hr.labels[0]
    await town.move(hours=14)
    await tap(hr, first, "! Waktu belum dikenali atau sudah lewat.")
    await hr.send("7/12/2026 08.00")
    await hr.hears("✓ Dijadwalkan Senin, 7 Desember 2026 pukul 08.00 WIB")


async def test_a_list_opened_again_is_searched_and_not_announced(town: Town):
    hr, _, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.send("Rapat besok")
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Unit Kerja", "Pilih unit kerja")
    listed = hr.last.id
    async with town.store.read() as session:
        number = (await session.execute(select(announcement.c.id))).scalar_one()
        found = (await session.execute(select(unit.c.id))).scalars().first()
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.press(listed, encode(SetPicked(number, Kind.UNIT, found, True, 0)))
    await hr.hears("Pilih unit kerja")
    await hr.send("kesehatan")
    await hr.hears("Pilih unit kerja")
    async with town.store.read() as session:
        texts = (await session.execute(select(announcement.c.text))).scalars().all()
    assert texts == ["Rapat besok"]


async def test_what_is_being_changed_stays_scheduled(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await hr.send("7/12/2026 08.00")
    await hr.hears("✓ Dijadwalkan")
    await tap(hr, "Ubah", "Apa yang akan diubah?")
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "dijadwalkan Senin, 7 Desember 2026 pukul 08.00 WIB")
    await tap(hr, "◐ 1 · 7 Des", "✓ Dijadwalkan Senin, 7 Desember 2026 pukul 08.00 WIB")


async def test_an_older_list_of_what_is_scheduled_asks_for_nothing(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await hr.send("7/12/2026 08.00")
    scheduled = await hr.hears("✓ Dijadwalkan")
    async with town.store.read() as session:
        number = (await session.execute(select(announcement.c.id))).scalar_one()
        found = (await session.execute(select(unit.c.id))).scalars().first()
    await hr.press(scheduled.id, encode(SetPicked(number, Kind.UNIT, found, True, 0)))
    await hr.hears("✓ Dijadwalkan")
    await hr.send("keamanan")
    await hr.hears("Hasil pencarian keamanan")
    passed = int(town.now.timestamp()) // 60 - 60
    await hr.press(scheduled.id, encode(ScheduleAt(number, 1, passed)))
    await hr.hears("✓ Dijadwalkan")
    await hr.send("keamanan")
    await hr.hears("Hasil pencarian keamanan")
