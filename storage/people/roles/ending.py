"""The end of a unit officer's role: taken back, declined, over, or the officer works elsewhere."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, exists, literal, or_, select, update

from domain.accounts.codes import VALID
from domain.act import Act
from domain.ids import PersonId, UnitOfficerId
from domain.outbox.messages import MessageKind
from domain.people.roles import RoleEnd
from storage.database.store import Store, Transaction
from storage.outbox import messages
from storage.outbox.officers import tell_officers
from storage.people import audit
from storage.people.tables import person, unit, unit_officer
from storage.process.dialogues import close_asked

TOLD_TO_HR = frozenset(RoleEnd) - {RoleEnd.REVOKED}
"""What HR has not done itself."""
TOLD_TO_OFFICER = frozenset((RoleEnd.REVOKED, RoleEnd.OVER, RoleEnd.LEFT_UNIT, RoleEnd.UNANSWERED))


async def revoke(store: Store, act: Act, role: UnitOfficerId) -> None:
    """HR takes the role back (Cabut Peran)."""
    async with store.effect(act) as tx:
        if tx.first:
            await end_role(tx.session, role, RoleEnd.REVOKED, by=act.by, now=act.now)


async def decline(store: Store, act: Act, role: UnitOfficerId) -> bool:
    """The person declines the role (Tolak Tugas); False if it is none of theirs that waits."""
    async with store.effect(act) as tx:
        mine = and_(
            unit_officer.c.id == role,
            unit_officer.c.person_id == act.person,
            unit_officer.c.accepted_at.is_(None),
        )
        found = (await tx.session.execute(select(unit_officer).where(mine))).one_or_none()
        if found is None:
            return False
        if tx.first:
            await close_asked(tx)
            await end_role(tx.session, role, RoleEnd.DECLINED, by=act.by, now=act.now)
        return True


async def revoke_units(store: Store, *, nip: str, unit_code: str | None, now: datetime) -> int:
    """Takes roles back on the command line: that of one unit, or all of a person."""
    query = (
        select(unit_officer.c.id)
        .join(person, person.c.id == unit_officer.c.person_id)
        .join(unit, unit.c.id == unit_officer.c.unit_id)
        .where(person.c.nip == nip, unit_officer.c.ended_at.is_(None))
    )
    if unit_code is not None:
        query = query.where(unit.c.code == unit_code)
    async with store.write() as session:
        found = list((await session.execute(query)).scalars())
        for role in found:
            await end_role(session, role, RoleEnd.REVOKED, by=None, now=now)
    return len(found)


async def end_due(store: Store, *, now: datetime, day: date) -> int:
    """Ends the roles that no longer count on this day, and tells HR and the officers."""
    query = _no_longer(now, day)
    async with store.look() as session:
        if not (await session.execute(query)).all():
            return 0
    async with store.write() as session:
        rows = (await session.execute(query)).all()
        for row in rows:
            await end_role(session, row.id, RoleEnd(row.why), by=None, now=now)
    return len(rows)


async def end_role(
    session: Transaction,
    role: UnitOfficerId,
    why: RoleEnd,
    *,
    by: PersonId | None,
    now: datetime,
) -> None:
    """Ends a role, once, and promises the messages about it."""
    mine = and_(unit_officer.c.id == role, unit_officer.c.ended_at.is_(None))
    ended = update(unit_officer).where(mine).values(ended_at=now, code=None)
    done = await session.execute(ended.returning(unit_officer.c.person_id))
    person_id = done.scalar_one_or_none()
    if person_id is None:
        return
    await audit.record(session, "roles.revoked", actor=by, about=person_id, at=now)
    kind = MessageKind.ROLE_ENDED
    facts = {"role": role, "why": why.value}
    if why in TOLD_TO_OFFICER:
        once = f"{kind}:{role}:officer"
        await messages.promise(session, kind, to=person_id, facts=facts, once=once, now=now)
    if why in TOLD_TO_HR:
        await tell_officers(session, kind, facts=facts, once=f"{kind}:{role}", now=now)


def _no_longer(now: datetime, day: date) -> Any:
    """SQL: roles that have not ended and do not count any more, each with the reason."""
    lasting = unit_officer.c.ended_at.is_(None)
    above = (
        select(unit_officer.c.id.label("role"), person.c.unit_id.label("unit"))
        .join(person, person.c.id == unit_officer.c.person_id)
        .where(lasting)
        .cte("above", recursive=True)
    )
    above = above.union(
        select(above.c.role, unit.c.parent_id)
        .join(unit, unit.c.id == above.c.unit)
        .where(unit.c.parent_id.is_not(None))
    )
    at_home = exists(
        select(literal(1)).where(
            above.c.role == unit_officer.c.id, above.c.unit == unit_officer.c.unit_id
        )
    )
    over = and_(unit_officer.c.until.is_not(None), unit_officer.c.until < day)
    unanswered = and_(unit_officer.c.accepted_at.is_(None), unit_officer.c.given_at <= now - VALID)
    why = case(
        (~person.c.active, RoleEnd.LEFT_SERVICE.value),
        (over, RoleEnd.OVER.value),
        (unanswered, RoleEnd.UNANSWERED.value),
        else_=RoleEnd.LEFT_UNIT.value,
    )
    return (
        select(unit_officer.c.id, why.label("why"))
        .join(person, person.c.id == unit_officer.c.person_id)
        .where(lasting, or_(~person.c.active, over, unanswered, ~at_home))
        .order_by(unit_officer.c.id)
    )
