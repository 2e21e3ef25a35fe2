import asyncio
import os
import random
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

import pytest
from openpyxl.utils import get_column_letter

from domain.imports.checks import Known
from domain.imports.problems import FileProblem, FileRefusal
from handlers.documents.spreadsheets import child
from handlers.documents.spreadsheets.child import ReaderLostError, read
from handlers.documents.spreadsheets.events import FileRefused, Job, ReadRows
from tests.support.workbooks import STAFF, TODAY, Reading, nip, phone, workbook

pytestmark = pytest.mark.usefixtures("cold_reader")


def children():
    """The processes that this one has started and that still read."""
    listed = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "--", f"-m {child.READER}"],
        capture_output=True,
        check=False,
    )
    return listed.stdout.split()


def large_workbook(path, rows):
    """As `workbook` makes it of plain texts; with half a million cells that takes seconds."""
    workbook(path, Data=[rows[0]])
    with zipfile.ZipFile(path) as small:
        parts = {name: small.read(name) for name in small.namelist()}
    letters = [get_column_letter(n) for n in range(1, len(rows[0]) + 1)]
    cell = '<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>'
    lines = []
    for r, row in enumerate(rows, start=1):
        cells = (cell.format(a, r, text) for a, text in zip(letters, row, strict=True))
        lines.append(f'<row r="{r}">{"".join(cells)}</row>')
    sheet = "xl/worksheets/sheet1.xml"
    head, begin, rest = parts[sheet].decode().partition("<sheetData>")
    one, end, foot = rest.partition("</sheetData>")
    assert one == lines[0]
    head = head.replace(f"{letters[-1]}1", f"{letters[-1]}{len(rows)}")
    parts[sheet] = "".join((head, begin, *lines, end, foot)).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def job(*paths):
    return Job(tuple((path, path.name) for path in paths), Known(), TODAY, "Asia/Jakarta")


async def test_twenty_thousand_rows_arrive_while_the_loop_runs_on(tmp_path):
    columns = (*STAFF, *(f"KOLOM {n}" for n in range(19)))
    people = [
        (nip(n), f"Contoh {n}", phone(n), "Lurah", "U01", "Dinas", *["x"] * 19)
        for n in range(20_000)
    ]
    path = large_workbook(tmp_path / "besar.xlsx", [columns, *people])
    reading, shares, beats = Reading(), [], 0

    async def beat():
        nonlocal beats
        while True:
            await asyncio.sleep(0.05)
            beats += 1

    heart = asyncio.create_task(beat())
    async for event in read(job(path)):
        reading.take(event)
        if isinstance(event, ReadRows):
            shares.append(event.done / event.total)
    heart.cancel()
    assert len(reading.values) == 20_000
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert beats > 10


async def test_leaving_early_ends_the_child(tmp_path, data_folder):
    events = read(job(data_folder / "pegawai_kotor.xlsx"))
    await anext(events)
    await events.aclose()
    assert children() == []


async def test_a_cancelled_reading_ends_the_child(data_folder):
    started = asyncio.Event()

    async def consume():
        async with aclosing(read(job(data_folder / "pegawai_kotor.xlsx"))) as events:
            async for _ in events:
                started.set()
                await asyncio.Event().wait()

    task = asyncio.create_task(consume())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children() == []


FLOODS = {
    "tags": b"<worksheet>" + b"<mergeCell " * 1_700_000,
    "values": b'<worksheet><sheetData><row><c t="str">' + b"<v>x</v>" * 2_300_000,
}


@pytest.mark.parametrize("kind", FLOODS)
def test_what_is_never_closed_does_not_keep_a_processor_busy(tmp_path, data_folder, kind):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(data_folder / "pegawai_kotor.xlsx") as good:
        parts = {name: good.read(name) for name in good.namelist()}
    parts["xl/worksheets/sheet1.xml"] = FLOODS[kind]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert path.stat().st_size < 150_000
    # Where each of them is searched or copied to the end of all, that takes minutes.
    bounded = (
        "import sys; from tests.support.workbooks import *; from pathlib import Path; "
        "from handlers.documents.spreadsheets import child; child.MOST_SECONDS = 20; "
        "child.bound(); print(*read(Path(sys.argv[1])).refusals)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", bounded, path], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "a.xlsx\n"), ended.stderr


def test_a_reader_that_wants_too_much_ends_and_not_the_bot():
    greedy = "from handlers.documents.spreadsheets import child; child.bound(); bytearray(3 << 30)"
    ended = subprocess.run(
        [sys.executable, "-c", greedy], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "MemoryError" in ended.stderr


async def test_a_file_that_needs_more_than_the_bound_loses_its_reader(
    tmp_path, monkeypatch, capfd
):
    # Some twenty million signs, kept all at once: more than a fresh Python has left over.
    dice = random.Random(1)
    long = [dice.randbytes(16_000).hex() for _ in range(600)]
    rows = [(nip(n), "Contoh", phone(n), text, "U01", "Dinas") for n, text in enumerate(long)]
    path = workbook(tmp_path / "besar.xlsx", Data=[STAFF, *rows])
    monkeypatch.setattr(child, "MOST_BYTES", 64 << 20)  # less than Python alone has by then
    with pytest.raises(ReaderLostError):
        async for _ in read(job(path)):
            pass
    assert children() == []
    assert "MemoryError" in capfd.readouterr().err


async def test_a_damaged_workbook_at_which_the_parser_gives_up_is_refused(tmp_path, data_folder):
    content = bytearray((data_folder / "pegawai_lama.xls").read_bytes())
    content[1811] = 255  # a size: gigabytes, for which the parser ends its process
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    found = [event async for event in read(job(path))]
    assert found == [FileRefused("a.xls", FileRefusal(FileProblem.BROKEN))]
    assert children() == []


async def test_a_reading_needs_no_thread_that_draws_charts(data_folder):
    drawn = threading.Event()
    pool = ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(pool)
    drawing = asyncio.create_task(asyncio.to_thread(drawn.wait))
    reading = Reading()
    async with asyncio.timeout(60):
        async for event in read(job(data_folder / "pegawai_kotor.xlsx")):
            reading.take(event)
    assert not drawing.done()
    drawn.set()
    await drawing
    assert reading.values
