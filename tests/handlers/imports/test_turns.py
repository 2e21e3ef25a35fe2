"""Files that come at once are read one after the other."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import pytest

from handlers.documents.spreadsheets.child import READER
from tests.support.town import Town
from tests.support.workbooks import STAFF, person, sent, workbook

pytestmark = pytest.mark.usefixtures("cold_reader")

WAITS = "Menunggu giliran: berkas lain sedang dibaca."


def readers() -> int:
    """How many children of this process read a file now."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            reads = READER.encode() in (process / "cmdline").read_bytes().split(b"\0")
            count += parent == os.getpid() and reads
    return count


@pytest.fixture
async def hr(town: Town):
    return await town.citizen("Contoh Petugas", hr=True)


async def test_an_album_is_read_file_by_file_and_by_one_child_at_a_time(town: Town, hr, tmp_path):
    most = 0

    async def count() -> None:
        nonlocal most
        while True:
            most = max(most, readers())
            await asyncio.sleep(0.02)

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
        await hr.hears("Silakan kirim berkas .xlsx, .xls, atau .csv")
        await hr.tap("Menu HR")
        await hr.hears("Terhubung:")
    await sent(hr, file)
    await hr.hears("Baru 1 · berubah 0", timeout=30)
    # The stopped file was not read, and its message stays what the officer made of it.
    assert "Terhubung:" in [m.said for m in hr.messages if not m.outgoing][-2]
    await town.move(minutes=10)
    assert not any("tidak selesai dibaca" in m.said for m in hr.messages)
