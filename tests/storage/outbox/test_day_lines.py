"""Lines of the one message a day: who gets which of them, and when."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.ids import PersonId
from domain.outbox.day import DayKind, DayLine, chosen
from domain.outbox.messages import MessageKind
from storage.database.store import Store
from storage.office.tables import holiday
from storage.outbox.day.lines import add_line, queue_bundles, tell_officers_in_time
from storage.outbox.day.tables import day_line
from storage.outbox.tables import message
from storage.people.actors import subject
from storage.tables import PERSONAL
from tests.support.builders import Builders
from tests.support.times import WIB, at

FRIDAY = at("2026-12-04 08:00")
MONDAY = at("2026-12-07 08:00")
LATER = at("2027-02-01 00:00")


class Office:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.make = Builders(store)

    async def person(self, number: int, **facts: object) -> PersonId:
        who = await self.make.person(f"Contoh {number}")
        await self.make.link(who, 8000 + number, **facts)
        return who

    async def line(
        self,
        to: PersonId,
        once: str,
        *,
        kind: DayKind = DayKind.SEATS_ALLOTMENT,
        due: datetime = FRIDAY,
        stale: datetime = LATER,
    ) -> None:
        async with self.store.write() as session:
            await add_line(
                session,
                to=to,
                kind=kind,
                facts={},
                due_at=due,
                not_after=stale,
                once=once,
                now=FRIDAY - timedelta(days=1),
            )

    async def bundles(self, now: datetime) -> list[tuple[int, list[str]]]:
        """Runs the tick; all bundles so far with their lines, in order."""
        await queue_bundles(self.store, now=now, zone=WIB)
        query = (
            select(message.c.id, message.c.person_id, day_line.c.dedupe_key)
            .outerjoin(day_line, day_line.c.message_id == message.c.id)
            .where(message.c.kind == "day.bundle")
            .order_by(message.c.id, day_line.c.due_at, day_line.c.id)
        )
        found: dict[int, tuple[int, list[str]]] = {}
        async with self.store.read() as session:
            for row in await session.execute(query):
                found.setdefault(row.id, (row.person_id, []))[1].append(row.dedupe_key)
        return list(found.values())


@pytest.fixture
async def office(store: Store) -> Office:
    return Office(store)


async def test_three_lines_a_day_the_oldest_first_and_the_rest_next_time(office: Office):
    who = await office.person(1)
    for number in range(5):
        await office.line(who, f"l{number}", due=FRIDAY - timedelta(hours=number))
    assert await office.bundles(FRIDAY - timedelta(minutes=1)) == []
    first = (who, ["l4", "l3", "l2"])
    assert await office.bundles(FRIDAY) == [first]
    assert await office.bundles(FRIDAY + timedelta(hours=9)) == [first]
    assert await office.bundles(MONDAY - timedelta(minutes=1)) == [first], "the weekend is free"
    assert await office.bundles(MONDAY) == [first, (who, ["l1", "l0"])]
    assert await office.bundles(MONDAY + timedelta(days=1)) == [first, (who, ["l1", "l0"])]


async def test_a_line_that_comes_later_that_day_waits_for_the_next_bundle(office: Office):
    who = await office.person(1)
    await office.line(who, "a")
    await office.line(who, "b", due=MONDAY)
    assert await office.bundles(FRIDAY) == [(who, ["a"])]
    assert await office.bundles(MONDAY) == [(who, ["a"]), (who, ["b"])]


async def test_no_bundle_on_a_public_holiday(office: Office):
    who = await office.person(1)
    await office.line(who, "a")
    async with office.store.write() as session:
        await session.execute(holiday.insert().values(day=FRIDAY.date(), name="Libur"))
    assert await office.bundles(FRIDAY) == []
    assert await office.bundles(MONDAY) == [(who, ["a"])]


async def test_lines_wait_until_the_person_is_linked_or_they_are_stale(office: Office):
    who = await office.make.person()
    blocked = await office.person(2, unreachable_at=FRIDAY)
    await office.line(who, "a")
    await office.line(who, "stale", stale=MONDAY)
    await office.line(blocked, "b")
    assert await office.bundles(FRIDAY) == []
    await office.make.link(who, 8001)
    assert await office.bundles(MONDAY) == [(who, ["a"])]


async def test_a_key_is_added_once(office: Office):
    who = await office.person(1)
    await office.line(who, "a")
    await office.line(who, "a")
    assert await office.bundles(FRIDAY) == [(who, ["a"])]


async def test_a_line_of_a_kind_of_a_newer_version_is_left_to_it(office: Office):
    who = await office.person(1)
    await office.line(who, "new", kind="a.newer_one")  # type: ignore[arg-type]
    assert await office.bundles(FRIDAY) == []


def test_at_most_one_line_about_registration_that_closes():
    kinds = [DayKind.CLOSING, DayKind.CLOSING, DayKind.SEATS_ALLOTMENT, DayKind.SEATS_ALLOTMENT]
    waiting = [DayLine(number, 1, kind, {}) for number, kind in enumerate(kinds)]  # type: ignore[arg-type]
    assert [line.id for line in chosen(waiting)] == [0, 2, 3]


@pytest.mark.parametrize("ending", ["at_unlinking", "at_leaving"])
async def test_who_is_unlinked_or_leaves_has_no_line_that_waits(office: Office, ending: str):
    who = await office.person(1)
    await office.line(who, "told")
    await office.bundles(FRIDAY)
    await office.line(who, "waits")
    declared = next(one for one in PERSONAL if one.table is day_line)
    async with office.store.write() as session:
        await getattr(declared, ending)(session, await subject(session, who), MONDAY)
        kept = (await session.execute(select(day_line.c.dedupe_key))).scalars().all()
    assert kept == ["told"]


@pytest.mark.parametrize(
    "until", [at("2026-12-07 13:59"), at("2026-12-07 14:00")], ids=["too soon", "in time"]
)
async def test_officers_read_at_once_what_the_next_bundle_would_tell_too_late(
    office: Office, until: datetime
):
    officer = await office.person(1)
    await office.make.hr(officer)
    async with office.store.write() as session:
        await tell_officers_in_time(
            session,
            MessageKind.QUEUE_UNREACHED,
            line=DayKind.QUEUE_UNREACHED,
            facts={"enrolment": 1},
            until=until,
            once="q:1",
            now=at("2026-12-04 10:00"),
            zone=WIB,
        )
        at_once = (await session.execute(select(message.c.dedupe_key))).scalars().all()
        lines = (await session.execute(select(day_line.c.dedupe_key, day_line.c.due_at))).all()
    if until == at("2026-12-07 14:00"):
        assert (at_once, lines) == ([], [(f"q:1:{officer}", MONDAY)])
    else:
        assert (at_once, lines) == ([f"q:1:{officer}"], [])
