"""The privacy screen (Privasi) as a person sees it, and what HR is told."""

import io
import json
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import select

from storage.accounts.tables import link
from storage.process.tables import dialogue
from storage.seats.tables import enrolment
from tests.support.town import Town


async def opened(town: Town, **facts: Any) -> Any:
    phone = await town.citizen("Contoh Satu", **facts)
    await phone.send("/privasi")
    await phone.hears("Bapak/Ibu dapat melihat, menyalin")
    return phone


async def rows(town: Town, table: Any) -> list[Any]:
    async with town.store.read() as session:
        return list((await session.execute(select(table))).all())


async def test_what_is_kept_and_the_notice(town: Town):
    phone = await opened(town, unit_id=await town.make.unit("Dinas Contoh"), nip="1" * 18)
    assert [[b.label for b in row] for row in phone.last.buttons] == [
        ["Data Tersimpan", "Salinan Data"],
        ["Siapa Melihat"],
        ["Perbaiki Data"],
        ["Lepas Akun"],
        ["Cabut Persetujuan"],
        ["Menu Utama"],
    ]
    await phone.tap("Data Tersimpan")
    kept = await phone.hears("Terhubung sejak")
    assert kept.said == (
        "Contoh Satu\nNIP 1111********111 · HP +6284******001\n"
        "Pranata Komputer Ahli Pertama, Dinas Contoh\n"
        "0 penilaian kompetensi · 0 pelatihan · 0 umpan balik\n"
        "Terhubung sejak Senin, 23 November 2026"
    )
    await phone.tap("Rincian")
    await phone.hears("Pemberitahuan Pelindungan Data Pribadi")
    await phone.tap("Kembali")
    await phone.hears("Terhubung sejak")


async def test_the_copy_is_a_file_to_open_and_one_for_programs(town: Town):
    phone = await opened(town)
    competency = await town.make.competency("Integritas")
    await town.make.rated(town.person_of(phone), competency, 2)
    await phone.tap("Salinan Data")
    sent = await phone.hears("Salinan data Bapak/Ibu per Senin, 23 November 2026 pukul 09.00 WIB.")
    name, content = sent.document
    assert name == "data-saya-20261123.xlsx"
    assert not sent.protected
    ratings = load_workbook(io.BytesIO(content))["penilaian"]
    assert [cell.value for cell in ratings[7]][:2] == ["Integritas", 2]
    second = await phone.hears("Data yang sama untuk dibaca program lain (JSON).")
    name, content = second.document
    assert name == "data-saya-20261123.json"
    data = json.loads(content)
    assert data["pegawai"][0]["nama"] == "Contoh Satu"
    assert data["penilaian"][0]["kompetensi"] == "Integritas"
    assert data["akun_telegram"][0]["id_telegram"] == phone.telegram_id


async def test_a_correction_goes_to_hr_and_comes_back_done(town: Town):
    officer = await town.citizen("Contoh HR", hr=True)
    phone = await opened(town)
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana yang keliru?")
    assert [[b.label for b in row] for row in phone.last.buttons] == [
        ["Nama atau Gelar"],
        ["Jabatan atau Unit"],
        ["Nomor HP", "Penilaian"],
        ["Pelatihan", "Kembali"],
    ]
    await phone.tap("Jabatan atau Unit")
    await phone.hears("Silakan tulis data yang benar untuk Jabatan atau Unit.")
    await phone.send("x" * 501)
    await phone.hears("Teks terlalu panjang: 501 dari paling banyak 500 karakter.")
    await phone.send("Analis <SDM> & Co")
    await phone.hears("✓ Permintaan perbaikan nomor 1 sudah diterima.")
    await phone.hears("BKPSDM akan memprosesnya paling lambat Kamis, 26 November 2026 pukul 09.00")
    await officer.hears("Analis <SDM> & Co")
    await officer.tap("Tandai Selesai")
    await phone.hears(
        "Bapak/Ibu Contoh Satu, permintaan perbaikan nomor 1 sudah selesai diproses."
    )
    assert phone.labels == ["Data Tersimpan", "Menu Utama"]


async def test_going_back_leaves_the_correction(town: Town):
    phone = await opened(town)
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Pelatihan")
    await phone.hears("Silakan tulis data yang benar")
    await phone.tap("Kembali")
    await phone.hears("Data mana")
    assert await rows(town, dialogue) == []


async def test_unlinking_asks_once_and_keeps_the_seat(town: Town):
    phone = await opened(town)
    await town.make.enrolment(town.person_of(phone), await town.make.offering())
    await phone.tap("Lepas Akun")
    await phone.hears("Pelatihan yang diikuti tetap berlaku.")
    await phone.tap("Ya, Lepas")
    await phone.hears("✓ Akun sudah dilepas.")
    assert phone.labels == []
    assert await rows(town, link) == []
    assert [row.state for row in await rows(town, enrolment)] == ["enrolled"]
    await town.move(days=16)
    assert "Akun sudah dilepas" in phone.last.said
    await phone.start()
    await phone.hears("Selamat datang di layanan")


async def test_withdrawing_is_told_to_hr(both_towns: Town):
    town = both_towns
    officer = await town.citizen("Contoh HR", hr=True)
    phone = await opened(town)
    await phone.tap("Cabut Persetujuan")
    await phone.hears("Akun dilepas, data akun dihapus, dan BKPSDM diberi tahu.")
    await phone.tap("Ya, Cabut")
    await phone.hears("✓ Persetujuan dicabut pada Senin, 23 November 2026 pukul 09.00 WIB.")
    assert phone.labels == []
    await officer.hears("mencabut persetujuan")
    await officer.hears("Contoh Satu")
    assert [row.telegram_id for row in await rows(town, link)] == [officer.telegram_id]


async def test_the_copy_is_named_by_the_local_day(town: Town):
    phone = await opened(town)
    await town.move(hours=16)  # 01.00 WIB on the 24th
    await phone.tap("Salinan Data")
    sent = await phone.hears("Selasa, 24 November 2026 pukul 01.00 WIB.")
    assert sent.document[0] == "data-saya-20261124.xlsx"
