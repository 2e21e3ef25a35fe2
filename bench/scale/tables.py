"""Shows the figures as rows that can be compared."""

from collections.abc import Sequence

from bench.scale.load import Ran
from bench.scale.measure import Path, Times

NAME, FIGURE = 32, 20


def heading(part: str, people: Sequence[int]) -> str:
    """The heading of one part."""
    sizes = "".join(f"{f'{number:,} people':>{FIGURE}}" for number in people)
    return f"\n{f'{part}: p50 / p99 in ms':<{NAME}}{sizes}   largest / smallest (p50)"


def row(path: Path, times: Sequence[Times]) -> str:
    """One measured path in all cities, and its ratio between the largest and the smallest."""
    figures = "".join(f"{f'{t.at(0.5):.2f} / {t.at(0.99):.2f}':>{FIGURE}}" for t in times)
    ratio = times[-1].at(0.5) / times[0].at(0.5)
    verdict = ""
    if path.target is not None and len(times) > 1:
        kept = "kept" if ratio <= path.target else "MISSED"
        verdict = f"  (target <= {path.target}: {kept})"
    return f"{path.name:<{NAME}}{figures}   {ratio:.2f}x{verdict}"


def import_line(people: int, ran: Ran, bare: Ran) -> str:
    """An import beside the bare reading."""
    return (
        f"imported into a city of {people:,}: {ran.seconds:.1f} s, "
        f"{ran.seconds / bare.seconds:.1f}x the bare reading; peak memory "
        f"{ran.parent_megabytes:.0f} MB, of the reading child {ran.child_megabytes:.0f} MB "
        f"(bare {bare.parent_megabytes:.0f} MB)"
    )
