"""The stored level of a person in a competency equals that computed from all ratings."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import Connection, delete, insert, select, update

from domain.ids import ImportId
from domain.imports.judged import JudgedSheet
from domain.imports.sheets import SheetKind
from domain.imports.staff import ServiceStatus
from storage.competencies.tables import assessment, current_level, requirement
from storage.database import schema
from storage.database.store import Store, Transaction
from storage.imports import staging
from storage.imports.loads.all_kinds import load_all
from storage.imports.loads.basics import Load
from storage.imports.tables import import_run
from storage.people.tables import person as person_table
from storage.people.tables import position as position_table
from tests.support.builders import NOW, Builders, fictional_nip
from tests.support.engines import Engines, opened
from tests.support.machines import Machine, try_orders

WHO, WHAT, POST = st.integers(0, 2), st.integers(0, 1), st.integers(0, 2)
DAYS = [date(2026, 6, 15) + timedelta(days=n) for n in range(3)]
SOURCES = ("official", "Assessment Center", "Penilaian Mandiri", "MANDIRI")
DAY, SOURCE = st.sampled_from(DAYS), st.sampled_from(SOURCES)
RATINGS = st.lists(
    st.tuples(WHO, WHAT, DAY, SOURCE, st.integers(0, 5)),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[:4],
)
STANDARDS = st.lists(
    st.tuples(POST, WHAT, st.integers(1, 5)), max_size=4, unique_by=lambda row: row[:2]
)
POSTS = st.lists(st.tuples(WHO, st.none() | POST), max_size=3, unique_by=lambda row: row[0])
_runs = count(1)

Kept = dict[tuple[int, int], tuple[int, date, int]]
"""By person and competency: level, day of the rating, missing levels."""


async def kept(session: Transaction) -> Kept:
    """What the triggers wrote."""
    rows = await session.execute(select(current_level))
    return {(r.person_id, r.competency_id): (r.level, r.assessed_on, r.gap) for r in rows}


async def ranked_anew(session: Transaction) -> Kept:
    """From the ratings, the posts and what these require, in plain Python."""
    people = await session.execute(select(person_table.c.id, person_table.c.position_id))
    posts = {row.id: row.position_id for row in people}
    required = {
        (row.position_id, row.competency_id): row.level
        for row in await session.execute(select(requirement))
    }
    found: Kept = {}
    order = (assessment.c.assessed_on, assessment.c.id)
    for row in await session.execute(select(assessment).order_by(*order)):
        if "mandiri" not in row.source.lower():
            wanted = required.get((posts[row.person_id], row.competency_id), 0)
            gap = max(0, wanted - row.level)
            found[row.person_id, row.competency_id] = (row.level, row.assessed_on, gap)
    return found


class Levels(Machine):
    """Three people, three posts and two competencies, written by imports and by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.number = next(_runs)
        self.people = [fictional_nip(self.number * 10 + n) for n in range(3)]
        self.run(self._furnish())

    async def _furnish(self) -> None:
        make = Builders(self.store)
        self.ids = [await make.person(f"Contoh {n}", nip=nip) for n, nip in enumerate(self.people)]
        for n in range(2):
            await make.competency(f"Kompetensi {n}", code=self._code(n))

    def _code(self, what: int) -> str:
        return f"K{self.number}.{what}"

    def _post(self, number: int) -> str:
        return f"JABATAN {self.number} {number}"

    @rule(ratings=RATINGS, standards=STANDARDS, posts=POSTS)
    def import_everything(
        self, ratings: list[Any], standards: list[Any], posts: list[Any]
    ) -> None:
        self.run(self._import(ratings, standards, posts))

    @rule(posts=POSTS, standards=STANDARDS)
    def import_posts(self, posts: list[Any], standards: list[Any]) -> None:
        self.run(self._import([], standards, posts))

    @rule(who=WHO, day=DAY)
    def ratings_are_taken_back(self, who: int, day: date) -> None:
        mine = assessment.c.person_id == self.ids[who]
        self.run(self._do(delete(assessment).where(mine, assessment.c.assessed_on == day)))

    @rule(who=WHO, whose=WHO)
    def a_rating_goes_to_another_person(self, who: int, whose: int) -> None:
        newest = (
            select(assessment.c.id)
            .where(assessment.c.person_id == self.ids[who])
            .order_by(assessment.c.id.desc())
            .limit(1)
        )
        one = assessment.c.id == newest.scalar_subquery()
        values = {"person_id": self.ids[whose], "source": f"pindah {next(_runs)}"}
        self.run(self._do(update(assessment).where(one).values(values)))

    @rule(post=POST, other=POST)
    def standards_go_to_another_post(self, post: int, other: int) -> None:
        self.run(self._move_standards(self._post(post), self._post(other)))

    @invariant()
    def what_is_kept_is_what_ranking_anew_gives(self) -> None:
        is_kept, anew = self.run(self._both())
        assert is_kept == anew

    async def _both(self) -> tuple[Kept, Kept]:
        async with self.store.read() as session:
            return await kept(session), await ranked_anew(session)

    async def _do(self, statement: Any) -> None:
        async with self.store.write() as session:
            await session.execute(statement)

    async def _move_standards(self, post: str, other: str) -> None:
        p, r = position_table, requirement
        async with self.store.write() as session:
            rows = await session.execute(select(p).where(p.c.match_key.in_((post, other))))
            ids = {row.match_key: row.id for row in rows}
            if len(ids) == 2:
                await session.execute(delete(r).where(r.c.position_id == ids[other]))
                mine = r.c.position_id == ids[post]
                await session.execute(update(r).where(mine).values(position_id=ids[other]))

    async def _import(self, ratings: Any, standards: Any, posts: Any) -> None:
        """Stages rows as a file's reading does, and applies them as Simpan does."""
        rated = (
            {
                "nip": self.people[who],
                "competency": self._code(what),
                "assessed_on": day,
                "source": source,
                "level": level,
            }
            for who, what, day, source, level in ratings
        )
        required = (
            {
                "position_key": self._post(post),
                "position_name": self._post(post),
                "competency": self._code(what),
                "level": level,
            }
            for post, what, level in standards
        )
        staff = (
            {
                "nip": self.people[who],
                "name": f"Contoh {who}",
                "standing": ServiceStatus.ACTIVE.value,
                "position_key": None if post is None else self._post(post),
                "position_name": None if post is None else self._post(post),
            }
            for who, post in posts
        )
        await apply(
            self.store,
            {
                SheetKind.ASSESSMENT: (rated, ()),
                SheetKind.REQUIREMENT: (required, ()),
                SheetKind.STAFF: (staff, ("NAMA", "JABATAN NAMA")),
            },
        )


async def apply(
    store: Store, sheets: dict[SheetKind, tuple[Iterable[dict[str, Any]], tuple[str, ...]]]
) -> None:
    """Stages these rows as one import and applies it; each kind with the columns it has."""
    run = {
        "state": "ready",
        "files": [],
        "sheets": [],
        "refusals": [],
        "timezone": "Asia/Jakarta",
        "created_at": NOW,
    }
    async with store.write() as session:
        made = insert(import_run).values(run).returning(import_run.c.id)
        number = ImportId((await session.execute(made)).scalar_one())
        found = []
        for place, (kind, (rows, columns)) in enumerate(sheets.items()):
            found.append(JudgedSheet(place, "a.xlsx", kind.value, kind, columns, 0))
            about = {"import_id": number, "sheet": place, "refused": False, "cells": []}
            values = [{**about, "row": n, **row} for n, row in enumerate(rows, start=2)]
            if values:
                await session.execute(insert(staging.STAGED[kind]), values)
        await load_all(Load(session, number, tuple(found)), timezone="Asia/Jakarta", now=NOW)


@pytest.mark.hypothesis
def test_in_any_order_of_files_and_corrections(database_url: str):
    try_orders(Levels, database_url)


def to_revision(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_the_ratings_there_were_before_are_ranked_by_the_migration(
    engines: Engines, tmp_path: Path, kind: str
):
    url = f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    if kind == "postgresql":
        url = await engines.empty_postgresql()
    async with opened(url) as store:
        async with store.write() as session:
            await session.run_sync(to_revision, "0007")
        make = Builders(store)
        post, other = await make.position(), await make.position("Arsiparis Mahir")
        known = [await make.competency(f"Kompetensi {n}") for n in range(2)]
        await make.requires(post, known[0], 4)
        for position in (post, other, None):
            person = await make.person(position_id=position)
            for competency in known:
                await make.rated(person, competency, 5, on=DAYS[0])
                await make.rated(person, competency, 1, on=DAYS[1], source="Assessment Center")
                await make.rated(person, competency, 2, on=DAYS[1])
                await make.rated(person, competency, 5, on=DAYS[2], source="Penilaian Mandiri")
        await schema.migrate(store)
        async with store.read() as session:
            assert await kept(session) == await ranked_anew(session)
            assert sorted(gap for _, _, gap in (await kept(session)).values())[-2:] == [0, 2]
