from datetime import timedelta

from icalendar import Calendar

from handlers.codec import base36
from tests.support.builders import NOW
from tests.support.seats import history, states
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"
SIGNED = (
    f"● Bapak/Ibu terdaftar pada {TITLE}.\n"
    "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
    "Kami akan mengingatkan sebelum pelatihan dimulai."
)
HEAD = (
    f"{TITLE}\n"
    "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB\n"
    "Aula BKPSDM · tatap muka · 16 JP · bimtek"
)


async def test_three_taps_from_the_menu_to_a_seat(both_towns: Town):
    town = both_towns
    position = await town.make.position()
    phone = await town.citizen(position_id=position)
    lacking = await town.make.competency("Keamanan Informasi")
    await town.make.requires(position, lacking, 3)
    await town.make.rated(town.person_of(phone), lacking, 1)
    offering = await town.make.offering(TITLE, closes=lacking, seats=12)
    await phone.send("/menu")
    await phone.until(lambda p: "Cari Pelatihan" in p.labels)

    await walk(phone, "Cari Pelatihan")
    await phone.hears("Untuk Saya: 1 pelatihan untuk kompetensi yang perlu ditingkatkan\n1. Bim")
    assert phone.labels == [
        "1",
        "✓ Untuk Saya",
        "Semua 1",
        "Saring",
        "Menu Utama",
    ]
    await walk(phone, "1")
    await phone.hears("Kuota")
    assert phone.last.said == (
        f"{HEAD}\n"
        "Kuota: sisa 12 dari 12 kursi · "
        "pendaftaran sampai Selasa, 8 Desember 2026 pukul 08.00 WIB\n"
        "Meningkatkan: Keamanan Informasi"
    )
    assert phone.labels == ["Daftar", "Kembali", "Menu Utama"]
    await walk(phone, "Daftar")
    await phone.hears("terdaftar")

    assert phone.last.said == SIGNED
    assert phone.labels == ["Unduh Kalender", "Batalkan", "Rincian", "Menu Utama"]
    assert await states(town.store, offering) == {town.person_of(phone): "enrolled"}
    await walk(phone, "Rincian")
    await phone.hears("● Bapak/Ibu terdaftar.")
    assert phone.labels == ["Unduh Kalender", "Batalkan", "Kembali", "Menu Utama"]
    await walk(phone, "Kembali")
    await phone.hears("Untuk Saya")
    assert "● 9 Des · terdaftar" in phone.last.said
    assert len(phone.messages) == 2


async def test_the_last_seat_goes_once_and_the_next_one_waits(town: Town):
    first, second = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua")
    offering = await town.make.offering(TITLE, seats=1)
    for phone in (first, second):
        await phone.send("/pelatihan")
        await walk(phone, "Semua 1", "1")
        await phone.hears("Kuota")

    await walk(first, "Daftar")
    await first.hears("terdaftar")
    await walk(second, "Daftar")
    await second.hears("urutan 1")

    assert second.last.said == (
        f"◐ Kuota {TITLE} sudah penuh. Bapak/Ibu berada di urutan 1 daftar tunggu.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
        "Bila ada yang batal sampai Selasa, 8 Desember 2026 pukul 08.00 WIB, "
        "Bapak/Ibu otomatis mendapat tempat dan kami beri tahu."
    )
    assert second.labels == ["Batalkan", "Rincian", "Menu Utama"]
    await walk(second, "Rincian")
    await second.hears("◐ Daftar tunggu, urutan 1.")
    assert second.labels == ["Batalkan", "Kembali", "Menu Utama"]

    await walk(first, "Batalkan", "Ya, Batalkan")
    await second.hears("● Mendapat tempat")

    assert second.last.said == (
        f"● Mendapat tempat: {TITLE}. Bapak/Ibu Contoh Dua kini terdaftar.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
        "Bila berhalangan, mohon tekan Batalkan."
    )
    assert second.labels == ["Unduh Kalender", "Batalkan", "Rincian", "Menu Utama"]
    assert await states(town.store, offering) == {
        town.person_of(first): "cancelled",
        town.person_of(second): "enrolled",
    }
    await walk(second, "Rincian")
    await second.hears("● Bapak/Ibu terdaftar.")
    await walk(second, "Kembali")
    await second.hears("● Mendapat tempat")


async def test_who_still_waits_a_day_before_is_told_and_the_queue_is_over(town: Town):
    phone, late = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua")
    offering = await town.make.offering(TITLE, seats=0, closes_at=at("2026-12-09 07:00"))
    await town.make.enrolment(town.person_of(phone), offering, state="queued", place_in_queue=1)

    await town.move_to(at("2026-12-08 08:00"))

    assert phone.last.said == (
        f"Daftar tunggu ditutup: {TITLE}. "
        "Mohon maaf, Bapak/Ibu Contoh Satu, tidak ada tempat kosong.\n"
        "Silakan pilih angkatan atau pelatihan lain."
    )
    assert phone.labels == ["Pelatihan Lain", "Menu Utama"]
    assert await history(town.store, town.person_of(phone), offering) == ["queued", "cancelled"]
    await late.send("/pelatihan")
    await walk(late, "Semua 1", "1")
    await late.hears("Daftar tunggu sudah ditutup.")
    assert late.labels == ["Pelatihan Lain", "Kembali", "Menu Utama"]


async def test_approval_is_asked_of_hr_and_one_tap_grants_it(town: Town):
    phone, officer = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua", hr=True)
    offering = await town.make.offering(TITLE, needs_approval=True, seats=3)
    await phone.start(f"p-{base36(offering)}")
    await phone.hears(f"Perlu persetujuan {town.app.services.settings.hr_unit}.")
    await walk(phone, "Daftar")
    await phone.hears("sudah dikirim kepada BKPSDM")
    assert phone.labels == ["Batalkan", "Rincian", "Menu Utama"]
    await walk(phone, "Rincian")
    await phone.hears("◐ Menunggu persetujuan BKPSDM sejak Senin, 23 November 2026.")

    await officer.hears("mendaftar")
    await walk(officer, "Setujui")
    await officer.hears("✓ Disetujui")
    await town.move(minutes=6)
    await phone.hears("✓ Disetujui")

    assert phone.last.said == (
        f"✓ Disetujui: {TITLE}.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
        "Sampai jumpa, Bapak/Ibu Contoh Satu.\nBKPSDM"
    )
    assert phone.labels == ["Unduh Kalender", "Rincian", "Menu Utama"]


async def test_a_refused_request_names_the_reason_and_the_way_on(town: Town):
    phone, officer = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua", hr=True)
    offering = await town.make.offering(TITLE, needs_approval=True)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1", "1", "Daftar")
    await officer.hears("mendaftar")
    await walk(officer, "Tolak", "Kuota Terbatas")
    await officer.hears("✗ Ditolak")
    await town.move(minutes=6)
    await phone.hears("✗ Belum dapat disetujui")

    assert phone.last.said.endswith("\nAlasan: Kuota Terbatas\nBKPSDM")
    assert phone.labels == ["Pelatihan Lain", "Menu Utama"]
    assert await history(town.store, town.person_of(phone), offering) == ["requested", "refused"]


async def test_two_trainings_at_once_are_refused_with_the_way_to_switch(town: Town):
    phone = await town.citizen()
    held = await town.make.offering("Workshop Komunikasi", seats=5)
    await town.make.enrolment(town.person_of(phone), held)
    await town.make.offering(TITLE, seats=5)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 2", "2")
    await phone.hears("Bersamaan")

    assert phone.last.said.endswith(
        "! Bersamaan dengan Workshop Komunikasi, Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB."
    )
    await walk(phone, "Rincian Pelatihan Itu")
    await phone.hears("Workshop Komunikasi\nRabu")
    await walk(phone, "Batalkan", "Ya, Batalkan")
    await phone.hears("dibatalkan")


async def test_a_tap_on_what_has_closed_meanwhile_shows_how_it_stands(town: Town):
    phone = await town.citizen()
    await town.make.offering(TITLE)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1", "1")
    await phone.hears("Kuota")
    await town.move_to(at("2026-12-08 08:00"))
    await walk(phone, "Daftar")
    await phone.hears("ditutup")
    assert phone.last.said == (
        f"{HEAD}\nPendaftaran ditutup Selasa, 8 Desember 2026 pukul 08.00 WIB."
    )
    assert phone.labels == ["Pelatihan Lain", "Kembali", "Menu Utama"]


async def test_the_calendar_file_comes_beside_the_confirmation(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, url="https://contoh.go.id/ruang")
    await town.make.enrolment(town.person_of(phone), offering)
    await phone.send("/saya")
    await walk(phone, "1", "Unduh Kalender")
    await phone.hears("Kalender untuk")
    assert phone.last.said == (
        f"Kalender untuk {TITLE}. Silakan buka berkas ini untuk menyimpan jadwalnya di ponsel."
    )
    assert phone.messages[-2].said.startswith(HEAD)
    name, content = phone.last.document
    assert name == "pelatihan-bimtek-keamanan-informasi-2026-12-09.ics"
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    bot = town.app.services.settings.bot_id
    assert event["uid"] == f"offering-{offering}.bot-{bot}@bangkom"


async def test_saya_hadir_is_kept_and_thanked_for(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering, since=NOW - timedelta(days=1))
    await town.move_to(at("2026-12-08 16:00"))
    await walk(phone, "Saya Akan Hadir")
    await phone.hears("Terima kasih")
    assert phone.last.said == (
        f"✓ Terima kasih atas konfirmasinya.\n{TITLE}\n"
        "Sampai jumpa Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM."
    )
    assert phone.labels == ["Rincian", "Batalkan", "Menu Utama"]
    await walk(phone, "Batalkan")
    await phone.hears("Batalkan keikutsertaan")


async def test_the_thanks_for_coming_name_all_days(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, ends_at=at("2026-12-11 16:00"))
    await town.make.enrolment(town.person_of(phone), offering, since=NOW - timedelta(days=1))
    await town.move_to(at("2026-12-08 16:00"))
    await walk(phone, "Saya Akan Hadir")
    await phone.hears("Sampai jumpa 9–11 Desember 2026, 08.00–16.00 WIB di Aula BKPSDM.")
    await walk(phone, "Batalkan")
    await phone.hears(f"Batalkan keikutsertaan pada {TITLE}, 9–11 Desember 2026?")


async def test_english_says_the_same(town: Town):
    phone = await town.citizen(language="en")
    await town.make.offering(TITLE, seats=1)
    await phone.send("/pelatihan")
    await walk(phone, "All 1", "1", "Sign up")
    await phone.hears("You are enrolled")
    assert phone.last.said == (
        f"● You are enrolled in {TITLE}.\n"
        "Wednesday, 9 December 2026, 08:00–16:00 WIB at Aula BKPSDM\n"
        "We will remind you before it starts."
    )


async def test_saya_akan_hadir_after_the_start_is_noted_without_a_see_you(both_towns: Town):
    town = both_towns
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering)
    await town.move_to(at("2026-12-08 16:00"))
    await phone.until(lambda p: "Saya Akan Hadir" in p.labels)
    asked = phone.last.id
    found = next(b for row in phone.last.buttons for b in row if b.label == "Saya Akan Hadir")
    await town.move_to(at("2026-12-09 10:00"))
    await phone.press(asked, found.data)
    noted = await phone.hears("✓ Dicatat. Pelatihan sedang berlangsung.")
    assert noted.said == f"✓ Dicatat. Pelatihan sedang berlangsung.\n{TITLE}"


async def test_a_refusal_leaves_its_trace_in_the_list_and_the_detail(both_towns: Town):
    town = both_towns
    phone, officer = await town.citizen("Contoh Satu"), await town.citizen("Contoh Dua", hr=True)
    await town.make.offering(TITLE, needs_approval=True)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1", "1", "Daftar", "Rincian", "Kembali")
    await phone.hears("◐ 9 Des · menunggu persetujuan")
    await officer.hears("mendaftar")
    await walk(officer, "Tolak", "Kuota Terbatas")
    await officer.hears("✗ Ditolak")
    await town.move(minutes=6)
    await phone.hears("✗ Belum dapat disetujui")
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1")
    await phone.hears("Semua Pelatihan: 1 dibuka")
    assert phone.last.said.splitlines()[1:] == [
        f"1. {TITLE}",
        "✗ 9 Des · belum dapat disetujui",
    ]
    await walk(phone, "1")
    await phone.hears("✗ Belum dapat disetujui 23 Nov: Kuota Terbatas")
    assert phone.labels[0] == "Daftar"


async def test_a_request_names_its_date_and_place(town: Town):
    phone = await town.citizen()
    await town.make.offering(TITLE, needs_approval=True)
    await phone.send("/pelatihan")
    await walk(phone, "Semua 1", "1", "Daftar")
    asked = await phone.hears("sudah dikirim kepada BKPSDM")
    assert asked.said == (
        f"◐ Pendaftaran untuk {TITLE} sudah dikirim kepada BKPSDM.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
        "Hasilnya akan kami beri tahukan di sini."
    )
