"""The menu, the help, and leaving a dialogue, as a person sees them."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.accounts.tables import link
from storage.people.tables import person
from tests.support.builders import NOW
from tests.support.town import Town

NAMES = ("<b>Contoh</b> & \"Satu\" 'Dua'", "Contoh 🙂 Satu", "Contoh " + "Panjang" * 13)


async def test_the_menu_tells_what_is_next(both_towns: Town):
    town = both_towns
    phone = await town.citizen("Contoh Satu")
    me = town.person_of(phone)
    await town.make.enrolment(me, await town.make.offering("Bimtek Keamanan Informasi"))
    past = await town.make.offering(
        "Bimtek Lama", starts_at=NOW - timedelta(days=1), ends_at=NOW - timedelta(hours=16)
    )
    await town.make.enrolment(me, past, attendance="attended")
    await phone.send("/menu")
    menu = await phone.hears("Selamat pagi")
    assert menu.said == (
        "Selamat pagi, Bapak/Ibu Contoh Satu.\n\n"
        "JP 2026: ████████░░ 16 dari 20\n"
        "Jadwal terdekat: Bimtek Keamanan Informasi, "
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB\n"
        "Menunggu: 1 umpan balik"
    )
    assert [[b.label for b in row] for row in menu.buttons] == [
        ["Kompetensi Saya"],
        ["Cari Pelatihan"],
        ["Pelatihan Saya", "Umpan Balik 1"],
        ["Pengaturan", "Bantuan"],
    ]


async def test_hr_has_its_door_and_its_commands(town: Town):
    phone = await town.citizen("Contoh HR", hr=True)
    other = await town.citizen("Contoh Satu")
    asked = await town.make.offering("Perlu izin", needs_approval=True)
    await town.make.enrolment(town.person_of(other), asked, state="requested")
    await phone.start()
    await phone.hears("Menunggu: 1 permintaan")
    assert phone.labels[-1] == "Menu HR"
    await phone.tap("Bantuan")
    await phone.hears("Bantuan")

    chat = f"chat:{phone.telegram_id}:"
    commands = town.sandbox.world.commands
    await phone.until(lambda _: chat in commands)
    assert {"hr", "pengumuman", "impor"} <= {one["command"] for one in commands[chat]}
    assert f"chat:{other.telegram_id}:" not in commands


@pytest.mark.parametrize("name", NAMES)
async def test_names_are_shown_as_they_are(town: Town, name: str):
    phone = await town.citizen(name)
    await phone.send("/menu")
    await phone.hears(f"Selamat pagi, Bapak/Ibu {name}.")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Data Tersimpan")
    assert (await phone.hears(name)).said.splitlines()[0] == name


async def test_the_menu_leaves_what_was_being_typed(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Penilaian")
    await phone.hears("Silakan tulis")
    await phone.send("/menu")
    await phone.hears("Selamat pagi")
    await phone.send("keamanan")
    await phone.hears("Tidak ada pelatihan dengan kata keamanan.")


async def test_batal_says_whether_there_was_something_to_stop(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/batal")
    await phone.hears("Tidak ada pengisian yang sedang berjalan.\n\nSelamat pagi")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Nomor HP")
    await phone.hears("Silakan tulis")
    await phone.send("/batal")
    await phone.hears("Pengisian dihentikan. Jawaban yang tersimpan tidak hilang.\n\nSelamat pagi")


async def test_help_says_what_is_never_asked(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/bantuan")
    helped = await phone.hears("Bantuan")
    assert helped.said == (
        "Bantuan\n"
        "Untuk mencari pelatihan, ketik kata kuncinya, misalnya keamanan.\n"
        "/menu membuka menu, /batal membatalkan pengisian.\n"
        "Bila nomor HP berubah atau data keliru, hubungi BKPSDM (0800-CONTOH).\n"
        "Layanan ini tidak pernah meminta kata sandi, kode masuk Telegram, atau pembayaran."
    )
    assert phone.labels == [
        "Apa Itu JPM?", "Cara Mendaftar", "Berhalangan Hadir", "Arti Tanda", "Ganti Nomor",
        "Bahasa", "Privasi", "Menu Utama",
    ]  # fmt: skip


HELP = {
    "Apa Itu JPM?": ("JPM (Job Person Match)", "Kompetensi Saya"),
    "Cara Mendaftar": ("lalu Daftar.", "Cari Pelatihan"),
    "Berhalangan Hadir": ("lalu Batalkan.", "Pelatihan Saya"),
    "Arti Tanda": ("● mendapat tempat", "Menu Utama"),
    "Ganti Nomor": ("hubungi BKPSDM (0800-CONTOH).", "Perbaiki Data"),
    "Panduan HR": ("isi kolom STATUS", "Menu HR"),
}


@pytest.mark.parametrize("question", HELP)
async def test_help_answers_the_questions_that_people_ask(town: Town, question: str):
    phone = await town.citizen("Contoh Satu", hr=True)
    await phone.send("/bantuan")
    await phone.hears("Bantuan")
    await phone.tap(question)
    answer, leads_to = HELP[question]
    await phone.hears(answer)
    assert leads_to in phone.labels
    await phone.tap("Kembali")
    await phone.hears("Untuk mencari pelatihan")


async def test_somebody_who_left_service_gets_a_polite_end_to_everything(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/menu")
    await phone.hears("Selamat pagi")
    async with town.store.write() as session:
        await session.execute(update(person).values(active=False))
    for say in (phone.send("/menu"), phone.send("halo"), phone.start(), phone.send_sticker()):
        await say
        await phone.hears("Layanan ini khusus bagi ASN aktif Pemerintah Kota Medan.")
        assert phone.labels == []
    await phone.share_contact()
    await phone.hears("Layanan ini khusus bagi ASN aktif")
    await phone.tap("Cari Pelatihan")
    await phone.hears("Layanan ini khusus bagi ASN aktif")


async def test_whoever_blocked_the_bot_is_reachable_again_with_the_next_message(town: Town):
    phone = await town.citizen("Contoh Satu")

    async def unreachable() -> bool:
        async with town.store.read() as session:
            found = await session.execute(link.select())
            return found.one().unreachable_at is not None

    await phone.send("/menu")
    await phone.hears("Selamat pagi")
    phone.block()
    await phone.until(lambda _: town.sandbox.pending_updates() == 0)
    assert await unreachable()
    await phone.start()
    await phone.hears("Selamat pagi")
    assert not await unreachable()
