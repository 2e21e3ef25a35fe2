"""Promises messages about a seat to its person or to HR officers."""

from datetime import datetime
from typing import Any

from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId
from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from storage.database.store import Transaction
from storage.outbox import messages
from storage.outbox.day.lines import tell_officers_in_time
from storage.outbox.officers import tell_officers


async def tell(
    session: Transaction,
    kind: MessageKind,
    row: Any,
    event: int,
    *,
    now: datetime,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> None:
    """Promises a notice about an enrolment `row` to its person; `event` makes it unique.

    `not_before`: until then what it tells can be taken back.
    """
    await messages.promise(
        session,
        kind,
        to=row.person_id,
        facts={"offering": row.offering_id, "enrolment": row.id},
        once=f"{kind}:{event}",
        now=now,
        not_before=not_before,
        not_after=not_after,
    )


async def tell_of_passing(
    session: Transaction, there: Offering, row: Any, *, blocked: bool, now: datetime
) -> None:
    """Tells once that a person in the queue was passed over: the person, or HR if that fails."""
    once = f"{row.id}:{row.place_in_queue}"
    facts = {"offering": row.offering_id, "enrolment": row.id}
    if blocked:
        kind = MessageKind.QUEUE_UNREACHED
        await tell_officers_in_time(
            session,
            kind,
            line=DayKind.QUEUE_UNREACHED,
            facts=facts,
            until=there.starts_at,
            once=f"{kind}:{once}",
            now=now,
            zone=there.timezone,
        )
        # It cannot be delivered now; once the person is back it is.
        facts, once = {**facts, "blocked": True}, f"{once}:blocked"
    kind = MessageKind.PASSED_OVER
    await messages.promise(
        session, kind, to=row.person_id, facts=facts, once=f"{kind}:{once}", now=now
    )


async def tell_hr_of_late(
    session: Transaction, enrolment_id: EnrolmentId, event: int, *, now: datetime
) -> None:
    """Tells every HR officer that a person gave the seat back shortly before the start."""
    await tell_officers(
        session,
        MessageKind.LATE_CANCEL,
        facts={"enrolment": enrolment_id},
        once=f"late_cancel:{event}",
        now=now,
    )
