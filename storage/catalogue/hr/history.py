"""Which officer changed what of an offering in the chat."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from domain.catalogue.changes import Change, ChangeEvent
from domain.ids import ChangeId, OfferingId, PersonId, TrainingId
from domain.lists import PAGE, Page, kept_within
from storage.catalogue.tables import offering, offering_change, training
from storage.database.columns import typed
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people.rows import NAME_COLUMNS
from storage.people.tables import person

_OF_TRAINING = ("hours", "title", "description", "kind", "mode")
_COLUMNS = {**{name: training.c[name] for name in _OF_TRAINING}, **offering.c}
AT_ONCE = 20
"""Changes that are looked through for the one that changed a column."""


async def begin(
    session: Transaction,
    offering_id: int,
    event: ChangeEvent,
    *,
    by: PersonId,
    at: datetime,
    tell_at: datetime | None,
) -> ChangeId:
    """Begins the record of a change, whose number its messages carry."""
    values: dict[str, Any] = {
        "offering_id": offering_id,
        "author_id": by,
        "event": event.value,
        "before": {},
        "after": {},
        "at": at,
        "tell_at": tell_at,
    }
    new = insert(offering_change).values(values).returning(offering_change.c.id)
    return ChangeId((await session.execute(new)).scalar_one())


async def finish(
    session: Transaction,
    change: ChangeId,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    tell_at: datetime | None,
) -> None:
    """Completes the record with what was changed."""
    this = offering_change.c.id == change
    values = {"before": before, "after": after, "tell_at": tell_at}
    await session.execute(update(offering_change).where(this).values(values))


async def of_training(
    session: Transaction,
    training_id: TrainingId,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    by: PersonId,
    at: datetime,
) -> None:
    """Keeps a change of a training with each of its offerings, which show the new value."""
    runs = select(offering.c.id).where(offering.c.training_id == training_id)
    values = {
        "author_id": by,
        "event": ChangeEvent.CHANGED.value,
        "before": before,
        "after": after,
        "at": at,
    }
    found = (await session.execute(runs.order_by(offering.c.id))).scalars().all()
    if found:
        rows = [{"offering_id": each, **values} for each in found]
        await session.execute(insert(offering_change), rows)


async def newest(session: Transaction, offering_id: OfferingId) -> Sequence[Any]:
    """The newest changes of an offering with the names of their officers, the latest first."""
    query = _named().where(offering_change.c.offering_id == offering_id).limit(AT_ONCE)
    return (await session.execute(query)).all()


async def newest_by(
    session: Transaction, offering_id: OfferingId, by: PersonId
) -> ChangeId | None:
    """The newest change of an offering, if this officer made it."""
    rows = await newest(session, offering_id)
    return rows[0].id if rows and rows[0].author_id == by else None


async def mine(store: Store, offering_id: OfferingId, by: PersonId) -> ChangeId | None:
    """The newest change of an offering, if this officer made it."""
    async with store.read() as session:
        return await newest_by(session, offering_id, by)


async def one(store: Store, change: ChangeId) -> Change | None:
    """One change."""
    async with store.read() as session:
        row = (await session.execute(_named().where(offering_change.c.id == change))).one_or_none()
        return as_change(row, await policies.dated(session)) if row is not None else None


async def listing(store: Store, offering_id: OfferingId, *, page: int) -> Page[Change]:
    """One page of the changes of an offering, the latest first."""
    of = offering_change.c.offering_id == offering_id
    async with store.read() as session:
        count = select(func.count()).select_from(offering_change).where(of)
        total = (await session.execute(count)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(_named().where(of).limit(PAGE).offset(number * PAGE))
        rules = await policies.dated(session)
        return Page(tuple(as_change(row, rules) for row in rows), number, total)


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a change as the tables hold them; what is kept beside them is left out."""
    return {name: typed(_COLUMNS[name], each) for name, each in values.items() if name in _COLUMNS}


def as_change(row: Any, rules: policies.DatedPolicies) -> Change:
    """A row of the history as the domain's dataclass."""
    return Change(
        id=ChangeId(row.id),
        offering_id=OfferingId(row.offering_id),
        event=ChangeEvent(row.event),
        before=kept(row.before) | _sessions(row.before, row),
        after=kept(row.after) | _sessions(row.after, row),
        at=row.at,
        by=row.name,
        tell_at=row.tell_at,
        undone=row.undone_at is not None,
        speakers=row.before.get("speakers", 0),
        # What held when it was made.
        undo_for=rules.on(row.at, row.timezone).undo_for,
    )


def _sessions(values: Mapping[str, Any], row: Any) -> dict[str, Any]:
    """The sessions that HR gave in this change; those that moved with the start are not named."""
    return {"sessions": values["sessions"]} if "sessions" in row.after else {}


def _named() -> Any:
    return (
        select(offering_change, offering.c.timezone, *NAME_COLUMNS)
        .join(offering, offering.c.id == offering_change.c.offering_id)
        .join(person, person.c.id == offering_change.c.author_id)
        .order_by(offering_change.c.id.desc())
    )
