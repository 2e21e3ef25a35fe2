"""The whole catalogue as a file (Unduh Katalog): it is loaded again and changes nothing."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from sqlalchemy import delete, insert, select

from domain.imports.preview import LoadTally
from domain.imports.sheets import COLUMNS, SheetKind, recognise
from handlers.catalogue.screens.whole import sheets
from handlers.documents.workbooks import content
from handlers.screens.words import House, Words
from storage.catalogue.tables import offering, training, training_competency
from storage.catalogue.whole import whole
from storage.people.tables import audit
from storage.tables import metadata
from tests.support.builders import NOW, Builders
from tests.support.imports_desk import loaded, previewed, rows
from tests.support.town import Town
from tests.support.workbooks import sent

W = Words("id", House("Pemerintah Contoh", "BKPSDM", None, "Asia/Jakarta"))
START = NOW + timedelta(days=20)


async def odd_catalogue(make: Builders) -> None:
    """Offerings with all that a file could give back differently."""
    await make.offering(
        "Bimtek Arsip",
        starts_at=START,
        ends_at=START + timedelta(days=1, hours=7, minutes=30),
        closes_at=START - timedelta(days=3, minutes=1, seconds=17),
        needs_approval=True,
        place="Aula BKPSDM, lantai 2",
        url="https://contoh.go.id/kelas?a=1",
        training={
            "code": "P-2026-001",
            "organiser": "=BKPSDM",
            "description": "Baris pertama.\nBaris kedua,  dengan jarak.",
            "mode": "blended",
        },
    )
    await make.offering("Bimtek Arsip", label="II", starts_at=START + timedelta(days=30))
    midnight = datetime(2026, 12, 31, 17, tzinfo=UTC)  # 00.00 in Jakarta
    await make.offering(
        "Kelas Mandiri",
        starts_at=midnight,
        ends_at=midnight + timedelta(days=31),
        closes_at=midnight,
        training={"code": "001", "kind": "e-learning", "mode": "online", "hours": 0},
    )
    await make.offering(
        "Jumlah Peserta", timezone="Asia/Makassar", seats=0, place="Ruang 1/2/2026"
    )
    office = await make.unit("Dinas Contoh")
    await make.offering(
        "Kelas Larut",
        timezone="Asia/Jayapura",
        starts_at=midnight,
        filling="draw",
        offer_hours=24,
        unit_quota=f"reserve {office}:3",
    )
    await make.offering("Kelas Lama", starts_at=NOW - timedelta(days=300))
    await make.offering(
        "Kelas Batal", called_off_at=NOW, called_off_reason="Narasumber berhalangan"
    )
    await make.offering("Kelas Batal", label="II", called_off_at=NOW)
    async with make.store.write() as session:
        await session.execute(
            insert(training).values(code="T-9", title="Tanpa Jadwal", kind="bimtek", mode="onsite")
        )


async def everything(store: Any) -> dict[str, list[Any]]:
    tables = (table for table in metadata.sorted_tables if not table.name.startswith("staged"))
    kept = {table.name: await rows(store, select(table)) for table in tables}
    return {name: found for name, found in kept.items() if name in ("training", "offering")}


async def test_the_catalogue_is_loaded_again_and_changes_nothing(store, tmp_path):
    await odd_catalogue(Builders(store))
    found = await whole(store)
    before = await everything(store)
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(content(W, sheets(W, found), now=NOW))
    _, preview = await previewed(store, path)
    assert preview.rows == (8,)
    assert preview.effects.tally == LoadTally(unchanged=8)
    assert await everything(store) == before


async def test_an_empty_house_gets_the_same_catalogue_from_the_file(store, tmp_path):
    make = Builders(store)
    aim = await make.competency("Arsip")
    await make.offering("Bimtek Arsip", closes=aim, starts_at=START, training={"code": "P01"})
    await make.offering("Kelas Batal", called_off_at=NOW, called_off_reason="Anggaran")
    before = await whole(store)
    path = tmp_path / "katalog.xlsx"
    path.write_bytes(content(W, sheets(W, before), now=NOW))
    async with store.write() as session:
        for table in (training_competency, offering, training):
            await session.execute(delete(table))
    assert (await loaded(store, path)).tally == LoadTally(new=2)
    assert await whole(store) == before


async def test_the_file_has_the_columns_of_the_import_with_real_dates(store):
    await odd_catalogue(Builders(store))
    book = load_workbook(io.BytesIO(content(W, sheets(W, await whole(store)), now=NOW)))
    assert book.sheetnames == ["pelatihan", "tanpa angkatan"]
    sheet = book["pelatihan"]
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == [
        "Katalog pelatihan",
        "BKPSDM, per 23 November 2026 09.00 WIB",
        "8 baris, semua angkatan, termasuk yang dibatalkan",
    ]
    layout = recognise([cell.value for cell in sheet[5]])
    assert layout is not None
    assert layout.columns == COLUMNS[SheetKind.TRAINING]
    assert sheet.print_title_rows == "$5:$5"
    begins = {row[1].value: row[9] for row in sheet.iter_rows(min_row=6, max_row=13)}
    assert begins["Bimtek Arsip"].is_date
    assert begins["Jumlah Peserta"].number_format.endswith('" WITA"')
    local = START.astimezone(ZoneInfo("Asia/Jakarta"))
    firsts = [row[9].value for row in sheet.iter_rows(min_row=6, max_row=13)]
    assert local.replace(tzinfo=None) in firsts
    assert begins["Kelas Mandiri"].value == "1/1/2027 00.00"
    assert {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation} == set("CDPQT")
    bare = book["tanpa angkatan"]
    assert [cell.value for cell in bare[7]][:2] == ["T-9", "Tanpa Jadwal"]
    assert recognise([cell.value for cell in bare[6]]) is None


async def test_hr_takes_the_catalogue_changes_a_cell_and_sends_it_back(town: Town, tmp_path):
    await town.make.offering("Bimtek Arsip", starts_at=START, place="Aula A")
    hr = await town.citizen("Contoh Petugas", hr=True)
    await hr.send("unduh katalog")
    told = await hr.hears("Katalog per Senin, 23 November 2026 pukul 09.00 WIB: 1 pelatihan, 1 ")
    name, made = told.document
    assert name == "katalog-20261123.xlsx"
    path = tmp_path / name
    path.write_bytes(made)
    await sent(hr, path)
    await hr.hears("Tidak ada perubahan: 1 baris dalam katalog-20261123.xlsx")
    book = load_workbook(path)
    sheet = book["pelatihan"]
    sheet["L6"] = "Aula B"
    typed = (
        "P77",
        "Bimtek Baru",
        "bimtek",
        "luring",
        "8",
        "",
        "",
        "",
        "I",
        "21/1/2027",
        "21/1/2027",
    )
    for place, value in enumerate(typed, 1):
        sheet.cell(7, place).value = value
    sheet["N7"] = "30"
    book.save(path)
    await sent(hr, path)
    await hr.hears("Baru 1 · berubah 1")
    noted = await rows(town.store, select(audit.c.event))
    assert ("catalogue.downloaded",) in noted


async def test_the_catalogue_is_for_officers(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("unduh katalog")
    await phone.until(lambda phone: not phone.last.outgoing)
    assert not any(message.document for message in phone.messages)
