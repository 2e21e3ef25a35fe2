"""Superiors, mandates, absences and unit officers, written directly to the tables."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from domain.ids import MandateId, PersonId, PositionId, UnitId
from storage.database.store import Store
from storage.decisions.tables import absence, mandate
from storage.people.tables import person, superior, unit_officer
from tests.support.builders import NOW, Builders

TODAY = NOW.date()


@dataclass(frozen=True, slots=True)
class Staff:
    """A unit with three superiors, one above the other, and one person at the bottom."""

    unit: UnitId
    above: UnitId
    asker: PersonId
    chief: PersonId
    head: PersonId
    top: PersonId
    chief_post: PositionId


async def staffed(store: Store) -> Staff:
    """Makes the people; each has the next one as superior, by post and by NIP."""
    make = Builders(store)
    above = await make.unit("Dinas Contoh")
    unit = await make.unit("Bidang Contoh", parent=above)
    posts = [await make.position(name) for name in ("Kepala Seksi", "Kepala Bidang", "Kepala")]
    chief, head, top = [
        await make.person(name, position_id=post, position_title=title, unit_id=where)
        for name, title, post, where in (
            ("Contoh Seksi", "Kepala Seksi", posts[0], unit),
            ("Contoh Bidang", "Kepala Bidang", posts[1], unit),
            ("Contoh Kepala", "Kepala", posts[2], above),
        )
    ]
    asker = await make.person("Contoh Satu", unit_id=unit)
    for who, over in ((asker, chief), (chief, head), (head, top)):
        await superior_of(store, who, over)
    return Staff(unit, above, asker, chief, head, top, posts[0])


async def superior_of(
    store: Store, who: PersonId, over: PersonId, *, by_post: bool = True, **facts: Any
) -> None:
    """Puts a person below another one, as a file of HR does."""
    async with store.write() as session:
        found = await session.execute(select(person).where(person.c.id == over))
        row = found.one()
        values = {
            "person_id": who,
            "kind": "penilai",
            "nip": row.nip,
            "position_id": row.position_id if by_post else None,
            "unit_id": row.unit_id if by_post else None,
            **facts,
        }
        await session.execute(insert(superior).values(values))


async def mandated(
    store: Store,
    holder: PersonId,
    post: PositionId,
    unit: UnitId | None,
    kind: str = "plt",
    *,
    since: date = TODAY,
    until: date = TODAY,
) -> MandateId:
    """Gives a person a mandate for a post."""
    values = {
        "position_id": post,
        "unit_id": unit,
        "holder_id": holder,
        "kind": kind,
        "since": since,
        "until": until,
        "set_at": NOW,
    }
    async with store.write() as session:
        made = await session.execute(insert(mandate).values(values).returning(mandate.c.id))
        return MandateId(made.scalar_one())


async def goes_away(
    store: Store, who: PersonId, *, since: date = TODAY, until: date = TODAY
) -> None:
    """Notes that a person is away."""
    values = {"person_id": who, "since": since, "until": until, "set_at": NOW}
    async with store.write() as session:
        await session.execute(insert(absence).values(values))


async def officer_of(store: Store, who: PersonId, unit: UnitId) -> None:
    """Makes a person the officer of a unit."""
    values = {"person_id": who, "unit_id": unit, "given_at": NOW, "accepted_at": NOW}
    async with store.write() as session:
        await session.execute(insert(unit_officer).values(values))


async def placed(store: Store, who: PersonId, **facts: Any) -> None:
    """Changes what the roster says about a person."""
    async with store.write() as session:
        await session.execute(update(person).where(person.c.id == who).values(**facts))
