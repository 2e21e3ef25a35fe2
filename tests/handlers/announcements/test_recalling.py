"""HR corrects a sent announcement, or deletes it from all chats."""

from typing import Any

from sqlalchemy import update

from storage.announcements.tables import announcement
from storage.catalogue.tables import offering
from tests.support.announcing import office, to_the_preview
from tests.support.town import Town
from tests.support.walking import tap


async def sent(town: Town, text: str = "Rapat hari Senin") -> tuple[Any, Any, Any]:
    """A free text that reached everybody; HR looks at the report."""
    hr, gap, fine = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.send(text)
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await tap(hr, "Pratinjau", "Pratinjau di atas")
    await hr.tap("Kirim Sekarang")
    await gap.hears(text)
    await fine.hears(text)
    await reported(town, hr)
    return hr, gap, fine


async def reported(town: Town, hr: Any) -> None:
    await town.settle()
    await town.settle()
    await hr.until(lambda phone: any("Pengumuman selesai" in m.said for m in phone.messages))


async def test_a_text_is_put_right_in_every_chat(town: Town):
    hr, gap, fine = await sent(town)
    await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
    await hr.send("Rapat hari Selasa")
    await hr.hears("Pratinjau di atas akan menggantikan 3 pesan yang sudah terkirim.")
    await hr.tap("Kirim Perbaikan")
    for phone in (gap, fine):
        await phone.hears("Rapat hari Selasa")
        assert [m.said for m in phone.messages] == ["Rapat hari Selasa"]
    await reported(town, hr)
    await hr.until(
        lambda p: any("✓ Diperbaiki: 3 dari 3 · gagal: 0" in m.said for m in p.messages)
    )


async def test_it_is_taken_out_of_every_chat(town: Town):
    hr, gap, fine = await sent(town)
    await tap(hr, "Tarik", "3 pesan dihapus dari percakapan penerima.")
    await hr.tap("Ya, Tarik")
    await gap.until(lambda phone: not phone.messages)
    await fine.until(lambda phone: not phone.messages)
    await reported(town, hr)
    done = "✓ Ditarik: 3 dari 3 · lebih dari 48 jam: 0 · gagal: 0"
    await hr.until(lambda p: any(done in m.said for m in p.messages))
    report = next(m for m in hr.messages if done in m.said)
    labels = [button.label for row in report.buttons for button in row]
    assert labels == ["Unduh", "Menu HR"]
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "1. Rapat hari Senin: ditarik")
    await tap(hr, "✗ 1 · 23 Nov", "✓ Ditarik: 3 dari 3")


async def test_what_was_sent_is_found_again_in_the_list(town: Town):
    hr, _, _ = await sent(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "1. Rapat hari Senin: terkirim kepada 3 ASN")
    await tap(hr, "✓ 1 · 23 Nov", "✓ Pengumuman selesai dikirim.")


async def test_a_training_is_shown_again_as_it_is_now_and_the_seat_stays(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await hr.tap("Kirim Sekarang")
    await gap.hears("telah dibuka")
    await tap(gap, "Daftar", "● Terdaftar")
    await reported(town, hr)
    async with town.store.write() as session:
        await session.execute(update(offering).values(place="Aula Baru"))
    await tap(hr, "Perbaiki", "Pratinjau di atas akan menggantikan 1 pesan")
    await hr.tap("Kirim Perbaikan")
    changed = await gap.hears("di Aula Baru")
    assert "● Terdaftar" in changed.said
    assert gap.labels == ["Rincian", "Batalkan"]


async def test_a_correction_of_what_was_taken_back_meanwhile_leads_on(town: Town):
    hr, _, _ = await sent(town)
    await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
    async with town.store.write() as session:
        await session.execute(update(announcement).values(follow_up="delete"))
    await hr.send("Rapat hari Selasa")
    await hr.hears("✓ Pengumuman selesai dikirim.")
    await hr.send("keamanan")
    await hr.hears("Hasil pencarian keamanan")
