"""Measures an import of 20,000 people with a rating each, beside merely reading the same file."""

import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from bench.desk import ROOT
from bench.scale.city import POSITIONS, UNITS
from tests.support.builders import fictional_nip

ROWS = 20_000
STAFF = (
    "NIP BARU",
    "NAMA",
    "GELAR BELAKANG",
    "NOMOR HP",
    "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM NAMA",
    "GOL AKHIR NAMA",
    "JABATAN NAMA",
    "UNOR ID",
    "UNOR NAMA",
)
RATINGS = ("NIP", "KODE KOMPETENSI", "LEVEL", "TANGGAL PENILAIAN")
BARE = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows(values_only=True):
        pass
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """The measurement of one program run."""

    seconds: float
    processor_seconds: float
    """Of the program and its child processes."""
    parent_megabytes: float
    """The peak, as the next one."""
    child_megabytes: float


def write_file(path: Path) -> Path:
    """Writes the workbook as HR's export would be."""
    book = Workbook(write_only=True)
    staff, ratings = book.create_sheet("pegawai"), book.create_sheet("penilaian")
    staff.append(STAFF)
    ratings.append(RATINGS)
    # Numbers after those of the city's people: nearly all rows are new people.
    for n in range(80_000, 80_000 + ROWS):
        unit = 1 + n % UNITS
        staff.append(
            [
                fictional_nip(n),
                f"Contoh {n}",
                "S.Sos.",
                f"0812{n:08d}",
                "PNS",
                "Aktif",
                "III/a",
                f"Jabatan {1 + n % POSITIONS}",
                f"U{unit}",
                f"Dinas Contoh {unit}",
            ]
        )
        ratings.append([fictional_nip(n), f"K{1 + n % 19:02d}", 1 + n % 5, "2026-06-15"])
    book.save(path)
    return path


async def bare(file: Path) -> Ran:
    """openpyxl alone, read-only, reading each row."""
    return await _run("-c", BARE, str(file))


async def imported(url: str, file: Path) -> Ran:
    """`bangkom import --yes`: reads in a child process, stages, previews and saves."""
    return await _run("-m", "bot", "import", "--yes", str(file), DATABASE_URL=url)


async def _run(*arguments: str, **settings: str) -> Ran:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    used, start = _children_seconds(), time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    ended = asyncio.create_task(process.communicate())
    parent = child = 0.0
    while not ended.done():
        parent = max(parent, _highest(process.pid))
        child = max([child, *(_highest(each) for each in _children(process.pid))])
        await asyncio.wait({ended}, timeout=0.05)
    seconds = time.perf_counter() - start
    _, complaint = ended.result()
    if process.returncode:
        raise RuntimeError(complaint.decode())
    return Ran(seconds, _children_seconds() - used, parent, child)


def _children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _children(pid: int) -> list[int]:
    """The child processes, of all threads (Linux); none once the process is gone."""
    try:
        begun = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(each) for line in begun for each in line.split()]


def _highest(pid: int) -> float:
    """Peak memory of a process in MB (Linux)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0")
    return int(line.split()[1]) / 1024
