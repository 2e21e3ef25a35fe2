"""A person's rights (UU 27/2022): to see, to have put right, to end the link, to withdraw."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, insert, select, update

from domain.accounts.data_requests import DataKind
from domain.accounts.privacy import Correction, Kept
from domain.ids import PersonId, TelegramId, UpdateKey
from domain.outbox.messages import MessageKind
from domain.people.actors import full_name
from storage.accounts.ending import end_link
from storage.accounts.tables import data_request, link
from storage.competencies.tables import assessment
from storage.database.store import Session, Store
from storage.evaluation.tables import response
from storage.outbox import messages
from storage.people.actors import HR
from storage.people.tables import person, role, unit
from storage.process import intake
from storage.process.dialogues import close_dialogue
from storage.seats.tables import enrolment

TIME_LIMIT = timedelta(days=3)
"""3 × 24 hours (UU 27/2022 Pasal 30)."""


async def kept(store: Store, person_id: PersonId) -> Kept:
    """What is kept of a linked person, in figures."""
    forms = response.join(enrolment, enrolment.c.id == response.c.enrolment_id)
    query = (
        select(
            person,
            unit.c.name.label("unit_name"),
            link.c.linked_at,
            link.c.consent_version,
            _count(assessment, assessment.c.person_id == person_id).label("assessments"),
            _count(enrolment, enrolment.c.person_id == person_id).label("trainings"),
            _count(forms, enrolment.c.person_id == person_id).label("forms"),
        )
        .join(link, link.c.person_id == person.c.id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(person.c.id == person_id)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one()
    return Kept(
        name=full_name(row.title_before, row.name, row.title_after),
        nip=row.nip,
        phone=row.phone,
        position=row.position_title,
        unit=row.unit_name,
        assessments=row.assessments,
        trainings=row.trainings,
        forms=row.forms,
        linked_at=row.linked_at,
        consent_version=row.consent_version,
    )


async def ask_correction(
    store: Store,
    *,
    person_id: PersonId,
    telegram_id: TelegramId,
    field: str,
    content: str,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> Correction:
    """Keeps what a person says the right data are, and tells every HR person."""
    async with store.write() as session:
        if await intake.claim(session, key, at=real_now):
            values = {"kind": DataKind.CORRECTION.value, "field": field, "content": content}
            await _ask(session, person_id, values, now=now)
        await close_dialogue(session, telegram_id, by=key.update_id, now=now)
        return await _last_correction(session, person_id)


async def correction(store: Store, number: int) -> Correction | None:
    """A request by its number."""
    async with store.read() as session:
        return await _correction(session, data_request.c.id == number)


async def unlink(
    store: Store, *, telegram_id: TelegramId, key: UpdateKey, now: datetime, real_now: datetime
) -> bool:
    """Ends the link at the wish of its person; False where there is none."""
    async with store.write() as session:
        if not await intake.claim(session, key, at=real_now):
            return True
        return await _end_own(session, telegram_id, event="unlinked", now=now) is not None


async def withdraw(
    store: Store, *, telegram_id: TelegramId, key: UpdateKey, now: datetime, real_now: datetime
) -> bool:
    """Withdraws consent: the link ends, answers lose their name, HR is told; seats stay.

    False where the account is not linked.
    """
    async with store.write() as session:
        if not await intake.claim(session, key, at=real_now):
            return True
        person_id = await _end_own(session, telegram_id, event="withdrawn", now=now)
        if person_id is None:
            return False
        mine = select(enrolment.c.id).where(enrolment.c.person_id == person_id)
        await session.execute(
            update(response).where(response.c.enrolment_id.in_(mine)).values(enrolment_id=None)
        )
        await _ask(session, person_id, {"kind": DataKind.WITHDRAWAL.value}, now=now)
        return True


async def _end_own(
    session: Session, telegram_id: TelegramId, *, event: str, now: datetime
) -> PersonId | None:
    own = and_(link.c.telegram_id == telegram_id, link.c.released_at.is_(None))
    row = await end_link(session, own, event=event, by=None, now=now)
    return None if row is None else PersonId(row.person_id)


async def _ask(
    session: Session, person_id: PersonId, values: Mapping[str, Any], *, now: datetime
) -> None:
    row = {"person_id": person_id, "created_at": now, "due_at": now + TIME_LIMIT, **values}
    made = insert(data_request).values(row).returning(data_request.c.id)
    number = (await session.execute(made)).scalar_one()
    officers = select(role.c.person_id).join(person).where(role.c.name == HR, person.c.active)
    for officer in (await session.execute(officers)).scalars().all():
        await messages.promise(
            session,
            MessageKind.DATA_REQUEST,
            to=PersonId(officer),
            facts={"request": number},
            once=f"req_data:{number}:{officer}",
            now=now,
        )


async def _last_correction(session: Session, person_id: PersonId) -> Correction:
    asked = and_(
        data_request.c.person_id == person_id,
        data_request.c.kind == DataKind.CORRECTION.value,
    )
    last = select(func.max(data_request.c.id)).where(asked).scalar_subquery()
    found = await _correction(session, data_request.c.id == last)
    if found is None:
        raise LookupError(f"person {person_id} has asked for no correction")
    return found


async def _correction(session: Session, which: Any) -> Correction | None:
    query = (
        select(
            data_request.c.id,
            data_request.c.due_at,
            person.c.name,
            person.c.title_before,
            person.c.title_after,
        )
        .join(person, person.c.id == data_request.c.person_id)
        .where(which)
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    return Correction(row.id, full_name(row.title_before, row.name, row.title_after), row.due_at)


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()
