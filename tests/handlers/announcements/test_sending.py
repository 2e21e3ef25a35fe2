"""Stopping, scheduling, quiet hours: HR's decisions about a broadcast take effect at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage.announcements.tables import announcement
from storage.catalogue.tables import offering
from tests.support.announcing import close_gate, office, open_gate, to_the_preview
from tests.support.engines import Engines
from tests.support.town import Town, town_on
from tests.support.walking import tap

EVENING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 21.00 WIB


async def heard_nothing(town: Town, *phones: Any) -> None:
    await town.settle()
    assert [phone.name for phone in phones if phone.messages] == []


async def test_hentikan_acts_at_once(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await close_gate(town)
    await tap(hr, "Kirim Sekarang", "0 dari 1 terkirim")
    await tap(hr, "Hentikan", "Menghentikan pengiriman")
    await open_gate(town)
    await heard_nothing(town, gap)
    await hr.until(lambda phone: "✗ Pengiriman dihentikan." in phone.last.said)
    assert "Terkirim: 0 dari 1 · belum pasti: 0 · gagal: 0" in hr.last.said
    assert "\nTidak dikirim: 1\n" in hr.last.said


async def test_the_desk_opens_below_a_message_that_goes_on_being_edited(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await close_gate(town)
    await tap(hr, "Kirim Sekarang", "0 dari 1 terkirim")
    progress = hr.last
    await tap(hr, "Menu HR", "Terhubung: 3 dari 4 ASN")
    await open_gate(town)
    await gap.hears("telah dibuka")
    await town.settle()
    await town.settle()
    assert "✓ Pengumuman selesai dikirim." in hr.chat.messages[progress.id].said
    assert "Terhubung: 3 dari 4 ASN" in hr.last.said


async def test_scheduled_it_goes_out_when_due_and_hr_watches(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    assert hr.labels == ["Hari Ini 13.00", "Besok 08.00", "Senin 08.00", "Kembali"]
    await tap(
        hr, "Besok 08.00", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB untuk 1 ASN."
    )
    await heard_nothing(town, gap)
    await town.move(hours=23)
    await gap.hears("telah dibuka")
    await hr.until(lambda phone: "pengumuman" in phone.last.said.lower())
    await town.settle()
    await town.settle()
    await hr.until(lambda phone: "Terkirim: 1 dari 1" in phone.last.said)


async def test_a_typed_moment_that_is_past_or_no_moment_is_asked_again(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await hr.send("kemarin")
    await hr.hears("! Waktu belum dikenali atau sudah lewat.")
    await hr.send("minggu depan atau lusa")
    await hr.hears("! Waktu belum dikenali atau sudah lewat.")
    await hr.send("besok jam 9")
    await hr.hears("✓ Dijadwalkan Selasa, 24 November 2026 pukul 09.00 WIB untuk 1 ASN.")


async def test_only_what_was_previewed_is_scheduled(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    async with town.store.write() as session:  # from another device, meanwhile
        changed = announcement.c.revision + 1
        await session.execute(update(announcement).values(revision=changed))
    await tap(hr, "Besok 08.00", "Pratinjau di atas")
    async with town.store.read() as session:
        assert (await session.execute(select(announcement.c.state))).scalar_one() == "draft"


async def test_what_is_scheduled_can_be_cancelled(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await tap(hr, "Besok 08.00", "✓ Dijadwalkan")
    await tap(hr, "Batalkan", "Batalkan pengumuman ini?")
    await tap(hr, "Ya, Batalkan", "Pengumuman dibatalkan. Tidak ada yang menerimanya.")
    await town.move(days=2)
    await heard_nothing(town, gap)


async def test_in_quiet_hours_it_asks_now_or_when_they_end(engines: Engines):
    async with town_on(await engines.sqlite(), start=EVENING, QUIET_HOURS="20:00-07:00") as town:
        hr, gap, _ = await office(town)
        await to_the_preview(hr)
        await tap(hr, "Kirim Sekarang", "Saat ini jam tenang.")
        assert "✓ Dijadwalkan Selasa, 24 November 2026 pukul 07.00 WIB" in hr.last.said
        await heard_nothing(town, gap)
        await tap(hr, "Kirim Sekarang", "Mengirim pengumuman")
        await gap.hears("telah dibuka")


async def test_in_quiet_hours_it_waits_until_they_end(engines: Engines):
    async with town_on(await engines.sqlite(), start=EVENING, QUIET_HOURS="20:00-07:00") as town:
        hr, gap, _ = await office(town)
        await to_the_preview(hr)
        await tap(hr, "Kirim Sekarang", "Saat ini jam tenang.")
        await town.move(hours=9)
        await heard_nothing(town, gap)
        await town.move(hours=1)
        await gap.hears("telah dibuka")


async def test_what_is_unsent_when_they_begin_waits_until_they_end(engines: Engines):
    before = EVENING - timedelta(hours=2)
    async with town_on(await engines.sqlite(), start=before, QUIET_HOURS="20:00-07:00") as town:
        hr, gap, _ = await office(town)
        await to_the_preview(hr)
        await close_gate(town)
        await tap(hr, "Kirim Sekarang", "0 dari 1 terkirim")
        town.sandbox.clock.advance(timedelta(hours=3))
        await town.settle()
        await open_gate(town)
        await heard_nothing(town, gap)
        await hr.hears("Jam tenang: dilanjutkan pukul 07.00 WIB")
        await town.move(hours=11)
        await gap.hears("telah dibuka")


async def test_a_training_called_off_meanwhile_is_not_announced(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await tap(hr, "Besok 08.00", "✓ Dijadwalkan")
    async with town.store.write() as session:
        await session.execute(update(offering).values(called_off_at=town.now))
    await town.move(hours=23)
    await town.settle()
    await heard_nothing(town, gap)


async def test_the_list_says_what_is_still_being_sent_and_what_was_stopped(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await close_gate(town)
    await tap(hr, "Kirim Sekarang", "0 dari 1 terkirim")
    progress = hr.last
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(
        hr, "Terjadwal dan Terkirim", "1. Bimtek Keamanan Informasi: sedang dikirim: 0 dari 1"
    )
    await hr.tap("Hentikan")
    await hr.until(lambda phone: "Menghentikan" in phone.chat.messages[progress.id].said)
    await open_gate(town)
    await heard_nothing(town, gap)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "dihentikan: 0 dari 1 terkirim")
