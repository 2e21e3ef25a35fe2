"""HR names speakers of a session in the chat; people of the roster are asked, and answer."""

from typing import Any

from sqlalchemy import select

from domain.ids import OfferingId
from storage.catalogue.tables import speaker
from tests.support.hr_sessions import TITLE, promised, sessions_of, two_days
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk


async def named(town: Town) -> tuple[Any, Any, OfferingId]:
    """HR has named a linked person as the speaker of the first session."""
    hr, offering = await two_days(town)
    phone = await town.citizen("Contoh Ahli")
    await sessions_of(hr, 2, "1", "Narasumber")
    await hr.hears("Siapa narasumbernya?")
    await hr.send("ahli")
    await hr.hears("1. Contoh Ahli")
    await walk(hr, "1")
    await hr.hears("Narasumber: Contoh Ahli (belum menjawab)")
    await phone.hears("Bapak/Ibu diminta menjadi narasumber")
    return hr, phone, offering


async def answers(town: Town) -> list[bool | None]:
    async with town.store.read() as session:
        rows = await session.execute(select(speaker.c.willing).order_by(speaker.c.id))
        return list(rows.scalars())


async def test_a_person_is_asked_says_yes_and_gets_the_calendar_file(town: Town):
    hr, phone, _ = await named(town)
    assert phone.last.said == (
        f"Bapak/Ibu diminta menjadi narasumber {TITLE}:\n"
        "Sesi 1: Selasa, 8 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM"
    )
    assert phone.labels == ["Bersedia", "Berhalangan", "Rincian", "Menu Utama"]
    await walk(phone, "Bersedia")
    await phone.until(lambda p: any(each.document for each in p.messages))
    assert await answers(town) == [True]
    await sessions_of(hr, 2)
    assert "1. Sel, 8 Des, 08.00–16.00 WIB: Contoh Ahli" in hr.last.said
    await walk(hr, "1")
    await hr.hears("✓ Narasumber: Contoh Ahli (bersedia)")


async def test_calling_off_counts_the_speakers_it_tells(town: Town):
    hr, phone, _ = await named(town)
    await sessions_of(hr, 2, "1", "Narasumber")
    await hr.hears("Siapa narasumbernya?")
    await hr.send("Dr. Contoh Luar")
    await walk(hr, "Dari Luar")
    await hr.hears("Contoh Luar (dari luar)")
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Batalkan Angkatan", "Anggaran")
    await hr.hears("0 peserta, 0 orang dalam daftar tunggu, dan 1 narasumber akan diberi tahu.")
    await walk(hr, "Ya, Batalkan")
    await hr.hears("1 orang akan diberi tahu pukul 09.05 WIB.")
    await town.move(minutes=6)
    await phone.hears("✗ Tugas narasumber dibatalkan")


async def test_the_preview_of_a_move_counts_the_speakers_it_tells(town: Town):
    hr, phone, _ = await named(town)
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Ubah", "Waktu")
    await hr.hears("Waktu saat ini")
    await hr.send("15-16/12/2026")
    await hr.hears("1 narasumber akan diberi tahu.")
    await walk(hr, "Simpan")
    await hr.hears("1 orang akan diberi tahu pukul 09.05 WIB.")
    await town.move(minutes=6)
    await phone.hears("Sesi 1: Selasa, 15 Desember 2026")


async def test_hr_hears_of_a_refusal_and_names_another(both_towns: Town):
    town = both_towns
    hr, phone, _ = await named(town)
    await walk(phone, "Berhalangan")
    await phone.hears("✓ Jawaban disampaikan kepada BKPSDM.")
    assert await answers(town) == [False]
    await town.move(days=1)
    await hr.hears("✗ Contoh Ahli berhalangan menjadi narasumber")
    await walk(hr, "Narasumber")
    await hr.hears("Siapa narasumbernya?")
    await hr.send("Dr. Contoh Luar")
    await hr.hears("Tidak ada ASN yang cocok")
    await walk(hr, "Dari Luar: Dr. Contoh Luar")
    await hr.hears("Narasumber: Dr. Contoh Luar (dari luar)")
    assert await answers(town) == [False, None]


async def test_a_speaker_who_sits_elsewhere_then_is_shown_to_hr(town: Town):
    hr, phone, _ = await named(town)
    other = await town.make.offering("Workshop Contoh", starts_at=at("2026-12-08 09:00"))
    await town.make.enrolment(town.person_of(phone), other)
    await sessions_of(hr, 2, "1")
    await hr.hears("! Contoh Ahli mempunyai jadwal lain: Workshop Contoh.")


async def test_a_speaker_is_asked_again_when_the_session_moves(both_towns: Town):
    town = both_towns
    hr, phone, _ = await named(town)
    await walk(phone, "Bersedia")
    await phone.until(lambda p: any(each.document for each in p.messages))
    await sessions_of(hr, 2, "1", "Waktu")
    await hr.send("13.00-16.00")
    await walk(hr, "Simpan")
    await hr.hears("✓ Sesi diubah.")
    assert await answers(town) == [None]
    await town.move(minutes=6)
    await phone.hears("Sesi 1: Selasa, 8 Desember 2026 pukul 13.00–16.00 WIB")
    assert "diminta menjadi narasumber" in phone.last.said


async def test_an_answer_is_kept_when_the_change_is_taken_back(town: Town):
    hr, phone, _ = await named(town)
    await walk(phone, "Bersedia")
    await phone.until(lambda p: any(each.document for each in p.messages))
    await sessions_of(hr, 2, "1", "Waktu")
    await hr.send("13.00-16.00")
    await walk(hr, "Simpan", "Urungkan")
    await hr.hears("✓ Perubahan diurungkan.")
    assert await answers(town) == [True]
    count = len(phone.messages)
    await town.move(minutes=6)
    assert len(phone.messages) == count


async def test_a_speaker_hears_of_a_session_that_is_taken_away(town: Town):
    hr, phone, _ = await named(town)
    await sessions_of(hr, 2, "1", "Hapus Sesi", "Simpan")
    await hr.hears("✓ Sesi diubah.")
    await town.move(minutes=6)
    await phone.hears("✗ Tugas narasumber dibatalkan")
    assert await answers(town) == []


async def test_a_removed_speaker_hears_of_it_and_the_old_question_does_nothing(town: Town):
    hr, phone, _ = await named(town)
    question = phone.last
    await walk(hr, "Narasumber", "Hapus Contoh Ahli")
    await phone.hears("✗ Tugas narasumber dibatalkan")
    old = next(b for row in question.buttons for b in row if b.label == "Bersedia")
    await phone.press(question.id, old.data)
    await phone.hears("tidak lagi tercatat sebagai narasumber")
    assert [kind for kind, _ in await promised(town)] == [
        "offerings.speaker",
        "offerings.speaker_freed",
    ]


async def test_a_speaker_hears_that_the_offering_is_called_off(town: Town):
    hr, phone, _ = await named(town)
    await hr.send("/angkatan")
    await walk(hr, "1", "Batalkan Angkatan", "Anggaran", "Ya, Batalkan")
    await hr.hears("dibatalkan.")
    await town.move(minutes=6)
    await phone.hears("✗ Tugas narasumber dibatalkan")
