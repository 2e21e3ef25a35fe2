from typing import Any

import pytest

from storage.database.store import DatabaseBusyError
from storage.people import actors as people_actors
from tests.support.citizens import somebody_with_gaps
from tests.support.town import Town


async def test_the_gaps_are_one_tap_away_as_a_picture_with_the_same_in_words(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    shown = await phone.hears("Kesesuaian dengan jabatan: 66,6%, kurang memenuhi syarat")
    assert shown.photo
    assert shown.protected
    assert "1 dari 2 kompetensi perlu ditingkatkan." in shown.said
    assert phone.labels == ["▼ Keamanan Informasi 1/3", "Semua Kompetensi", "Menu Utama"]


async def test_the_picture_is_uploaded_once(town: Town):
    phone = await somebody_with_gaps(town)
    for _ in range(2):
        await phone.send("/kompetensi")
        await phone.hears("Kesesuaian")
    uploads = [c for c in town.sandbox.calls if c.method == "sendPhoto"]
    assert "bytes" in str(uploads[0].params["photo"])
    assert "bytes" not in str(uploads[1].params["photo"])


async def test_a_picture_whose_name_cannot_be_kept_is_shown_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    async def full(*arguments: Any, **options: Any) -> None:
        raise DatabaseBusyError

    phone = await somebody_with_gaps(town)
    monkeypatch.setattr(people_actors, "keep_picture", full)
    await phone.send("/kompetensi")
    await phone.hears("Kesesuaian")
    await phone.send("/menu")
    await phone.hears("JP 20")
    assert sum(bool(message.photo) for message in phone.messages) == 1


async def test_from_the_gap_to_a_seat_in_two_taps(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    await phone.hears("Kesesuaian")
    await phone.tap("▼ Keamanan Informasi 1/3")
    detail = await phone.hears("Pelatihan yang sesuai")
    assert "1. Bimtek Keamanan Informasi\n9 Des · sisa 30 kursi" in detail.said
    assert detail.photo
    await phone.tap("Daftar")
    await phone.hears("Bapak/Ibu terdaftar pada Bimtek Keamanan Informasi")


@pytest.mark.parametrize(
    ("button", "words"), [("Daftar", "Bapak/Ibu terdaftar"), ("Rincian", "Kuota")]
)
async def test_the_picture_does_not_stay_above_a_training(town: Town, button: str, words: str):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    picture = await phone.hears("Kesesuaian")
    await phone.tap("▼ Keamanan Informasi 1/3")
    await phone.hears("Pelatihan yang sesuai")
    await phone.tap(button)
    training = await phone.hears(words)
    assert training.id != picture.id
    assert not training.photo
    assert picture.buttons == []


async def test_back_from_a_training_leads_to_the_competency_and_to_the_picture(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    await phone.hears("Kesesuaian")
    await phone.tap("▼ Keamanan Informasi 1/3")
    await phone.hears("Pelatihan yang sesuai")
    await phone.tap("Rincian")
    await phone.hears("Kuota")
    await phone.tap("Kembali")
    assert not (await phone.hears("Standar jabatan: 3")).photo
    await phone.tap("Kembali")
    assert (await phone.hears("Kesesuaian")).photo


async def test_back_leads_to_the_gaps_under_the_same_picture(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    picture = await phone.hears("Kesesuaian")
    await phone.tap("Semua Kompetensi")
    await phone.hears("✓ Kerja Sama: level 3 dari 3")
    await phone.tap("»")
    await phone.hears("▼ Keamanan Informasi: level 1 dari 3")
    await phone.tap("Kembali")
    assert (await phone.hears("Kesesuaian")).id == picture.id
    await phone.tap("Menu Utama")
    menu = await phone.hears("Bapak/Ibu Contoh Satu")
    assert menu.id != picture.id
    assert picture.buttons == []


async def test_without_ratings_or_standard_there_is_a_next_step(town: Town):
    stranger = await town.citizen("Fiktif Dua")
    await stranger.send("/kompetensi")
    await stranger.hears("belum tersedia, sehingga level Bapak/Ibu belum dapat dibandingkan")
    assert stranger.labels == ["Cari Pelatihan", "Menu Utama"]


async def test_as_text_in_english_for_whoever_prefers_it(town: Town):
    phone = await somebody_with_gaps(town)
    await town.make.set_link(town.person_of(phone), language="en", picture=False)
    await phone.send("/kompetensi")
    shown = await phone.hears("1. Keamanan Informasi: level 1 of 3")
    assert not shown.photo
    assert "Match with your post: 66.6%, falls short of the requirements" in shown.said


async def test_a_picture_that_cannot_be_sent_becomes_text(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("/kompetensi")
    await phone.hears("Kesesuaian")
    town.sandbox.world.files.clear()
    await phone.send("/kompetensi")
    await phone.hears("Gambar belum dapat ditampilkan")
    await phone.send("/kompetensi")
    assert (await phone.hears("Kesesuaian")).photo
