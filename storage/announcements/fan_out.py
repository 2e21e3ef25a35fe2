"""Turns one announcement into an outbox row per person: started, written in chunks, stopped.

Every step can be repeated: after a crash at any moment the next tick goes on.
"""

from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Text, and_, case, cast, literal, select, update
from sqlalchemy.exc import DBAPIError

from domain.act import Act
from domain.announcements.announced import (
    LATEST,
    Announcement,
    AnnouncementState,
    Draft,
    HoldReason,
)
from domain.ids import AnnouncementId
from domain.outbox.messages import BLOCKED, NOT_LINKED, MessageKind, Priority
from domain.outbox.messages import MessageState as Fate
from storage.accounts.tables import link
from storage.announcements import checking
from storage.announcements.audiences import belongs
from storage.announcements.reading import draft_of, fresh_draft, load, lock, previewed
from storage.announcements.tables import announcement
from storage.database.columns import Json, Utc
from storage.database.store import Store, Transaction, insert_for
from storage.outbox import messages
from storage.outbox.officers import officers, tell_officers
from storage.outbox.tables import message
from storage.people import audit
from storage.people.actors import linked
from storage.people.tables import person

KIND = MessageKind.ANNOUNCEMENT
CHUNK = 1000
POURING = (AnnouncementState.SENDING.value, AnnouncementState.STOPPED.value)


async def start(
    store: Store,
    act: Act,
    announcement_id: AnnouncementId,
    *,
    revision: int,
    place: tuple[int, int] | None,
    in_quiet: bool,
    zone: str,
) -> Draft | None:
    """Starts sending now, unless it differs from what was previewed (`stale`).

    `place`: chat and id of the message that shows the progress.
    """
    async with store.effect(act) as tx:
        draft = await fresh_draft(tx.session, announcement_id, revision=revision)
        if not tx.first or draft is None or draft.stale or not draft.announcement.unsent:
            return draft
        if await checking.needed(tx.session, draft, by=act.person, now=act.now, zone=zone):
            await checking.hold(tx.session, announcement_id, by=act.person, at=None, now=act.now)
            return await draft_of(tx.session, announcement_id)
        chat, number = place or (None, None)
        await _begin(
            tx.session,
            announcement_id,
            now=act.now,
            real_now=act.real_now,
            in_quiet=in_quiet,
            author_id=act.person,
            progress_chat_id=chat,
            progress_message_id=number,
        )
        await audit.record(
            tx.session, "announcement_sent", actor=act.person, about=announcement_id, at=act.now
        )
        begun = await load(tx.session, announcement_id)
        return Draft(begun, draft.seen) if begun else None


async def start_due(store: Store, *, now: datetime, real_now: datetime, zone: str) -> int:
    """Starts the announcements that are due; each author gets a message with the progress.

    One that is much too late, or whose author is no HR officer any more, is held: all HR officers
    are asked what is to become of it.
    """
    async with store.write() as session:
        of_an_officer = announcement.c.author_id.in_(officers()).label("of_an_officer")
        due = await session.execute(
            select(
                announcement.c.id,
                announcement.c.author_id,
                announcement.c.scheduled_for,
                of_an_officer,
            )
            .where(
                announcement.c.state == AnnouncementState.SCHEDULED.value,
                announcement.c.scheduled_for <= now,
            )
            .with_for_update()
        )
        rows = due.all()
        for row in rows:
            late = now - row.scheduled_for > LATEST
            if late or not row.of_an_officer:
                await _hold(session, row, HoldReason.LATE if late else HoldReason.AUTHOR, now=now)
                continue
            draft = await draft_of(session, row.id)
            if draft is None:
                continue
            author = row.author_id
            if await checking.needed(session, draft, by=author, now=now, zone=zone):
                # It was scheduled before the office set the size, or for fewer people.
                at = row.scheduled_for
                await checking.hold(session, row.id, by=author, at=at, now=now)
                continue
            await previewed(session, row.id, draft.seen.count)
            await _begin(session, row.id, now=now, real_now=real_now, in_quiet=False)
            await messages.promise(
                session,
                MessageKind.ANNOUNCEMENT_PROGRESS,
                to=row.author_id,
                facts={"announcement": row.id},
                once=progress_key(row.id),
                now=now,
            )
        return len(rows)


async def _hold(session: Transaction, row: Any, why: HoldReason, *, now: datetime) -> None:
    await set_values(session, row.id, state=AnnouncementState.DRAFT.value, held=why.value)
    await tell_officers(
        session,
        MessageKind.ANNOUNCEMENT_HELD,
        facts={"announcement": row.id},
        once=f"announce.held:{row.id}:{row.scheduled_for.isoformat()}",
        now=now,
    )


async def pour(
    store: Store, announcement_id: AnnouncementId, *, now: datetime, real_now: datetime
) -> bool:
    """Writes the rows of the next chunk of people; True while there may be more.

    For a stopped announcement it writes cancelled rows, so that the report names all people.
    """
    async with store.write() as session:
        row = await lock(session, announcement_id)
        if row is None or row.state not in POURING or row.fanned_out:
            return False
        found = await load(session, announcement_id)
        if found is None:
            return False
        people = await session.execute(
            select(person.c.id)
            .where(belongs(found.audience, about=found.offering_id))
            .where(person.c.id > (row.fanned_out_to or 0))
            .order_by(person.c.id)
            .limit(CHUNK)
        )
        ids = list(people.scalars())
        if ids:
            await session.execute(_rows(session, found, ids, now=now, real_now=real_now))
        more = len(ids) == CHUNK
        values = {"fanned_out": not more} | ({"fanned_out_to": ids[-1]} if ids else {})
        await set_values(session, announcement_id, **values)
    if not more and row.fanned_out_to is not None:
        await _many_were_written(store)
    return more


async def _many_were_written(store: Store) -> None:
    """Updates PostgreSQL's statistics of messages that wait.

    Until its own analysis, which runs once a tenth of the table is new, PostgreSQL would assume
    a handful of them, and choose a plan that reads all at each query.
    """
    if store.is_sqlite:
        return
    with suppress(DBAPIError):
        async with store.single() as session:
            await session.exec_driver_sql("ANALYZE message")


async def stop(store: Store, act: Act, announcement_id: AnnouncementId) -> Announcement | None:
    """Stops a broadcast: cancels the unsent messages; those being sent now are completed."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, announcement_id)
        if tx.first and row is not None and row.state == AnnouncementState.SENDING.value:
            await set_values(tx.session, announcement_id, state=AnnouncementState.STOPPED.value)
            await cancel_unsent(tx.session, announcement_id, KIND, real_now=act.real_now)
            await audit.record(
                tx.session,
                "announcement_stopped",
                actor=act.person,
                about=announcement_id,
                at=act.now,
            )
        return await load(tx.session, announcement_id)


def progress_key(announcement_id: AnnouncementId) -> str:
    """The dedupe key of the message that shows the progress of a scheduled announcement."""
    return f"announce.progress:{announcement_id}"


async def cancel_unsent(
    session: Transaction, announcement_id: AnnouncementId, kind: MessageKind, *, real_now: datetime
) -> None:
    await session.execute(
        update(message)
        .where(unsent_rows(announcement_id, kind))
        .values(state=Fate.CANCELLED.value, settled_at=real_now)
    )


def unsent_rows(announcement_id: AnnouncementId, kind: MessageKind) -> Any:
    return and_(
        message.c.announcement_id == announcement_id,
        message.c.kind == kind,
        message.c.state == Fate.DUE.value,
    )


async def _begin(
    session: Transaction,
    announcement_id: AnnouncementId,
    *,
    now: datetime,
    real_now: datetime,
    **values: Any,
) -> None:
    await set_values(
        session,
        announcement_id,
        state=AnnouncementState.SENDING.value,
        sent_at=now,
        started_at=real_now,
        held=None,
        **values,
    )


async def set_values(session: Transaction, announcement_id: AnnouncementId, **values: Any) -> None:
    await session.execute(
        update(announcement).where(announcement.c.id == announcement_id).values(**values)
    )


def _rows(
    session: Transaction,
    found: Announcement,
    people: list[int],
    *,
    now: datetime,
    real_now: datetime,
) -> Any:
    # People who cannot be reached get a settled row at once, so that the report counts them.
    unlinked, blocked = link.c.person_id.is_(None), link.c.unreachable_at.is_not(None)
    lost = unlinked | blocked
    sending = found.state is AnnouncementState.SENDING
    unsent = Fate.DUE if sending else Fate.CANCELLED
    about = {} if found.offering_id is None else {"offering": found.offering_id}
    columns = {
        "kind": literal(KIND.value),
        "person_id": person.c.id,
        "facts": literal({"announcement": found.id, **about}, Json),
        "dedupe_key": literal(f"announce:{found.id}:") + cast(person.c.id, Text),
        "priority": literal(int(Priority.BULK)),
        "not_before": literal(now, Utc),
        "state": case((lost, Fate.UNREACHABLE.value), else_=unsent.value),
        "error": case((unlinked, NOT_LINKED), (blocked, BLOCKED)),
        "settled_at": case((lost | literal(not sending), literal(real_now, Utc))),
        "announcement_id": literal(found.id),
        "created_at": literal(now, Utc),
    }
    chosen = (
        select(*columns.values())
        .select_from(person.outerjoin(link, linked(person.c.id)))
        .where(person.c.id.in_(people))
        .order_by(person.c.id)
    )
    return insert_for(session, message).from_select(list(columns), chosen).on_conflict_do_nothing()
