"""What must reach somebody because of a seat: the person it is about, or HR."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, literal, select

from domain.ids import EnrolmentId, PersonId
from domain.outbox.messages import MessageKind
from storage.accounts.tables import link
from storage.database.store import Session
from storage.outbox import messages
from storage.outbox.tables import message
from storage.people.actors import HR, linked
from storage.people.tables import person, role
from storage.seats.tables import approval_notice


async def tell(
    session: Session,
    kind: MessageKind,
    row: Any,
    event: int,
    *,
    now: datetime,
    not_after: datetime | None = None,
) -> None:
    """Promises a notice about an enrolment `row` to its person; the event is its name."""
    await messages.promise(
        session,
        kind,
        to=row.person_id,
        facts={"offering": row.offering_id, "enrolment": row.id},
        once=f"{kind}:{event}",
        now=now,
        not_after=not_after,
    )


async def ask_hr(
    session: Session, enrolment_id: EnrolmentId, event: int, *, now: datetime
) -> None:
    """Asks every HR person to decide about a request, and remembers who was asked."""
    names = await _tell_hr(session, MessageKind.REQUEST, enrolment_id, event, now=now)
    asked = select(message.c.id, literal(enrolment_id)).where(message.c.dedupe_key.in_(names))
    await session.execute(
        insert(approval_notice).from_select(["message_id", "enrolment_id"], asked)
    )


async def tell_hr_of_late(
    session: Session, enrolment_id: EnrolmentId, event: int, *, now: datetime
) -> None:
    """Tells every HR person that somebody cannot come, shortly before the start."""
    await _tell_hr(session, MessageKind.LATE_CANCEL, enrolment_id, event, now=now)


async def _tell_hr(
    session: Session, kind: MessageKind, enrolment_id: EnrolmentId, event: int, *, now: datetime
) -> list[str]:
    people = (
        select(person.c.id)
        .join(role, role.c.person_id == person.c.id)
        .join(link, linked(person.c.id))
        .where(role.c.name == HR, person.c.active)
        .order_by(person.c.id)
    )
    names = []
    for person_id in (await session.execute(people)).scalars():
        names.append(f"{kind}:{event}:{person_id}")
        await messages.promise(
            session,
            kind,
            to=PersonId(person_id),
            facts={"enrolment": enrolment_id},
            once=names[-1],
            now=now,
        )
    return names
