"""`make chaos [SEED=…] [TIME=…]`: both deployments and a rush; exit code 1 if a check fails.

The rush has no faults: three hundred people come within seconds and press without waiting, then
half as many while each round trip to the database is slow.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from sandbox.pushing import queue_of
from tests.chaos import books
from tests.chaos.citizens import Diary, announce, live
from tests.chaos.city import ROOT, City, city_on
from tests.chaos.moving import change_one
from tests.chaos.rush import PRESSES, rush
from tests.chaos.trouble import Trouble
from tests.support.engines import Engines
from tests.support.workbooks import STAFF, csv_file, nip

REST_SECONDS = 150
DEPLOYMENTS = {"sqlite": 1, "postgresql": 3}
RUSHES = {"rush": (0.0,), "slow": (0.05, 0.15, 0.35)}
"""By part of the run, the seconds of a trip to the database."""
CROWD, SLOW_CROWD, SLOW_PRESSES = 300, 150, 5


async def main(seed: int, seconds: float, people: int, only: str | None) -> int:
    """Runs the deployments one after the other; how many books were wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="bangkom-chaos-") as name:
        engines = Engines(Path(name))
        try:
            for engine, replicas in DEPLOYMENTS.items():
                if only in (None, engine):
                    print(f"\n{engine}, {replicas} process(es), {people} people, seed {seed}")
                    found = await run(engines, engine, replicas, seed, seconds, people, Path(name))
                    wrong += len(found)
            for part, trips in RUSHES.items():
                if only in (None, part):
                    for trip in trips:
                        wrong += await busy(engines, seed, trip, Path(name))
        finally:
            await engines.close()
    return wrong


async def run(
    engines: Engines,
    engine: str,
    replicas: int,
    seed: int,
    seconds: float,
    people: int,
    home: Path,
) -> list[str]:
    """One deployment through its chaos; what was wrong in the end."""
    url: str = await getattr(engines, engine)()
    async with city_on(url, seed, people, replicas, home) as city:
        trouble, diary = Trouble(city, engines, url), Diary()
        for replica in city.replicas:
            await replica.start()
        trouble.darken(seed)
        acting = [live(city, phone, diary) for phone in city.citizens if phone not in city.leavers]
        acting += [announce(city, phone, diary, change_one) for phone in city.officers]
        acting += [trouble.kill(), trouble.move_clocks()]
        acting.append(trouble.take_the_database_away(seconds / 3))
        leaving = [asyncio.create_task(live(city, phone, diary)) for phone in city.leavers]
        tasks = [asyncio.create_task(each) for each in acting]
        over = await watch(city, seconds * 2 / 3)
        told = await leave(city, leaving, url, home)
        over = max(over, await watch(city, seconds / 3))
        city.calm = True
        for task in tasks:
            await asyncio.wait([task], timeout=30)
            task.cancel()
        city.sandbox.faults.clear()
        rested = await rest(city)
        found = await books.check(city, diary, told)
        found.expect(over <= 0, f"an offering was {over} over its quota for a moment")
        found.expect(rested, f"not at rest after {REST_SECONDS} s")
        codes = [await replica.stop() for replica in city.replicas]
        found.expect(not any(codes), f"exit codes at the stop: {codes}")
        report(found, {**trouble.done, **trouble.struck()})
        return found.wrong


async def busy(engines: Engines, seed: int, trip: float, home: Path) -> int:
    """One rush on three processes; how many books were wrong."""
    people, presses = (SLOW_CROWD, SLOW_PRESSES) if trip else (CROWD, PRESSES)
    replicas = DEPLOYMENTS["postgresql"]
    print(
        f"\nrush, {replicas} processes, {people} people, {trip * 1000:.0f} ms a trip, seed {seed}"
    )
    url = await engines.postgresql()
    came = await rush(url, home, people, replicas, seed=seed, trip=trip, presses=presses)
    report(came.found, {"updates": came.updates, "updates a second": f"{came.rate:.1f}"})
    return len(came.found.wrong)


async def watch(city: City, seconds: float) -> int:
    """Looks at the seats twice a second; by how many the fullest one was over."""
    worst, end = -1000, time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(0.5)
        try:
            worst = max(worst, await books.most_over_quota(city))
        except Exception as error:
            if time.monotonic() > end + 60:
                raise TimeoutError from error  # away for longer than it was taken away
    return worst


async def leave(
    city: City, leaving: list["asyncio.Task[None]"], url: str, home: Path
) -> dict[int, int]:
    """Some people retire: HR loads the file that says so, while everything goes on."""
    for task in leaving:
        task.cancel()
    accounts = {phone.telegram_id for phone in city.leavers}
    for _ in range(120):
        # What they did last is answered first.
        waiting = {queue_of(u)[0] for u in city.sandbox.world.updates.waiting()}
        if not waiting & accounts:
            break
        await asyncio.sleep(0.5)
    numbers = [city.numbers[phone.telegram_id] - 1 for phone in city.leavers]
    rows = [(nip(n), f"Contoh {n}", f"0840{n:08d}", "", "", "", "Pensiun") for n in numbers]
    file = csv_file(home / "pensiun.csv", [(*STAFF, "KEDUDUKAN HUKUM NAMA"), *rows])
    for _ in range(10):
        loading = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "import",
            str(file),
            "--yes",
            env=city.replicas[0].environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await loading.communicate()
        if loading.returncode == 0:
            break
        await asyncio.sleep(3)
    else:
        raise RuntimeError(f"the file could not be loaded: {said.decode()}")
    await asyncio.sleep(16)  # what was on its way when they left has arrived, or its lease is over
    return {p.telegram_id: sum(not m.outgoing for m in p.messages) for p in city.leavers}


async def rest(city: City) -> bool:
    """Waits until every update is confirmed and every promise that is due is settled."""
    for _ in range(REST_SECONDS):
        await asyncio.sleep(1)
        if city.sandbox.pending_updates():
            continue
        found = await books.check(city, Diary(), dict.fromkeys(city.numbers, 10**9))
        if not any("neither sent" in sentence for sentence in found.wrong):
            return True
    return False


def report(found: books.Books, trouble: dict[str, object]) -> None:
    """Figures first, then what is wrong."""
    for name, figure in {**trouble, **found.figures}.items():
        print(f"  {name:34} {figure}")
    for sentence in found.wrong:
        print(f"  WRONG: {sentence}")
    print("  the books are right" if not found.wrong else f"  {len(found.wrong)} wrong")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--only", choices=[*DEPLOYMENTS, *RUSHES])
    given = parser.parse_args()
    sys.exit(min(1, asyncio.run(main(given.seed, given.seconds, given.people, given.only))))
