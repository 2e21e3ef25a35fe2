"""An announcement reaches people as HR wrote it: formatting, addresses, one file of several."""

from typing import Any

import pytest
from sqlalchemy import update

from storage.announcements.tables import announcement
from tests.support.announcing import asked_for_text
from tests.support.town import Town
from tests.support.walking import tap

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
TEXT = "Baca 🙂 surat ini & itu"
QUOTED = 'https://example.id/cari?q="rapat"&z=<1>'
WRITTEN = {
    "address with quotes": [
        {"type": "text_link", "offset": 0, "length": 4, "url": QUOTED},
    ],
    "overlaps": [
        {"type": "bold", "offset": 0, "length": 7},
        {"type": "italic", "offset": 5, "length": 8},
    ],
    "custom emoji in a spoiler": [
        {"type": "spoiler", "offset": 5, "length": 8},
        {"type": "custom_emoji", "offset": 5, "length": 2, "custom_emoji_id": "5368324170"},
    ],
    "quote": [
        {"type": "expandable_blockquote", "offset": 0, "length": 23},
        {"type": "underline", "offset": 8, "length": 5},
    ],
    "code": [
        {"type": "pre", "offset": 0, "length": 4, "language": 'c"++'},
    ],
}


@pytest.fixture(params=list(WRITTEN))
def written(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return WRITTEN[request.param]


async def to_all(hr: Any) -> None:
    await hr.hears("Kirim kepada siapa?")
    await tap(hr, "Semua ASN 3", "Penerima: 3 ASN")
    await tap(hr, "Pratinjau", "Pratinjau di atas sama dengan yang akan diterima.")


def in_order(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


async def test_formatting_survives_from_preview_to_correction(
    town: Town, written: list[dict[str, Any]]
):
    hr, gap, _ = await asked_for_text(town)
    await hr.send_written(TEXT, written)
    await to_all(hr)
    shown = [m for m in hr.messages if m.said == TEXT and not m.outgoing]
    assert shown[-1].entities == in_order(written)
    await hr.tap("Kirim Sekarang")
    assert (await gap.hears(TEXT)).entities == in_order(written)
    await town.settle()
    await town.settle()
    await hr.until(lambda phone: any("selesai dikirim" in m.said for m in phone.messages))
    await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
    await hr.send_written(f"{TEXT}!", written)
    await hr.hears("Pratinjau di atas akan menggantikan 3 pesan")
    await hr.tap("Perbaiki Diam-diam")
    assert (await gap.hears(f"{TEXT}!")).entities == in_order(written)


async def test_formatting_survives_under_a_picture(town: Town, written: list[dict[str, Any]]):
    hr, gap, _ = await asked_for_text(town)
    await hr.send_written(TEXT, written, photo=PICTURE)
    await to_all(hr)
    await hr.tap("Kirim Sekarang")
    received = await gap.hears(TEXT)
    assert received.photo_file is not None
    assert received.entities == in_order(written)


async def test_what_an_older_version_stored_is_still_sent_and_corrected(town: Town):
    hr, gap, _ = await asked_for_text(town)
    await hr.send("Diganti")
    await to_all(hr)
    async with town.store.write() as session:
        old = update(announcement).values(text="Rapat <b>Senin</b> &amp; Selasa", entities=None)
        await session.execute(old)
    await hr.tap("Kirim Sekarang")
    received = await gap.hears("Rapat Senin & Selasa")
    assert [one["type"] for one in received.entities] == ["bold"]
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "1. Rapat Senin & Selasa: ")


async def test_a_document_goes_out_with_its_words(town: Town):
    hr, gap, _ = await asked_for_text(town)
    await hr.send_file("surat-edaran.pdf", b"%PDF-1.7 contoh", "Surat edaran terlampir")
    await to_all(hr)
    await hr.tap("Kirim Sekarang")
    received = await gap.hears("Surat edaran terlampir")
    assert received.document == ("surat-edaran.pdf", b"%PDF-1.7 contoh")
    await town.settle()
    await town.settle()
    await hr.until(lambda phone: any("selesai dikirim" in m.said for m in phone.messages))
    await tap(hr, "Perbaiki", "Silakan kirim isi yang benar.")
    await hr.send("Surat edaran yang benar terlampir")
    await hr.hears("Pratinjau di atas akan menggantikan 3 pesan")
    await hr.tap("Perbaiki Diam-diam")
    changed = await gap.hears("Surat edaran yang benar terlampir")
    assert changed.document == received.document
    assert len(gap.messages) == 1


async def test_a_document_with_too_many_words_is_refused(town: Town):
    hr, _, _ = await asked_for_text(town)
    await hr.send_file("surat-edaran.pdf", b"%PDF-1.7 contoh", "x" * 1025)
    await hr.hears("Teks terlalu panjang: 1.025 dari paling banyak 1.024 karakter.")


@pytest.mark.parametrize("name", ["satu.jpg", "satu.pdf"])
async def test_of_several_files_the_first_is_taken_with_one_answer(town: Town, name: str):
    hr, gap, _ = await asked_for_text(town)
    before = len(hr.messages)
    files = [(name, PICTURE), (f"lain-{name}", PICTURE), (f"akhir-{name}", PICTURE)]
    await hr.send_album(files, "Lihat lampiran")
    await hr.hears("! Hanya satu berkas yang muat dalam pengumuman; yang pertama dipakai.")
    await to_all(hr)
    await hr.tap("Kirim Sekarang")
    await gap.hears("Lihat lampiran")
    said = [m.said for m in hr.messages[before:] if not m.outgoing]
    assert not [words for words in said if "hanya membaca" in words or "berkas ini" in words]
    assert len(gap.messages) == 1


async def test_several_files_that_do_not_fit_are_answered_once(town: Town):
    hr, _, _ = await asked_for_text(town)
    await hr.send_album([("satu.jpg", PICTURE), ("dua.jpg", PICTURE)], "x" * 1025)
    await hr.hears("Teks terlalu panjang")
    await hr.send("Isi yang pendek")
    await to_all(hr)
    shown = [m.photo_file for m in hr.messages if m.said == "Isi yang pendek" and not m.outgoing]
    assert shown == [None]


async def test_several_pictures_that_no_question_awaits_are_answered_once(town: Town):
    phone = await town.citizen()
    await phone.send_album([("satu.jpg", PICTURE), ("dua.jpg", PICTURE)])
    await phone.send("/menu")
    await phone.hears("JP 2026")
    answers = [m for m in phone.messages if not m.outgoing and "hanya" in m.said]
    assert len(answers) == 1
