"""People whom a file seats (STATUS terdaftar) are told; those whom it names (calon), asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_

from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import OPEN, SeatState
from domain.seats.nominations import NominatedBy, NominationState, usual_deadline
from storage.catalogue import sessions
from storage.catalogue.tables import offering
from storage.imports.loads.basics import Load
from storage.imports.tables import import_run
from storage.outbox.messages import promise_each
from storage.seats import standing
from storage.seats.nominations.asking import Nominator, ask
from storage.seats.nominations.tables import nomination
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


async def ask_named(load: Load, rows: Sequence[Any], *, now: datetime) -> list[Any]:
    """Asks the people of rows with STATUS calon, each once; returns the rows of those asked.

    Who takes part, or was ever asked for the offering by HR, is not asked by a file again.
    """
    by_offering: dict[int, dict[int, Any]] = {}
    for row in rows:
        if row.old_state not in OPEN:
            by_offering.setdefault(row.offering_id, {}).setdefault(row.person_id, row)
    if not by_offering:
        return []
    owner = select(import_run.c.owner_id).where(import_run.c.id == load.import_id)
    by = Nominator((await load.session.execute(owner)).scalar(), NominatedBy.HR, None, None)
    free = await sessions.holidays(load.session)
    asked: list[Any] = []
    for number, people in sorted(by_offering.items()):
        there = await standing.lock(load.session, OfferingId(number))
        until = usual_deadline(now, there.starts_at, there.timezone, free) if there else None
        if there is None or until is None or there.called_off:
            continue
        n = nomination.c
        known = select(n.person_id).where(n.offering_id == number, n.office == by.office.value)
        before = set((await load.session.execute(known)).scalars())
        new = [PersonId(who) for who in people if who not in before]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            made = await ask(load.session, there, some, by, until=until, now=now)
            if load.journal:
                state = {"state": NominationState.ASKED.value}
                for one in made.values():
                    load.journal.add(nomination, {"id": one}, None, state)
        asked += [people[who] for who in new]
    return asked


def once_of(kind: MessageKind, enrolment_id: int, import_id: int) -> str:
    """The key of the message about a seat that an import gave."""
    return f"{kind}:{enrolment_id}:{import_id}"
