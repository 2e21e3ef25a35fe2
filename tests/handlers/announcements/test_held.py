"""What is much too late, or whose author left HR, is not sent without a question."""

from typing import Any

from sqlalchemy import delete

from storage.people.tables import role
from tests.support.announcing import office, to_the_preview
from tests.support.town import Town
from tests.support.walking import tap

HELD = "! Pengumuman ini belum dikirim: Bimtek Keamanan Informasi"


async def scheduled(town: Town) -> tuple[Any, Any]:
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await tap(hr, "Besok 08.00", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB")
    return hr, gap


async def revoked(town: Town, phone: Any) -> None:
    async with town.store.write() as session:
        await session.execute(delete(role).where(role.c.person_id == town.person_of(phone)))


async def test_what_is_late_by_more_than_a_day_is_held_and_asked_about(town: Town):
    hr, gap = await scheduled(town)
    await town.move(days=3)
    await hr.hears(HELD)
    assert "pukul 08.00 WIB, lebih dari satu hari yang lalu." in hr.last.said
    assert "Penerima: 1 ASN · belum terhubung: 1" in hr.last.said
    assert not gap.messages
    await tap(hr, "Kirim Sekarang", "Mengirim pengumuman")
    await gap.hears("telah dibuka")


async def test_a_few_hours_late_it_is_sent(town: Town):
    hr, gap = await scheduled(town)
    await town.move(hours=40)
    await gap.hears("telah dibuka")
    assert not [m for m in hr.messages if HELD in m.said]


async def test_without_its_author_another_officer_decides_and_gets_the_report(town: Town):
    former, gap = await scheduled(town)
    other = await town.citizen("Contoh Pengganti", hr=True)
    await revoked(town, former)
    before = len(former.messages)
    await town.move(hours=24)
    await other.hears(HELD)
    assert "Contoh Petugas bukan lagi petugas BKPSDM." in other.last.said
    assert not gap.messages
    await tap(other, "Jadwalkan", "Kapan pengumuman dikirim?")
    await tap(other, "Besok 08.00", "✓ Dijadwalkan Rabu, 25 November 2026 pukul 08.00 WIB")
    await town.move(hours=24)
    await gap.hears("telah dibuka")
    await town.settle()
    await town.settle()
    await other.until(lambda p: any("Terkirim: 1 dari 1" in m.said for m in p.messages))
    assert len(former.messages) == before


async def test_what_one_officer_decided_the_other_sees(town: Town):
    hr, gap = await scheduled(town)
    other = await town.citizen("Contoh Pengganti", hr=True)
    await town.move(days=3)
    await hr.hears(HELD)
    await other.hears(HELD)
    await tap(hr, "Batalkan", "Batalkan pengumuman ini?")
    await tap(hr, "Ya, Batalkan", "Pengumuman dibatalkan. Tidak ada yang menerimanya.")
    await tap(other, "Kirim Sekarang", "Pengumuman ini tidak ada lagi atau sudah dibatalkan.")
    await town.settle()
    assert not gap.messages


async def test_what_is_held_is_found_in_the_list(town: Town):
    hr, _ = await scheduled(town)
    await town.move(days=3)
    await hr.hears(HELD)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "1. Bimtek Keamanan Informasi: belum dijadwalkan")
    await tap(hr, "! 1 · 24 Nov", HELD)


async def test_the_report_goes_to_officers_if_its_author_left_while_it_was_sent(town: Town):
    former, gap, _ = await office(town)
    other = await town.citizen("Contoh Pengganti", hr=True)
    await to_the_preview(former)
    await former.tap("Kirim Sekarang")
    await gap.hears("telah dibuka")
    await revoked(town, former)
    progress = next(m for m in former.messages if "Mengirim" in m.said or "selesai" in m.said)
    progress.deleted = True
    await town.settle()
    await town.settle()
    await other.until(lambda p: any("Terkirim: 1 dari 1" in m.said for m in p.messages))
