from datetime import timedelta

from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

FIRST = at("2026-12-09 08:00")
DAYS = timedelta(days=2, hours=8)


async def test_what_is_coming_in_words_and_marks(town: Town):
    phone = await town.citizen()
    person = town.person_of(phone)
    one = await town.make.offering("Bimtek Satu", starts_at=FIRST)
    two = await town.make.offering("Bimtek Dua", starts_at=FIRST + timedelta(days=3), seats=0)
    three = await town.make.offering("Bimtek Tiga", starts_at=FIRST + timedelta(days=12))
    await town.make.enrolment(person, one)
    await town.make.enrolment(person, two, state="queued", place_in_queue=4)
    await town.make.enrolment(person, three, state="requested")
    await phone.send("/saya")
    await phone.hears("Pelatihan Saya")
    assert phone.last.said == (
        "Pelatihan Saya · JP tahun 2026: 0 dari 20 JP\n"
        "1. Bimtek Satu\n"
        "● 9 Des · terdaftar\n"
        "2. Bimtek Dua\n"
        "◐ 12 Des · daftar tunggu, urutan 1\n"
        "3. Bimtek Tiga\n"
        "◐ 21 Des · menunggu persetujuan"
    )
    assert phone.labels == [
        "1",
        "2",
        "3",
        "✓ Akan Datang",
        "Riwayat",
        "Menu Utama",
    ]


async def test_history_counts_hours_of_those_who_came(town: Town):
    phone = await town.citizen()
    person = town.person_of(phone)
    kept = (
        ("Bimtek Satu", "2026-11-03 08:00", {"attendance": "passed", "certificate": "S-1"}),
        ("Bimtek Dua", "2026-10-06 08:00", {"attendance": "attended"}),
        ("Bimtek Tiga", "2026-09-08 08:00", {"attendance": "absent"}),
        ("Bimtek Empat", "2026-08-04 08:00", {"state": "cancelled"}),
        ("Bimtek Lima", "2026-07-01 08:00", {"state": "refused"}),
        ("Bimtek Enam", "2026-06-02 08:00", {}),
    )
    for title, start, facts in kept:
        offering = await town.make.offering(title, starts_at=at(start))
        await town.make.enrolment(person, offering, **facts)
    await phone.send("/saya")
    await phone.hears("Belum ada pelatihan yang akan diikuti.\nJP tahun 2026: 32 dari 20 JP")
    assert phone.labels == ["Cari Pelatihan", "✓ Akan Datang", "Riwayat", "Menu Utama"]
    await walk(phone, "Riwayat")
    await phone.hears("Bimtek Satu")
    assert phone.last.said == (
        "Riwayat · JP tahun 2026: 32 dari 20 JP\n"
        "1. Bimtek Satu\n"
        "✓ 3 Nov · lulus\n"
        "2. Bimtek Dua\n"
        "✓ 6 Okt · hadir\n"
        "3. Bimtek Tiga\n"
        "✗ 8 Sep · tidak hadir\n"
        "4. Bimtek Empat\n"
        "✗ 4 Agu · dibatalkan\n"
        "5. Bimtek Lima\n"
        "✗ 1 Jul · tidak disetujui"
    )
    assert phone.labels == [
        "1", "2", "3", "4", "5",
        "«", "1/2", "»", "Akan Datang", "✓ Riwayat", "Menu Utama",
    ]  # fmt: skip
    await walk(phone, "1")
    await phone.hears("sertifikat")
    assert phone.last.said == (
        "Bimtek Satu\n"
        "Selasa, 3 November 2026 pukul 08.00–16.00 WIB\n"
        "✓ Lulus · 16 JP\n"
        "Nomor sertifikat: S-1"
    )
    assert phone.labels == ["Kembali", "Menu Utama"]
    await walk(phone, "Kembali", "2")
    await phone.hears("✓ Hadir · 16 JP\nNomor sertifikat: belum tercatat")
    await walk(phone, "Kembali", "3")
    await phone.hears("✗ Tidak hadir")
    await walk(phone, "Kembali", "»")
    await phone.hears("6. Bimtek Enam\n◐ 2 Jun · kehadiran belum dicatat")


async def test_feedback_is_one_tap_away_while_it_is_open(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering("Bimtek Satu", starts_at=FIRST)
    await town.make.enrolment(town.person_of(phone), offering)
    await town.move_to(FIRST + timedelta(hours=9))
    await phone.send("/saya")
    await walk(phone, "Riwayat", "1")
    await phone.hears("◐ Kehadiran belum dicatat")
    assert phone.labels == ["Isi Umpan Balik", "Kembali", "Menu Utama"]


async def test_what_was_called_off_is_history(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(
        "Bimtek Satu", called_off_at=town.now, called_off_reason="Gedung & listrik"
    )
    await town.make.enrolment(town.person_of(phone), offering)
    await phone.send("/saya")
    await walk(phone, "Riwayat", "1")
    await phone.hears("✗ Dibatalkan penyelenggara. Alasan: Gedung & listrik")
    assert phone.labels == ["Pelatihan Lain", "Kembali", "Menu Utama"]


async def test_what_runs_says_so_in_the_list_the_detail_and_the_menu(both_towns: Town):
    town = both_towns
    phone = await town.citizen()
    runs = await town.make.offering("Bimtek Satu", starts_at=FIRST, ends_at=FIRST + DAYS)
    await town.make.enrolment(town.person_of(phone), runs)
    # The evening of the first of three days.
    await town.move_to(FIRST + timedelta(hours=12))
    await phone.send("/saya")
    await phone.hears("1. Bimtek Satu\n● 9 Des · sedang berlangsung")
    await walk(phone, "1")
    await phone.hears("● Sedang berlangsung. Bapak/Ibu terdaftar.")
    await walk(phone, "Menu Utama")
    await phone.hears("Sedang berlangsung: Bimtek Satu, 9–11 Desember 2026, 08.00–16.00 WIB")
