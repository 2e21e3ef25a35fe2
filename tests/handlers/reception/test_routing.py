"""An update that matches no route is answered, never dropped."""

import time
from datetime import timedelta

import pytest
from telegram import Update

from bot.intake.handling import process
from bot.program.clock import DeskClock
from handlers.actions import encode
from handlers.actions.accounts import OpenPrivacy
from handlers.reception import routing
from sandbox import views
from sandbox.world import Tap
from tests.support.town import Town
from tests.support.waiting import until


async def test_an_outdated_button_shows_the_menu(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/menu")
    menu = await phone.hears("Selamat pagi")
    for forged in ("zz", "lc.x.y.z", "to", "\N{SNOWMAN}"):
        await phone.press(menu.id, forged)
        await phone.hears("Tombol ini sudah tidak berlaku. Berikut tampilan terbarunya.")
        await phone.tap("Cari Pelatihan")
        await phone.until(lambda p: "Menu Utama" in p.labels)
        await phone.tap("Menu Utama")
        await phone.hears("Selamat pagi")


async def test_stickers_are_answered(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send_sticker()
    await phone.hears("Layanan ini hanya membaca teks dan tombol.")
    assert phone.labels == ["Menu Utama"]


async def test_text_outside_a_form_is_a_search(town: Town):
    await town.make.offering("Bimtek Keamanan Informasi")
    phone = await town.citizen("Contoh Satu")
    await phone.send("keamanan")
    await phone.hears("Hasil pencarian keamanan: 1 pelatihan")


async def test_text_that_comes_too_late_is_shown_back_with_a_choice(town: Town):
    await town.make.offering("Bimtek Keamanan Informasi")
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Pelatihan")
    await phone.hears("Silakan tulis")
    await town.move(hours=25)
    await phone.send("Keamanan Informasi")
    late = await phone.hears("sudah kedaluwarsa, sehingga teks ini belum disimpan")
    assert "Keamanan Informasi" in late.said
    assert phone.labels == ["Cari Pelatihan", "Menu Utama"]
    await phone.tap("Cari Pelatihan")
    await phone.hears("Hasil pencarian Keamanan Informasi: 1 pelatihan")


@pytest.mark.parametrize("command", ["/menu", "/start p-1", "/saya", "/bantuan", "/hr", "/apa"])
async def test_a_command_leaves_what_was_being_typed(town: Town, command: str):
    await town.make.offering("Bimtek Keamanan Informasi")
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Pelatihan")
    await phone.hears("Silakan tulis")
    await phone.send(command)
    await phone.until(lambda p: "Menu Utama" in p.labels or "Bantuan" in p.labels)
    await phone.send("keamanan")
    await phone.hears("Hasil pencarian keamanan: 1 pelatihan")


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("Bantuan", "kata kuncinya"),
        ("Cari Pelatihan", "Pelatihan lain"),
        ("Pengaturan", "Pengaturan"),
    ],
)
async def test_a_button_of_something_else_leaves_what_was_being_typed(
    town: Town, button: str, shown: str
):
    await town.make.offering("Bimtek Keamanan Informasi")
    phone = await town.citizen("Contoh Satu")
    await phone.send("/menu")
    menu = await phone.hears("Selamat pagi")
    elsewhere = next(b.data for row in menu.buttons for b in row if button in b.label)
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Pelatihan")
    await phone.hears("Silakan tulis")
    await phone.press(menu.id, elsewhere)
    await phone.hears(shown)
    await phone.send("keamanan")
    await phone.hears("Hasil pencarian keamanan: 1 pelatihan")


async def test_an_unknown_command_leads_to_the_menu(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/tidakada")
    await phone.hears("Selamat pagi")


async def test_help_does_not_end_linking(town: Town):
    phone = town.phone("Contoh Satu")
    await town.make.person("Contoh Satu", phone=phone.number)
    await phone.start()
    await phone.hears("Apakah Bapak/Ibu setuju")
    await phone.tap("Setuju")
    await phone.hears("Bagikan Nomor HP")
    await phone.send("/bantuan")
    await phone.hears("tidak pernah meminta kata sandi")
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Akun terhubung.")


async def test_the_same_button_twice_at_once_sends_its_files_once(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    said = len(phone.messages)
    await phone.tap("Salinan Data")
    await phone.tap("Salinan Data")
    await phone.hears("Data yang sama")
    await town.settle()
    assert phone.alerts == []
    assert len(phone.messages) == said + 2


async def test_a_clock_that_is_set_back_makes_no_slip_of_a_press(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    said = len(phone.messages)
    await phone.tap("Salinan Data")
    await phone.until(lambda p: len(p.messages) == said + 2)
    monkeypatch.setattr(routing, "AT_ONCE", 0.0)  # so long ago was the press
    real = DeskClock.real
    monkeypatch.setattr(DeskClock, "real", lambda self: real(self) - timedelta(hours=1))
    await phone.tap("Salinan Data")
    await phone.until(lambda p: len(p.messages) == said + 4)
    assert phone.alerts == []


async def test_another_button_at_once_is_no_slip(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Salinan Data")
    await phone.tap("Data Tersimpan")
    await phone.hears("Terhubung sejak")
    assert phone.alerts == []


async def test_an_edited_message_is_passed_over(town: Town):
    phone = await town.citizen("Contoh Satu")
    mine = await phone.send("/menu")
    await phone.hears("Selamat pagi")
    said = len(phone.messages)
    await phone.edit(mine.id, "keamanan")
    await phone.send("/bantuan")
    await phone.hears("Bantuan")
    assert len(phone.messages) == said + 2


async def test_a_button_of_somebody_without_the_hr_role_opens_nothing(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/menu")
    menu = await phone.hears("Selamat pagi")
    await phone.press(menu.id, "hd")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


async def test_a_group_gets_one_line_with_the_way_out_of_it(town: Town):
    phone = await town.citizen("Contoh Satu")
    group = town.sandbox.group("Contoh Dinas")
    for said in ("halo semua", "/menu", "@bangkom_bot bantu"):
        await phone.send(said, chat=group)
    await phone.send("/bantuan")
    await phone.hears("Bantuan")
    answers = [m for m in group.messages.values() if not m.outgoing]
    assert {m.said for m in answers} == {
        "Demi pelindungan data pribadi, layanan ini hanya tersedia dalam percakapan pribadi."
    }
    assert len(answers) == 2
    ((button,),) = answers[0].buttons
    assert (button.label, button.url) == ("Buka Percakapan", "https://t.me/bangkom_bot")


async def test_a_press_that_names_no_chat_does_nothing(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/menu")
    await phone.hears("Selamat pagi")
    said = len(phone.messages)
    for where in ({}, {"inline_message_id": "AQAAAA"}):
        forged = {
            "id": phone.world.add_tap(Tap(phone.telegram_id, 1, "hm", time.monotonic())),
            "from": views.user(phone.user),
            "chat_instance": "1",
            "data": encode(OpenPrivacy()),
        }
        town.sandbox.world.updates.add("callback_query", forged | where)
    await until(lambda: len(phone.alerts) == 2)
    assert all("hanya tersedia dalam percakapan pribadi" in alert for alert in phone.alerts)
    assert len(phone.messages) == said


async def test_under_a_picture_the_menu_is_a_message_of_its_own(town: Town):
    post = await town.make.position()
    phone = await town.citizen("Contoh Satu", position_id=post)
    skill = await town.make.competency("Integritas")
    await town.make.requires(post, skill, 3)
    await town.make.rated(town.person_of(phone), skill, 1)
    await phone.send("/kompetensi")
    picture = await phone.hears("Kesesuaian")
    assert picture.photo
    await phone.tap("Menu Utama")
    await phone.hears("Selamat pagi")
    assert picture.buttons == []
    assert "Selamat pagi" not in picture.said


async def test_an_answer_delivered_again_after_its_form_ended_is_no_search(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Jabatan atau Unit")
    await phone.hears("Silakan tulis")
    number = 2_100_000_000  # later than any other of this town
    said = await phone.send_sticker()
    await phone.hears("hanya membaca teks")
    shown = town.sandbox.world.shown(said) | {"text": "Analis", "sticker": None}
    for answer in ("Permintaan perbaikan nomor 1 sudah diterima", "Selamat pagi"):
        update = Update.de_json({"update_id": number, "message": shown}, town.app.bot)
        assert await process(town.app, update)
        await phone.hears(answer)
