"""The number of a run (Angkatan) is said only where a training has several runs."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import tap, walk
from tests.support.workbooks import sent, workbook

TITLE = "Bimtek Keamanan Informasi"
FIRST = at("2026-12-09 08:00")


@pytest.fixture
async def phone(town: Town):
    return await town.citizen()


async def everything(town: Town, phone) -> list[str]:
    """What a person reads from the details of their seat to giving it up."""
    read = []
    await phone.send("/saya")
    await walk(phone, "1")
    await phone.hears("● Bapak/Ibu terdaftar.")
    read.append(phone.last.said)
    await walk(phone, "Unduh Kalender")
    await phone.hears("Kalender untuk")
    (event,) = Calendar.from_ical(phone.last.document[1]).walk("VEVENT")
    read += [phone.last.said, str(event["description"])]
    await phone.send("/saya")
    await walk(phone, "1", "Batalkan")
    await phone.hears("Batalkan keikutsertaan")
    read.append(phone.last.said)
    return read


async def test_the_only_run_has_no_number(town: Town, phone):
    offering = await town.make.offering(TITLE)
    await town.make.enrolment(town.person_of(phone), offering)
    read = await everything(town, phone)
    assert not [text for text in read if "ngkatan" in text]
    assert read[2] == "16 JP · bimtek"


async def test_one_of_several_runs_has_its_number(town: Town, phone):
    await town.make.offering(TITLE)
    second = await town.make.offering(TITLE, label="II", starts_at=FIRST + timedelta(days=7))
    await town.make.enrolment(town.person_of(phone), second)
    details, calendar, note, asked = await everything(town, phone)
    assert details.startswith(f"{TITLE}, angkatan II\n")
    assert calendar.startswith(f"Kalender untuk {TITLE}, angkatan II.")
    assert note == "Angkatan II · 16 JP · bimtek"
    assert asked.startswith(f"Batalkan keikutsertaan pada {TITLE}, angkatan II, Rabu")


async def test_an_audience_names_the_run_where_there_are_several(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    for title, run in ((TITLE, "I"), (TITLE, "II"), ("Workshop Arsip", "I")):
        offering = await town.make.offering(title, label=run)
        await town.make.enrolment(town.person_of(hr), offering)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    await hr.send("Selamat pagi.")
    await hr.hears("Kirim kepada siapa?")
    await hr.tap("Peserta")
    await hr.hears("Pilih angkatan yang pesertanya akan menerima.")
    assert f"1. {TITLE}, angkatan I\n2. {TITLE}, angkatan II\n3. Workshop Arsip" in hr.last.said
    assert "Workshop Arsip, angkatan" not in hr.last.said


async def test_what_a_file_changes_names_the_run_where_there_are_several(town: Town, tmp_path):
    hr = await town.citizen("Contoh Petugas", hr=True)
    for title, run in (("Bimtek Arsip", "I"), ("Bimtek Arsip", "II"), ("Bimtek Lain", "I")):
        code = {"code": title.split()[1].upper()}
        offering = await town.make.offering(title, label=run, training=code)
        await town.make.enrolment(town.person_of(hr), offering)
    titles = ("KODE PELATIHAN", "ANGKATAN", "JUDUL", "JENIS", "JP", "MULAI", "SELESAI", "KUOTA")
    day = ("bimtek", 16, "10/12/2026", "10/12/2026", 30)
    moved = [("ARSIP", "II", "Bimtek Arsip", *day), ("LAIN", "I", "Bimtek Lain", *day)]
    await sent(hr, workbook(tmp_path / "a.xlsx", Data=[titles, *moved]))
    await hr.hears("Belum ada yang disimpan.", timeout=30)
    await hr.tap("Perubahan")
    await hr.hears("Bimtek Arsip, angkatan II: 9 Des 2026 08.00 menjadi 10 Des 2026")
    assert "Bimtek Lain: 9 Des 2026 08.00 menjadi 10 Des 2026" in hr.last.said
