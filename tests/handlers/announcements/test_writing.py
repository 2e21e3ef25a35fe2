"""HR announces a training to people with a gap; a person signs up under it with one tap."""

from sqlalchemy import select, update

from storage.process.tables import dialogue
from tests.support.announcing import office, to_the_preview
from tests.support.town import Town
from tests.support.walking import tap
from tests.support.workbooks import STAFF, person, sent, workbook


async def test_five_taps_from_the_desk_to_those_with_the_gap(town: Town):
    hr, gap, fine = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Kirim Sekarang", "Mengirim pengumuman")
    await gap.hears("Pendaftaran Bimtek Keamanan Informasi telah dibuka.")
    assert gap.labels == ["Daftar", "Rincian", "Menu Utama"]
    await gap.tap("Daftar")
    await gap.hears("● Terdaftar")
    assert gap.labels == ["Rincian", "Batalkan", "Menu Utama"]
    await town.settle()
    await town.settle()
    await hr.until(lambda phone: "✓ Pengumuman selesai dikirim." in phone.last.said)
    assert "Terkirim: 1 dari 1 · belum pasti: 0 · gagal: 0" in hr.last.said
    assert "Memblokir: 0 · belum terhubung: 1" in hr.last.said
    assert not fine.messages


async def test_the_preview_is_what_people_receive(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    previewed = [m for m in hr.messages if "telah dibuka" in m.said]
    await hr.tap("Kirim Sekarang")
    received = await gap.hears("telah dibuka")
    assert previewed[-1].said == received.said
    assert "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM · 16 JP" in received.said


async def test_those_not_reached_come_as_a_file(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await hr.tap("Kirim Sekarang")
    await gap.hears("telah dibuka")
    await town.settle()
    await town.settle()
    await hr.until(lambda phone: "Unduh" in phone.labels)
    await hr.tap("Unduh")
    await hr.hears("1 ASN yang tidak menerima, Senin, 23 November 2026.")


async def test_free_text_keeps_its_formatting(town: Town):
    hr, gap, fine = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.send("Kantor tutup <besok> & lusa")
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN · belum terhubung: 1")
    await tap(hr, "Pratinjau", "Pratinjau di atas sama dengan yang akan diterima.")
    await tap(hr, "Kirim Sekarang", "Mengirim pengumuman")
    for phone in (gap, fine, hr):
        await phone.hears("Kantor tutup <besok> & lusa")


async def test_a_picture_goes_out_with_its_words(town: Town):
    hr, gap, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.send_sticker()
    await hr.hears("Pengumuman hanya dapat berupa teks, satu gambar, atau satu dokumen")
    await hr.send_photo(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "Lihat gambar")
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await tap(hr, "Pratinjau", "Pratinjau di atas")
    await hr.tap("Kirim Sekarang")
    received = await gap.hears("Lihat gambar")
    assert received.photo_file is not None


async def test_a_workbook_sent_in_place_of_the_text_can_be_imported(town: Town, tmp_path):
    hr, _, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await sent(hr, workbook(tmp_path / "pegawai.xlsx", Data=[STAFF, person(1)]))
    await hr.hears("Pengisian dihentikan?")
    assert "pegawai.xlsx bukan isi pengumuman; isinya masih ditunggu." in hr.last.said
    await hr.tap("Impor Berkas Ini")
    await hr.hears("Baru 1 · berubah 0")
    # The text is not awaited any more.
    await hr.send("Kantor tutup lusa")
    await hr.hears("Kantor tutup lusa")
    await town.settle()
    assert "Kirim kepada siapa?" not in hr.last.said


async def test_after_a_workbook_the_text_is_still_awaited(town: Town, tmp_path):
    hr, _, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await sent(hr, workbook(tmp_path / "pegawai.xlsx", Data=[STAFF, person(1)]))
    await hr.hears("Pengisian dihentikan?")
    await hr.send("Kantor tutup lusa")
    await hr.hears("Kirim kepada siapa?")


async def test_a_unit_is_chosen_by_typing_part_of_its_name(town: Town):
    hr, _, _ = await office(town)
    await town.make.unit("Dinas Contoh Lain")
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "1 · 9 Des", "Kirim kepada siapa?")
    await tap(hr, "Unit Kerja", "Pilih unit kerja")
    await hr.send("kesehatan")
    await hr.hears("Pilih unit kerja")
    assert hr.labels == ["Dinas Kesehatan 2", "Kembali"]
    await hr.tap("Dinas Kesehatan 2")
    await hr.until(lambda phone: "✓ Dinas Kesehatan 2" in phone.labels)
    await tap(hr, "Kembali", "Sasaran: ASN di Dinas Kesehatan")
    await tap(hr, "Hapus Pilihan", "Kirim kepada siapa?")
    assert "Pratinjau" not in hr.labels


async def test_a_preview_that_is_not_true_any_more_is_shown_anew(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await town.citizen("Contoh Baru", position_id=1)
    newcomer = await town.make.person("Contoh Lagi", position_id=1)
    await town.make.rated(newcomer, 1, 1)
    await hr.tap("Kirim Sekarang")
    await hr.hears("! Data berubah sejak pratinjau terakhir. Mohon diperiksa kembali.")
    await tap(hr, "Kirim Sekarang", "Mengirim pengumuman")


async def test_only_hr_may(town: Town):
    _, gap, _ = await office(town)
    await gap.send("/pengumuman")
    await gap.hears("Menu ini khusus bagi petugas")


async def test_a_training_that_closed_meanwhile_is_not_announced(town: Town):
    hr, _, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "1 · 9 Des", "Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await town.move(days=16)
    await tap(hr, "Pratinjau", "Pelatihan ini tidak dapat diumumkan lagi")


async def test_an_unfinished_draft_goes_on_where_it_was_left(town: Town):
    hr, _, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "1 · 9 Des", "Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Lanjutkan Draf", "Sasaran: semua ASN")


async def test_a_caption_that_is_too_long_is_said_so(town: Town):
    hr, _, _ = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.send_photo(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "x" * 1025)
    await hr.hears("Teks terlalu panjang: 1.025 dari paling banyak 1.024 karakter.")


async def test_a_time_asked_for_by_an_older_program_is_answered(town: Town):
    hr, _, _ = await office(town)
    await to_the_preview(hr)
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    async with town.store.write() as session:
        row = (await session.execute(select(dialogue))).one()
        older = {name: value for name, value in row.data.items() if name != "revision"}
        await session.execute(update(dialogue).values(data=older))
    await hr.send("7/12/2026 08.00")
    await hr.hears("Kirim kepada siapa?")
