"""A scheduled announcement keeps its schedule while HR changes it, until that is saved."""

from typing import Any

from tests.support.announcing import asked_for_text
from tests.support.town import Town
from tests.support.walking import tap


async def scheduled(town: Town) -> tuple[Any, Any, Any]:
    hr, gap, fine = await asked_for_text(town)
    await hr.send("Rapat pukul 07.30")
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await tap(hr, "Pratinjau", "Pratinjau di atas sama dengan yang akan diterima.")
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await tap(hr, "Besok 08.00", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB")
    return hr, gap, fine


async def text_changed(hr: Any) -> None:
    await tap(hr, "Ubah", "Jadwal Selasa, 24 November 2026 pukul 08.00 WIB tetap berlaku")
    await tap(hr, "Isi", "Silakan kirim isi pengumuman.")
    await hr.send("Rapat pukul 09.30")
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Pratinjau", "Jadwal pengiriman tetap.")


async def test_a_saved_change_goes_out_at_the_time_that_was_set(town: Town):
    hr, gap, _ = await scheduled(town)
    await text_changed(hr)
    await tap(hr, "Simpan", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB untuk 3 ASN.")
    await town.move(hours=23)
    await gap.hears("Rapat pukul 09.30")
    assert len(gap.messages) == 1


async def test_what_is_not_saved_changes_nothing_and_it_is_sent_all_the_same(town: Town):
    hr, gap, _ = await scheduled(town)
    await text_changed(hr)
    await town.move(hours=23)
    await gap.hears("Rapat pukul 07.30")
    assert len(gap.messages) == 1
    await tap(hr, "Simpan", "Rapat pukul 07.30")
    await town.settle()
    assert len(gap.messages) == 1
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Lanjutkan Draf", "Sasaran: semua ASN")


async def test_the_audience_is_changed_with_the_schedule_kept(town: Town):
    hr, gap, fine = await scheduled(town)
    await tap(hr, "Ubah", "tetap berlaku")
    await tap(hr, "Sasaran", "Sasaran: semua ASN")
    await tap(hr, "Jabatan", "Pilih jabatan")
    await tap(hr, "Analis Contoh 1", "Pilih jabatan")
    await tap(hr, "Kembali", "Penerima: 1 ASN")
    await tap(hr, "Pratinjau", "Jadwal pengiriman tetap.")
    await tap(hr, "Simpan", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB untuk 1 ASN.")
    await town.move(hours=23)
    await fine.hears("Rapat pukul 07.30")
    assert not gap.messages


async def test_the_time_is_changed_in_place(town: Town):
    hr, gap, _ = await scheduled(town)
    await tap(hr, "Ubah", "tetap berlaku")
    await tap(hr, "Waktu", "Kapan pengumuman dikirim?")
    await hr.send("besok jam 10")
    await hr.hears("✓ Dijadwalkan Selasa, 24 November 2026 pukul 10.00 WIB untuk 3 ASN.")
    await town.move(hours=24)
    assert not gap.messages
    await town.move(hours=1)
    await gap.hears("Rapat pukul 07.30")


async def test_an_old_button_for_a_time_does_not_move_what_is_scheduled(town: Town):
    hr, _, _ = await asked_for_text(town)
    await hr.send("Rapat pukul 07.30")
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await tap(hr, "Pratinjau", "Pratinjau di atas sama dengan yang akan diterima.")
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    old = {b.label: (hr.last.id, b.data) for row in hr.last.buttons for b in row}
    await tap(hr, "Besok 08.00", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB")
    await hr.press(*old["Senin 08.00"])
    await hr.hears("✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB")


async def test_looking_at_what_can_be_changed_leaves_no_draft(town: Town):
    hr, _, _ = await scheduled(town)
    await tap(hr, "Ubah", "tetap berlaku")
    await tap(hr, "Kembali", "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB")
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    assert "Lanjutkan Draf" not in hr.labels
