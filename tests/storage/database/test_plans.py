"""Every query of a screen, a tick or the dispatcher uses an index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bench.scale.city import build
from bench.scale.measure import Path, Site
from bench.scale.screens import DESK, SCREENS
from bench.scale.ticks import BACKLOG, TICKS, sixteen_due, work_off
from handlers.notices import KINDS
from storage.database.columns import metadata
from storage.database.store import Store
from storage.upkeep import monitoring

PEOPLE = 300
GROWING = (
    "person",
    "link",
    "assessment",
    "current_level",
    "enrolment",
    "enrolment_event",
    "response",
    "answer",
    "message",
    "handled_update",
    "audit",
    "approval_notice",
    "picture",
)
OF_FEW = {
    index.name
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""Indexes of what waits alone: read whole, they are as short as the work at hand."""
COUNTS_EVERYBODY = {
    "HR desk": {"person", "link"},
    "search: a name": {"person"},
    "search: a phone number": {"person"},
    "search: narrowed": {"person", "link", "current_level"},
    "not linked, by unit": {"person"},
    "audience: units": {"person"},
    "audience: competencies": {"person", "link", "current_level"},
    "audience: everybody, preview": {"person", "link"},
    "audience: related, preview": {"person", "link"},
}
"""What these tell is about every person there is; each is read once."""


async def monitor(site: Site) -> None:
    await monitoring.standing(site.store, now=site.now, real_now=site.now, rate=25, kinds=KINDS)


MONITORING = Path("metrics", None, monitor)
PATHS = (*SCREENS, *DESK, *TICKS, *BACKLOG, MONITORING)
Statement = tuple[str, Any]


@pytest.fixture
async def site(store: Store) -> Site:
    built = Site(await build(store, PEOPLE))
    await work_off(built)
    return built


@contextmanager
def listening(store: Store) -> Iterator[list[Statement]]:
    """What is asked of the database meanwhile."""
    heard: list[Statement] = []

    def hear(_connection: Any, _cursor: Any, sql: str, given: Any, *_: Any) -> None:
        heard.append((sql, given))

    event.listen(store.engine.sync_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(store.engine.sync_engine, "before_cursor_execute", hear)


async def read_whole(store: Store, statement: Statement) -> set[str]:
    """The growing tables that a statement reads from end to end."""
    sql, given = statement
    if not re.match(r"(SELECT|WITH|UPDATE|DELETE)\b", sql.lstrip()):
        return set()
    explain = "EXPLAIN QUERY PLAN " if store.is_sqlite else "EXPLAIN "
    async with store.engine.connect() as connection:
        if not store.is_sqlite:
            # So few rows are read fastest without an index: where there is one, it is shown.
            await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        rows = await connection.exec_driver_sql(explain + sql, given)
        lines = [str(row[-1]) for row in rows]
        await connection.rollback()
    lines = [line for line in lines if not any(index in line for index in OF_FEW)]
    scan = r"\bSCAN (\w+)" if store.is_sqlite else r"Seq Scan on (\w+)"
    return {found[1] for line in lines if (found := re.search(scan, line))} & set(GROWING)


async def test_nothing_that_grows_is_read_from_end_to_end(site: Site):
    guilty = {}
    for path in PATHS:
        if path is BACKLOG[0]:
            await sixteen_due(site)
        if path.prepare is not None:
            await path.prepare(site)
        with listening(site.store) as heard:
            await path.act(site)
        assert heard, path.name
        whole = set().union(*[await read_whole(site.store, each) for each in heard])
        if excess := whole - COUNTS_EVERYBODY.get(path.name, set()):
            guilty[path.name] = excess
    assert not guilty
