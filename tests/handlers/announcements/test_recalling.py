"""HR corrects a sent announcement, or deletes it from all chats."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update

from storage.announcements.tables import announcement
from storage.catalogue.tables import offering
from tests.support.announcing import office, to_the_preview
from tests.support.engines import Engines
from tests.support.town import Town, town_on
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
    await hr.tap("Perbaiki Diam-diam")
    for phone in (gap, fine):
        await phone.hears("Rapat hari Selasa")
        assert [m.said for m in phone.messages] == ["Rapat hari Selasa"]
    await reported(town, hr)
    await hr.until(
        lambda p: any("✓ Diperbaiki: 3 dari 3 · gagal: 0" in m.said for m in p.messages)
    )


async def test_people_are_told_of_a_correction_and_no_word_of_it_stays(town: Town):
    hr, gap, _ = await sent(town)
    await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
    await hr.send("Rapat hari Selasa")
    await hr.hears("Telegram tidak memberi tahu penerima tentang pesan yang diganti.")
    await hr.tap("Perbaiki dan Kabari")
    news = await gap.hears("Ada perbaikan: Rapat hari Selasa")
    assert gap.messages[0].said == "Rapat hari Selasa"
    assert news.reply_to == gap.messages[0].id
    assert len(gap.messages) == 2
    await reported(town, hr)
    await hr.until(
        lambda p: any("Dikabari tentang perbaikan: 3 ASN" in m.said for m in p.messages)
    )
    await tap(hr, "Tarik", "6 pesan dihapus dari percakapan penerima.")
    await hr.tap("Ya, Tarik")
    await gap.until(lambda phone: not phone.messages)


async def test_of_a_correction_in_quiet_hours_people_are_told_when_they_end(engines: Engines):
    evening = datetime(2026, 11, 23, 12, 55, tzinfo=UTC)  # 19.55 WIB
    async with town_on(await engines.sqlite(), start=evening, QUIET_HOURS="20:00-07:00") as town:
        hr, gap, _ = await sent(town)
        await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
        await hr.send("Rapat hari Selasa")
        await hr.hears("Pratinjau di atas akan menggantikan 3 pesan")
        await town.move(minutes=10)
        await hr.tap("Perbaiki dan Kabari")
        await gap.until(lambda phone: phone.messages[0].said == "Rapat hari Selasa")
        await town.settle()
        assert len(gap.messages) == 1
        await town.move(hours=11)
        await gap.hears("Ada perbaikan: Rapat hari Selasa")


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


async def test_a_report_is_two_taps_from_the_desk(town: Town):
    hr, _, _ = await sent(town)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await tap(hr, "Daftar Pengumuman", "1. Rapat hari Senin: terkirim kepada 3 ASN")
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
    await hr.tap("Perbaiki Diam-diam")
    changed = await gap.hears("di Aula Baru")
    assert "● Terdaftar" in changed.said
    assert gap.labels == ["Rincian", "Batalkan", "Menu Utama"]


async def test_a_correction_of_what_was_taken_back_meanwhile_leads_on(town: Town):
    hr, _, _ = await sent(town)
    await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
    async with town.store.write() as session:
        await session.execute(update(announcement).values(follow_up="delete"))
    await hr.send("Rapat hari Selasa")
    await hr.hears("✓ Pengumuman selesai dikirim.")
    await hr.send("keamanan")
    await hr.hears("Hasil pencarian keamanan")
