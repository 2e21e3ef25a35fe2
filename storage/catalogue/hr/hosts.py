"""Who receives people at an offering (panitia): HR names a person, who answers."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, delete, func, select, update

from domain.act import Act
from domain.catalogue.runs import Host, HostedRun
from domain.ids import HostId, OfferingId, PersonId
from domain.lists import PAGE, Page, kept_within
from domain.outbox.messages import MessageKind
from storage.catalogue.tables import host, offering, training
from storage.database.store import Store, Transaction, insert_for
from storage.outbox.messages import promise
from storage.outbox.officers import tell_officers
from storage.people import audit
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats import participants, standing
from storage.seats.rows import OFFERING_COLUMNS, as_offering

LASTS = timedelta(days=14)
"""After the end of the offering, in which a host can still look at the list."""
MOST = 20
"""Hosts of one offering."""


def hosts_now(who: Any, since: Any) -> Any:
    """SQL: a person has agreed to receive people at an offering that ends after `since`."""
    return and_(
        host.c.person_id == who,
        host.c.willing.is_(True),
        offering.c.called_off_at.is_(None),
        offering.c.ends_at > since,
    )


async def named(store: Store, offering_id: OfferingId) -> tuple[Host, ...]:
    """The hosts of an offering, whatever they have answered."""
    async with store.read() as session:
        rows = await session.execute(
            _hosts().where(host.c.offering_id == offering_id).order_by(host.c.id).limit(MOST)
        )
        return tuple(_host(row) for row in rows)


async def one(store: Store, host_id: HostId) -> Host | None:
    """One host; None: taken off."""
    async with store.look() as session:
        return await _one(session, host_id)


async def add(store: Store, act: Act, offering_id: OfferingId, who: PersonId) -> bool:
    """Names a host and asks them; False: the offering is over, or has no room for more."""
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        there = await standing.lock(tx.session, offering_id)
        if not tx.first:
            return True
        if there is None or there.called_off or there.ends_at <= act.now:
            return False
        serving = select(person.c.id).where(person.c.id == who, person.c.active)
        if (await tx.session.execute(serving)).first() is None:
            return False
        count = select(func.count()).where(host.c.offering_id == offering_id)
        if (await tx.session.execute(count)).scalar_one() >= MOST:
            return False
        if await _name(tx.session, offering_id, who, by=act.by, now=act.now):
            await audit.noted(tx, "hosts.named", about=offering_id)
        return True


async def remove(store: Store, act: Act, host_id: HostId) -> OfferingId | None:
    """Takes a host off; returns the offering. None: is off already."""
    async with store.effect(act) as tx:
        found = await _one(tx.session, host_id)
        if found is None:
            return None
        if not tx.first:
            return found.offering.id
        await tx.session.execute(delete(host).where(host.c.id == host_id))
        await audit.noted(tx, "hosts.removed", about=found.offering.id)
        return found.offering.id


async def answer(store: Store, act: Act, host_id: HostId, *, willing: bool) -> Host | None:
    """Keeps the answer of the person who acts; HR hears of a refusal. None: no longer asked."""
    async with store.effect(act) as tx:
        found = await _one(tx.session, host_id)
        if found is None or found.person != act.person or not open_now(found, act.now):
            return None
        if not tx.first or found.willing is willing:
            return found
        this = host.c.id == host_id
        await tx.session.execute(update(host).where(this).values(willing=willing))
        if not willing:
            kind = MessageKind.HOST_DECLINED
            once = f"{kind}:{host_id}:{act.now.timestamp():.0f}"
            facts = {"host": host_id}
            await tell_officers(tx.session, kind, facts=facts, once=once, now=act.now)
        await audit.noted(tx, "hosts.answered", about=found.offering.id)
        return await _one(tx.session, host_id)


def open_now(found: Host, now: datetime) -> bool:
    """Whether a host can still answer."""
    there = found.offering
    return found.active and not there.called_off and there.ends_at > now


async def hosted(store: Store, who: PersonId, *, page: int, now: datetime) -> Page[Host]:
    """The offerings that a person hosts now, soonest first."""
    mine = hosts_now(who, now - LASTS)
    async with store.read() as session:
        counted = select(func.count()).select_from(host.join(offering)).where(mine)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            _hosts()
            .where(mine)
            .order_by(offering.c.starts_at, host.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(_host(row) for row in rows), number, total)


async def run(
    store: Store, who: PersonId, offering_id: OfferingId, *, page: int, now: datetime
) -> HostedRun | None:
    """The people with a seat in an offering that this person hosts now; None: hosts it not."""
    mine = and_(hosts_now(who, now - LASTS), host.c.offering_id == offering_id)
    async with store.read() as session:
        row = (await session.execute(_hosts().where(mine))).one_or_none()
        if row is None:
            return None
        people = await participants.seated(session, offering_id, page=page)
        return HostedRun(as_offering(row), people)


async def copy(
    session: Transaction,
    old: OfferingId,
    new: OfferingId,
    *,
    by: PersonId | None,
    now: datetime,
) -> None:
    """Asks those who have hosted an offering to host the copy of it."""
    query = (
        select(host.c.person_id)
        .join(person, person.c.id == host.c.person_id)
        .where(host.c.offering_id == old, person.c.active)
        .where(host.c.willing.is_not(False))
    )
    for who in (await session.execute(query)).scalars().all():
        await _name(session, new, PersonId(who), by=by, now=now)


async def _name(
    session: Transaction,
    offering_id: OfferingId,
    who: PersonId,
    *,
    by: PersonId | None,
    now: datetime,
) -> bool:
    values = {"offering_id": offering_id, "person_id": who, "named_by_id": by, "named_at": now}
    new = insert_for(session, host).values(values).on_conflict_do_nothing()
    made = (await session.execute(new.returning(host.c.id))).scalar_one_or_none()
    if made is None:
        return False
    kind = MessageKind.HOST
    await promise(session, kind, to=who, facts={"host": made}, once=f"{kind}:{made}", now=now)
    return True


async def _one(session: Transaction, host_id: HostId) -> Host | None:
    row = (await session.execute(_hosts().where(host.c.id == host_id))).one_or_none()
    return _host(row) if row is not None else None


def _hosts() -> Select[Any]:
    return (
        select(
            *OFFERING_COLUMNS,
            host.c.id.label("host_id"),
            *host.c["person_id", "willing"],
            *NAME_COLUMNS,
            *person.c["nip", "position_title", "active"],
        )
        .join(training, training.c.id == offering.c.training_id)
        .join(host, host.c.offering_id == offering.c.id)
        .join(person, person.c.id == host.c.person_id)
    )


def _host(row: Any) -> Host:
    return Host(
        id=HostId(row.host_id),
        person=PersonId(row.person_id),
        name=name_of(row),
        nip=row.nip,
        position=row.position_title,
        willing=row.willing,
        offering=as_offering(row),
        active=row.active,
    )
