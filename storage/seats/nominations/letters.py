"""Letters of assignment: whom each unit sends, the numbers of signed letters, changes after it."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, func, literal, select, update

from domain.act import Act
from domain.ids import OfferingId, UnitId
from domain.outbox.messages import MessageKind
from domain.people.audit import change_of
from domain.seats.deciding import SeatState
from domain.seats.letters.drafts import AssignmentDraft, LetterNumber, LetterUnit, SentPerson
from storage.catalogue.tables import offering, training
from storage.database.store import Store, Transaction, insert_for
from storage.outbox.officers import tell_officers
from storage.people import audit
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats import standing
from storage.seats.nominations.tables import assignment_letter
from storage.seats.tables import enrolment, enrolment_event

_L = assignment_letter.c
AT_ONCE = 50


async def drafted(store: Store, offering_id: OfferingId) -> AssignmentDraft | None:
    """The people with a seat, by unit; None if there is no such offering."""
    async with store.read() as session:
        return await _drafted(session, offering_id)


async def numbered(
    store: Store, offering_id: OfferingId, unit_id: UnitId
) -> tuple[str, str] | None:
    """The number of the letter of a unit, and the name of the unit; None: not signed."""
    query = (
        select(_L.number, unit.c.name)
        .join(unit, unit.c.id == _L.unit_id)
        .where(_L.offering_id == offering_id, _L.unit_id == unit_id)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    return (row.number, row.name) if row is not None else None


async def set_number(
    store: Store, act: Act, offering_id: OfferingId, unit_id: UnitId, signed: LetterNumber
) -> bool:
    """Keeps the number of the letter of a unit; False if there is no such offering or unit."""
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        session = tx.session
        there = await standing.lock(session, offering_id)
        known = select(unit.c.id).where(unit.c.id == unit_id)
        if there is None or (await session.execute(known)).first() is None:
            return False
        if not tx.first:
            return True
        mine = and_(_L.offering_id == offering_id, _L.unit_id == unit_id)
        old = (await session.execute(select(_L.number).where(mine))).scalar_one_or_none()
        values = {
            "number": signed.number,
            "dated": signed.dated,
            "noted_by_id": act.by,
            "noted_at": act.now,
            "checked_at": act.now,
        }
        new = insert_for(session, assignment_letter)
        new = new.values(offering_id=offering_id, unit_id=unit_id, **values)
        await session.execute(
            new.on_conflict_do_update(index_elements=[_L.offering_id, _L.unit_id], set_=values)
        )
        changes = [change_of("letter", old, signed.number)]
        await audit.noted(tx, "letters.numbered", about=offering_id, changes=changes)
        return True


async def remove_number(store: Store, act: Act, offering_id: OfferingId, unit_id: UnitId) -> None:
    """Forgets the number of a letter that was revoked."""
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        mine = and_(_L.offering_id == offering_id, _L.unit_id == unit_id)
        gone = delete(assignment_letter).where(mine).returning(_L.number)
        old = (await tx.session.execute(gone)).scalar_one_or_none()
        if old is not None:
            changes = [change_of("letter", old, None)]
            await audit.noted(tx, "letters.numbered", about=offering_id, changes=changes)


async def tell_changes(store: Store, *, now: datetime) -> int:
    """Tells HR of units whose people changed after their letter was signed; returns how many."""
    changed = exists(
        select(literal(1))
        .select_from(enrolment_event.join(enrolment).join(person))
        .where(enrolment.c.offering_id == _L.offering_id, person.c.unit_id == _L.unit_id)
        .where(enrolment_event.c.at > _L.checked_at)
        .where(enrolment_event.c.state.in_(_SEATS))
    )
    due = (
        select(_L.id)
        .join(offering, offering.c.id == _L.offering_id)
        .where(offering.c.ends_at > now, offering.c.called_off_at.is_(None), changed)
        .order_by(_L.id)
        .limit(AT_ONCE)
    )
    async with store.read() as session:
        ids = list((await session.execute(due)).scalars())
    for number in ids:
        async with store.write() as session:
            await _tell(session, number, now=now)
    return len(ids)


async def _tell(session: Transaction, number: int, *, now: datetime) -> None:
    query = select(assignment_letter).where(_L.id == number).with_for_update()
    row = (await session.execute(query)).one_or_none()
    if row is None or row.checked_at >= now:
        return
    await session.execute(update(assignment_letter).where(_L.id == number).values(checked_at=now))
    kind = MessageKind.LETTER_CHANGED
    await tell_officers(
        session,
        kind,
        facts={"offering": row.offering_id, "unit": row.unit_id},
        once=f"{kind}:{number}:{now.timestamp():.0f}",
        now=now,
    )


async def _drafted(session: Transaction, offering_id: OfferingId) -> AssignmentDraft | None:
    there = await standing.read_offering(session, offering_id)
    if there is None:
        return None
    code = select(training.c.code).where(training.c.id == there.training_id)
    here = enrolment.c.offering_id == offering_id
    rows = (
        await session.execute(
            select(
                *person.c["nip", "grade", "position_title", "unit_id"],
                *NAME_COLUMNS,
                unit.c.name.label("unit_name"),
            )
            .join(enrolment, enrolment.c.person_id == person.c.id)
            .outerjoin(unit, unit.c.id == person.c.unit_id)
            .where(here, enrolment.c.state == SeatState.ENROLLED.value)
            .order_by(unit.c.name, person.c.name, person.c.id)
        )
    ).all()
    waits = select(func.count()).where(here, enrolment.c.state == SeatState.REQUESTED.value)
    letters = await session.execute(select(assignment_letter).where(_L.offering_id == offering_id))
    signed = {row.unit_id: LetterNumber(row.number, row.dated) for row in letters}
    people: dict[tuple[int | None, str | None], list[SentPerson]] = {}
    for row in rows:
        one = SentPerson(row.nip, name_of(row), row.grade, row.position_title)
        people.setdefault((row.unit_id, row.unit_name), []).append(one)
    units = tuple(
        LetterUnit(
            id=UnitId(key) if key is not None else None,
            name=name,
            people=tuple(some),
            signed=signed.get(key),
        )
        for (key, name), some in people.items()
    )
    return AssignmentDraft(
        offering=there,
        code=(await session.execute(code)).scalar_one(),
        units=units,
        waiting=(await session.execute(waits)).scalar_one(),
    )


_SEATS = (SeatState.ENROLLED.value, SeatState.CANCELLED.value)
