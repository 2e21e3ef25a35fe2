from sqlalchemy import select
from telegram import Update

from bot.intake.handling import process
from storage.evaluation.tables import response
from tests.support.evaluating import END, TITLE, participant
from tests.support.kept import answers
from tests.support.town import Town

INVITED = f"{TITLE} telah selesai. Apakah Bapak/Ibu Contoh Satu mengikutinya?"


async def test_six_taps_and_lewati_from_the_request_to_the_summary(both_towns: Town):
    town = both_towns
    phone = await participant(town)
    await town.move_to(END)
    assert phone.last.said == (
        f"{TITLE} telah selesai. Apakah Bapak/Ibu Contoh Satu mengikutinya?\n"
        "Bila ya, mohon isi 6 pertanyaan singkat (sekitar 2 menit). "
        "Narasumber hanya melihat hasil gabungan tanpa nama.\n\n"
        "(1/6) Kesesuaian materi dengan tujuan pelatihan\n"
        "1 = Sangat Kurang · 5 = Sangat Baik"
    )
    assert phone.labels == ["1", "2", "3", "4", "5", "Saya Tidak Hadir", "Nanti Saja"]
    await phone.tap("4")
    await phone.hears(f"✓ Tersimpan: 4 (Baik) · {TITLE}\n(2/6) Manfaat materi bagi pekerjaan")
    assert phone.labels == ["1", "2", "3", "4", "5", "Kembali", "Lewati", "Nanti Saja"]
    for number, value in ((3, "5"), (4, "3"), (5, "4")):
        await phone.tap(value)
        await phone.hears(f"({number}/6)")
    await phone.tap("Lewati")
    await phone.hears("(6/6) Pelayanan panitia")
    assert "Tersimpan" not in phone.last.said
    await phone.tap("5")
    await phone.hears("Terakhir, adakah saran untuk penyelenggaraan berikutnya?")
    assert phone.last.said.endswith("Silakan ketik di sini atau tekan Lewati.")
    await phone.tap("Lewati")
    await phone.hears("Ringkasan")
    assert phone.last.said == (
        f"Ringkasan: {TITLE}\n"
        "1. Kesesuaian materi: 4 (Baik)\n"
        "2. Manfaat materi: 5 (Sangat Baik)\n"
        "3. Penguasaan materi: 3 (Cukup)\n"
        "4. Kejelasan penyampaian: 4 (Baik)\n"
        "5. Sarana: dilewati\n"
        "6. Pelayanan panitia: 5 (Sangat Baik)"
    )
    assert phone.labels == ["Kirim", "Ubah", "Menu Utama"]
    await phone.tap("Kirim")
    await phone.hears("✓ Terima kasih, Bapak/Ibu Contoh Satu. Umpan balik sudah kami terima.")
    assert phone.last.said.endswith("Jawaban dapat diubah sampai Rabu, 16 Desember 2026.")
    # All of it in the message of the request, and nobody is asked again.
    said = len(phone.messages)
    await town.move(days=4)
    assert len(phone.messages) == said


async def test_change_an_answer_and_the_suggestion(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    for number in (2, 3, 4, 5, 6):
        await phone.tap("3")
        await phone.hears(f"({number}/6)")
    await phone.tap("3")
    await phone.hears("Terakhir")
    await phone.send("Ruang <lebih> besar & dingin")
    await phone.hears("Saran: Ruang <lebih> besar & dingin")
    await phone.tap("Ubah")
    await phone.hears("Jawaban nomor berapa yang diubah?")
    assert phone.labels == ["1", "2", "3", "4", "5", "6", "Saran", "Kembali"]
    await phone.tap("2")
    await phone.hears("(2/6)")
    assert phone.labels == ["1", "2", "✓ 3", "4", "5", "Kembali", "Lewati"]
    await phone.tap("5")
    await phone.hears("✓ Jawaban 2 diubah menjadi 5 (Sangat Baik).\nRingkasan")
    await phone.tap("Ubah")
    await phone.hears("Jawaban nomor berapa")
    await phone.tap("Saran")
    await phone.hears("Terakhir")
    await phone.send("Lebih banyak praktik")
    await phone.hears("✓ Saran diubah.")
    await phone.tap("Ubah")
    await phone.hears("Jawaban nomor berapa")
    await phone.tap("1")
    await phone.hears("(1/6)")
    await phone.tap("Lewati")
    await phone.hears("✓ Jawaban 1 dilewati.")
    assert (await answers(town))[:2] == [(None, None, True), (5, None, False)]
    assert (await answers(town))[-1] == (None, "Lebih banyak praktik", False)


async def test_to_go_past_what_was_answered_takes_nothing_back(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("4")
    await phone.hears("(2/6)")
    await phone.tap("Kembali")
    await phone.hears("(1/6)")
    await phone.tap("Lewati")
    await phone.hears("(2/6)")
    assert (await answers(town))[0] == (4, None, False)


async def test_back_goes_to_the_question_before_and_from_the_first_to_the_menu(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("4")
    await phone.hears("(2/6)")
    await phone.tap("Kembali")
    await phone.hears("(1/6)")
    assert "✓ 4" in phone.labels
    await phone.tap("2")
    await phone.hears(f"✓ Tersimpan: 2 (Kurang) · {TITLE}\n(2/6)")
    await phone.tap("Kembali")
    await phone.hears("(1/6)")
    await phone.tap("Kembali")
    await phone.hears("Selamat")


async def test_typed_numbers_count_and_other_text_is_told_so(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.send("/umpanbalik")
    await phone.until(lambda p: "(1/6)" in p.last.said)
    await phone.send("bagus")
    await phone.hears("Silakan pilih angka 1 sampai 5. Untuk keluar, tekan Nanti Saja.")
    await phone.send("7")
    await phone.hears("Silakan pilih angka 1 sampai 5. Untuk keluar, tekan Nanti Saja.")
    await phone.send("4")
    await phone.hears(f"✓ Tersimpan: 4 (Baik) · {TITLE}\n(2/6)")
    assert await answers(town) == [(4, None, False)]


async def test_a_long_suggestion_is_shown_its_limit_and_can_be_sent_again(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.send("/umpanbalik")
    for number in range(1, 7):
        await phone.until(lambda p, n=number: f"({n}/6)" in p.last.said and "Lewati" in p.labels)
        await phone.tap("Lewati")
    await phone.hears("Terakhir")
    await phone.send("a" * 1001)
    await phone.hears("Teks terlalu panjang: 1.001 dari paling banyak 1.000 karakter.")
    assert "Silakan ketik di sini" in phone.last.said
    await phone.send("b" * 1000)
    await phone.hears("Saran: bbb")
    assert len(phone.last.said) < 900


async def test_two_taps_on_the_same_value_are_one_answer(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("4")
    await phone.tap("4")
    await phone.hears("(2/6)")
    await phone.until(lambda p: p.last.said.startswith("✓ Tersimpan: 4"))
    async with town.store.read() as session:
        assert len((await session.execute(select(response))).all()) == 1
    assert len(await answers(town)) in (1, 2)


async def test_a_tap_that_is_delivered_again_shows_the_same_and_keeps_one_answer(town: Town):
    phone = await participant(town)
    await town.move_to(END)
    tap = Update.de_json(
        {
            "update_id": 900_000_001,
            "callback_query": {
                "id": "1",
                "from": {"id": phone.telegram_id, "is_bot": False, "first_name": "Contoh"},
                "chat_instance": "1",
                "data": phone.last.buttons[0][3].data,
                "message": {
                    "message_id": phone.last.id,
                    "date": int(town.now.timestamp()),
                    "chat": {"id": phone.telegram_id, "type": "private"},
                    "text": "…",
                },
            },
        },
        town.app.bot,
    )
    for _ in range(2):
        assert await process(town.app, tap)
        await phone.until(
            lambda p: p.last.said.startswith(f"✓ Tersimpan: 4 (Baik) · {TITLE}\n(2/6)")
        )
    assert await answers(town) == [(4, None, False)]
