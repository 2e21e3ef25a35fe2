"""Drafts of announcements: the content, the audience, and the time of sending."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from domain.act import Act
from domain.announcements.announced import Announcement, AnnouncementState, Draft
from domain.announcements.audience import Audience
from domain.announcements.letter import Letter
from domain.ids import AnnouncementId, OfferingId, PersonId
from storage.announcements import checking
from storage.announcements.reading import (
    UNSENT,
    columns_of,
    draft_of,
    fresh_draft,
    load,
    lock,
    previewed,
)
from storage.announcements.tables import announcement
from storage.catalogue.tables import offering
from storage.database.store import Store, Transaction
from storage.people import audit
from storage.process.dialogues import close_asked


async def unfinished(store: Store, author: PersonId) -> AnnouncementId | None:
    """The newest draft of this author, which is not sent yet; None if there is none."""
    async with store.read() as session:
        return await _latest(session, author)


async def begin(store: Store, act: Act, *, offering_id: OfferingId) -> AnnouncementId | None:
    """Begins a draft about a training; cancels the author's older draft without text.

    None if there is no such training.
    """
    author = act.person
    async with store.effect(act) as tx:
        if not tx.first:
            return await _latest(tx.session, author)
        known = select(offering.c.id).where(offering.c.id == offering_id)
        if (await tx.session.execute(known)).scalar_one_or_none() is None:
            return None
        return await _new(tx.session, author, now=act.now, offering_id=offering_id)


async def keep_text(
    store: Store, act: Act, announcement_id: AnnouncementId | None, letter: Letter
) -> AnnouncementId | None:
    """Stores the free text of a new or changed draft, and closes the question for it."""
    author, now = act.person, act.now
    async with store.effect(act) as tx:
        if not tx.first:
            await close_asked(tx)
            return announcement_id or await _latest(tx.session, author)
        if announcement_id is None or not await _is_draft(tx.session, announcement_id):
            announcement_id = await _new(tx.session, author, now=now)
        await _change(tx.session, announcement_id, now=now, offering_id=None, **columns_of(letter))
        await close_asked(tx)
        return announcement_id


async def choose(
    store: Store, act: Act, announcement_id: AnnouncementId, change: Callable[[Audience], Audience]
) -> None:
    """Changes the audience; a choice states its result, so that repeating it changes nothing."""
    async with store.effect(act) as tx:
        if not tx.first:
            return
        row = await lock(tx.session, announcement_id)
        if row is None or row.state != AnnouncementState.DRAFT.value:
            return
        before = Audience.from_facts(row.audience)
        after = change(before)
        if after != before:
            await _change(tx.session, announcement_id, now=act.real_now, audience=after.to_facts())


async def look(store: Store, announcement_id: AnnouncementId) -> Draft | None:
    """Reads an announcement with its audience."""
    async with store.read() as session:
        return await draft_of(session, announcement_id)


async def preview(store: Store, announcement_id: AnnouncementId) -> Draft | None:
    """As `look`, and stores the figures shown, which sending compares with."""
    async with store.write() as session:
        draft = await draft_of(session, announcement_id)
        if draft is not None and draft.announcement.state.value in UNSENT:
            await previewed(session, announcement_id, draft.seen.count)
        return draft


async def schedule(
    store: Store,
    act: Act,
    announcement_id: AnnouncementId,
    *,
    at: datetime,
    revision: int | None,
    zone: str,
) -> Draft | None:
    """Schedules the announcement as previewed; `stale` where the figures changed since.

    One that is scheduled gets the new time, unless the button is older than its schedule.
    """
    async with store.effect(act) as tx:
        if not tx.first:
            await close_asked(tx)
            return await draft_of(tx.session, announcement_id)
        before = await load(tx.session, announcement_id)
        if before is not None and before.state is AnnouncementState.SCHEDULED:
            # Only its time changes; its figures need no second look.
            draft = await draft_of(tx.session, announcement_id)
            if revision not in (None, before.revision):
                await close_asked(tx)
                return draft
        else:
            draft = await fresh_draft(tx.session, announcement_id, revision=revision)
        if draft is None or not draft.announcement.unsent:
            await close_asked(tx)
            return draft
        if draft.stale:
            return draft
        if await checking.needed(tx.session, draft, by=act.person, now=act.now, zone=zone):
            await checking.hold(tx.session, announcement_id, by=act.person, at=at, now=act.now)
            await close_asked(tx)
            return await draft_of(tx.session, announcement_id)
        await tx.session.execute(
            update(announcement)
            .where(announcement.c.id == announcement_id)
            .values(
                state=AnnouncementState.SCHEDULED.value,
                scheduled_for=at,
                revision=announcement.c.revision + 1,
                author_id=act.person,
                held=None,
            )
        )
        await close_asked(tx)
        await audit.record(
            tx.session,
            "announcement_scheduled",
            actor=act.person,
            about=announcement_id,
            at=act.now,
        )
        return await draft_of(tx.session, announcement_id)


async def cancel(store: Store, act: Act, announcement_id: AnnouncementId) -> Announcement | None:
    """Cancels an announcement that has not been sent to any person yet."""
    async with store.effect(act) as tx:
        if tx.first:
            done = await tx.session.execute(
                update(announcement)
                .where(announcement.c.id == announcement_id, announcement.c.state.in_(UNSENT))
                .values(state=AnnouncementState.CANCELLED.value, scheduled_for=None, held=None)
            )
            if done.rowcount:
                await audit.record(
                    tx.session,
                    "announcement_cancelled",
                    actor=act.person,
                    about=announcement_id,
                    at=act.now,
                )
        return await load(tx.session, announcement_id)


async def _latest(session: Transaction, author: PersonId) -> AnnouncementId | None:
    query = select(func.max(announcement.c.id)).where(
        announcement.c.author_id == author,
        announcement.c.state == AnnouncementState.DRAFT.value,
        # A copy of a scheduled announcement counts once it was changed.
        or_(announcement.c.replaces.is_(None), announcement.c.revision > 0),
    )
    latest: AnnouncementId | None = (await session.execute(query)).scalar_one_or_none()
    return latest


async def _new(
    session: Transaction, author: PersonId, *, now: datetime, offering_id: OfferingId | None = None
) -> AnnouncementId:
    await session.execute(
        update(announcement)
        .where(
            announcement.c.author_id == author,
            announcement.c.state == AnnouncementState.DRAFT.value,
        )
        # A draft with text, or one that was scheduled, is kept.
        .where(announcement.c.text.is_(None), announcement.c.scheduled_for.is_(None))
        .values(state=AnnouncementState.CANCELLED.value)
    )
    made = await session.execute(
        announcement.insert()
        .values(
            author_id=author,
            offering_id=offering_id,
            audience={},
            state=AnnouncementState.DRAFT.value,
            created_at=now,
        )
        .returning(announcement.c.id)
    )
    return AnnouncementId(made.scalar_one())


async def _change(
    session: Transaction, announcement_id: Any, *, now: datetime, **values: Any
) -> None:
    # A changed draft counts as new, so that the pruning of old drafts keeps it.
    await session.execute(
        update(announcement)
        .where(announcement.c.id == announcement_id)
        .values(revision=announcement.c.revision + 1, created_at=now, checked=False, **values)
    )


async def _is_draft(session: Transaction, announcement_id: AnnouncementId) -> bool:
    row = await lock(session, announcement_id)
    return row is not None and row.state == AnnouncementState.DRAFT.value
