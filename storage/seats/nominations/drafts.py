"""A nomination while it is prepared: who is chosen, until when, for which reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from domain.act import Act
from domain.announcements.audience import Audience
from domain.catalogue.offerings import Offering
from domain.ids import NominationDraftId, OfferingId, PersonId
from domain.lists import Page
from domain.seats.nominations import (
    Chosen,
    NominatedBy,
    NominationDraft,
    Nominee,
    offered_deadlines,
    usual_deadline,
)
from storage.catalogue import sessions
from storage.database.effects import Effect
from storage.database.store import Store, Transaction
from storage.seats import standing
from storage.seats.nominations.groups import Candidates, by_nip, nominees, reached, weigh
from storage.seats.nominations.reach import reach
from storage.seats.nominations.tables import nomination_draft

Change = Callable[[Chosen], Chosen]


async def begin(
    store: Store, act: Act, offering: OfferingId, office: NominatedBy, *, zone: str
) -> NominationDraft | None:
    """Goes on with the draft that the person has for an offering, or begins one.

    A superior's draft begins with the people of the team whose gap the training answers. None if
    the person does not hold the office, or no person can be named for the offering any more.
    """
    async with store.effect(act) as tx:
        session = tx.session
        there = await standing.read_offering(session, offering)
        mine = await reach(session, act.person, office, now=act.now, zone=zone)
        if there is None or mine is None or there.called_off or act.now >= there.starts_at:
            return None
        group = Candidates(there, mine)
        d = nomination_draft.c
        open_ = select(d.id).where(d.author_id == act.person, d.offering_id == offering)
        open_ = open_.where(d.office == office.value, d.sent_at.is_(None))
        newest = open_.order_by(d.changed_at.desc(), d.id.desc()).limit(1)
        found = (await session.execute(newest)).scalar_one_or_none()
        if found is None:
            team = office is NominatedBy.SUPERIOR
            people = await group.with_gap(session) if team else ()
            values = {"offering_id": offering, "author_id": act.person, "office": office.value}
            new = insert(nomination_draft).values(
                content=to_json(Chosen(people=people)), changed_at=act.now, **values
            )
            found = (await session.execute(new.returning(d.id))).scalar_one()
        row = await _row(session, NominationDraftId(found))
        return await described(session, row, group, now=act.now)


async def change(
    store: Store, act: Act, draft: NominationDraftId, to: Change, *, zone: str
) -> NominationDraft | None:
    """Changes whom a person is about to name; None: sent, another person's, or no right now."""
    async with store.effect(act) as tx:
        row = await _locked(tx.session, draft, act.person)
        group = await _group(tx.session, row, act.person, now=act.now, zone=zone)
        if row is None or group is None or row.sent_at is not None:
            return None
        before = from_json(row.content)
        after = to(before)
        if tx.first and after != before:
            await _keep(tx, row, after)
            row = await _locked(tx.session, draft, act.person)
        return await described(tx.session, row, group, now=act.now)


async def read(
    store: Store, who: PersonId, draft: NominationDraftId, *, now: datetime, zone: str
) -> NominationDraft | None:
    """A draft that is not sent; None: sent, another person's, or the person has no right now."""
    async with store.read() as session:
        row = await _row(session, draft)
        group = await _group(session, row, who, now=now, zone=zone)
        if row is None or group is None or row.sent_at is not None:
            return None
        return await described(session, row, group, now=now)


async def deadlines(store: Store, there: Offering, *, now: datetime) -> tuple[datetime, ...]:
    """The ends of the next working days, until which an answer can be awaited."""
    async with store.read() as session:
        free = await sessions.holidays(session)
    return offered_deadlines(now, there.starts_at, there.timezone, free)


async def add_people(
    store: Store, act: Act, draft: NominationDraftId, nips: Sequence[str], *, zone: str
) -> tuple[NominationDraft, tuple[str, ...]] | None:
    """Names people by their numbers; returns the numbers of which no person can be named, too."""
    async with store.effect(act) as tx:
        row = await _locked(tx.session, draft, act.person)
        group = await _group(tx.session, row, act.person, now=act.now, zone=zone)
        if row is None or group is None or row.sent_at is not None:
            return None
        found = await by_nip(tx.session, group, nips)
        before = from_json(row.content)
        new = [who for who in found.values() if who not in before.people]
        if tx.first and new:
            await _keep(tx, row, replace(before, people=(*before.people, *new)))
            row = await _locked(tx.session, draft, act.person)
        unknown = tuple(one for one in nips if one not in found)
        return await described(tx.session, row, group, now=act.now), unknown


async def set_person(
    store: Store, act: Act, draft: NominationDraftId, who: PersonId, *, on: bool, zone: str
) -> None:
    """Ticks a person whom the office may name, or takes the tick away."""
    async with store.effect(act) as tx:
        row = await _locked(tx.session, draft, act.person)
        group = await _group(tx.session, row, act.person, now=act.now, zone=zone)
        if row is None or group is None or row.sent_at is not None or not tx.first:
            return
        before = from_json(row.content)
        after = replace(before, people=before.with_person(who, on=on))
        if after != before and await reached(tx.session, group, who):
            await _keep(tx, row, after)


async def listed(
    store: Store,
    who: PersonId,
    draft: NominationDraftId,
    *,
    search: str,
    page: int,
    now: datetime,
    zone: str,
) -> tuple[NominationDraft, Page[Nominee]] | None:
    """The draft, and one page of the people who can be named."""
    async with store.read() as session:
        row = await _row(session, draft)
        group = await _group(session, row, who, now=now, zone=zone)
        if row is None or group is None or row.sent_at is not None:
            return None
        chosen = from_json(row.content)
        people = await nominees(session, group, chosen, search=search, page=page)
        return await described(session, row, group, now=now), people


async def of_draft(
    session: Transaction, draft: NominationDraftId, who: PersonId, *, now: datetime, zone: str
) -> tuple[Any, Candidates | None]:
    """The locked row of a person's draft, and whom the person may name with it now."""
    row = await _locked(session, draft, who)
    return row, await _group(session, row, who, now=now, zone=zone)


def to_json(chosen: Chosen) -> dict[str, Any]:
    """The content of a draft as it is stored."""
    return {
        "audience": chosen.audience.to_facts(),
        "people": list(chosen.people),
        "until": chosen.until.isoformat() if chosen.until else None,
        "reason": chosen.reason,
    }


def from_json(content: Any) -> Chosen:
    """What `to_json` wrote."""
    until = content.get("until")
    return Chosen(
        audience=Audience.from_facts(content["audience"]),
        people=tuple(PersonId(one) for one in content["people"]),
        until=datetime.fromisoformat(until) if until else None,
        reason=content.get("reason"),
    )


async def _row(session: Transaction, draft: NominationDraftId) -> Any:
    query = select(nomination_draft).where(nomination_draft.c.id == draft)
    return (await session.execute(query)).one_or_none()


async def _locked(session: Transaction, draft: NominationDraftId, who: PersonId) -> Any:
    d = nomination_draft.c
    query = select(nomination_draft).where(d.id == draft, d.author_id == who).with_for_update()
    return (await session.execute(query)).one_or_none()


async def _group(
    session: Transaction, row: Any, who: PersonId, *, now: datetime, zone: str
) -> Candidates | None:
    if row is None or row.author_id != who:
        return None
    mine = await reach(session, who, NominatedBy(row.office), now=now, zone=zone)
    there = await standing.read_offering(session, OfferingId(row.offering_id))
    return Candidates(there, mine) if mine is not None and there is not None else None


async def _keep(tx: Effect, row: Any, chosen: Chosen) -> None:
    values = {"content": to_json(chosen), "revision": row.revision + 1}
    this = nomination_draft.c.id == row.id
    await tx.session.execute(
        update(nomination_draft).where(this).values(changed_at=tx.act.now, **values)
    )


async def described(
    session: Transaction, row: Any, group: Candidates, *, now: datetime
) -> NominationDraft:
    """The draft of a row, with the figures of today."""
    there, mine = group.offering, group.reach
    chosen = from_json(row.content)
    weighed, _ = await weigh(session, group, chosen)
    return NominationDraft(
        id=NominationDraftId(row.id),
        offering=there,
        office=mine.office,
        post=mine.post,
        chosen=chosen,
        weighed=weighed,
        related=await group.count_related(session),
        until=await due(session, there, chosen, now=now),
        revision=row.revision,
        named=await group.count_named(session),
    )


async def due(
    session: Transaction, there: Offering, chosen: Chosen, *, now: datetime
) -> datetime | None:
    """When the answer is due: as chosen while that is ahead, else as usual."""
    if chosen.until is not None and now < chosen.until < there.starts_at:
        return chosen.until
    free = await sessions.holidays(session)
    return usual_deadline(now, there.starts_at, there.timezone, free)
