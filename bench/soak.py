"""`python -m bench.soak`: people use the bot for twenty minutes; nothing in it may grow.

There are no faults here (`make chaos` has them). The town's clock advances three hours every three
seconds, and hourly tasks run every minute: data that is kept for days is deleted during the run.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from bench.desk import resident_megabytes
from storage.database.columns import metadata
from storage.outbox.tables import message as message_table
from tests.chaos.citizens import Diary, announce, live
from tests.chaos.city import City, city_on
from tests.support.engines import Engines
from tests.support.workbooks import STAFF, csv_file, nip

SMALL = (
    "handled_update",
    "dialogue",
    "lane",
    "lease",
    "gate",
    "link_attempt",
    "failed_link",
    "link_code",
    "picture",
    "import_run",
    *(n for n in metadata.tables if n.startswith("staged")),
)
"""Tables that must not grow with time, regardless of what people do."""
OPEN = ("due", "sending")
EVERY = 15.0
"""Seconds between two measurements."""
ROWS = 2000
"""Rows of the staff file that HR loads every minute."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the processes hold at one moment, all together."""

    minute: float
    megabytes: float
    files: int
    """Open file descriptors, most of them connections."""
    threads: int
    sessions: int
    """Of the database server; 0 for SQLite."""
    rows: dict[str, int]


async def main(minutes: float, people: int, engine: str, replicas: int) -> int:
    """Prints a line a minute, then the verdict; returns 1 if something grew."""
    with tempfile.TemporaryDirectory(prefix="bangkom-soak-") as name:
        engines = Engines(Path(name))
        try:
            url: str = await getattr(engines, engine)()
            async with city_on(url, 19, people, replicas, Path(name)) as city:
                return await soak(city, minutes, Path(name))
        finally:
            await engines.close()


async def soak(city: City, minutes: float, home: Path) -> int:
    """Runs the load and measures at intervals."""
    diary = Diary()
    for replica in city.replicas:
        await replica.start()
    acting = [live(city, phone, diary) for phone in city.citizens]
    acting += [announce(city, city.officers[0], diary), load(city, city.officers[1], home)]
    acting += [days(city), trainings(city)]
    tasks = [asyncio.create_task(each) for each in acting]
    looks: list[Look] = []
    start = time.monotonic()
    calls = 0
    while (passed := time.monotonic() - start) < minutes * 60:
        await asyncio.sleep(EVERY)
        calls += len(city.sandbox.calls)
        city.sandbox.calls.clear()  # the sandbox's own record of calls is not measured
        looks.append(await look(city, passed / 60))
        if len(looks) % 4 == 0:
            print(line(looks[-1], diary, calls), flush=True)
        for task in tasks:
            if task.done():
                task.result()
    city.calm = True
    await asyncio.wait(tasks, timeout=60)
    codes = [await replica.stop() for replica in city.replicas]
    return judge(looks, codes)


async def days(city: City) -> None:
    """Three hours every three seconds; once a minute the machines' clocks advance as well."""
    for turn in count(1):
        if city.calm:
            return
        await asyncio.sleep(3)
        city.set_clock(seen=3 * 3600, machine=86400 if turn % 20 == 0 else 0)


async def trainings(city: City) -> None:
    """Adds a training before the last one begins, as long as the run lasts."""
    while not city.calm:
        await asyncio.sleep(12)
        await city.add_offering()


async def load(city: City, officer: Any, home: Path) -> None:
    """Loads a staff file of new and known people every minute, in the chat."""
    for turn in count():
        await asyncio.sleep(60)
        if city.calm:
            return
        first = 10_000 + turn * 100
        rows = [
            (nip(n), f"Contoh {n}", f"0840{n:08d}", f"Lurah {turn}", "", "")
            for n in range(first, first + ROWS)
        ]
        file = csv_file(home / "pegawai.csv", [STAFF, *rows])
        await officer.send_file(file.name, file.read_bytes())
        # Other messages arrive in between: the question is the last message with the button.
        await officer.until(lambda p: bool(_saving(p)), timeout=120)
        message, data = _saving(officer)[-1]
        await officer.press(message, data)
        await officer.until(lambda p: not _saving(p), timeout=120)


def _saving(phone: Any) -> list[tuple[int, str]]:
    return [
        (message.id, button.data)
        for message in phone.messages[-60:]
        for row in message.buttons
        for button in row
        if button.label == "Simpan"
    ]


async def look(city: City, minute: float) -> Look:
    """Measures memory, connections, threads, and rows of the tables that must stay small."""
    pids = [r.process.pid for r in city.replicas if r.process is not None]
    rows, sessions = {}, 0
    async with city.store.read() as session:
        for name in SMALL:
            everything = select(func.count()).select_from(metadata.tables[name])
            rows[name] = int((await session.execute(everything)).scalar_one())
        state = message_table.c.state
        due = message_table.c.not_before <= city.sandbox.clock.now()
        unsettled = select(func.count()).where(state.in_(OPEN), due)
        rows["messages due"] = int((await session.execute(unsettled)).scalar_one())
        if not city.store.is_sqlite:
            own = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            sessions = int((await session.execute(own)).scalar_one())
    return Look(
        minute,
        sum(resident_megabytes(pid) for pid in pids),
        sum(_entries(f"/proc/{pid}/fd") for pid in pids),
        sum(_entries(f"/proc/{pid}/task") for pid in pids),
        sessions,
        rows,
    )


def _entries(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def line(seen: Look, diary: Diary, calls: int) -> str:
    """One measurement as a line for people."""
    rows = ", ".join(f"{name} {number}" for name, number in seen.rows.items() if number)
    return (
        f"{seen.minute:5.1f} min  {seen.megabytes:6.1f} MB  {seen.files} files  "
        f"{seen.threads} threads  {seen.sessions} sessions  "
        f"{diary.acts} acts, {calls} calls; {rows}"
    )


def _rows(name: str, seen: Look) -> float:
    return seen.rows[name]


def judge(looks: list[Look], codes: list[int]) -> int:
    """Compares the second quarter with the last one: memory may grow by a twentieth."""
    quarter = len(looks) // 4
    early, late = looks[quarter : 2 * quarter], looks[-quarter:]

    def grown(figure: Callable[[Look], float]) -> tuple[float, float]:
        return statistics.median(map(figure, early)), statistics.median(map(figure, late))

    wrong = 0
    figures: dict[str, tuple[Callable[[Look], float], float]] = {
        "MB": (lambda s: s.megabytes, 1.05),
        "files": (lambda s: s.files, 1.2),
        "threads": (lambda s: s.threads, 1.2),
        "sessions": (lambda s: s.sessions, 1.2),
        **{f"rows of {name}": (partial(_rows, name), 1.5) for name in looks[-1].rows},
    }
    for name, (figure, allowed) in figures.items():
        before, after = grown(figure)
        if not before + after:
            continue
        bad = after > before * allowed + (10 if name.startswith("rows") else 2)
        wrong += bad
        print(f"  {name:26} {before:9.1f} {after:9.1f}   {'GREW' if bad else 'flat'}")
    if any(codes):
        print(f"  exit codes at the stop: {codes}")
    return min(1, wrong + any(codes))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.soak")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--replicas", type=int, default=1)
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.minutes, given.people, given.engine, given.replicas)))
