"""A broadcast while it is sent: its progress, its pause in quiet hours, its end, its counts."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, select, update

from domain.announcements.announced import Announcement, AnnouncementState
from domain.announcements.broadcast import (
    RECENT_SECONDS,
    BroadcastTally,
    Unreached,
    UnreachedReason,
)
from domain.ids import AnnouncementId
from domain.outbox.messages import NO_LONGER_RELEVANT, NOT_LINKED, MessageKind
from domain.outbox.messages import MessageState as Fate
from storage.accounts.tables import link
from storage.announcements.fan_out import (
    KIND,
    cancel_unsent,
    progress_key,
    set_values,
    unsent_rows,
)
from storage.announcements.reading import load, load_where, lock
from storage.announcements.tables import announcement
from storage.database.store import Store, Transaction
from storage.outbox import messages
from storage.outbox.officers import officers, tell_officers
from storage.outbox.tables import message
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit

OPEN = (Fate.DUE.value, Fate.SENDING.value)


async def hold(
    store: Store, announcement_id: AnnouncementId, *, until: datetime, now: datetime
) -> None:
    """Puts off the unsent messages of a broadcast until quiet hours end."""
    async with store.write() as session:
        await session.execute(
            update(message)
            .where(unsent_rows(announcement_id, KIND), message.c.not_before <= now)
            .values(not_before=until)
        )


async def watched(store: Store) -> list[Announcement]:
    """Announcements that are being sent, or have ended without a report to HR yet."""
    async with store.read() as session:
        sending = announcement.c.state == AnnouncementState.SENDING.value
        ended = announcement.c.state.in_(
            (AnnouncementState.DONE.value, AnnouncementState.STOPPED.value)
        )
        return await load_where(
            session, sending | and_(ended, announcement.c.reported_at.is_(None))
        )


async def finish(
    store: Store, announcement_id: AnnouncementId, *, real_now: datetime
) -> Announcement | None:
    """Ends a broadcast once all its messages are settled; returns the announcement."""
    async with store.write() as session:
        row = await lock(session, announcement_id)
        if row is None or row.finished_at is not None or not row.fanned_out:
            return await load(session, announcement_id)
        if row.state == AnnouncementState.STOPPED.value:
            # A message that was being sent may be due for another try now.
            await cancel_unsent(session, announcement_id, KIND, real_now=real_now)
        open_rows = select(message.c.id).where(
            message.c.announcement_id == announcement_id,
            message.c.kind == KIND,
            message.c.state.in_((Fate.DUE.value, Fate.SENDING.value)),
        )
        if (await session.execute(open_rows.limit(1))).first() is None:
            state = (
                AnnouncementState.STOPPED
                if row.state == AnnouncementState.STOPPED.value
                else AnnouncementState.DONE
            )
            await set_values(session, announcement_id, state=state.value, finished_at=real_now)
        return await load(session, announcement_id)


async def tally(
    store: Store, announcement_id: AnnouncementId, *, real_now: datetime
) -> BroadcastTally:
    """Counts the messages of an announcement by their state so far."""
    state, error = message.c.state, message.c.error
    unreachable = state == Fate.UNREACHABLE.value
    unlinked = and_(unreachable, error == NOT_LINKED)
    recently = message.c.settled_at > real_now - timedelta(seconds=RECENT_SECONDS)
    closed = and_(state == Fate.DROPPED.value, error == NO_LONGER_RELEVANT)
    failed = and_(
        state.in_((Fate.PARKED.value, Fate.EXPIRED.value, Fate.DROPPED.value)),
        func.coalesce(error, "") != NO_LONGER_RELEVANT,
    )
    query = select(
        func.count().label("total"),
        _sum(state.in_(OPEN)).label("waiting"),
        _sum(state == Fate.SENT.value).label("sent"),
        _sum(and_(state == Fate.SENT.value, message.c.uncertain)).label("maybe_twice"),
        _sum(state == Fate.UNKNOWN.value).label("uncertain"),
        _sum(failed).label("failed"),
        _sum(closed).label("closed"),
        _sum(and_(unreachable, error != NOT_LINKED)).label("blocked"),
        _sum(unlinked).label("unlinked"),
        _sum(state == Fate.CANCELLED.value).label("cancelled"),
        _sum(and_(state == Fate.SENT.value, recently)).label("recent"),
    ).where(message.c.announcement_id == announcement_id, message.c.kind == KIND)
    async with store.read() as session:
        row = (await session.execute(query)).one()
    return BroadcastTally(**row._mapping)


async def unreached(store: Store, announcement_id: AnnouncementId) -> list[Unreached]:
    """The people who did not get the announcement, each with the reason."""
    query = (
        select(
            person.c.nip,
            *NAME_COLUMNS,
            person.c.position_title,
            unit.c.name.label("unit"),
            message.c.state,
            message.c.error,
        )
        .join(person, person.c.id == message.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(message.c.announcement_id == announcement_id, message.c.kind == KIND)
        .where(message.c.state.not_in((*OPEN, Fate.SENT.value)))
        .order_by(unit.c.name, person.c.name, person.c.id)
    )
    async with store.read() as session:
        return [
            Unreached(
                nip=row.nip,
                name=name_of(row),
                position=row.position_title,
                unit=row.unit,
                reason=_reason(row.state, row.error),
            )
            for row in await session.execute(query)
        ]


async def place(store: Store, found: Announcement) -> tuple[tuple[int, int] | None, str | None]:
    """Chat and id of the message that shows the progress, and the language of its reader."""
    at = (found.chat_id, found.message_id)
    async with store.read() as session:
        if None in at:
            row = (
                await session.execute(
                    select(message.c.sent_chat_id, message.c.telegram_message_id).where(
                        message.c.dedupe_key == progress_key(found.id),
                        message.c.state == Fate.SENT.value,
                    )
                )
            ).one_or_none()
            at = (row[0], row[1]) if row is not None else (None, None)
        language = await session.execute(
            select(link.c.language).where(link.c.telegram_id == at[0])
        )
        chat, number = at
        known = (chat, number) if chat is not None and number is not None else None
        return known, language.scalar_one_or_none()


async def watch_in(store: Store, announcement_id: AnnouncementId, here: tuple[int, int]) -> None:
    """Makes this message the one that shows the progress and the final report."""
    chat, number = here
    async with store.write() as session:
        await set_values(
            session,
            announcement_id,
            progress_chat_id=chat,
            progress_message_id=number,
            reported_at=None,
        )


async def reported(
    store: Store, found: Announcement, *, anew: bool, now: datetime, real_now: datetime
) -> None:
    """Notes that HR has seen the final report: the progress is not edited any more.

    `anew`: there was no message to edit, so the report is promised to the author as a new one,
    to all HR officers if the author is none any more; except where the progress message of a
    scheduled announcement is still to be sent.
    """
    async with store.write() as session:
        coming = await session.execute(
            select(message.c.id).where(
                message.c.dedupe_key == progress_key(found.id), message.c.state.in_(OPEN)
            )
        )
        if anew and coming.first() is None:
            await _promise_report(session, found, now=now)
        await set_values(session, found.id, reported_at=real_now)


async def _promise_report(session: Transaction, found: Announcement, *, now: datetime) -> None:
    kind, facts = MessageKind.ANNOUNCEMENT_PROGRESS, {"announcement": found.id}
    once = f"announce.report:{found.id}:{found.revision}:{found.follow_up}"
    if found.author_id in set((await session.execute(officers())).scalars()):
        await messages.promise(session, kind, to=found.author_id, facts=facts, once=once, now=now)
    else:
        await tell_officers(session, kind, facts=facts, once=once, now=now)


def _sum(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _reason(state: str, error: str | None) -> UnreachedReason:
    match state:
        case Fate.UNREACHABLE.value:
            return UnreachedReason.UNLINKED if error == NOT_LINKED else UnreachedReason.BLOCKED
        case Fate.UNKNOWN.value:
            return UnreachedReason.UNCERTAIN
        case Fate.CANCELLED.value:
            return UnreachedReason.STOPPED
        case Fate.DROPPED.value if error == NO_LONGER_RELEVANT:
            return UnreachedReason.CLOSED
    return UnreachedReason.FAILED
