"""`python -m bench.scale`: each query in small and large cities, as ratios within one run."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bench.scale import load
from bench.scale.city import build
from bench.scale.measure import Site, measure
from bench.scale.offerings import RUNS
from bench.scale.screens import DESK, SCREENS
from bench.scale.spread import spread
from bench.scale.tables import heading, import_line, row
from bench.scale.ticks import BACKLOG, TICKS, settle_everything, work_off
from tests.support.engines import Engines, opened

PATHS = {
    "screens": SCREENS,
    "desk": DESK,
    "offerings": RUNS,
    "ticks": TICKS,
    "spread": BACKLOG,
}
PARTS = (*PATHS, "import")
ENGINES = ("sqlite", "postgresql")
PEOPLE, FEWER = (1_000, 10_000, 100_000), (1_000, 20_000)
CALLS, FEWER_CALLS = 300, 100


async def main(options: argparse.Namespace) -> None:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="bangkom-scale-") as name:
        engines = Engines(Path(name))
        try:
            for engine in options.engine:
                await _engine(engines, engine, options, Path(name))
        finally:
            await engines.close()
    print(f"\n{time.perf_counter() - start:.0f} s in all")


async def _engine(
    engines: Engines, engine: str, options: argparse.Namespace, folder: Path
) -> None:
    start = time.perf_counter()
    async with AsyncExitStack() as stack:
        sites, urls = [], []
        for people in options.people:
            urls.append(await getattr(engines, engine)())
            store = await stack.enter_async_context(opened(urls[-1]))
            sites.append(Site(await build(store, people)))
        print(f"\n{engine}: built in {time.perf_counter() - start:.0f} s")
        for part in PARTS:
            if part in options.only:
                await _part(part, sites, urls, options.calls, folder)


async def _part(
    part: str, sites: Sequence[Site], urls: Sequence[str], calls: int, folder: Path
) -> None:
    people = [site.city.people for site in sites]
    if part == "import":
        await _import(people, urls, folder)
        return
    if part in ("ticks", "spread"):
        for site in sites:
            await work_off(site)
    if part == "spread":
        for site in sites:
            print(f"announcement to {site.city.people}: {await spread(site)}")
    print(heading(part, people))
    for path in PATHS[part]:
        print(row(path, await measure(path, sites, calls=calls)), flush=True)
    if part == "spread":
        for site in sites:
            await settle_everything(site)


async def _import(people: Sequence[int], urls: Sequence[str], folder: Path) -> None:
    file = await asyncio.to_thread(load.write_file, folder / "pegawai.xlsx")
    bare = await load.bare(file)
    print(f"\nthe file of {load.ROWS} people and ratings, read bare: {bare.seconds:.1f} s")
    for number, url in zip(people, urls, strict=True):
        print(import_line(number, await load.imported(url, file), bare), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", help=f"sizes; {PEOPLE} unless given")
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--calls", type=int, help=f"of a path; {CALLS} unless given")
    parser.add_argument(
        "--quick", action="store_true", help=f"{FEWER} people and {FEWER_CALLS} calls"
    )
    options = parser.parse_args()
    options.people = options.people or (FEWER if options.quick else PEOPLE)
    options.calls = options.calls or (FEWER_CALLS if options.quick else CALLS)
    return options


if __name__ == "__main__":
    asyncio.run(main(_options()))
