"""Checks what must be true once all processes have finished their work."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from storage.accounts.tables import link
from storage.catalogue.tables import offering
from storage.seats.tables import enrolment, enrolment_event
from tests.chaos import announcements, changes, effects, promises
from tests.chaos.citizens import Diary
from tests.chaos.city import City
from tests.chaos.ledger import Books

TAKEN = ("enrolled", "requested")


async def most_over_quota(city: City) -> int:
    """By how many the fullest offering is over its quota at this moment; 0 or less is right."""
    taken = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id, enrolment.c.state.in_(TAKEN))
        .scalar_subquery()
    )
    async with city.store.read() as session:
        found = await session.execute(select(func.max(taken - offering.c.quota)))
        return int(found.scalar_one())


async def check(city: City, diary: Diary, told_before: dict[int, int]) -> Books:
    """Reads everything. `told_before`: messages of those who left, when they left."""
    books = Books()
    await effects.check(city, diary, books)
    await _seats(city, books)
    await _queues(city, books)
    await promises.check(city, books)
    await announcements.check(city, diary, books)
    await changes.check(city, books)
    for phone in city.leavers:
        got = sum(not m.outgoing for m in phone.messages) - told_before[phone.telegram_id]
        books.expect(got <= 0, f"somebody who left service got {got} messages")
    return books


async def _seats(city: City, books: Books) -> None:
    async with city.store.read() as session:
        states = select(enrolment.c.state, func.count()).group_by(enrolment.c.state)
        books.figures["enrolments"] = dict((await session.execute(states)).all())
        linked = select(func.count()).select_from(link)
        books.figures["people linked"] = (await session.execute(linked)).scalar_one()
    over = await most_over_quota(city)
    books.expect(over <= 0, f"an offering is {over} over its quota")


async def _queues(city: City, books: Books) -> None:
    """Nobody overtakes; no state is entered twice in a row; the last one is the present one."""
    query = (
        select(enrolment_event, enrolment.c.offering_id, enrolment.c.state.label("present"))
        .join(enrolment, enrolment.c.id == enrolment_event.c.enrolment_id)
        .order_by(enrolment_event.c.id)
    )
    async with city.store.read() as session:
        events = (await session.execute(query)).all()
    waiting: dict[int, dict[int, int]] = defaultdict(dict)
    last: dict[int, Any] = {}
    overtaken = promoted = 0
    for event in events:
        before = last.get(event.enrolment_id)
        twice = before is not None and before.state == event.state
        books.expect(not twice, f"enrolment {event.enrolment_id} is {event.state} twice in a row")
        queue = waiting[event.offering_id]
        joined = queue.pop(event.enrolment_id, None)
        if event.state == "queued":
            queue[event.enrolment_id] = event.id
        elif event.state in TAKEN and joined is not None:
            promoted += 1
            overtaken += sum(other < joined for other in queue.values())
        last[event.enrolment_id] = event
    books.figures["promoted from a queue"] = promoted
    books.expect(not overtaken, f"{overtaken} people in a queue were overtaken")
    stale = [e.enrolment_id for e in last.values() if e.state != e.present]
    books.expect(not stale, f"{len(stale)} enrolments are not what their history says")
