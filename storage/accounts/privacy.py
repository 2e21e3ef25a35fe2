"""A person's rights (UU 27/2022): to see, to have put right, to end the link, to withdraw."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, insert, select

from domain.accounts.data_requests import DataKind
from domain.accounts.privacy import Correction, KeptData
from domain.act import Act
from domain.ids import DataRequestId, PersonId, TelegramId
from domain.outbox.messages import MessageKind
from storage.accounts.ending import end_link
from storage.accounts.tables import data_request, link
from storage.competencies.tables import assessment
from storage.database import personal
from storage.database.store import Store, Transaction
from storage.evaluation.tables import response
from storage.outbox.officers import tell_officers
from storage.people.actors import subject
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.process.dialogues import close_asked
from storage.seats.tables import enrolment
from storage.tables import PERSONAL

TIME_LIMIT = timedelta(days=3)
"""3 × 24 hours (UU 27/2022 Pasal 30)."""


async def kept(store: Store, person_id: PersonId) -> KeptData:
    """A summary of the data stored about a linked person, with counts of rows."""
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
    return KeptData(
        name=name_of(row),
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


async def data_copy(store: Store, person_id: PersonId) -> Mapping[str, personal.Rows]:
    """Every row about a person by heading, as each table declares (Pasal 32)."""
    async with store.read() as session:
        return await personal.copy(session, PERSONAL, await subject(session, person_id))


async def ask_correction(store: Store, act: Act, *, field: str, content: str) -> Correction:
    """Stores what a person says the right data are, and tells every HR officer."""
    person_id = act.person
    async with store.effect(act) as tx:
        if tx.first:
            values = {"kind": DataKind.CORRECTION.value, "field": field, "content": content}
            await _ask(tx.session, person_id, values, now=act.now)
        await close_asked(tx)
        return await _last_correction(tx.session, person_id)


async def correction(store: Store, number: DataRequestId) -> Correction | None:
    """A request by its number."""
    async with store.read() as session:
        return await _correction(session, data_request.c.id == number)


async def unlink(store: Store, act: Act, *, telegram_id: TelegramId) -> bool:
    """Ends the link at the wish of its person; False where there is none."""
    async with store.effect(act) as tx:
        if not tx.first:
            return True
        return await _end_own(tx.session, telegram_id, event="unlinked", now=act.now) is not None


async def withdraw(store: Store, act: Act, *, telegram_id: TelegramId) -> bool:
    """Withdraws consent: ends the link, takes the name off answers, tells HR; seats stay.

    False where the account is not linked.
    """
    now = act.now
    async with store.effect(act) as tx:
        if not tx.first:
            return True
        person_id = await _end_own(tx.session, telegram_id, event="withdrawn", now=now)
        if person_id is None:
            return False
        endings = ((one, one.at_withdrawal) for one in PERSONAL)
        who = personal.Subject(person_id, telegram_id)
        await personal.end(tx.session, endings, who, now=now)
        await _ask(tx.session, person_id, {"kind": DataKind.WITHDRAWAL.value}, now=now)
        return True


async def _end_own(
    session: Transaction, telegram_id: TelegramId, *, event: str, now: datetime
) -> PersonId | None:
    own = and_(link.c.telegram_id == telegram_id, link.c.released_at.is_(None))
    row = await end_link(session, own, event=event, by=None, now=now)
    return None if row is None else PersonId(row.person_id)


async def _ask(
    session: Transaction, person_id: PersonId, values: Mapping[str, Any], *, now: datetime
) -> None:
    row = {"person_id": person_id, "created_at": now, "due_at": now + TIME_LIMIT, **values}
    made = insert(data_request).values(row).returning(data_request.c.id)
    number = (await session.execute(made)).scalar_one()
    await tell_officers(
        session,
        MessageKind.DATA_REQUEST,
        facts={"request": number},
        once=f"req_data:{number}",
        now=now,
    )


async def _last_correction(session: Transaction, person_id: PersonId) -> Correction:
    asked = and_(
        data_request.c.person_id == person_id,
        data_request.c.kind == DataKind.CORRECTION.value,
    )
    last = select(func.max(data_request.c.id)).where(asked).scalar_subquery()
    found = await _correction(session, data_request.c.id == last)
    if found is None:
        raise LookupError(f"person {person_id} has asked for no correction")
    return found


async def _correction(session: Transaction, which: Any) -> Correction | None:
    query = (
        select(
            data_request.c.id,
            data_request.c.due_at,
            *NAME_COLUMNS,
        )
        .join(person, person.c.id == data_request.c.person_id)
        .where(which)
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    return Correction(row.id, name_of(row), row.due_at)


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()
