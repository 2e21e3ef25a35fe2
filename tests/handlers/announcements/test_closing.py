"""A training is not announced after its sign-up has closed, and the report says so."""

from datetime import timedelta

from sqlalchemy import update

from storage.catalogue.tables import offering
from tests.support.announcing import office, to_the_preview
from tests.support.town import Town
from tests.support.walking import tap

CLOSED = "pendaftaran sudah ditutup"


async def closes(town: Town, **after: float) -> None:
    async with town.store.write() as session:
        at = town.now + timedelta(**after)
        await session.execute(update(offering).values(closes_at=at))


async def test_a_time_after_sign_up_closes_is_refused_with_the_next_step(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await hr.send("8/12/2026 09.00")
    await hr.hears("! Pendaftaran ditutup Selasa, 8 Desember 2026 pukul 08.00 WIB.")
    assert "Kirim Sekarang" in hr.labels
    await hr.send("7/12/2026 09.00")
    await hr.hears("✓ Dijadwalkan Senin, 7 Desember 2026 pukul 09.00 WIB untuk 1 ASN.")


async def test_only_times_before_sign_up_closes_are_offered(town: Town):
    hr, _, _ = await office(town)
    await closes(town, hours=20)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    assert hr.labels == ["Hari Ini 13.00", "Kembali"]


async def test_an_old_button_for_a_time_after_sign_up_closes_is_refused(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await closes(town, hours=5)
    await tap(hr, "Besok 08.00", "! Pendaftaran ditutup")
    await tap(hr, "Kirim Sekarang", "Mengirim pengumuman")


async def test_sending_now_after_sign_up_closed_is_refused(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await closes(town, hours=-1)
    await tap(hr, "Kirim Sekarang", "Pelatihan ini tidak dapat diumumkan lagi")
    await town.settle()
    assert not gap.messages


async def test_what_closed_before_its_time_is_reported_as_not_sent(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await tap(hr, "Besok 08.00", "✓ Dijadwalkan")
    await closes(town, hours=5)
    await town.move(hours=23)
    await town.settle()
    await hr.until(lambda p: "✗ Tidak dikirim: pendaftaran sudah ditutup." in p.last.said)
    assert "✓" not in hr.last.said
    assert "Terkirim: 0 dari 1 · belum pasti: 0 · gagal: 0" in hr.last.said
    assert not gap.messages
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "1. Bimtek Keamanan Informasi: tidak terkirim")
