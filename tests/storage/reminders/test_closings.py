from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.ids import CompetencyId, OfferingId, PersonId, PositionId
from domain.reminders import Looked
from storage.accounts.tables import link
from storage.catalogue.tables import offering as offering_table
from storage.database.store import Store
from storage.outbox.day.tables import day_line
from storage.outbox.messages import promise
from storage.people.tables import person as person_table
from storage.reminders import closings
from tests.support.builders import Builders
from tests.support.times import WIB, at

CLOSES = at("2026-12-05 23:59")
DUE = at("2026-12-04 00:00")


class Hall:
    """A post with one requirement, and people of it who fall short."""

    def __init__(self, store: Store, post: PositionId, wanted: CompetencyId) -> None:
        self.store = store
        self.make = Builders(store)
        self.post = post
        self.wanted = wanted
        self._people = 0

    async def person(self, *, level: int = 1, **facts: object) -> PersonId:
        self._people += 1
        nip = f"19800101200001{self._people:04d}"
        who = await self.make.person(nip=nip, position_id=self.post)
        await self.make.link(who, 7000 + self._people, **facts)
        await self.make.rated(who, self.wanted, level)
        return who

    async def offering(
        self, title: str = "Bimtek Keamanan Informasi", **facts: object
    ) -> OfferingId:
        facts = {"closes_at": CLOSES, "seats": 5, **facts}
        return await self.make.offering(title, closes=self.wanted, **facts)

    async def queued(self, now: datetime = DUE) -> list[tuple[int, int]]:
        """Runs the query; whom it tells of what, among all messages so far."""
        await closings.queue_closings(self.store, now=now, zone=WIB, looked=Looked())
        query = select(day_line.c.person_id, day_line.c.facts).order_by(day_line.c.id)
        async with self.store.read() as session:
            return [(row.person_id, row.facts["offering"]) for row in await session.execute(query)]


@pytest.fixture
async def hall(store: Store) -> Hall:
    make = Builders(store)
    post, wanted = await make.position(), await make.competency("Keamanan Informasi")
    await make.requires(post, wanted, 3)
    return Hall(store, post, wanted)


async def test_told_the_day_before_to_those_with_the_gap(hall: Hall):
    short = await hall.person(level=1)
    await hall.person(level=3)
    held = await hall.offering()
    assert await hall.queued(DUE - timedelta(minutes=1)) == []
    assert await hall.queued() == [(short, held)]
    assert await hall.queued() == [(short, held)]
    # The same registration is not told again on its last day.
    assert await hall.queued(DUE + timedelta(days=1)) == [(short, held)]


async def test_a_training_that_would_not_raise_the_level_is_no_answer(hall: Hall):
    await hall.person(level=2)
    await hall.offering(aims_at=2)
    assert await hall.queued() == []


async def test_one_message_a_day_and_the_next_on_the_next(hall: Hall):
    who = await hall.person()
    later = await hall.offering("Pelatihan Dua", closes_at=CLOSES + timedelta(minutes=1))
    first = await hall.offering()
    assert await hall.queued() == [(who, first)]
    assert await hall.queued(DUE + timedelta(hours=1)) == [(who, first)]
    assert await hall.queued(DUE + timedelta(days=1)) == [(who, first), (who, later)]


async def test_not_where_no_seat_is_left(hall: Hall):
    await hall.person()
    held = await hall.offering(seats=1)
    other = await hall.person(level=3)
    await hall.make.enrolment(other, held, state="requested")
    assert await hall.queued() == []


@pytest.mark.parametrize("state", ["enrolled", "queued", "requested", "cancelled", "refused"])
async def test_not_to_those_who_are_in_or_decided_already(hall: Hall, state: str):
    who = await hall.person()
    held = await hall.offering()
    await hall.make.enrolment(who, held, state=state)
    assert await hall.queued() == []


async def test_not_to_those_in_another_run_of_it_unless_that_is_over(hall: Hall):
    who = await hall.person()
    other = await hall.offering(label="II", closes_at=DUE - timedelta(days=3))
    await hall.make.enrolment(who, other)
    held = await hall.offering()
    assert await hall.queued() == []
    async with hall.store.write() as session:
        past = {"starts_at": DUE - timedelta(days=2), "ends_at": DUE - timedelta(days=1)}
        await session.execute(
            update(offering_table).where(offering_table.c.id == other).values(past)
        )
    assert await hall.queued() == [(who, held)]


async def test_neither_muted_nor_gone_nor_called_off(hall: Hall):
    await hall.person(muted=["closing"])
    gone = await hall.person()
    held = await hall.offering()
    async with hall.store.write() as session:
        await session.execute(
            update(person_table).where(person_table.c.id == gone).values(active=False)
        )
    assert await hall.queued() == []
    async with hall.store.write() as session:
        await session.execute(update(link).values(muted=[]))
        await session.execute(
            update(offering_table).where(offering_table.c.id == held).values(called_off_at=DUE)
        )
    assert await hall.queued() == []


async def test_what_it_tells_and_when_there_is_nothing_left_to_tell(hall: Hall):
    who = await hall.person()
    held = await hall.offering(seats=2)

    async def told(now: datetime = DUE) -> object:
        return await closings.closing(
            hall.store, person_id=who, offering_id=held, closes_at=CLOSES, now=now
        )

    found = await told()
    assert found is not None
    assert (found.seats_left, found.competencies) == (2, ("Keamanan Informasi",))
    assert await told(CLOSES) is None
    await hall.make.enrolment(who, held)
    assert await told() is None


async def test_what_closes_before_the_next_working_day_is_told_before_the_weekend(hall: Hall):
    who = await hall.person()
    held = await hall.offering(closes_at=at("2026-12-07 12:00"))
    assert await hall.queued(at("2026-12-03 23:59")) == []
    assert await hall.queued(at("2026-12-04 00:00")) == [(who, held)]
    async with hall.store.read() as session:
        line = (await session.execute(select(day_line))).one()
    assert (line.due_at, line.not_after) == (at("2026-12-04 08:00"), at("2026-12-07 12:00"))


async def test_what_an_older_version_has_told_is_not_told_again(hall: Hall):
    who, held = await hall.person(), await hall.offering()
    async with hall.store.write() as session:
        facts = {"offering": held, "anchor": CLOSES.isoformat()}
        await promise(session, "rem.closing", to=who, facts=facts, once="older", now=DUE)
    assert await hall.queued() == []
