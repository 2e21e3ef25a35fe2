"""HR makes an offering in the chat: by questions, from the catalogue, as a copy of another."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select

from handlers.actions import catalogue as actions
from handlers.actions import encode
from storage.catalogue.tables import offering, offering_draft, training, training_session
from storage.office.tables import holiday
from tests.support.citizens import opened
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import walk

NEW = encode(actions.NewOffering())


async def begin(town: Town) -> Any:
    """An officer's phone that asks how the new offering is to be made."""
    phone = await opened(town)
    await phone.press(phone.last.id, NEW)
    await phone.hears("Angkatan baru dibuat dengan cara apa?")
    return phone


async def rows(town: Town, table: Any) -> list[Any]:
    async with town.store.read() as session:
        return list((await session.execute(select(table))).all())


async def free(town: Town, *days: tuple[date, str]) -> None:
    async with town.store.write() as session:
        for day, name in days:
            await session.execute(insert(holiday).values(day=day, name=name))


async def fill_in(phone: Any, title: str = "Bimtek Arsip Digital") -> None:
    """Answers every question of a new training."""
    await phone.tap("Pelatihan Baru")
    await phone.hears("Apa judul pelatihannya?")
    await phone.send(title)
    await phone.hears("(2/9)\nApa jenis pelatihannya?")
    await phone.tap("Bimtek")
    await phone.hears("Bagaimana cara pelaksanaannya?")
    await phone.tap("Tatap Muka")
    await phone.hears("Berapa JP?")
    await phone.tap("16")
    await phone.hears("Kapan dilaksanakan?")
    await phone.send("8–9/12/2026 08.00–16.00")
    await phone.hears("Di mana tempatnya?")
    await phone.send("Aula BKPSDM")
    await phone.hears("Berapa kuotanya?")
    await phone.tap("30")
    await phone.hears("Kompetensi apa yang ditingkatkan?")
    await phone.tap("1")
    await phone.hears("sampai level berapa?")
    assert phone.labels[-2:] == ["Kembali", "Simpan Draf"]
    await phone.tap("3")
    await phone.hears("✓ 1. Kearsipan: level 3")
    await phone.tap("Lanjut")
    await phone.hears("Sampai kapan pendaftaran dibuka?")
    await phone.tap("7 Des")


async def test_a_new_training_by_questions(both_towns: Town):
    town = both_towns
    await town.make.competency("Kearsipan")
    phone = await begin(town)
    await fill_in(phone)
    await phone.hears("Bimtek Arsip Digital, Angkatan I: draf")
    assert phone.last.said.splitlines()[:6] == [
        "Bimtek Arsip Digital, Angkatan I: draf",
        "8–9 Desember 2026, 08.00–16.00 WIB di Aula BKPSDM",
        "2 sesi · 16 JP",
        "Kuota: 30",
        "Kompetensi: Kearsipan 3",
        "Pendaftaran sampai Senin, 7 Desember 2026 pukul 23.59 WIB",
    ]
    await phone.tap("Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka sampai Senin, 7 Desember 2026 pukul 23.59 WIB.")
    assert phone.labels == ["Umumkan", "Urungkan", "Lihat Angkatan", "Menu HR"]
    made = (await rows(town, offering))[0]
    assert (made.label, made.quota, made.place) == ("I", 30, "Aula BKPSDM")
    assert made.starts_at == datetime(2026, 12, 8, 1, tzinfo=UTC)
    told = [event for event, _, _ in await events(town)]
    assert "offerings.made" in told
    await phone.tap("Umumkan")
    await phone.hears("Kirim kepada siapa?")


async def test_what_was_answered_is_there_tomorrow(town: Town):
    await town.make.competency("Kearsipan")
    phone = await begin(town)
    await phone.tap("Pelatihan Baru")
    await phone.hears("Apa judul")
    await phone.send("Bimtek Arsip Digital")
    await phone.hears("Apa jenis")
    await phone.tap("Jenis Lain")
    await phone.hears("Apa jenis")
    await phone.send("Pelatihan Jabatan")
    await phone.hears("Bagaimana cara")
    await town.move(days=2)
    other = await town.citizen("Contoh Petugas Dua", hr=True)
    await other.send("/hr")
    await other.hears("Menu HR")
    await other.press(other.last.id, NEW)
    await walk(other, "Lanjutkan Draf 1")
    await other.hears("1. Bimtek Arsip Digital: Contoh Petugas, 23 Nov")
    await other.tap("1")
    await other.hears("! Belum dapat dibuka: cara pelaksanaan, JP, waktu dan kuota belum diisi.")
    await other.tap("Lanjutkan Pengisian")
    await other.hears("Bagaimana cara pelaksanaannya?")
    await other.tap("Kembali")
    await other.hears("Apa jenis pelatihannya?\nSilakan pilih atau ketik.\nSaat ini: Pelatihan")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("pekan depan", "! Waktu belum dikenali. Contoh: 8–9/12/2026 08.00–16.00."),
        ("8/12/2026 16.00–08.00", "! Waktu selesai lebih awal daripada waktu mulai."),
        ("8/12/26", "! Tahun mohon ditulis lengkap"),
        ("Senin, 8/12/2026", "! Hari dan tanggal tidak cocok."),
        ("8/11/2026", "! Waktu itu sudah lewat."),
    ],
)
async def test_a_time_that_is_not_understood(town: Town, typed: str, heard: str):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await begin(town)
    await walk(phone, "Dari Katalog", "1")
    await phone.hears("Bimtek Arsip\nKapan dilaksanakan?")
    await phone.send(typed)
    await phone.hears(heard)
    assert await rows(town, offering_draft) == []
    await phone.send("15/12/2026")
    await phone.hears("Di mana tempatnya?")


async def test_a_time_on_a_holiday_is_asked_about(town: Town):
    await free(town, (date(2026, 12, 25), "Hari Raya Natal"))
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await begin(town)
    await walk(phone, "Dari Katalog", "1")
    await phone.hears("Kapan dilaksanakan?")
    await phone.send("25/12/2026 08.00–12.00")
    await phone.hears("! Jumat, 25 Desember 2026 hari libur: Hari Raya Natal.")
    await phone.tap("Tetap Pakai")
    await phone.hears("Di mana tempatnya?")


async def test_a_title_of_the_catalogue(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await begin(town)
    await phone.tap("Pelatihan Baru")
    await phone.hears("Apa judul")
    await phone.send("bimtek  ARSIP")
    await phone.hears("! Judul ini sudah ada dalam katalog.")
    await phone.tap("Dari Katalog")
    await phone.hears("Bimtek Arsip (1/4)\nKapan dilaksanakan?")
    await phone.send("8/12/2026")
    await walk(phone, "Lewati")
    await phone.hears("Berapa kuotanya?")
    await phone.send("25 orang")
    await walk(phone, "Lewati")
    await phone.hears("Bimtek Arsip (A01), Angkatan II: draf")
    assert phone.labels[0] == "Buka Pendaftaran"


async def test_the_same_title_twice_gets_another_code(town: Town):
    await town.make.competency("Kearsipan")
    phone = await begin(town)
    await fill_in(phone)
    await walk(phone, "Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    await phone.press(phone.last.id, NEW)
    await phone.hears("Angkatan baru dibuat")
    await phone.tap("Pelatihan Baru")
    await phone.hears("Apa judul")
    await phone.send("Bimtek Arsip Digital")
    await phone.hears("sudah ada dalam katalog")
    await walk(phone, "Pelatihan Baru", "Bimtek", "Tatap Muka", "16")
    await phone.hears("Kapan")
    await phone.send("15/12/2026")
    await walk(phone, "Lewati", "30", "Lewati")
    await phone.hears("Sampai kapan")
    await walk(phone, "Lewati", "Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    codes = sorted(row.code for row in await rows(town, training))
    assert codes[1] == f"{codes[0]}-2"


async def test_a_copy_keeps_distances_and_shifts_for_holidays(both_towns: Town):
    town = both_towns
    await free(town, (date(2026, 12, 24), "Cuti Bersama"), (date(2026, 12, 25), "Natal"))
    await town.make.offering(
        "Bimtek Arsip",
        training={"code": "A01"},
        starts_at=datetime(2026, 11, 3, 1, tzinfo=UTC),
        ends_at=datetime(2026, 11, 5, 9, tzinfo=UTC),
        closes_at=datetime(2026, 11, 1, 16, tzinfo=UTC),
        quota=25,
    )
    phone = await begin(town)
    await walk(phone, "Salin Angkatan")
    await phone.hears("1. Bimtek Arsip, Angkatan I: 3 November 2026")
    await phone.tap("1")
    await phone.hears("Salinan Bimtek Arsip menjadi Angkatan II.")
    assert "3 sesi; jarak hari dan jamnya tetap." in phone.last.said
    assert phone.labels[:2] == ["30 Nov", "7 Des"]
    await phone.send("22/12/2026")
    await phone.hears("! 1 sesi bergeser karena hari libur.")
    said = phone.last.said.splitlines()
    assert said[1] == "22–28 Desember 2026, 08.00–16.00 WIB di Aula BKPSDM"
    assert said[2] == "3 sesi · 16 JP"
    assert said[3] == "Kuota: 25"
    assert said[4] == "Pendaftaran sampai Minggu, 20 Desember 2026 pukul 23.00 WIB"
    await phone.tap("Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    assert "\nBimtek Arsip (A01), Angkatan II\n" in phone.last.said
    days = [row.starts_at.day for row in await rows(town, training_session)]
    assert sorted(days) == [22, 23, 28]


async def test_a_draft_is_deleted_after_asking(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await begin(town)
    await walk(phone, "Salin Angkatan", "1", "7 Des", "Hapus Draf")
    await phone.hears("Hapus draf Bimtek Arsip?")
    await phone.tap("Ya, Hapus")
    await phone.hears("✗ Draf dihapus.\n\nBelum ada draf.")
    assert await rows(town, offering_draft) == []


async def test_an_opening_is_taken_back_while_no_person_has_signed_up(both_towns: Town):
    town = both_towns
    await town.make.competency("Kearsipan")
    phone = await begin(town)
    await fill_in(phone)
    await walk(phone, "Buka Pendaftaran", "Urungkan")
    await phone.hears("✓ Diurungkan. Angkatan ini kembali menjadi draf.")
    assert await rows(town, offering) == await rows(town, training) == []
    await phone.tap("Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    made = (await rows(town, offering))[0]
    await town.make.enrolment(await town.make.person("Contoh Dua"), made.id)
    await phone.tap("Urungkan")
    await phone.hears("Tidak dapat diurungkan: sudah ada yang mendaftar.")


async def test_after_some_minutes_it_is_not_taken_back(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await begin(town)
    await walk(phone, "Salin Angkatan", "1", "7 Des", "Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    await town.move(minutes=6)
    await phone.tap("Urungkan")
    await phone.hears("Tidak dapat diurungkan: waktunya sudah lewat.")
    assert len(await rows(town, offering)) == 2


async def test_a_change_of_a_saved_draft_leads_back_to_its_card(town: Town):
    await town.make.competency("Kearsipan")
    phone = await begin(town)
    await walk(phone, "Pelatihan Baru")
    await phone.hears("Apa judul")
    await phone.send("Bimtek Arsip Digital")
    await walk(phone, "Bimtek", "Daring", "16")
    await phone.hears("Kapan dilaksanakan?")
    await phone.send("8–9/12/2026 08.00–16.00")
    await phone.hears("Apa tautan")
    await walk(phone, "Lewati", "30")
    await phone.hears("Kompetensi apa")
    await walk(phone, "Simpan Draf", "Ubah", "Waktu")
    await phone.hears("Kapan dilaksanakan?")
    await walk(phone, "Kembali")
    await phone.hears("Apa yang akan diubah?")
    await walk(phone, "Waktu")
    await phone.hears("Kapan dilaksanakan?")
    await phone.send("10/12/2026 08.00–16.00")
    await phone.hears("Angkatan I: draf\nKamis, 10 Desember 2026")
    await walk(phone, "Ubah", "JP", "24")
    await phone.hears("1 sesi · 24 JP")
