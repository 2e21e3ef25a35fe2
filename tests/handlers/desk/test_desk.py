"""The HR desk (Menu HR): figures, people not linked, and failed tries to link."""

import io

from openpyxl import load_workbook
from sqlalchemy import select

from storage.accounts.tables import failed_link
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import offering_draft, training
from tests.support.builders import NOW
from tests.support.citizens import opened
from tests.support.kept import events
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import tap, walk


async def failed(town: Town, reason: str, **facts) -> None:
    values = {
        "telegram_id": 901,
        "phone": "+6284000000077",
        "reason": reason,
        "at": NOW,
        **facts,
    }
    await town.make._add(failed_link, values)


async def test_numbers_come_first(both_towns: Town):
    town = both_towns
    for number in range(2):
        await town.make.person(f"Contoh {number}")
    asker = await town.citizen()
    offering = await town.make.offering(seats=8, needs_approval=True)
    await town.make.enrolment(town.person_of(asker), offering, state="requested")
    phone = await opened(town)
    assert phone.last.said == (
        "Menu HR: BKPSDM\n"
        "Terhubung: 2 dari 4 ASN (50%)\n"
        "Angkatan dibuka: 1, terisi 12,5%\n"
        "Untuk mencari, ketik nama, NIP, nomor HP, unit, jabatan, atau judul pelatihan."
    )
    assert phone.labels == [
        "Permintaan 1",
        "Angkatan 1",
        "Belum Terhubung 2",
        "Buat Pengumuman",
        "Daftar Pengumuman",
        "Pelatihan",
        "Pegawai",
        "Data",
        "Laporan",
        "Menu Utama",
    ]


async def test_a_figure_of_zero_has_no_button_and_a_share_of_nothing_is_a_dash(town: Town):
    phone = await opened(town)
    assert "Angkatan dibuka: 0, terisi –" in phone.last.said
    assert not {label.split(" ")[0] for label in phone.labels} & {"Permintaan", "Angkatan"}
    await walk(phone, "Laporan")
    await phone.hears("Umpan balik masuk dalam setahun: 0 dari 0 peserta (–)")
    await tap(phone, "Kembali", "Menu HR: BKPSDM")
    await tap(phone, "Pegawai", "1 ASN aktif · 100% terhubung")
    shown = ["Cari Pegawai", "Peran", "Mandat", "Riwayat Akses", "Kembali", "Menu Utama"]
    assert phone.labels == shown


async def test_requests_that_wait_too_long_are_said_in_working_days(both_towns: Town):
    asker = await both_towns.citizen()
    offering = await both_towns.make.offering(needs_approval=True)
    for since in ("2026-11-13 23:00", "2026-11-16 00:30"):  # Friday, Monday
        one = await both_towns.make.person()
        await both_towns.make.enrolment(one, offering, state="requested", since=at(since))
    await both_towns.make.enrolment(both_towns.person_of(asker), offering, state="requested")
    await both_towns.move_to(at("2026-11-23 09:00"))
    phone = await opened(both_towns)
    assert "! 2 permintaan sudah lebih dari 4 hari kerja\n" in phone.last.said
    assert "Permintaan 3" in phone.labels


async def test_the_list_of_those_not_linked_and_an_invitation_to_forward(town: Town):
    unit = await town.make.unit("Dinas Contoh")
    await town.make.person("=Contoh Rumus", unit_id=unit, phone="+6284000000071")
    phone = await opened(town)
    await phone.tap("Belum Terhubung 1")
    await phone.hears("1 ASN belum terhubung.\nTerbanyak: Dinas Contoh (1)")
    await phone.tap("Unduh")
    sent = await phone.hears("1 ASN belum terhubung per Senin, 23 November 2026 pukul 09.00 WIB.")
    name, content = sent.document
    assert name.endswith(".xlsx")
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows())
    assert [cell.value for cell in rows[4]][:4] == ["NO", "NIP", "NAMA", "JABATAN"]
    assert rows[5][2].value.lstrip("'") == "=Contoh Rumus"
    assert {cell.data_type for cell in rows[5]} <= {"s", "n", "inlineStr"}
    await phone.tap("Teks Undangan")
    invitation = await phone.hears("1. Silakan buka https://t.me/")
    assert invitation.buttons == []
    assert not invitation.protected
    assert f"https://t.me/{town.app.services.username}, lalu tekan Mulai." in invitation.said


async def test_an_old_link_is_released_from_the_list(town: Town):
    citizen = await town.citizen("Contoh Satu")
    await failed(town, "linked", person_id=town.person_of(citizen))
    phone = await opened(town)
    await walk(phone, "Pegawai", "Gagal Terhubung 1")
    await phone.hears("1 orang gagal menghubungkan akun.\n1. Contoh Satu · NIP ")
    await phone.tap("Rincian 1")
    await phone.hears("sudah terhubung dengan akun Telegram lain sejak Senin, 23 November 2026.")
    assert phone.labels == ["Lepas Akun Lama", "Tandai Selesai", "Kembali"]
    await phone.tap("Lepas Akun Lama")
    await phone.hears("✓ Akun lama dilepas. Contoh Satu dapat mengirim /start")
    await phone.tap("Kembali")
    await phone.hears("0 orang gagal menghubungkan akun.")
    await citizen.send("/menu")
    await citizen.hears("Akun ini belum terhubung")


async def test_a_number_not_on_file_is_shown_whole_only_in_its_details(town: Town):
    await failed(town, "unknown")
    phone = await opened(town)
    await walk(phone, "Pegawai", "Gagal Terhubung 1")
    await phone.hears("1. +6284******077: tidak ditemukan")
    await phone.tap("Rincian 1")
    await phone.hears("Nomor +6284000000077 tidak ada dalam data pegawai.")
    assert phone.labels == ["Tandai Selesai", "Kembali"]
    await phone.tap("Tandai Selesai")
    await phone.hears("0 orang gagal menghubungkan akun.")


async def test_a_request_about_data_that_waits_is_seen_at_the_desk(town: Town):
    asker = await town.citizen()
    await asker.send("/privasi")
    await walk(asker, "Perbaiki Data", "Penilaian")
    await asker.hears("Silakan tulis data yang benar")
    await asker.send("Level 3")
    await asker.hears("✓ Permintaan perbaikan nomor 1")
    phone = await opened(town)
    assert "Permintaan 1" in phone.labels
    await walk(phone, "Permintaan 1", "Permintaan Data 1")
    await phone.hears("1 permintaan data menunggu.")


async def searched(town: Town, text: str):
    phone = await opened(town)
    await phone.send(text)
    return phone


async def test_what_is_typed_at_the_desk_is_searched_for_in_all_there_is(both_towns: Town):
    town = both_towns
    for name in ("Contoh Arsip", "Contoh Arsip Dua"):
        await town.make.person(name)
    for title in ("Bimtek Arsip", "Arsip Dinamis"):  # nobody in them
        await town.make.offering(title)
    phone = await searched(town, "arsip")
    await phone.hears("Hasil untuk arsip:")
    assert phone.labels == ["Pegawai 2", "Angkatan 2", "Kembali", "Menu Utama"]
    await tap(phone, "Pegawai 2", "2 pegawai cocok dengan arsip.")
    await tap(phone, "1", "Contoh Arsip\nNIP")
    await tap(phone, "Kembali", "2 pegawai cocok dengan arsip.")
    await tap(phone, "Kembali", "Hasil untuk arsip:")
    await tap(phone, "Angkatan 2", "Angkatan untuk arsip: 2\n1. Bimtek Arsip (")
    assert "Angkatan I: dibuka, 0 dari 30, 9 Des 2026" in phone.last.said
    await tap(phone, "1", "Terisi 0 dari 30")
    await tap(phone, "Kembali", "Angkatan untuk arsip: 2")
    await tap(phone, "Kembali", "Hasil untuk arsip:")
    await phone.send("dua")  # typing again searches everything again
    await phone.hears("Contoh Arsip Dua\nNIP")


async def test_the_only_hit_opens_at_once_and_is_noted(both_towns: Town):
    town = both_towns
    one = await town.make.person("Contoh Budi", phone="+6284000000071")
    offering = await town.make.offering("Bimtek Arsip", label="VII")
    code = await code_of(town, offering)
    phone = await searched(town, "0840-0000-0071")
    await phone.hears("Contoh Budi\nNIP")
    me = town.person_of(phone)
    assert {("staff_searched", me, None), ("person_seen", me, one)} <= set(await events(town))
    for text in (code, "VII", "bimtek arsip"):
        await phone.send("/hr")
        await phone.hears("Menu HR: BKPSDM")
        await phone.send(text)
        await phone.hears("● Terisi 0 dari 30")


async def code_of(town: Town, offering: int) -> str:
    query = select(training.c.code).join(offering_table).where(offering_table.c.id == offering)
    async with town.store.read() as session:
        return (await session.execute(query)).scalar_one()


async def test_nothing_fits_and_the_next_words_are_searched_for(town: Town):
    await town.make.person("Contoh Budi")
    phone = await searched(town, "zzz")
    await phone.hears("Tidak ada yang cocok dengan zzz. Silakan coba kata lain.")
    await phone.send("budi")
    await phone.hears("Contoh Budi\nNIP")


async def test_a_misspelt_name_finds_the_people_who_are_near(both_towns: Town):
    town = both_towns
    await town.make.person("Siti Nur Hayati")
    await town.make.person("Siti Rahmawati")
    phone = await searched(town, "sitti rahmawatti")  # two mistakes: no person is guessed
    await phone.hears("Tidak ada yang cocok dengan sitti rahmawatti. Silakan coba kata lain.")
    for typed, near in (("siti rahmawatti", "siti rahmawati"), ("nurhayati", "nur hayati")):
        await phone.send(typed)
        await phone.hears(f"Tidak ada yang cocok dengan {typed}; ini yang mirip.")
        assert f"Hasil untuk {near}:" in phone.last.said
        assert phone.labels[0] == "Pegawai 1"
    await tap(phone, "Pegawai 1", "Siti Nur Hayati\nNIP")


async def test_too_few_digits_say_how_many_are_needed(town: Town):
    needed = "NIP dan nomor HP dicari mulai dari 4 angka."
    phone = await searched(town, "071")
    await phone.hears("Tidak ada yang cocok dengan 071.")
    assert needed in phone.last.said
    for number in (1, 2):
        await town.make.person(f"Contoh {number}", position_title="Guru SDN 071")
    await phone.send("071")
    await phone.hears("Hasil untuk 071:")
    assert needed in phone.last.said
    await tap(phone, "Pegawai 2", "2 pegawai cocok dengan 071.")
    assert needed in phone.last.said
    await phone.send("0711")
    await phone.hears("Tidak ada yang cocok dengan 0711.")
    assert needed not in phone.last.said


async def test_a_label_that_is_typed_at_the_desk_is_no_search(town: Town):
    phone = await searched(town, "impor data")
    await phone.hears("Silakan kirim berkas")
    await phone.send("/hr")
    await phone.hears("Menu HR: BKPSDM")
    await phone.send("daftar pengumuman")
    await phone.hears("Belum ada pengumuman")


async def test_a_day_after_the_desk_a_text_is_like_any_other(town: Town):
    await town.make.offering("Bimtek Arsip")
    phone = await opened(town)
    await town.move(hours=25)
    await phone.send("arsip")
    await phone.hears("1. Bimtek Arsip")
    assert "kedaluwarsa" not in phone.last.said


async def test_an_older_search_does_not_open_what_the_newest_found(town: Town):
    for title in ("Bimtek Arsip", "Arsip Dinamis", "Bimtek Siber", "Siber Lanjut"):
        await town.make.offering(title)
    phone = await searched(town, "arsip")
    older = await phone.hears("Hasil untuk arsip:")
    door = next(b.data for row in older.buttons for b in row if b.label == "Angkatan 2")
    await phone.send("siber")
    await phone.hears("Hasil untuk siber:")
    await phone.press(older.id, door)
    await phone.until(lambda p: "Angkatan untuk siber: 2" in p.chat.messages[older.id].said)
    assert "Tombol ini sudah tidak berlaku" in phone.chat.messages[older.id].said


async def test_those_not_linked_are_listed_from_the_figure(town: Town):
    await town.make.person("Contoh Budi")
    phone = await opened(town)
    await tap(phone, "Belum Terhubung 1", "1 ASN belum terhubung.")
    await tap(phone, "Lihat Daftar", "1. Contoh Budi")
    assert (
        "1 pegawai. Ketik untuk mencari yang lain.\nDisaring: belum terhubung" in phone.last.said
    )


async def test_the_groups_say_their_figures_first(town: Town):
    await town.make.offering("Bimtek Arsip")
    phone = await opened(town)
    await town.make._add(
        offering_draft,
        {"author_id": town.person_of(phone), "content": {}, "made_at": NOW, "changed_at": NOW},
    )
    await tap(phone, "Pelatihan", "1 dalam katalog · 1 dibuka · 1 draf")
    assert phone.labels == [
        "Buat Angkatan",
        "Angkatan 1",
        "Katalog 1",
        "Peserta",
        "Calonkan",
        "Draf 1",
        "Kembali",
        "Menu Utama",
    ]
    await walk(phone, "Kembali")
    await phone.hears("Menu HR: BKPSDM")
    await tap(phone, "Data", "Belum ada impor.")
    assert phone.labels == [
        "Impor Data",
        "Riwayat Impor",
        "Hari Libur 2026",
        "Kembali",
        "Menu Utama",
    ]
