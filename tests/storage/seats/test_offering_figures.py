"""The stored figures of each offering equal a count of its enrolments and responses."""

import asyncio
from itertools import count
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import and_, delete, func, insert, or_, select, text, update

from storage.database.store import Store
from storage.evaluation.tables import form as form_table
from storage.evaluation.tables import response
from storage.seats.tables import enrolment as enrolment_table
from storage.seats.tables import offering_figure
from tests.support.builders import NOW, Builders
from tests.support.engines import Engines, opened
from tests.support.machines import Machine, try_orders

PEOPLE = st.sets(st.integers(0, 3), min_size=1)
WHERE = st.integers(0, 1)
SEATED = ("enrolled", "requested", "offered")
STATE = st.sampled_from((*SEATED, "queued", "interested", "cancelled"))
ATTENDANCE = st.sampled_from((None, "absent", "attended", "passed"))
_runs = count(1)

Figures = dict[tuple[int, str], int]


async def kept_figures(store: Store) -> Figures:
    """What the triggers wrote, without zeros."""
    kept = offering_figure
    async with store.read() as session:
        rows = await session.execute(select(kept).where(kept.c.people != 0))
        return {(row.offering_id, row.figure): row.people for row in rows}


async def counted_figures(store: Store) -> Figures:
    """The same from the rows they are about."""
    e, r = enrolment_table, response
    here = or_(e.c.attendance.is_(None), e.c.attendance != "absent")
    absent = and_(e.c.state == "enrolled", e.c.attendance == "absent")
    reactions = select(form_table.c.id).where(form_table.c.level == 1)
    queries = {
        "seated": select(e.c.offering_id).where(e.c.state.in_(SEATED)),
        "took_part": select(e.c.offering_id).where(e.c.state == "enrolled", here),
        "answered": select(r.c.offering_id)
        .outerjoin(e, e.c.id == r.c.enrolment_id)
        .where(r.c.completed_at.is_not(None), r.c.form_id.in_(reactions))
        .where(or_(e.c.id.is_(None), ~func.coalesce(absent, False))),
    }
    found: Figures = {}
    async with store.read() as session:
        for figure, query in queries.items():
            rows = query.subquery()
            counts = select(rows.c.offering_id, func.count()).group_by(rows.c.offering_id)
            for offering, people in await session.execute(counts):
                found[offering, figure] = people
    return found


class Figuring(Machine):
    """Four people and two offerings, written row by row and many rows at once."""

    def __init__(self) -> None:
        super().__init__()
        self.run(self._furnish(next(_runs)))

    async def _furnish(self, number: int) -> None:
        make = Builders(self.store)
        self.people = [await make.person(f"Contoh {n}") for n in range(4)]
        self.offerings = [await make.offering(f"Bimtek {number} {n}") for n in range(2)]
        forms = select(form_table.c.id).where(form_table.c.level == 1).limit(1)
        other = {"name": f"Lain {number}", "version": 1, "level": 3, "scale": []}
        async with self.store.write() as session:
            self.forms = [(await session.execute(forms)).scalar_one()]
            made = insert(form_table).values(other).returning(form_table.c.id)
            self.forms.append((await session.execute(made)).scalar_one())

    @rule(who=PEOPLE, where=WHERE, state=STATE, attendance=ATTENDANCE)
    def enrolled_or_not(self, who: set[int], where: int, state: str, attendance: Any) -> None:
        """Inserts the enrolments that are missing and changes the others in one statement."""
        self.run(self._enrol(who, where, state, attendance))

    async def _enrol(self, who: set[int], where: int, state: str, attendance: Any) -> None:
        e = enrolment_table
        about = {"offering_id": self.offerings[where], "state": state, "since": NOW}
        async with self.store.write() as session:
            known = set((await session.execute(self._mine(who, where, e.c.person_id))).scalars())
            new = [self.people[n] for n in sorted(who) if self.people[n] not in known]
            mine = e.c.id.in_(self._mine(who, where, e.c.id))
            values = {"state": state, "attendance": attendance}
            await session.execute(update(e).where(mine).values(values))
            if new:
                rows = [{**about, "attendance": attendance, "person_id": each} for each in new]
                await session.execute(insert(e), rows)

    @rule(who=PEOPLE, where=WHERE, form=st.integers(0, 1), done=st.booleans())
    def opens_or_finishes_a_form(self, who: set[int], where: int, form: int, done: bool) -> None:
        self.run(self._answer(who, where, self.forms[form], NOW if done else None))

    async def _answer(self, who: set[int], where: int, form: int, at: Any) -> None:
        r = response
        about = {"form_id": form, "offering_id": self.offerings[where], "opened_at": NOW}
        async with self.store.write() as session:
            of_these = self._mine(who, where, enrolment_table.c.id)
            mine = and_(r.c.enrolment_id.in_(of_these), r.c.form_id == form)
            known = set((await session.execute(select(r.c.enrolment_id).where(mine))).scalars())
            await session.execute(update(r).where(mine).values(completed_at=at))
            for each in (await session.execute(of_these)).scalars():
                if each not in known:
                    row = {**about, "enrolment_id": each, "completed_at": at}
                    await session.execute(insert(r).values(row))

    @rule(who=PEOPLE, where=WHERE)
    def withdraws_consent(self, who: set[int], where: int) -> None:
        r = response
        mine = r.c.enrolment_id.in_(self._mine(who, where, enrolment_table.c.id))
        self.run(self._do(update(r).where(mine).values(enrolment_id=None)))

    @rule(who=PEOPLE, where=WHERE)
    def all_of_it_is_taken_back(self, who: set[int], where: int) -> None:
        mine = self._mine(who, where, enrolment_table.c.id)
        self.run(
            self._do(
                delete(response).where(response.c.enrolment_id.in_(mine)),
                delete(enrolment_table).where(enrolment_table.c.id.in_(mine)),
            )
        )

    @invariant()
    def what_is_kept_is_what_counting_gives(self) -> None:
        assert self.run(kept_figures(self.store)) == self.run(counted_figures(self.store))

    def _mine(self, who: set[int], where: int, column: Any) -> Any:
        e = enrolment_table
        people = [self.people[n] for n in sorted(who)]
        here = e.c.offering_id == self.offerings[where]
        return select(column).where(e.c.person_id.in_(people), here)

    async def _do(self, *statements: Any) -> None:
        async with self.store.write() as session:
            for statement in statements:
                await session.execute(statement)


async def test_a_form_is_finished_while_a_file_calls_the_person_absent(engines: Engines):
    """Neither of the two sees what the other writes: one of them waits."""
    async with opened(await engines.postgresql()) as store:
        make = Builders(store)
        offering = await make.offering()
        enrolment = await make.enrolment(await make.person(), offering)
        e, r = enrolment_table, response
        row = {"form_id": 1, "offering_id": offering, "enrolment_id": enrolment, "opened_at": NOW}
        async with store.write() as session:
            await session.execute(insert(r).values(row))
        async with store.write() as session:
            await session.execute(update(e).values(attendance="absent"))
            finishing = asyncio.create_task(finish(store))
            waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            while not finishing.done() and not (await session.execute(waits)).scalar_one():
                await session.execute(text("SELECT pg_stat_clear_snapshot()"))
        await finishing
        assert await kept_figures(store) == await counted_figures(store)


async def finish(store: Store) -> None:
    async with store.write() as session:
        await session.execute(update(response).values(completed_at=NOW))


@pytest.mark.hypothesis
def test_whatever_is_written_in_whatever_order(database_url: str):
    try_orders(Figuring, database_url)
