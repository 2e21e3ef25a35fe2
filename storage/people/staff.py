"""What HR does with one person of the roster: the card, the number, the HR role."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from domain.act import Act
from domain.ids import PersonId
from domain.lists import PAGE
from domain.people.staff import NumberTaken, StaffCard
from storage.accounts import codes
from storage.accounts.tables import failed_link, link
from storage.database.store import Store, Transaction, insert_for
from storage.people import audit
from storage.people.actors import HR, hr_condition
from storage.people.revision import bump_revision
from storage.people.rows import name_of
from storage.people.tables import person, role, unit


async def grant_hr(store: Store, *, nip: str, now: datetime) -> bool:
    """Gives the HR role, also before the person has linked; False if the NIP is not on file."""
    async with store.write() as session:
        found = await _by_nip(session, nip)
        if found is None:
            return False
        given = insert_for(session, role).values(person_id=found, name=HR, granted_at=now)
        done = await session.execute(given.on_conflict_do_nothing())
        if done.rowcount:
            await audit.record(session, "hr_granted", actor=None, about=found, at=now)
        return True


async def by_nip(store: Store, nip: str) -> PersonId | None:
    """The person with this NIP."""
    async with store.read() as session:
        return await _by_nip(session, nip)


async def revoke_hr(store: Store, *, nip: str, now: datetime) -> bool:
    """Takes the HR role away; False if the person did not have it."""
    async with store.write() as session:
        found = await _by_nip(session, nip)
        done = await session.execute(
            delete(role).where(role.c.person_id == found, role.c.name == HR)
        )
        if done.rowcount and found is not None:
            await codes.forget(session, found)
            await audit.record(session, "hr_revoked", actor=None, about=found, at=now)
        return bool(done.rowcount)


async def is_officer(store: Store, person_id: PersonId | None) -> bool:
    """Whether a person is in service and holds the HR role now."""
    query = select(person.c.id).where(
        person.c.id == person_id, person.c.active, hr_condition(person.c.id)
    )
    async with store.read() as session:
        return (await session.execute(query)).one_or_none() is not None


async def card(store: Store, person_id: PersonId) -> StaffCard | None:
    """One person with the state of the link; None if the roster has no such person."""
    other = person.alias("other")
    sharing = (
        select(func.count())
        .where(other.c.phone == person.c.phone, other.c.active)
        .scalar_subquery()
    )
    query = (
        select(
            person,
            unit.c.name.label("unit_name"),
            link.c.linked_at,
            link.c.released_at,
            link.c.unreachable_at,
            sharing.label("sharing"),
            hr_condition(person.c.id).label("hr"),
        )
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .outerjoin(link, link.c.person_id == person.c.id)
        .where(person.c.id == person_id)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    return None if row is None else _card(row)


async def set_phone(
    store: Store, act: Act, *, person_id: PersonId, phone: str, although_taken: bool
) -> NumberTaken | None:
    """Stores a phone number (E.164) for a person; None if it was stored.

    Refuses a number that others in service have, unless `although_taken`: with a shared number no
    person can link. If only this person has it, failed tries to link with it are settled.
    """
    async with store.effect(act, claim=False) as tx:
        taken = await _others_with(tx.session, phone, person_id)
        if taken and not although_taken:
            for one in taken:  # whose names are shown now
                await audit.record(
                    tx.session, "person_seen", actor=act.person, about=one.id, at=act.now
                )
            return NumberTaken(tuple(name_of(one) for one in taken))
        if not await tx.claim():
            return None
        # Locked before the row, in the order of an import; outdates open previews of imports.
        await bump_revision(tx.session)
        await tx.session.execute(
            update(person).where(person.c.id == person_id).values(phone=phone)
        )
        if not taken:
            await tx.session.execute(
                update(failed_link)
                .where(failed_link.c.phone == phone, failed_link.c.settled_at.is_(None))
                .where(failed_link.c.reason.in_(("unknown", "shared")))
                .values(settled_at=act.now)
            )
        await audit.record(tx.session, "number_set", actor=act.person, about=person_id, at=act.now)
        return None


async def _by_nip(session: Transaction, nip: str) -> PersonId | None:
    query = select(person.c.id).where(person.c.nip == nip)
    found: PersonId | None = (await session.execute(query)).scalar_one_or_none()
    return found


async def _others_with(session: Transaction, phone: str, person_id: PersonId) -> list[Any]:
    rows = await session.execute(
        select(person)
        .where(person.c.phone == phone, person.c.active, person.c.id != person_id)
        .order_by(person.c.name)
        .limit(PAGE)
    )
    return list(rows)


def _card(row: Any) -> StaffCard:
    return StaffCard(
        id=row.id,
        nip=row.nip,
        name=name_of(row),
        position=row.position_title,
        unit=row.unit_name,
        phone=row.phone,
        phone_shared_by=row.sharing,
        active=row.active,
        legal_status=row.legal_status,
        linked_at=row.linked_at,
        released_at=row.released_at,
        unreachable_at=row.unreachable_at,
        hr=row.hr,
    )
