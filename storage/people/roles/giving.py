"""HR gives the role of a unit officer with a code; the person accepts it by typing the code."""

import hmac
from datetime import date, datetime

from sqlalchemy import and_, select, update

from domain.accounts.codes import VALID, fingerprint, new_code, read_code
from domain.act import Act
from domain.ids import PersonId, UnitId, UnitOfficerId
from domain.outbox.messages import MessageKind
from domain.people.roles import TRIES, CodeTyped, RoleAnswer, RoleEnd
from storage.database.effects import Effect
from storage.database.store import Store, insert_for
from storage.outbox import messages
from storage.people import audit
from storage.people.roles.ending import end_role
from storage.people.roles.reading import read_role, read_units
from storage.people.tables import person, unit, unit_officer
from storage.process.dialogues import close_asked


async def give(
    store: Store, act: Act, person_id: PersonId, unit_id: UnitId, *, until: date | None = None
) -> tuple[UnitOfficerId, str] | None:
    """Gives the role with a new code, which can be shown this once only.

    An earlier code for the same unit is void. None: the person does not work in that unit or
    below it, has the role already, or the same act has given it before.
    """
    async with store.effect(act) as tx:
        if not tx.first:
            return None
        if unit_id not in {one.id for one in await read_units(tx.session, person_id)}:
            return None
        lasting = and_(
            unit_officer.c.person_id == person_id,
            unit_officer.c.unit_id == unit_id,
            unit_officer.c.ended_at.is_(None),
        )
        held = (await tx.session.execute(select(unit_officer).where(lasting))).all()
        if any(row.accepted_at is not None for row in held):
            return None
        await tx.session.execute(
            update(unit_officer).where(lasting).values(ended_at=act.now, code=None)
        )
        code = new_code()
        role = await _insert(
            tx, person_id, unit_id, code=fingerprint(code, person_id), until=until
        )
        await messages.promise(
            tx.session,
            MessageKind.ROLE_OFFERED,
            to=person_id,
            facts={"role": role},
            once=f"{MessageKind.ROLE_OFFERED}:{role}",
            now=act.now,
            not_after=act.now + VALID,
        )
        return role, code


async def accept(store: Store, act: Act, role: UnitOfficerId, typed: str) -> CodeTyped:
    """Judges a typed code: the right one puts the role into effect, a wrong one is counted."""
    async with store.effect(act) as tx:
        mine = and_(unit_officer.c.id == role, unit_officer.c.person_id == act.person)
        query = select(unit_officer).where(mine).with_for_update()
        row = (await tx.session.execute(query)).one_or_none()
        if row is None:
            return CodeTyped(RoleAnswer.VOID, None)
        if not tx.first:
            answer = RoleAnswer.ACCEPTED if row.accepted_at is not None else RoleAnswer.VOID
            return CodeTyped(answer, await read_role(tx.session, role))
        answer = RoleAnswer.VOID
        waits = row.accepted_at is None and row.ended_at is None and row.code is not None
        if waits and act.now < row.given_at + VALID:
            answer = await _judge(tx, role, row.code, row.wrong, typed)
        if answer is not RoleAnswer.WRONG:
            await close_asked(tx)
        return CodeTyped(answer, await read_role(tx.session, role))


async def _judge(tx: Effect, role: UnitOfficerId, code: str, wrong: int, typed: str) -> RoleAnswer:
    mine, act = unit_officer.c.id == role, tx.act
    given = read_code(typed)
    if given is not None and hmac.compare_digest(code, fingerprint(given, act.person)):
        await tx.session.execute(
            update(unit_officer).where(mine).values(accepted_at=act.now, code=None)
        )
        await audit.noted(tx, "roles.accepted", about=act.person)
        return RoleAnswer.ACCEPTED
    await tx.session.execute(update(unit_officer).where(mine).values(wrong=wrong + 1))
    if wrong + 1 < TRIES:
        return RoleAnswer.WRONG
    await end_role(tx.session, role, RoleEnd.WRONG_CODE, by=act.person, now=act.now)
    return RoleAnswer.NONE_LEFT


async def grant(store: Store, *, nip: str, unit_code: str, now: datetime) -> bool | None:
    """Gives the role on the command line, at once and without a code.

    None: there is no such person or unit. False: the person does not work in that unit or below.
    """
    act = Act(by=None, once=None, now=now, real_now=now)
    async with store.effect(act) as tx:
        who = await tx.session.execute(select(person.c.id).where(person.c.nip == nip))
        where = await tx.session.execute(select(unit.c.id).where(unit.c.code == unit_code))
        person_id, unit_id = who.scalar_one_or_none(), where.scalar_one_or_none()
        if person_id is None or unit_id is None:
            return None
        if unit_id not in {one.id for one in await read_units(tx.session, person_id)}:
            return False
        lasting = and_(
            unit_officer.c.person_id == person_id,
            unit_officer.c.unit_id == unit_id,
            unit_officer.c.ended_at.is_(None),
        )
        held = (await tx.session.execute(select(unit_officer).where(lasting))).all()
        if any(row.accepted_at is not None for row in held):
            return True
        await tx.session.execute(
            update(unit_officer).where(lasting).values(ended_at=now, code=None)
        )
        await _insert(tx, person_id, unit_id, accepted_at=now)
        return True


async def _insert(
    tx: Effect,
    person_id: PersonId,
    unit_id: UnitId,
    *,
    code: str | None = None,
    accepted_at: datetime | None = None,
    until: date | None = None,
) -> UnitOfficerId:
    values = {
        "person_id": person_id,
        "unit_id": unit_id,
        "given_by_id": tx.act.by,
        "given_at": tx.act.now,
        "code": code,
        "accepted_at": accepted_at,
        "until": until,
    }
    made = await tx.session.execute(
        insert_for(tx.session, unit_officer).values(values).returning(unit_officer.c.id)
    )
    await audit.noted(tx, "roles.given", about=person_id)
    return UnitOfficerId(made.scalar_one())
