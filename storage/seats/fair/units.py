"""Reads what the quotas by unit leave, for an offering that has some."""

from datetime import datetime

from sqlalchemy import func, select

from domain.catalogue.offerings import Occupancy, Offering
from domain.ids import OfferingId, PersonId, UnitId
from domain.seats.quotas import QuotaMode, UnitRoom, UnitSeats, UnitTree
from domain.seats.standing import UnitShare
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people.tables import person, unit
from storage.seats.rows import is_seated
from storage.seats.standing import read_offering
from storage.seats.tables import enrolment


class Shares:
    """The quotas by unit of one offering, as its seats are given one by one."""

    def __init__(self, seats: UnitSeats | None, *, open_to_all: bool) -> None:
        self.seats = seats
        self.open_to_all = open_to_all

    def admits(self, unit_id: UnitId | None, *, left: int) -> bool:
        """Whether a person of this unit may take one of the seats that are left."""
        if self.seats is None:
            return left > 0
        return self.seats.allows(unit_id, left=left, open_to_all=self.open_to_all)

    def room(self, unit_id: UnitId | None) -> UnitRoom | None:
        """The seats of the unit of a person; None if it has no quota."""
        return self.seats.room(unit_id) if self.seats is not None else None

    @property
    def counted(self) -> frozenset[UnitId]:
        """The units with a quota of their own, or with people in a seat."""
        if self.seats is None:
            return frozenset()
        return frozenset(self.seats.quota.units) | self.seats.with_people

    def give(self, unit_id: UnitId | None) -> None:
        """Notes that a person of this unit gets a seat."""
        if self.seats is not None:
            self.seats.add(unit_id)


NO_SHARES = Shares(None, open_to_all=True)


async def shares(session: Transaction, there: Offering, *, now: datetime) -> Shares:
    """The quotas by unit of an offering, fixed only under its lock."""
    quota = there.unit_quota
    if quota is None:
        return NO_SHARES
    tree = {row.id: row.parent_id for row in await session.execute(_TREE)}
    held = (
        select(person.c.unit_id, func.count())
        .select_from(enrolment.join(person, person.c.id == enrolment.c.person_id))
        .where(enrolment.c.offering_id == there.id, is_seated())
        .group_by(person.c.unit_id)
    )
    counted = [(unit_id, people) for unit_id, people in await session.execute(held)]
    kept = quota.mode is QuotaMode.RESERVE
    ends = there.closes_at
    if kept:
        rules = await policies.today(session, now=now, zone=there.timezone)
        ends = there.closes_at - rules.reserve_ends
    return Shares(UnitSeats(quota, UnitTree(tree), counted), open_to_all=now >= ends)


async def share_of(
    session: Transaction,
    there: Offering,
    person_id: PersonId,
    occupancy: Occupancy,
    *,
    now: datetime,
) -> UnitShare | None:
    """What the quota by unit leaves for one person; None where the offering has none."""
    if there.unit_quota is None:
        return None
    found, mine = await shares(session, there, now=now), await unit_of(session, person_id)
    left = occupancy.left(there.quota)
    # Where no seat is left at all, the quota is not what keeps the person out.
    admitted = not left or found.admits(mine, left=left)
    room = found.room(mine)
    if room is None:
        return UnitShare(admitted)
    return UnitShare(admitted, await unit_name(session, room.unit), room.seats, room.left)


async def listing(
    store: Store, offering_id: OfferingId, *, now: datetime
) -> tuple[UnitShare, ...]:
    """The units with a quota, or with people where each has the same, and what is left of it."""
    async with store.read() as session:
        there = await read_offering(session, offering_id)
        quota = there.unit_quota if there is not None else None
        if there is None or quota is None:
            return ()
        found = await shares(session, there, now=now)
        rows = await session.execute(select(unit.c.id, unit.c.name).order_by(unit.c.name))
        named = [(UnitId(row.id), row.name) for row in rows]
    rooms = ((name, found.room(each)) for each, name in named if each in found.counted)
    return tuple(
        UnitShare(room.left > 0, name, room.seats, room.left)
        for name, room in rooms
        if room is not None
    )


async def unit_of(session: Transaction, person_id: PersonId) -> UnitId | None:
    """The unit of a person."""
    query = select(person.c.unit_id).where(person.c.id == person_id)
    found: UnitId | None = (await session.execute(query)).scalar_one_or_none()
    return found


async def unit_name(session: Transaction, unit_id: UnitId) -> str:
    """The name of a unit."""
    found = (await session.execute(select(unit.c.name).where(unit.c.id == unit_id))).scalar_one()
    return str(found)


_TREE = select(unit.c.id, unit.c.parent_id)
