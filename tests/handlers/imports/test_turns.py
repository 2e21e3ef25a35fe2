"""Files that come at once are read one after the other."""

import asyncio
import multiprocessing

import pytest

from tests.support.town import Town
from tests.support.workbooks import STAFF, person, sent, workbook

WAITS = "Menunggu giliran: berkas lain sedang dibaca."


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def test_an_album_is_read_file_by_file_and_by_one_child_at_a_time(town: Town, hr, tmp_path):
    most = 0

    async def count() -> None:
        nonlocal most
        while True:
            most = max(most, len(multiprocessing.active_children()))
            await asyncio.sleep(0.005)

    counting = asyncio.create_task(count())
    for number in range(10):
        await sent(hr, workbook(tmp_path / f"{number}.xlsx", pegawai=[STAFF, person(number)]))

    def read(phone) -> int:
        return sum("Baru 1 · berubah 0" in m.said for m in phone.messages)

    await hr.until(lambda p: sum(WAITS in m.said for m in p.messages) >= 8)
    await hr.until(lambda p: read(p) == 10, timeout=120)
    counting.cancel()
    assert most == 1


async def test_a_file_that_waits_can_be_stopped_at_once(town: Town, hr, tmp_path):
    file = workbook(tmp_path / "pegawai.xlsx", pegawai=[STAFF, person(1)])
    async with town.app.services.reading_turn:
        await sent(hr, file)
        await hr.hears(WAITS)
        await hr.tap("Hentikan")
        await hr.hears("Silakan kirim berkas .xlsx atau .csv")
        await hr.tap("Menu Utama")
        await hr.hears("Bapak/Ibu")
    await sent(hr, file)
    await hr.hears("Baru 1 · berubah 0", timeout=30)
    # The stopped file was not read, and its message stays what the officer made of it.
    assert "JP tahun 2026" in [m.said for m in hr.messages if not m.outgoing][-2]
    await town.move(minutes=10)
    assert not any("tidak selesai dibaca" in m.said for m in hr.messages)
