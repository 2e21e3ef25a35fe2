"""HR searches for a person (Cari Pegawai) and changes the person's link."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from domain.catalogue.listing import search_mark
from domain.people.staff import StaffOnly
from handlers.actions import encode
from handlers.actions.people import ListNarrowedStaff
from storage.people.tables import person
from tests.support.builders import NOW
from tests.support.citizens import opened
from tests.support.kept import events
from tests.support.officials import goes_away, mandated, placed, staffed
from tests.support.town import Town
from tests.support.walking import tap, walk


async def found(town: Town, name: str):
    phone = await opened(town)
    await walk(phone, "Pegawai", "Cari Pegawai")
    await phone.hears("Silakan ketik nama, NIP, nomor HP, unit, atau jabatan pegawai.")
    await phone.send(name)
    await phone.hears("pegawai cocok dengan")
    return phone


async def test_a_person_is_found_and_shown_without_the_whole_numbers(both_towns: Town):
    town = both_towns
    unit = await town.make.unit("Dinas <Contoh>")
    await town.make.person(
        "Contoh Budi", nip="199001012020011991", phone="+6284000000071", unit_id=unit
    )
    phone = await found(town, "budi")
    assert phone.last.said == (
        "1 pegawai cocok dengan budi. Ketik lagi untuk mencari yang lain.\n"
        "1. Contoh Budi · NIP 1990…991\nPranata Komputer Ahli Pertama, Dinas <Contoh>"
    )
    await phone.tap("1")
    await phone.hears("NIP 1990********991 · HP +6284******071")
    assert phone.last.said == (
        "Contoh Budi\n"
        "NIP 1990********991 · HP +6284******071\n"
        "Pranata Komputer Ahli Pertama, Dinas <Contoh>\n"
        "✓ ASN aktif\n"
        "○ Belum terhubung\n"
        "JP tahun 2026: 0 dari 20 JP\n"
        "Pelatihan: 0 diikuti tahun ini, 0 akan datang"
    )
    assert phone.labels == [
        "Ubah Nomor HP",
        "Kode Penghubung",
        "Riwayat Akses",
        "Kembali",
        "Menu HR",
    ]
    await phone.tap("Kembali")
    await phone.hears("1 pegawai cocok dengan budi.")


async def test_nobody_fits_and_the_search_goes_on(town: Town):
    await town.make.person("Contoh Budi")
    phone = await opened(town)
    await walk(phone, "Pegawai", "Cari Pegawai")
    await phone.hears("Silakan ketik")
    await phone.send("tidak ada")
    await phone.hears("Tidak ada pegawai yang cocok dengan tidak ada.")
    await phone.send("Budi")
    await phone.hears("1. Contoh Budi")


async def test_a_number_is_set_after_a_wrong_one(town: Town):
    await town.make.person("Contoh Budi", phone=None)
    phone = await found(town, "budi")
    await phone.tap("1")
    await phone.hears("! nomor HP belum ada")
    await phone.tap("Ubah Nomor HP")
    await phone.hears("Silakan ketik nomor HP untuk Contoh Budi")
    await phone.send("061 4512345")
    await phone.hears("! Nomor ini bukan nomor seluler Indonesia.")
    await phone.send("0812-0000-0071 / 0812-0000-0072")
    await phone.hears("! Mohon ketik satu nomor saja.")
    await phone.send("0849-0000-0071")
    await phone.hears("✓ Nomor HP disimpan.")
    assert "HP +6284******071" in phone.last.said


async def test_a_number_is_not_kept_for_somebody_else_than_the_last_card(town: Town):
    first = await town.make.person("Contoh Budi", phone=None)
    await town.make.person("Contoh Budiman", phone="+6284000000072")
    phone = await found(town, "budi")
    await phone.tap("2")
    older = await phone.hears("HP +6284******072")
    codes = next(b.data for row in older.buttons for b in row if b.label == "Kode Penghubung")
    await phone.tap("Kembali")
    await phone.hears("cocok dengan")
    await phone.tap("1")
    await phone.hears("nomor HP belum ada")
    await phone.tap("Ubah Nomor HP")
    await phone.hears("Silakan ketik nomor HP untuk Contoh Budi")
    await phone.press(older.id, codes)
    await phone.hears("Contoh Budiman")
    await phone.send("0840 0000 0073")
    await phone.hears("Tidak ada pegawai yang cocok")
    async with town.store.read() as session:
        query = select(person.c.phone).where(person.c.id == first)
        assert (await session.execute(query)).scalar_one() is None


async def test_somebody_elses_number_is_kept_only_on_a_second_word(town: Town):
    await town.make.person("Contoh Ani", phone="+6284900000071")
    await town.make.person("Contoh Budi", phone=None)
    phone = await found(town, "budi")
    await phone.tap("1")
    await phone.hears("○ Belum terhubung")
    await phone.tap("Ubah Nomor HP")
    await phone.hears("Silakan ketik nomor HP")
    await phone.send("084900000071")
    await phone.hears("! Nomor +6284900000071 sudah tercatat pada Contoh Ani.")
    assert phone.labels == ["Simpan", "Kembali"]
    await phone.tap("Simpan")
    await phone.hears("! Nomor HP ini tercatat pada 2 ASN.")


async def test_a_link_ends_after_a_question_and_its_chat_is_told(town: Town):
    citizen = await town.citizen("Contoh Budi", language="en")
    phone = await found(town, "budi")
    await phone.tap("1")
    await phone.hears("✓ Terhubung sejak Senin, 23 November 2026")
    await phone.tap("Lepas Akun")
    await phone.hears("Lepas akun Telegram Contoh Budi?")
    await phone.tap("Ya, Lepas")
    await phone.hears("✓ Akun sudah dilepas.")
    assert "○ Belum terhubung" in phone.last.said
    await citizen.hears("this account was unlinked by BKPSDM staff.")


async def test_a_new_account_is_let_in_after_a_question(town: Town):
    citizen = await town.citizen("Contoh Budi")
    phone = await found(town, "budi")
    await phone.tap("1")
    await phone.hears("✓ Terhubung sejak")
    assert phone.last.said.endswith(
        "Lepas Akun Lama: bila berganti akun Telegram.\n"
        "Lepas Akun: bila berhenti; data akun dihapus."
    )
    await phone.tap("Lepas Akun Lama")
    await phone.hears("Lepas akun lama hanya bila yang bersangkutan memang memintanya.")
    await phone.tap("Lepas Akun Lama")
    await phone.hears("✓ Akun lama dilepas.")
    await phone.tap("Kembali")
    await phone.hears("◐ Akun lama dilepas Senin, 23 November 2026, menunggu akun baru")
    await citizen.send("/menu")
    await citizen.hears("Akun ini belum terhubung")


async def test_an_older_search_does_not_turn_the_pages_of_the_newest(town: Town):
    for n in range(6):
        await town.make.person(f"Contoh Budi {n}")
        await town.make.person(f"Contoh Sari {n}")
    phone = await found(town, "budi")
    older = phone.last
    await phone.send("sari")
    await phone.hears("6 pegawai cocok dengan sari.")
    turn = next(b for row in older.buttons for b in row if b.label == "»")
    await phone.press(older.id, turn.data)
    await phone.until(lambda p: "tidak berlaku" in p.chat.messages[older.id].said)
    assert phone.chat.messages[older.id].said.startswith(
        "Tombol ini sudah tidak berlaku. Berikut tampilan terbarunya.\n\n"
        "6 pegawai cocok dengan sari."
    )
    await phone.tap("»")
    await phone.hears("6. Contoh Sari 5")


@pytest.mark.parametrize(
    "text",
    [
        "+62 840 0000-0071",
        "084000000071",
        "0840-0000-0071",
        "0000 0071",
        "1990 0101 2020 0119 91",
        "S.Kom",
        "Budi, S.Kom",
        "dinas kesehatan",
        "perawat",
        "budi kesehatan",
    ],
)
async def test_a_person_is_found_by_what_a_caller_gives(both_towns: Town, text: str):
    unit = await both_towns.make.unit("Dinas Kesehatan")
    await both_towns.make.person(
        "Contoh Budi",
        nip="199001012020011991",
        phone="+6284000000071",
        unit_id=unit,
        title_after="S.Kom",
        position_title="Perawat Terampil",
    )
    await both_towns.make.person("Contoh Ani", nip="199001012020012888", phone="+6284000000999")
    phone = await found(both_towns, text)
    assert "1 pegawai cocok" in phone.last.said
    assert "1. Contoh Budi, S.Kom · NIP 1990…991" in phone.last.said


async def test_two_people_of_one_name_are_told_apart(town: Town):
    for nip, unit in (("199001012020011991", "Dinas A"), ("199001012020011992", "Dinas A")):
        await town.make.person("Siti Contoh", nip=nip, unit_id=await town.make.unit(unit))
    phone = await found(town, "siti")
    assert "1. Siti Contoh · NIP 1990…991" in phone.last.said
    assert "2. Siti Contoh · NIP 1990…992" in phone.last.said


async def test_the_card_answers_how_many_hours_a_person_has(both_towns: Town):
    town = both_towns
    boss = "198001012005011777"
    await town.make.person("Contoh Atasan", nip=boss)
    post = await town.make.position()
    one = await town.make.person("Contoh Budi", position_id=post, superior_nip=boss)
    lacking = await town.make.competency("Komunikasi")
    await town.make.requires(post, lacking, 3)
    await town.make.rated(one, lacking, 1)
    past = await town.make.offering(
        "Bimtek Lama", starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8)
    )
    await town.make.enrolment(one, past, attendance="attended")
    await town.make.enrolment(one, await town.make.offering("Bimtek Baru"))
    phone = await found(town, "budi")
    await phone.tap("1")
    await phone.hears("○ Belum terhubung")
    assert phone.last.said.endswith(
        "JP tahun 2026: 16 dari 20 JP\n"
        "Pelatihan: 1 diikuti tahun ini, 1 akan datang\n"
        "▼ 1 kesenjangan: Komunikasi\n"
        "Atasan: Contoh Atasan, Pranata Komputer Ahli Pertama"
    )
    await tap(phone, "Pelatihan 2", "Contoh Budi: 2 pelatihan")
    assert phone.last.said == (
        "Contoh Budi: 2 pelatihan\n"
        "1. Bimtek Baru, 9 Des 2026 · 16 JP: terdaftar\n"
        "2. Bimtek Lama, 14 Nov 2026 · 16 JP: hadir"
    )
    await tap(phone, "1", "Status: terdaftar, sejak")
    await tap(phone, "Kembali", "2. Bimtek Lama")
    await tap(phone, "Kembali", "JP tahun 2026")
    await tap(phone, "Kembali", "1 pegawai cocok dengan budi.")


async def test_a_superior_who_is_not_in_the_roster_is_said_to_be_missing(town: Town):
    await town.make.person("Contoh Budi", superior_nip="198001012005011777")
    phone = await found(town, "budi")
    await tap(phone, "1", "Atasan: NIP 1980********777, tidak ada dalam data pegawai")


async def test_the_card_names_who_holds_the_superior_post_today(both_towns: Town):
    town = both_towns
    there = await staffed(town.store)
    phone = await found(town, "contoh satu")
    await tap(phone, "1", "Atasan: Contoh Seksi, Kepala Seksi")
    # The chief has gone, and another person acts for the post.
    await placed(town.store, there.chief, position_id=None)
    await phone.send("contoh satu")
    await phone.hears("1. Contoh Satu")
    await tap(phone, "1", "Atasan: Kepala Seksi, kosong")
    await mandated(town.store, there.head, there.chief_post, there.unit)
    await phone.send("contoh satu")
    await phone.hears("1. Contoh Satu")
    await tap(phone, "1", "Atasan: Contoh Bidang, Plt. Kepala Seksi")
    await phone.send("contoh bidang")
    await phone.hears("1. Contoh Bidang")
    await tap(phone, "1", "Mandat: Plt. Kepala Seksi, 23 Nov s.d. 23 Nov 2026")
    await goes_away(town.store, there.head)
    await phone.send("contoh satu")
    await phone.hears("1. Contoh Satu")
    await tap(phone, "1", "Atasan: Kepala Seksi, kosong")
    await placed(town.store, there.chief, position_id=there.chief_post)
    await goes_away(town.store, there.chief)
    await phone.send("contoh satu")
    await phone.hears("1. Contoh Satu")
    await tap(phone, "1", "Atasan: Kepala Seksi, tidak di tempat")


async def test_what_was_found_is_narrowed_and_downloaded(both_towns: Town):
    town = both_towns
    health, works = await town.make.unit("Dinas Kesehatan"), await town.make.unit("Dinas PU")
    for number in range(6):
        await town.make.person(f"Contoh Budi {number}", unit_id=health)
    await town.make.person("Contoh Budi Sendiri", unit_id=works)
    await town.citizen("Contoh Budi Terhubung", unit_id=works)
    phone = await found(town, "budi")
    await tap(phone, "»", "6. Contoh Budi 5")
    await tap(phone, "Saring", "1. Dinas Kesehatan: 6\n2. Dinas PU: 2")
    assert phone.labels[2:] == ["Belum Terhubung 7", "Kembali", "Menu HR"]
    await tap(phone, "Kembali", "6. Contoh Budi 5")  # the page that was left
    await tap(phone, "Saring", "1. Dinas Kesehatan: 6")
    await tap(phone, "2", "2 pegawai cocok dengan budi.")
    assert "Disaring: Dinas PU\n1. Contoh Budi Sendiri" in phone.last.said
    await tap(phone, "Saring", "Pegawai mana yang ditampilkan?\nDisaring: Dinas PU")
    assert phone.labels == ["Belum Terhubung 1", "Hapus Saringan", "Kembali", "Menu HR"]
    await tap(phone, "Belum Terhubung 1", "Disaring: Dinas PU · belum terhubung")
    await phone.tap("Unduh")
    sent = await phone.hears("1 pegawai, per Senin, 23 November 2026 pukul 09.00 WIB.")
    assert "Kata: budi · Dinas PU · belum terhubung" in sent.said
    name, content = sent.document
    assert name == "pegawai-20261123.xlsx"
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active]
    assert "1 baris, Kata: budi · Dinas PU · belum terhubung" in [row[0] for row in rows]
    assert rows[-1][2:5] == ["Contoh Budi Sendiri", "Pranata Komputer Ahli Pertama", "Dinas PU"]
    assert ("staff_downloaded", town.person_of(phone), None) in await events(town)


async def test_a_filter_that_fits_nobody_is_cleared(town: Town):
    await town.citizen("Contoh Budi")
    phone = await found(town, "budi")
    older = phone.last
    await phone.press(
        older.id, encode(ListNarrowedStaff(search_mark("budi"), None, StaffOnly.WITH_GAPS))
    )
    await phone.hears("Tidak ada pegawai untuk saringan ini.\nDisaring: ada kesenjangan")
    await walk(phone, "Saring", "Hapus Saringan")
    await phone.hears("1 pegawai cocok dengan budi.")
