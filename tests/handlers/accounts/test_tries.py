"""Tries to link that fail, as the person sees them."""

import pytest

from storage.accounts.tables import failed_link, link
from storage.process.tables import dialogue
from tests.support.citizens import KEYBOARD, agreed
from tests.support.kept import rows
from tests.support.town import Town


async def test_every_refusal_reads_the_same(town: Town):
    await town.make.link(await town.make.person("Contoh Lain", phone="+6284900000011"), 1)
    for name in ("Contoh Dua", "Contoh Tiga"):
        await town.make.person(name, phone="+6284900000012")
    await town.make.person("Contoh Lama", phone="+6284900000013", active=False)
    said = set()
    for number in ("+6284900000010", "+6284900000011", "+6284900000012", "+6284900000013"):
        phone = await agreed(town)
        await phone.share_contact(number=number)
        said.add((await phone.hears("belum dapat dihubungkan")).said)
        assert phone.keyboard_labels == KEYBOARD
    assert said == {
        "Nomor ini belum dapat dihubungkan dengan data kepegawaian.\n"
        "Mohon minta pengelola kepegawaian unit kerja atau BKPSDM (0800-CONTOH) memeriksa nomor "
        "HP yang tercatat, lalu coba lagi.\n"
        "Sisa kesempatan hari ini: 4 kali."
    }
    reasons = {row.reason for row in await rows(town, failed_link)}
    assert reasons == {"unknown", "linked", "shared", "inactive"}


async def test_five_tries_a_day(town: Town):
    phone = await agreed(town)
    for left in (4, 3, 2, 1):
        await phone.tap("Bagikan Nomor HP")
        await phone.hears(f"Sisa kesempatan hari ini: {left} kali.")
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Kesempatan hari ini sudah habis.")
    assert phone.keyboard_labels == []
    await town.make.person(phone=phone.number)
    await phone.share_contact()
    await phone.hears("Silakan coba lagi besok atau hubungi BKPSDM (0800-CONTOH).")
    await town.move(days=1)
    await phone.start()
    await phone.hears("Selamat datang")
    await phone.tap("Setuju")
    await phone.hears("Silakan tekan tombol")
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Akun terhubung")


async def test_somebody_elses_card_links_nobody(town: Town):
    colleague = town.phone("Contoh Dua")
    await town.make.person("Contoh Dua", phone=colleague.number)
    phone = await agreed(town, name="Contoh Satu")
    await phone.share_contact(colleague)
    await phone.hears("Mohon bagikan nomor milik sendiri")
    await phone.share_contact(forwarded=True)
    await phone.hears("bukan kartu kontak orang lain")
    assert await rows(town, link) == []
    assert await rows(town, failed_link) == []


@pytest.mark.parametrize("number", ["+8801234567890", "+88800001234", "+62617654321", "+123456"])
async def test_a_number_that_is_no_indonesian_mobile(town: Town, number: str):
    phone = await agreed(town)
    await phone.share_contact(number=number)
    await phone.hears("Nomor akun Telegram ini bukan nomor seluler Indonesia")
    assert await rows(town, failed_link) == []


async def test_a_typed_number_proves_nothing(town: Town):
    phone = await agreed(town, name="Contoh Satu")
    await phone.send(phone.number)
    await phone.hears("Nomor tidak perlu diketik. Silakan tekan tombol Bagikan Nomor HP.")
    await phone.send_sticker()
    await phone.hears("tekan ikon kotak di samping kolom pesan")
    assert phone.keyboard_labels == KEYBOARD


async def test_the_counter_of_tries_goes_after_three_days(town: Town):
    phone = await agreed(town)
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Sisa kesempatan")
    await town.move(days=3)
    assert await rows(town, dialogue) == []
