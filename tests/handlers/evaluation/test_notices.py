from datetime import timedelta
from typing import Any

from tests.support.evaluating import END, TITLE, participant
from tests.support.kept import answers
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk


async def test_later_and_two_reminders_that_go_on_where_it_stopped(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("2")
    await phone.hears("(2/6)")
    await phone.tap("2")
    await phone.hears("(3/6)")
    await town.move_to(at("2026-12-10 09:00"))
    assert phone.last.said == (
        f"Umpan balik {TITLE} belum lengkap: 2 dari 6 terjawab.\n"
        "Bapak/Ibu Contoh Satu, mohon luangkan sekitar 2 menit."
    )
    assert phone.labels == ["Isi Umpan Balik", "Nanti Saja"]
    await phone.tap("Nanti Saja")
    await phone.hears("Baik. Kami ingatkan kembali pada Sabtu, 12 Desember 2026.")
    assert phone.last.said.endswith("Umpan balik dapat diisi sampai Rabu, 16 Desember 2026.")
    await town.move_to(at("2026-12-12 09:00"))
    assert phone.last.said.startswith(
        f"Umpan balik {TITLE} akan ditutup Rabu, 16 Desember 2026: 2 dari 6 terjawab.\n"
        "Masukan Bapak/Ibu Contoh Satu membantu"
    )
    await phone.tap("Nanti Saja")
    await phone.hears("Umpan balik dapat diisi sampai Rabu, 16 Desember 2026.")
    assert "ingatkan" not in phone.last.said
    await phone.tap("Isi Umpan Balik")
    await phone.hears("(3/6)")


async def test_the_list_opens_a_single_form_directly(town: Town):
    phone = await participant(town)
    await phone.send("/umpanbalik")
    await phone.hears("Tidak ada umpan balik yang perlu diisi.")
    await town.move_to(END)
    await phone.send("/umpanbalik")
    await phone.until(lambda p: "(1/6)" in p.last.said)
    other = await town.make.offering(
        "Pelatihan Analisis Data", starts_at=END - timedelta(days=1), training={"mode": "online"}
    )
    await town.make.enrolment(town.person_of(phone), other)
    await town.settle()
    await phone.send("/umpanbalik")
    await phone.hears("Umpan Balik: 2 menunggu")
    assert phone.last.said.endswith(
        "1. Pelatihan Analisis Data, sampai Rabu, 16 Desember 2026\n"
        f"2. {TITLE}, sampai Rabu, 16 Desember 2026"
    )
    assert phone.labels == ["Isi Umpan Balik 1", "Isi Umpan Balik 2", "Menu Utama"]
    await phone.tap("Isi Umpan Balik 1")
    for _ in range(4):
        await phone.until(lambda p: "Lewati" in p.labels)
        number = int(phone.last.said.split("/")[0][-1])
        await phone.tap("Lewati")
        await phone.hears(f"({number + 1}/6)")
    assert "Kelancaran sarana daring" in phone.last.said


async def test_a_form_that_closed_says_when(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("4")
    await phone.hears("(2/6)")
    await town.move_to(at("2026-12-17 00:00"))
    await phone.tap("4")
    await phone.hears(f"Umpan balik untuk {TITLE} sudah ditutup pada Rabu, 16 Desember 2026.")
    assert phone.last.said.endswith("Jawaban yang tersimpan tetap dihitung.")
    assert len(await answers(town)) == 1


async def test_in_english(town: Town):
    phone = await participant(town, language="en")
    await town.move_to(END)
    assert phone.last.said == (
        f"{TITLE} has ended. Contoh Satu, did you attend?\n"
        "If so, please answer 6 short questions (about 2 minutes). "
        "Speakers only see totals without names.\n\n"
        "(1/6) Fit of the content with the aim of the training\n"
        "1 = Very poor · 5 = Very good"
    )
    assert phone.labels[-2:] == ["I was absent", "Later"]
    await phone.tap("4")
    await phone.hears(f"✓ Saved: 4 (Good) · {TITLE}\n(2/6) Use of the content for your work")


async def rated(phone: Any) -> None:
    """All of the scale; the suggestion is asked for."""
    for number in (2, 3, 4, 5, 6):
        await phone.tap("3")
        await phone.hears(f"({number}/6)")
    await phone.tap("3")
    await phone.hears("Terakhir")


async def test_a_form_left_before_the_suggestion_stays_within_reach(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await rated(phone)
    await phone.send("/menu")
    await phone.hears("Selamat")
    assert "Umpan Balik" in phone.labels  # nothing waits: no figure
    await phone.send("/umpanbalik")
    await phone.until(lambda p: "Terakhir, adakah saran" in p.last.said)
    await phone.tap("Lewati")
    await phone.hears("Ringkasan")
    await phone.tap("Kirim")
    await phone.hears("✓ Terima kasih")
    await phone.send("/saya")
    await walk(phone, "Riwayat", "1", "Lihat Umpan Balik")
    await phone.hears("✓ Sudah dikirim")
    assert phone.labels == ["Ubah", "Menu Utama"]
    await town.move(days=8)
    await phone.send("/umpanbalik")
    await phone.hears("Tidak ada umpan balik yang perlu diisi.")


async def test_what_waits_and_what_can_still_be_changed_are_listed_together(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await rated(phone)
    other = await town.make.offering("Bimtek Lain", starts_at=END - timedelta(hours=8))
    await town.make.enrolment(town.person_of(phone), other)
    await town.move(hours=1)
    await phone.send("/umpanbalik")
    await phone.hears("Umpan Balik: 1 menunggu")
    assert phone.last.said.splitlines()[1:] == [
        "1. Bimtek Lain, sampai Rabu, 16 Desember 2026",
        f"2. {TITLE}: ✓ lengkap, dapat diubah sampai Rabu, 16 Desember 2026",
    ]
    assert phone.labels == ["Isi Umpan Balik 1", "Ubah 2", "Menu Utama"]
