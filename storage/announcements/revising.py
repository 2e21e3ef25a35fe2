"""Changes a scheduled announcement in a copy: it is sent as it stands until that is saved."""

from typing import Any

from sqlalchemy import select, update

from domain.act import Act
from domain.announcements.announced import AnnouncementState, Draft
from domain.ids import AnnouncementId
from storage.announcements import checking
from storage.announcements.reading import draft_of, fresh_draft, lock
from storage.announcements.tables import announcement
from storage.database.store import Store, Transaction
from storage.people import audit

CONTENT = (
    announcement.c.offering_id,
    announcement.c.text,
    announcement.c.entities,
    announcement.c.photo,
    announcement.c.document,
    announcement.c.audience,
    announcement.c.previewed,
)
"""What a copy has of the announcement, and gives back to it."""


async def copy(store: Store, act: Act, announcement_id: AnnouncementId) -> AnnouncementId | None:
    """The officer's copy of a scheduled announcement, made if there is none; else None."""
    async with store.effect(act) as tx:
        session = tx.session
        row = await lock(session, announcement_id)
        if row is None or row.state != AnnouncementState.SCHEDULED.value:
            return None
        mine = select(announcement.c.id).where(
            *_copies(announcement_id), announcement.c.author_id == act.person
        )
        if not tx.first or (await session.execute(mine)).first() is not None:
            return (await session.execute(mine.limit(1))).scalar_one_or_none()
        made = await session.execute(
            announcement.insert()
            .values(
                **_content(row),
                author_id=act.person,
                state=AnnouncementState.DRAFT.value,
                replaces=announcement_id,
                created_at=act.now,
            )
            .returning(announcement.c.id)
        )
        return AnnouncementId(made.scalar_one())


async def save(
    store: Store, act: Act, copy_id: AnnouncementId, *, revision: int, zone: str
) -> Draft | None:
    """Gives the scheduled announcement what its copy has; returns the announcement.

    The copy itself if it is not the one previewed (`stale`). If the announcement is not scheduled
    any more, it is not changed, and the copy becomes a draft of its own.
    """
    async with store.effect(act) as tx:
        session = tx.session
        row = await lock(session, copy_id)
        if row is None or row.replaces is None:
            return None
        original = await lock(session, row.replaces)
        is_copy = row.state == AnnouncementState.DRAFT.value
        if not tx.first or not is_copy or original is None:
            return await draft_of(session, row.replaces)
        if original.state != AnnouncementState.SCHEDULED.value:
            await _set(session, announcement.c.id == copy_id, replaces=None)
            return await draft_of(session, row.replaces)
        draft = await fresh_draft(session, copy_id, revision=revision)
        if draft is None or draft.stale:
            return draft
        await _set(
            session,
            announcement.c.id == row.replaces,
            **_content(row),
            revision=original.revision + 1,
            author_id=act.person,
            checked=False,
        )
        await _cancel_copies(session, row.replaces)
        await audit.record(
            session, "announcement_changed", actor=act.person, about=row.replaces, at=act.now
        )
        changed = await draft_of(session, row.replaces)
        if changed is not None and await checking.needed(
            session, changed, by=act.person, now=act.now, zone=zone
        ):
            at = original.scheduled_for
            await checking.hold(session, row.replaces, by=act.person, at=at, now=act.now)
            return await draft_of(session, row.replaces)
        return changed


def _copies(announcement_id: Any) -> tuple[Any, ...]:
    """SQL: the open copies of an announcement."""
    return (
        announcement.c.replaces == announcement_id,
        announcement.c.state == AnnouncementState.DRAFT.value,
    )


async def _cancel_copies(session: Transaction, announcement_id: Any) -> None:
    cancelled = update(announcement).where(*_copies(announcement_id))
    await session.execute(cancelled.values(state=AnnouncementState.CANCELLED.value))


def _content(row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in CONTENT}


async def _set(session: Transaction, which: Any, **values: Any) -> None:
    await session.execute(update(announcement).where(which).values(**values))
