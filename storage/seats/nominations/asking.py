"""People are named for an offering: each is asked once, and the asking office can remind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, insert, or_, select, update

from domain.act import Act
from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId, NominationDraftId, OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import SeatState
from domain.seats.nominations import (
    REMIND_AFTER,
    NominatedBy,
    NominationDraft,
    NominationState,
)
from storage.database.store import Store, Transaction
from storage.outbox.messages import promise_each
from storage.people import audit
from storage.people.tables import person
from storage.seats import enrolments, standing
from storage.seats.fair import units
from storage.seats.nominations import drafts
from storage.seats.nominations.groups import weigh
from storage.seats.nominations.naming import asked_by
from storage.seats.nominations.reach import reach
from storage.seats.nominations.tables import nomination, nomination_draft
from storage.seats.rows import is_open
from storage.seats.tables import enrolment


@dataclass(frozen=True, slots=True)
class NominationSent:
    """The people were asked; or the draft as it is now, since the button showed another one."""

    offering: OfferingId
    office: NominatedBy
    people: int
    changed: NominationDraft | None = None


@dataclass(frozen=True, slots=True)
class Nominator:
    """Who asks, as what, and why."""

    by: PersonId | None
    """None: a file."""
    office: NominatedBy
    post: str | None
    reason: str | None
    replaces: EnrolmentId | None = None


async def send(
    store: Store, act: Act, draft: NominationDraftId, *, revision: int, zone: str
) -> NominationSent | None:
    """Asks the people of a draft as it was previewed (Kirim Pencalonan).

    None if the draft is another person's, or the person has no right any more.
    """
    async with store.read() as session:
        d = nomination_draft.c
        where = select(d.offering_id).where(d.id == draft)
        offering = (await session.execute(where)).scalar_one_or_none()
    if offering is None:
        return None
    async with store.effect(act, row=standing.row_of(OfferingId(offering))) as tx:
        session = tx.session
        there = await standing.lock(session, OfferingId(offering))
        row, group = await drafts.of_draft(session, draft, act.person, now=act.now, zone=zone)
        if there is None or row is None or group is None:
            return None
        if row.sent_at is not None:
            return NominationSent(there.id, group.reach.office, 0)
        chosen = drafts.from_json(row.content)
        until = await drafts.due(session, there, chosen, now=act.now)
        fits = until is not None and row.revision == revision and not there.called_off
        _, people = await weigh(session, group, chosen)
        if not tx.first or not fits or until is None or not people or chosen.reason is None:
            now = await drafts.described(session, row, group, now=act.now)
            return NominationSent(there.id, group.reach.office, 0, now)
        mine = group.reach
        by = Nominator(act.person, mine.office, mine.post, chosen.reason)
        await ask(session, there, people, by, until=until, now=act.now)
        await hold_seats(session, there, people, now=act.now)
        await session.execute(
            update(nomination_draft).where(d.id == draft).values(sent_at=act.now)
        )
        await audit.noted(tx, "nominations.made", about=there.id)
        return NominationSent(there.id, mine.office, len(people))


async def ask(
    session: Transaction,
    there: Offering,
    people: Sequence[PersonId],
    by: Nominator,
    *,
    until: datetime,
    now: datetime,
) -> dict[PersonId, int]:
    """Asks people under the lock of the offering; returns their nominations.

    Who is asked by another office already gets no second message: one answer serves both.
    """
    n = nomination.c
    waits = and_(n.offering_id == there.id, n.state == NominationState.ASKED.value)
    query = select(n.person_id, func.max(n.until)).where(waits, n.person_id.in_(people))
    found = await session.execute(query.group_by(n.person_id))
    before = {row[0]: row[1] for row in found}
    rows = [
        {
            "offering_id": there.id,
            "person_id": who,
            "by_id": by.by,
            "office": by.office.value,
            "post": by.post,
            "reason": by.reason,
            "state": NominationState.ASKED.value,
            "asked_at": now,
            "until": before.get(who, until),
            "replaces_id": by.replaces,
        }
        for who in people
    ]
    made = await session.execute(insert(nomination).returning(n.id, n.person_id), rows)
    ids = {PersonId(who): int(number) for number, who in made.all()}
    told = {who: number for who, number in ids.items() if who not in before}
    await _tell(session, there.id, told, once="", now=now)
    return ids


async def hold_seats(
    session: Transaction, there: Offering, people: Sequence[PersonId], *, now: datetime
) -> None:
    """Holds seats of their units for people until they answer, as far as the quotas leave some.

    Without a quota of the unit, or while people wait in the queue, no seat is held.
    """
    seats = (await standing.read_fill(session, there.id)).occupancy
    if there.unit_quota is None or seats.waiting:
        return
    room, left = await units.shares(session, there, now=now), seats.left(there.quota)
    theirs = select(person.c.id, person.c.unit_id).where(person.c.id.in_(people))
    unit_of = {row.id: row.unit_id for row in await session.execute(theirs)}
    here = and_(enrolment.c.offering_id == there.id, enrolment.c.person_id.in_(people))
    known = select(enrolment.c.person_id).where(here, is_open())
    taking_part = set((await session.execute(known)).scalars())
    for who in people:
        mine = unit_of.get(who)
        if who in taking_part or room.room(mine) is None or not room.admits(mine, left=left):
            continue
        await enrolments.sign_up(
            session, person_id=who, offering_id=there.id, state=SeatState.OFFERED, now=now
        )
        room.give(mine)
        left -= 1


async def remind(
    store: Store, act: Act, offering: OfferingId, office: NominatedBy, *, zone: str
) -> int:
    """Asks those once more who have not answered; returns how many. Once a day each."""
    async with store.effect(act, row=standing.row_of(offering)) as tx:
        session = tx.session
        there = await standing.lock(session, offering)
        mine = await reach(session, act.person, office, now=act.now, zone=zone)
        if there is None or mine is None or there.called_off or not tx.first:
            return 0
        n = nomination.c
        theirs = and_(n.offering_id == offering, asked_by(act.person, office))
        waits = and_(n.state == NominationState.ASKED.value, n.until > act.now)
        before = act.now - REMIND_AFTER
        rested = or_(n.reminded_at.is_(None), n.reminded_at <= before)
        query = select(n.id, n.person_id).where(theirs, waits, rested, n.asked_at <= before)
        rows = (await session.execute(query.order_by(n.id))).all()
        told = {PersonId(row.person_id): int(row.id) for row in rows}
        this = n.id.in_(told.values())
        await session.execute(update(nomination).where(this).values(reminded_at=act.now))
        once = f":{act.now.timestamp():.0f}"
        await _tell(session, offering, told, once=once, now=act.now)
        return len(told)


async def _tell(
    session: Transaction,
    offering: OfferingId,
    told: dict[PersonId, int],
    *,
    once: str,
    now: datetime,
) -> None:
    kind = MessageKind.NOMINATION_ASKED
    promised = [
        (who, {"offering": offering, "nomination": number}, f"{kind}:{number}{once}")
        for who, number in told.items()
    ]
    await promise_each(session, kind, promised, now=now)
