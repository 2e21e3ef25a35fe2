"""Tells people whom a file gives a seat (STATUS terdaftar) that they are to take part."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, tuple_

from domain.outbox.messages import MessageKind
from domain.seats.deciding import SeatState
from storage.catalogue.tables import offering
from storage.imports.loads.basics import Load
from storage.outbox.messages import promise_each
from storage.seats.tables import enrolment

AT_ONCE = 500
_KINDS = {
    SeatState.QUEUED: MessageKind.PROMOTED,
    SeatState.REQUESTED: MessageKind.APPROVED,
    SeatState.OFFERED: MessageKind.PROMOTED,
    SeatState.INTERESTED: MessageKind.APPROVED,
}
"""By what the person was before; anybody else is nominated."""

Seated = Mapping[tuple[int, int], str | None]
"""People and offerings of new seats, with the state of the enrolment before."""


async def tell_seated(load: Load, seated: Seated, *, now: datetime) -> int:
    """Promises each a message, once; none for what is over. Returns how many."""
    told = 0
    keys = list(seated)
    for start in range(0, len(keys), AT_ONCE):
        some = tuple_(enrolment.c.person_id, enrolment.c.offering_id)
        rows = await load.session.execute(
            select(enrolment.c.id, enrolment.c.person_id, enrolment.c.offering_id)
            .join(offering, offering.c.id == enrolment.c.offering_id)
            .where(some.in_(keys[start : start + AT_ONCE]), offering.c.ends_at > now)
            .order_by(enrolment.c.id)
        )
        for row in rows.all():
            before = seated[row.person_id, row.offering_id]
            kind = MessageKind.NOMINATED
            if before is not None:
                kind = _KINDS.get(SeatState(before), kind)
            facts = {"enrolment": row.id, "offering": row.offering_id}
            once = once_of(kind, row.id, load.import_id)
            await promise_each(load.session, kind, [(row.person_id, facts, once)], now=now)
            told += 1
    return told


def once_of(kind: MessageKind, enrolment_id: int, import_id: int) -> str:
    """The key of the message about a seat that an import gave."""
    return f"{kind}:{enrolment_id}:{import_id}"
