"""Linking an account, from the first /start on, as a person sees it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from storage.accounts.tables import consent, failed_link, link
from storage.people.tables import person
from storage.process.tables import dialogue
from tests.support.builders import NOW
from tests.support.citizens import KEYBOARD, agreed
from tests.support.kept import rows
from tests.support.town import Town

CONSENT = (
    "Selamat datang di layanan Pengembangan Kompetensi ASN Pemerintah Kota Medan.\n"
    "Untuk itu kami memakai data kepegawaian, penilaian, dan riwayat pelatihan Bapak/Ibu "
    "(selengkapnya: Rincian).\n"
    "Persetujuan dapat dicabut kapan saja melalui /privasi.\n"
    "Apakah Bapak/Ibu setuju akun ini dihubungkan dengan data kepegawaian?"
)


async def test_three_taps_link_the_account(both_towns: Town):
    town = both_towns
    unit = await town.make.unit("Dinas Contoh")
    phone = town.phone()
    await town.make.person("Contoh Satu", title_after="S.T", phone=phone.number, unit_id=unit)
    await phone.start()
    first = await phone.hears("Selamat datang di layanan")
    assert first.said == CONSENT
    assert [[b.label for b in row] for row in first.buttons] == [
        ["Setuju", "Tidak Setuju"],
        ["Rincian"],
    ]
    await phone.tap("Setuju")
    await phone.hears("Nomor akun Telegram harus sama dengan nomor yang tercatat di BKPSDM.")
    assert first.said == "✓ Persetujuan dicatat Senin, 23 November 2026 pukul 09.00 WIB."
    assert first.buttons == []
    assert phone.keyboard_labels == KEYBOARD
    await phone.tap("Bagikan Nomor HP")
    done = await phone.hears("Akun terhubung")
    assert done.said == (
        "✓ Akun terhubung.\n"
        "Selamat datang, Bapak/Ibu Contoh Satu, S.T.\n"
        "Pranata Komputer Ahli Pertama, Dinas Contoh"
    )
    await phone.hears("Selamat pagi, Bapak/Ibu Contoh Satu, S.T.")
    assert phone.keyboard_labels == []
    (given,) = await rows(town, consent)
    assert (given.version, given.event) == ("1", "given")
    assert timedelta() <= given.at - NOW < timedelta(minutes=5)


async def test_declining_keeps_nothing(town: Town):
    phone = town.phone()
    await phone.start()
    await phone.hears("Selamat datang")
    await phone.tap("Tidak Setuju")
    await phone.hears("Baik. Tanpa persetujuan, layanan ini tidak dapat digunakan.")
    assert phone.labels == ["Kembali"]
    await phone.tap("Kembali")
    await phone.hears("Selamat datang")
    for table in (link, consent, dialogue, failed_link):
        assert await rows(town, table) == []


async def test_the_notice_leads_back_to_the_question(town: Town):
    phone = town.phone()
    await phone.start()
    await phone.hears("Selamat datang")
    await phone.tap("Rincian")
    notice = await phone.hears("Pemberitahuan Pelindungan Data Pribadi")
    assert "diproses paling lambat 3 × 24 jam." in notice.said
    assert "Yang dipakai: nama, NIP, nomor HP, jabatan, unit kerja," in notice.said
    await phone.tap("Kembali")
    assert (await phone.hears("Selamat datang")).said == CONSENT


async def test_batalkan_undoes_the_consent(town: Town):
    phone = await agreed(town, name="Contoh Satu")
    await phone.tap("Batalkan")
    await phone.hears("Tidak ada data yang disimpan.")
    assert phone.keyboard_labels == []
    assert await rows(town, dialogue) == []
    await phone.share_contact()
    await phone.hears("Langkah ini sudah kedaluwarsa. Mohon ulangi dari awal.")
    await phone.hears("Selamat datang di layanan")
    assert await rows(town, link) == []


async def test_batal_and_tidak_setuju_take_the_keyboard_away_too(town: Town):
    phone = await agreed(town)
    await phone.send("/batal")
    await phone.hears("Baik, penghubungan akun dibatalkan.")
    assert phone.keyboard_labels == []
    await phone.hears("Bila berkenan, silakan mulai lagi.")
    await phone.tap("Mulai Lagi")
    await phone.hears("Selamat datang")
    await phone.tap("Setuju")
    await phone.until(lambda p: p.keyboard_labels == KEYBOARD)
    await phone.start()
    await phone.hears("Selamat datang")
    await phone.tap("Tidak Setuju")
    await phone.hears("Tanpa persetujuan")
    assert phone.keyboard_labels == []


async def test_a_number_after_a_day_starts_from_the_beginning(town: Town):
    phone = await agreed(town, name="Contoh Satu")
    await town.move(hours=25)
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Langkah ini sudah kedaluwarsa.")
    await phone.hears("Selamat datang di layanan")


async def test_a_linked_account_is_not_linked_again(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.share_contact()
    await phone.hears("Akun ini sudah terhubung.\n\nSelamat pagi, Bapak/Ibu Contoh Satu.")


async def test_a_link_to_a_training_survives_linking(town: Town):
    offering = await town.make.offering("Bimtek Keamanan Informasi")
    phone = town.phone()
    await town.make.person("Contoh Satu", phone=phone.number)
    await phone.start(f"p-{offering}")
    await phone.hears("Setelah akun terhubung, pelatihan yang dituju langsung dibuka.")
    await phone.tap("Rincian")
    await phone.hears("Pemberitahuan")
    await phone.tap("Kembali")
    await phone.hears("pelatihan yang dituju langsung dibuka")
    await phone.tap("Setuju")
    await phone.hears("Silakan tekan tombol")
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Akun terhubung")
    await phone.hears("Bimtek Keamanan Informasi\n")
    await phone.start(f"p-{offering}")
    await phone.hears("Bimtek Keamanan Informasi\n")


@pytest.mark.parametrize("payload", ["h-abc", "k-123", "p-", "p-%", "sesuatu", "p-zzzzzzzzzzzzz"])
async def test_a_link_that_leads_nowhere(town: Town, payload: str):
    phone = await town.citizen("Contoh Satu")
    await phone.start(payload)
    await phone.hears("Tautan ini tidak berlaku atau sudah dipakai.\n\nSelamat pagi")


async def test_relinking_waits_for_hr_and_the_old_chat_is_told(both_towns: Town):
    town = both_towns
    old = await town.citizen("Contoh Satu")
    new = town.phone("Contoh Satu")
    me = town.person_of(old)
    async with town.store.write() as session:
        await session.execute(update(person).where(person.c.id == me).values(phone=new.number))
    await new.start()
    await new.hears("Selamat datang")
    await new.tap("Setuju")
    await new.hears("Silakan tekan tombol")
    await new.tap("Bagikan Nomor HP")
    await new.hears("belum dapat dihubungkan")
    async with town.store.write() as session:
        await session.execute(update(link).values(released_at=NOW))
    await new.tap("Bagikan Nomor HP")
    await new.hears("Akun terhubung")
    told = await old.hears("dihubungkan dengan akun Telegram lain")
    assert told.said == (
        "Bapak/Ibu Contoh Satu, pada Senin, 23 November 2026 pukul 09.00 WIB data kepegawaian "
        "Bapak/Ibu dihubungkan dengan akun Telegram lain. Akun ini tidak terhubung lagi.\n"
        "Bila bukan Bapak/Ibu yang melakukannya, mohon segera hubungi BKPSDM (0800-CONTOH)."
    )
    await old.send("/menu")
    await old.hears("Akun ini belum terhubung dengan data kepegawaian.")


async def test_anything_else_from_somebody_who_is_not_linked_asks_for_consent(town: Town):
    phone = town.phone()
    for said in ("halo", "/menu", "/pengaturan", "/hr"):
        await phone.send(said)
        await phone.hears("Akun ini belum terhubung dengan data kepegawaian.\n\nSelamat datang")
    await phone.send_sticker()
    await phone.hears("Akun ini belum terhubung")
    await phone.send("/bantuan")
    helped = await phone.hears("Bantuan")
    await phone.hears("Apakah Bapak/Ibu setuju")
    assert "ketik kata kuncinya" not in helped.said
    assert "tidak pernah meminta kata sandi" in helped.said


@pytest.mark.parametrize("odd", ["via_bot", "forward_origin", None])
async def test_a_card_that_came_by_a_bot_or_from_elsewhere_is_no_proof(
    town: Town, odd: str | None
):
    phone = await agreed(town, name="Contoh Satu")
    moment = int(town.now.timestamp())
    other = {"id": 5, "is_bot": True, "first_name": "Contoh", "username": "contoh_bot"}
    facts: dict[str, Any] = {
        "via_bot": other,
        "forward_origin": {"type": "user", "date": moment, "sender_user": other},
    }
    who = {"id": phone.telegram_id, "is_bot": False, "first_name": "Contoh"}
    card = {
        "phone_number": phone.number.lstrip("+"),
        "first_name": "Contoh",
        "user_id": phone.telegram_id,
    }
    content = {
        "message_id": 99_999,
        "date": moment,
        "from": who,
        "chat": {"id": phone.telegram_id, "type": "private", "first_name": "Contoh"},
        "contact": card,
    }
    if odd is not None:
        content[odd] = facts[odd]
    town.sandbox.world.updates.add("message", content)
    await phone.hears("Akun terhubung" if odd is None else "Mohon bagikan nomor milik sendiri")
    assert len(await rows(town, link)) == (odd is None)
