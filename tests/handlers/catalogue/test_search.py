"""Searching by typing: sentences, mistakes, English words, months."""

import pytest

from tests.support.citizens import somebody_with_gaps
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

FIRST = at("2026-12-09 08:00")
TITLES = (
    "Bimtek Keamanan Informasi",
    "Pelatihan Penanganan Insiden Siber",
    "Pelatihan Pelayanan Publik Prima",
    "Membangun Kerja Sama Tim",
    "Kursus Pengolahan Data dengan Lembar Kerja",
)


async def town_with_titles(town: Town):
    phone = await town.citizen()
    for title in TITLES:
        await town.make.offering(title, starts_at=FIRST)
    return phone


FOUND = {
    "saya mau daftar pelatihan siber": "Pelatihan Penanganan Insiden Siber",
    "Pelayanan-Publik!": "Pelatihan Pelayanan Publik Prima",
    "kerjasama": "Membangun Kerja Sama Tim",
    "KERJA SAMA": "Membangun Kerja Sama Tim",
    "information security": "Bimtek Keamanan Informasi",
    "any training about public service?": "Pelatihan Pelayanan Publik Prima",
    "excel": "Kursus Pengolahan Data dengan Lembar Kerja",
    "insiden kebakaran": "Pelatihan Penanganan Insiden Siber",
    "olah data": "Kursus Pengolahan Data dengan Lembar Kerja",
}


@pytest.mark.parametrize(("text", "title"), FOUND.items())
async def test_a_sentence_finds_the_training(town: Town, text: str, title: str):
    phone = await town_with_titles(town)
    await phone.send(text)
    await phone.hears(f"1 pelatihan\n1. {title}\n9 Des · sisa 30 kursi")


async def test_what_has_more_of_the_words_comes_first(town: Town):
    phone = await town.citizen()
    await town.make.offering("Pelayanan Perizinan", starts_at=at("2026-12-01 08:00"))
    await town.make.offering("Pelayanan Publik", starts_at=FIRST)
    await town.make.offering("Pelayanan Publik Prima", starts_at=FIRST)
    await phone.send("pelatihan pelayanan publik prima")
    found = await phone.hears("Hasil pencarian")
    assert [line for line in found.said.splitlines() if "Pelayanan" in line] == [
        "1. Pelayanan Publik Prima",
        "2. Pelayanan Publik",
    ]
    await phone.send("pelayanan terbaik")
    await phone.hears("Hasil pencarian pelayanan terbaik: 3 pelatihan")


MEANT = {
    "keamanna infomasi": "keamanan informasi",
    "pelayanan publk": "pelayanan publik",
    "kerja smaa": "kerja sama",
    "exel": "excel",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
async def test_a_mistake_is_asked_about(town: Town, text: str, meant: str):
    phone = await town_with_titles(town)
    await phone.send(text)
    await phone.hears(f"Mungkin maksud Bapak/Ibu: {meant}")
    await phone.tap(meant)
    await phone.hears(f"Hasil pencarian {meant}: 1 pelatihan")
    assert "Mungkin maksud" not in phone.last.said


async def test_no_hit_shows_the_nearest_for_me(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("astronomi")
    await phone.hears("Yang terdekat untuk Bapak/Ibu:")
    assert phone.last.said == (
        "Tidak ada pelatihan dengan kata astronomi.\n"
        "Yang terdekat untuk Bapak/Ibu:\n"
        "1. Bimtek Keamanan Informasi\n9 Des · sisa 30 kursi"
    )
    assert phone.labels == ["1", "Cari Pelatihan", "Menu Utama"]
    await phone.tap("1")
    await phone.hears("Bimtek Keamanan Informasi")
    await phone.tap("Kembali")
    await phone.hears("Tidak ada pelatihan dengan kata astronomi.")


async def test_a_month_narrows(town: Town):
    phone = await town_with_titles(town)
    await town.make.offering("Bimtek Arsip", starts_at=at("2027-01-12 08:00"))
    await phone.send("pelatihan bulan januari")
    await phone.hears("Semua Pelatihan: 1 dibuka · Januari 2027\n1. Bimtek Arsip")
    await phone.send("bimtek desember")
    await phone.hears("Hasil pencarian bimtek desember: 1 pelatihan\n1. Bimtek Keamanan Informasi")


async def test_a_question_without_a_telling_word_opens_the_list(town: Town):
    phone = await somebody_with_gaps(town)
    await phone.send("apa saja pelatihan yang bisa saya ikuti?")
    await phone.hears("Untuk Saya: 1 pelatihan")


async def test_marks_tell_seat_queue_and_request_apart(town: Town):
    phone = await town.citizen()
    me = town.person_of(phone)
    other = await town.make.person("Contoh Dua")
    seat = await town.make.offering("Bimtek Kursi", starts_at=FIRST)
    queue = await town.make.offering("Bimtek Antre", starts_at=FIRST, seats=0)
    request = await town.make.offering("Bimtek Izin", starts_at=FIRST, needs_approval=True)
    await town.make.enrolment(me, seat)
    await town.make.enrolment(other, queue, state="queued", place_in_queue=1)
    await town.make.enrolment(me, queue, state="queued", place_in_queue=2)
    await town.make.enrolment(me, request, state="requested")
    await phone.send("bimtek")
    found = await phone.hears("Hasil pencarian bimtek: 3 pelatihan")
    assert found.said.splitlines()[1:] == [
        "1. Bimtek Kursi",
        "● 9 Des · terdaftar",
        "2. Bimtek Antre",
        "◐ 9 Des · daftar tunggu, urutan 2",
        "3. Bimtek Izin",
        "◐ 9 Des · menunggu persetujuan",
    ]


async def test_a_new_offering_is_found_at_once(town: Town):
    phone = await town_with_titles(town)
    await phone.send("siber")
    await phone.hears("1 pelatihan")
    await town.make.offering("Forum Siber", starts_at=FIRST)
    await phone.send("siber")
    await phone.hears("2 pelatihan")


async def test_typing_searches_titles_and_competencies(both_towns: Town):
    town = both_towns
    phone = await town.citizen()
    closes = await town.make.competency("Pelayanan Publik")
    for n in range(6):
        await town.make.offering(f"Kursus {n}", closes=closes, starts_at=FIRST)
    await town.make.offering("Bimtek 100% Aman", starts_at=FIRST)
    await phone.send("pelayanan PUBLIK")
    await phone.hears("Hasil pencarian pelayanan PUBLIK: 6 pelatihan\n1. Kursus 0")
    await walk(phone, "»")
    await phone.hears("6. Kursus 5")
    assert phone.labels[1:] == ["«", "2/2", "»", "Cari Pelatihan", "Menu Utama"]
    await phone.send("100%")
    await phone.hears("Hasil pencarian 100%: 1 pelatihan\n1. Bimtek 100% Aman")
    await phone.send("<zzzzz>")
    await phone.hears("Tidak ada pelatihan dengan kata <zzzzz>.\nSilakan coba kata lain")
    assert phone.labels == ["Cari Pelatihan", "Menu Utama"]


async def test_an_older_search_does_not_turn_the_pages_of_the_newest(town: Town):
    phone = await town.citizen()
    for n in range(6):
        await town.make.offering(f"Kursus {n}", starts_at=FIRST)
        await town.make.offering(f"Bimtek {n}", starts_at=FIRST)
    await phone.send("kursus")
    older = await phone.hears("Hasil pencarian kursus: 6 pelatihan")
    await phone.send("bimtek")
    await phone.hears("Hasil pencarian bimtek: 6 pelatihan")
    turn = next(b for row in older.buttons for b in row if b.label == "»")
    await phone.press(older.id, turn.data)
    await phone.until(lambda p: "tidak berlaku" in p.chat.messages[older.id].said)
    assert phone.chat.messages[older.id].said.startswith(
        "Tombol ini sudah tidak berlaku. Berikut tampilan terbarunya.\n\n"
        "Hasil pencarian bimtek: 6 pelatihan\n1. Bimtek 0"
    )
    await phone.tap("»")
    await phone.hears("6. Bimtek 5")
