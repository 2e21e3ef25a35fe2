"""Failed tries to link: counted per account and day, and listed with the reason for HR."""

from datetime import date, datetime

from sqlalchemy import case, delete, func, select, update

from domain.accounts.failures import FailureReason
from domain.accounts.linking import TRIES_A_DAY
from domain.ids import FailureId, PersonId, TelegramId
from storage.accounts.tables import failed_link, link_attempt
from storage.database.store import Transaction, insert_for
from storage.people.tables import person


async def left(session: Transaction, telegram_id: TelegramId, day: date) -> int:
    """How many tries an account has left on a local day."""
    query = select(link_attempt.c.tries).where(
        link_attempt.c.telegram_id == telegram_id, link_attempt.c.day == day
    )
    used = (await session.execute(query)).scalar_one_or_none() or 0
    return max(0, TRIES_A_DAY - used)


async def without_code(session: Transaction, phone: str, day: date) -> int:
    """How often a number was tried with a missing or wrong code on a local day, by any account."""
    query = select(func.coalesce(func.sum(failed_link.c.tries), 0)).where(
        failed_link.c.phone == phone,
        failed_link.c.reason == FailureReason.CODE.value,
        failed_link.c.day == day,
    )
    return int((await session.execute(query)).scalar_one())


async def fail(
    session: Transaction,
    telegram_id: TelegramId,
    *,
    phone: str,
    reason: FailureReason,
    day: date,
    now: datetime,
) -> FailureId:
    """Counts a try and lists it for HR, once per account, number and reason."""
    one_more = insert_for(session, link_attempt).values(telegram_id=telegram_id, day=day, tries=1)
    await session.execute(
        one_more.on_conflict_do_update(
            index_elements=[link_attempt.c.telegram_id, link_attempt.c.day],
            set_={"tries": link_attempt.c.tries + 1},
        )
    )
    whose = await _whose(session, phone, reason)
    values = {"person_id": whose, "at": now, "settled_at": None, "day": day}
    noted = insert_for(session, failed_link).values(
        telegram_id=telegram_id, phone=phone, reason=reason.value, **values
    )
    today = case((failed_link.c.day == day, failed_link.c.tries + 1), else_=1)
    listed = await session.execute(
        noted.on_conflict_do_update(
            index_elements=[failed_link.c.telegram_id, failed_link.c.phone, failed_link.c.reason],
            set_={**values, "tries": today},
        ).returning(failed_link.c.id)
    )
    return FailureId(listed.scalar_one())


async def settle(session: Transaction, telegram_id: TelegramId, *, now: datetime) -> None:
    """Deletes the counter of an account that is linked now, and settles its failed tries."""
    await session.execute(delete(link_attempt).where(link_attempt.c.telegram_id == telegram_id))
    await session.execute(
        update(failed_link)
        .where(failed_link.c.telegram_id == telegram_id, failed_link.c.settled_at.is_(None))
        .values(settled_at=now)
    )


async def _whose(session: Transaction, phone: str, reason: FailureReason) -> PersonId | None:
    if reason not in (FailureReason.LINKED, FailureReason.INACTIVE, FailureReason.CODE):
        return None
    in_service = reason is not FailureReason.INACTIVE
    query = select(person.c.id).where(person.c.phone == phone, person.c.active == in_service)
    found = (await session.execute(query.order_by(person.c.id).limit(1))).scalar_one_or_none()
    return None if found is None else PersonId(found)
