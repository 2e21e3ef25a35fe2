"""Failed tries to link an account, as HR sees and settles them."""

from typing import Any

from sqlalchemy import Select, case, select, update

from domain.accounts.failures import Failure, FailureReason
from domain.act import Act
from domain.ids import FailureId
from domain.lists import PAGE, Page, kept_within
from storage.accounts.hr_links import release_link
from storage.accounts.tables import failed_link, link
from storage.database.store import Store, Transaction
from storage.desk.figures import _count
from storage.people import audit
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person


async def failures(store: Store, *, page: int) -> Page[Failure]:
    """Failed tries that HR has not settled, the latest first."""
    waiting = failed_link.c.settled_at.is_(None)
    async with store.read() as session:
        total = (await session.execute(select(_count(failed_link, waiting)))).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            _failures()
            .where(waiting)
            .order_by(failed_link.c.at.desc(), failed_link.c.id.desc())
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(_failure(row) for row in rows), number, total)


async def failure(store: Store, failure_id: FailureId) -> Failure | None:
    """One failed try as it stands now."""
    async with store.read() as session:
        return await _one_failure(session, failure_id)


async def release_failure(store: Store, act: Act, failure_id: FailureId) -> Failure | None:
    """Releases the old account of the person of a failed try, which settles the try."""
    async with store.effect(act, claim=False) as tx:
        found = await _one_failure(tx.session, failure_id)
        if found is None or found.person_id is None or found.reason is not FailureReason.LINKED:
            return found
        if await tx.claim():
            await release_link(tx.session, found.person_id, by=act.person, now=act.now)
        return await _one_failure(tx.session, failure_id)


async def settle_failure(store: Store, act: Act, failure_id: FailureId) -> None:
    """Marks a failed try as settled by this HR officer."""
    async with store.effect(act) as tx:
        if not tx.first:
            return
        done = await tx.session.execute(
            update(failed_link)
            .where(failed_link.c.id == failure_id, failed_link.c.settled_at.is_(None))
            .values(settled_at=act.now)
        )
        if done.rowcount:
            await audit.record(
                tx.session, "failure_settled", actor=act.person, about=failure_id, at=act.now
            )


def _failures() -> Select[Any]:
    # The person stored with the try; `_one_failure` adds the people who have the number now.
    return (
        select(
            failed_link,
            person.c.nip,
            *NAME_COLUMNS,
            case((link.c.released_at.is_(None), link.c.linked_at)).label("linked_at"),
        )
        .outerjoin(person, person.c.id == failed_link.c.person_id)
        .outerjoin(link, link.c.person_id == failed_link.c.person_id)
    )


async def _one_failure(session: Transaction, failure_id: FailureId) -> Failure | None:
    row = (await session.execute(_failures().where(failed_link.c.id == failure_id))).one_or_none()
    if row is None:
        return None
    sharing = await session.execute(
        select(person).where(person.c.phone == row.phone, person.c.active).order_by(person.c.name)
    )
    return _failure(row, sharers=tuple(name_of(other) for other in sharing))


def _failure(row: Any, *, sharers: tuple[str, ...] = ()) -> Failure:
    return Failure(
        id=row.id,
        phone=row.phone,
        reason=FailureReason(row.reason),
        at=row.at,
        person_id=row.person_id,
        name=name_of(row) if row.name is not None else None,
        nip=row.nip,
        sharers=sharers,
        linked_at=row.linked_at,
        settled=row.settled_at is not None,
    )
