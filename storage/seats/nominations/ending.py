"""Nominations end by themselves: no answer came in time, or the offering is over."""

from datetime import datetime

from sqlalchemy import or_, select, update

from domain.ids import OfferingId, PersonId
from domain.seats.nominations import NominationState
from storage.catalogue.tables import offering
from storage.database.columns import constant
from storage.database.store import Store, Transaction
from storage.seats import standing
from storage.seats.nominations.answering import release, tell_offices
from storage.seats.nominations.tables import nomination

OFFERINGS_AT_ONCE = 50


async def end_nominations(store: Store, *, now: datetime) -> int:
    """Ends what is due; the people named are not told, the offices are. Returns how many ended."""
    n = nomination.c
    asked = n.state == constant(NominationState.ASKED)
    over = or_(n.until <= now, offering.c.called_off_at.is_not(None), offering.c.starts_at <= now)
    due = (
        select(n.offering_id)
        .join(offering, offering.c.id == n.offering_id)
        .where(asked, over)
        .distinct()
        .order_by(n.offering_id)
        .limit(OFFERINGS_AT_ONCE)
    )
    async with store.read() as session:
        ids = list((await session.execute(due)).scalars())
    ended = 0
    for offering_id in ids:
        async with store.write() as session:
            ended += await _end(session, OfferingId(offering_id), now=now)
    return ended


async def _end(session: Transaction, offering_id: OfferingId, *, now: datetime) -> int:
    there = await standing.lock(session, offering_id)
    if there is None:
        return 0
    n = nomination.c
    waits = (n.offering_id == offering_id, n.state == NominationState.ASKED.value)
    over = there.called_off or there.starts_at <= now
    end = NominationState.ENDED if over else NominationState.UNANSWERED
    due = update(nomination).where(*waits, *(() if over else (n.until <= now,)))
    ended = due.values(state=end.value).returning(n.id, n.person_id)
    rows = (await session.execute(ended)).all()
    await release(session, offering_id, [PersonId(row.person_id) for row in rows], now=now)
    if not over:
        await tell_offices(session, offering_id, [row.id for row in rows], now=now)
    return len(rows)
