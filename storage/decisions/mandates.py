"""Mandates: who acts for a post, set by HR in the chat or by a file."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, insert, or_, select, union, update

from domain.act import Act
from domain.decisions.mandates import Mandate, NewMandate, Post
from domain.decisions.states import MandateKind
from domain.ids import MandateId, PersonId, PositionId, UnitId
from domain.lists import PAGE, Page, kept_within
from domain.outbox.messages import MessageKind
from storage.database.store import Store, Transaction
from storage.decisions.tables import mandate
from storage.outbox.messages import promise
from storage.people import audit
from storage.people.revision import lock_revision
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, position, superior, unit

_DAY = timedelta(days=1)
_MOST_WORDS = 8


async def listed(store: Store, *, today: date, page: int) -> tuple[Page[Mandate], int]:
    """The mandates that hold or will begin, the first to end first; and how many hold today."""
    coming = (mandate.c.ended_at.is_(None), mandate.c.until >= today)
    counted = select(func.count()).select_from(mandate).where(*coming)
    async with store.read() as session:
        total = (await session.execute(counted)).scalar_one()
        holding = (await session.execute(counted.where(mandate.c.since <= today))).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            _mandates()
            .where(*coming)
            .order_by(mandate.c.until, mandate.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(map(_mandate, rows)), number, total), holding


async def one(store: Store, number: MandateId) -> Mandate | None:
    """One mandate."""
    async with store.read() as session:
        row = (await session.execute(_mandates().where(mandate.c.id == number))).one_or_none()
    return _mandate(row) if row is not None else None


async def of_post(store: Store, post: Post, *, since: date) -> tuple[Mandate, ...]:
    """The mandates for a post that are not over before a day."""
    async with store.read() as session:
        query = _mandates().where(
            _same_post(post.position, post.unit),
            mandate.c.ended_at.is_(None),
            mandate.c.until >= since,
        )
        return tuple(map(_mandate, await session.execute(query.order_by(mandate.c.id))))


async def held_by(session: Transaction, holder: PersonId, *, today: date) -> tuple[Mandate, ...]:
    """The mandates of a person that hold or will begin."""
    query = _mandates().where(
        mandate.c.holder_id == holder,
        mandate.c.ended_at.is_(None),
        mandate.c.until >= today,
    )
    return tuple(map(_mandate, await session.execute(query.order_by(mandate.c.since))))


async def posts(store: Store, text: str, *, page: int) -> Page[Post]:
    """Posts whose title or unit has every word; those above other people come first."""
    words = [word.strip(",;.") for word in text.split()[:_MOST_WORDS]]
    wanted = [
        or_(
            *(column.icontains(word, autoescape=True) for column in (position.c.name, unit.c.name))
        )
        for word in words
        if word
    ]
    known = union(
        select(person.c.position_id, person.c.unit_id).where(person.c.position_id.is_not(None)),
        select(superior.c.position_id, superior.c.unit_id).where(
            superior.c.position_id.is_not(None)
        ),
    ).subquery()
    there = known.join(position, position.c.id == known.c.position_id).outerjoin(
        unit, unit.c.id == known.c.unit_id
    )
    leads = (
        select(superior.c.id)
        .where(
            superior.c.position_id == known.c.position_id,
            superior.c.unit_id.is_not_distinct_from(known.c.unit_id),
        )
        .exists()
    )
    async with store.read() as session:
        counted = select(func.count()).select_from(there).where(*wanted)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(known, position.c.name, unit.c.name.label("unit_name"))
            .select_from(there)
            .where(*wanted)
            .order_by(leads.desc(), position.c.name, unit.c.name, known.c.unit_id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        found = tuple(
            Post(PositionId(row.position_id), row.unit_id, row.name, row.unit_name) for row in rows
        )
    return Page(found, number, total)


async def post(store: Store, number: PositionId, of: UnitId | None) -> Post | None:
    """One post with the names of those who hold it today; None if there is none."""
    held: tuple[Any, ...] = (person.c.position_id == number, person.c.active)
    if of is not None:
        held = (*held, person.c.unit_id == of)
    async with store.read() as session:
        title = select(position.c.name).where(position.c.id == number)
        named = (await session.execute(title)).scalar_one_or_none()
        place = (
            (
                await session.execute(select(unit.c.name).where(unit.c.id == of))
            ).scalar_one_or_none()
            if of is not None
            else None
        )
        if named is None or (of is not None and place is None):
            return None
        query = select(*NAME_COLUMNS).where(*held).order_by(person.c.name, person.c.id)
        holders = tuple(map(name_of, await session.execute(query.limit(PAGE))))
    return Post(number, of, named, place, holders)


async def add(store: Store, act: Act, new: NewMandate, *, zone: str) -> MandateId | None:
    """Sets a mandate; None if its holder has left service.

    The same post, holder and first day are one mandate: it is changed, and holds again.
    """
    async with store.effect(act) as tx:
        session = tx.session
        await lock_revision(session)
        there = (await session.execute(select(mandate).where(*_same(new)))).one_or_none()
        if not tx.first:
            return MandateId(there.id) if there is not None else None
        in_service = select(person.c.id).where(person.c.id == new.holder, person.c.active)
        if (await session.execute(in_service)).one_or_none() is None:
            return None
        values = {
            "kind": new.kind.value,
            "until": new.until,
            "letter": new.letter,
            "set_by_id": act.by,
            "set_at": act.now,
            "ended_at": None,
        }
        if there is not None:
            number = MandateId(there.id)
            await session.execute(update(mandate).where(mandate.c.id == number).values(values))
        else:
            key = {
                "position_id": new.position,
                "unit_id": new.unit,
                "holder_id": new.holder,
                "since": new.since,
            }
            made = insert(mandate).values(**key, **values).returning(mandate.c.id)
            number = MandateId((await session.execute(made)).scalar_one())
        await announce(
            session,
            number,
            to=new.holder,
            since=new.since,
            until=new.until,
            zone=zone,
            now=act.now,
        )
        await audit.noted(tx, "mandates.set", about=new.holder)
        return number


async def end(store: Store, act: Act, number: MandateId, *, today: date) -> bool:
    """Ends a mandate before its last day; False if it was over already."""
    async with store.effect(act) as tx:
        await lock_revision(tx.session)
        query = select(mandate).where(mandate.c.id == number).with_for_update()
        row = (await tx.session.execute(query)).one_or_none()
        if row is None:
            return False
        if not tx.first or row.ended_at is not None or row.until < today:
            return not tx.first and row.ended_at is not None
        await tx.session.execute(
            update(mandate).where(mandate.c.id == number).values(ended_at=tx.act.now)
        )
        await audit.noted(tx, "mandates.ended", about=row.holder_id)
        return True


async def announce(
    session: Transaction,
    number: MandateId,
    *,
    to: PersonId,
    since: date,
    until: date,
    zone: str,
    now: datetime,
) -> None:
    """Promises the holder a message on the first day; none where the last day is over."""
    begins, over = (_midnight(day, zone) for day in (since, until + _DAY))
    if over <= now:
        return
    await promise(
        session,
        MessageKind.MANDATE_BEGUN,
        to=to,
        facts={"mandate": number},
        once=f"{MessageKind.MANDATE_BEGUN}:{number}",
        now=now,
        not_before=max(begins, now),
        not_after=over,
    )


def _mandates() -> Any:
    return (
        select(
            mandate,
            position.c.name.label("title"),
            unit.c.name.label("unit_name"),
            *NAME_COLUMNS,
        )
        .join(position, position.c.id == mandate.c.position_id)
        .join(person, person.c.id == mandate.c.holder_id)
        .outerjoin(unit, unit.c.id == mandate.c.unit_id)
    )


def _mandate(row: Any) -> Mandate:
    return Mandate(
        id=MandateId(row.id),
        kind=MandateKind(row.kind),
        position=PositionId(row.position_id),
        unit=row.unit_id,
        title=row.title,
        unit_name=row.unit_name,
        holder=PersonId(row.holder_id),
        name=name_of(row),
        since=row.since,
        until=row.until,
        letter=row.letter,
        ended=row.ended_at is not None,
    )


def _same_post(number: PositionId, of: UnitId | None) -> Any:
    """SQL: a mandate for this post; one without a unit is for the post in every unit."""
    if of is None:
        return mandate.c.position_id == number
    here = or_(mandate.c.unit_id == of, mandate.c.unit_id.is_(None))
    return and_(mandate.c.position_id == number, here)


def _same(new: NewMandate) -> Sequence[Any]:
    return (
        mandate.c.position_id == new.position,
        mandate.c.unit_id.is_not_distinct_from(new.unit),
        mandate.c.holder_id == new.holder,
        mandate.c.since == new.since,
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone))
