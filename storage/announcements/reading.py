"""Reads announcements, the trainings that can be announced, and their details."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select, update

from domain.announcements.announced import (
    AnnouncedTraining,
    Announcement,
    AnnouncementState,
    Draft,
    FollowUp,
    HoldReason,
    Line,
    Opening,
)
from domain.announcements.audience import Audience, HeadCount
from domain.announcements.letter import Entity, Letter
from domain.ids import AnnouncementId, OfferingId
from domain.lists import PAGE, Page, kept_within
from domain.outbox.messages import NOT_LINKED, MessageKind
from domain.outbox.messages import MessageState as Fate
from domain.people.actors import full_name
from storage.announcements.audiences import read_seen
from storage.announcements.tables import announcement
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import competency
from storage.database.store import Store, Transaction
from storage.outbox.tables import message
from storage.people.tables import person
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment

UNSENT = (AnnouncementState.DRAFT.value, AnnouncementState.SCHEDULED.value)
LISTED = (
    AnnouncementState.CHECKING.value,
    AnnouncementState.SCHEDULED.value,
    AnnouncementState.SENDING.value,
    AnnouncementState.STOPPED.value,
    AnnouncementState.DONE.value,
)
_BEGINNING = 60
AUTHOR = (
    person.c.name.label("author_name"),
    person.c.title_before.label("author_before"),
    person.c.title_after.label("author_after"),
)


async def read(store: Store, announcement_id: AnnouncementId) -> Announcement | None:
    """One announcement in its present state."""
    async with store.read() as session:
        return await load(session, announcement_id)


async def subjects(store: Store, *, page: int, now: datetime) -> Page[AnnouncedTraining]:
    """Offerings that can be signed up for, soonest first."""
    is_open = (
        (offering.c.closes_at > now)
        & (offering.c.starts_at > now)
        & offering.c.called_off_at.is_(None)
    )
    taken = (
        select(func.count())
        .where(
            enrolment.c.offering_id == offering.c.id,
            is_seated(),
        )
        .scalar_subquery()
    )
    async with store.read() as session:
        counted = select(func.count()).select_from(offering).where(is_open)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(offering, training.c.title, taken.label("taken"))
            .join(training, training.c.id == offering.c.training_id)
            .where(is_open)
            .order_by(offering.c.starts_at, offering.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        found = [
            AnnouncedTraining(r.id, r.title, r.starts_at, r.timezone, max(0, r.quota - r.taken))
            for r in rows
        ]
    return Page(tuple(found), number, total)


async def opening(store: Store, offering_id: OfferingId) -> Opening | None:
    """The present details of an announced training."""
    async with store.read() as session:
        row = (
            await session.execute(
                select(offering, training.c.title, training.c.mode, training.c.hours)
                .join(training, training.c.id == offering.c.training_id)
                .where(offering.c.id == offering_id)
            )
        ).one_or_none()
        if row is None:
            return None
        names = await session.execute(
            select(competency.c.name)
            .join(training_competency, training_competency.c.competency_id == competency.c.id)
            .where(training_competency.c.training_id == row.training_id)
            .order_by(competency.c.name)
        )
        return Opening(
            offering_id=row.id,
            title=row.title,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            timezone=row.timezone,
            mode=row.mode,
            place=row.place,
            hours=row.hours,
            quota=row.quota,
            closes_at=row.closes_at,
            competencies=tuple(names.scalars()),
            off=row.called_off_at is not None,
        )


async def listed(store: Store, *, page: int) -> Page[Line]:
    """Announcements that are or were scheduled, are being sent or were sent, the latest first."""
    # One that is held stays in the list, and one that an older version took off its schedule.
    unscheduled = and_(
        announcement.c.state == AnnouncementState.DRAFT.value,
        announcement.c.scheduled_for.is_not(None),
    )
    shown = or_(announcement.c.state.in_(LISTED), unscheduled)
    sent = _messages(message.c.state == Fate.SENT.value)
    recipients = _messages(func.coalesce(message.c.error, "") != NOT_LINKED)
    at = case(
        (announcement.c.state.in_(UNSENT), announcement.c.scheduled_for),
        (
            announcement.c.state == AnnouncementState.CHECKING.value,
            func.coalesce(announcement.c.scheduled_for, announcement.c.created_at),
        ),
        else_=announcement.c.sent_at,
    )
    async with store.read() as session:
        counted = select(func.count()).select_from(announcement).where(shown)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(
                announcement,
                training.c.title,
                at.label("at"),
                sent.label("sent"),
                recipients.label("recipients"),
            )
            .outerjoin(offering, offering.c.id == announcement.c.offering_id)
            .outerjoin(training, training.c.id == offering.c.training_id)
            .where(shown)
            .order_by(at.desc(), announcement.c.id.desc())
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(_line(row) for row in rows), number, total)


async def fresh_draft(
    session: Transaction, announcement_id: AnnouncementId, *, revision: int | None = None
) -> Draft | None:
    """Locks an unsent announcement and reads it.

    `stale`, and its figures stored as previewed, where it differs from what the officer saw.
    """
    row = await lock(session, announcement_id)
    draft = await draft_of(session, announcement_id) if row is not None else None
    if draft is None or row.state not in UNSENT:
        return draft
    if not _outdated(draft) and revision in (None, row.revision):
        return draft
    await previewed(session, announcement_id, draft.seen.count)
    return replace(draft, stale=True)


async def previewed(
    session: Transaction, announcement_id: AnnouncementId, count: HeadCount
) -> None:
    facts = {"linked": count.linked, "unlinked": count.unlinked}
    await session.execute(
        update(announcement).where(announcement.c.id == announcement_id).values(previewed=facts)
    )


async def load(session: Transaction, announcement_id: AnnouncementId) -> Announcement | None:
    rows = await load_where(session, announcement.c.id == announcement_id)
    return rows[0] if rows else None


async def load_where(session: Transaction, condition: Any) -> list[Announcement]:
    rows = await session.execute(
        select(announcement, training.c.title, *AUTHOR)
        .join(person, person.c.id == announcement.c.author_id)
        .outerjoin(offering, offering.c.id == announcement.c.offering_id)
        .outerjoin(training, training.c.id == offering.c.training_id)
        .where(condition)
        .order_by(announcement.c.id)
    )
    return [_announcement(row) for row in rows]


async def draft_of(session: Transaction, announcement_id: AnnouncementId) -> Draft | None:
    found = await load(session, announcement_id)
    if found is None:
        return None
    return Draft(found, await read_seen(session, found.audience, about=found.offering_id))


async def lock(session: Transaction, announcement_id: AnnouncementId) -> Any:
    query = select(announcement).where(announcement.c.id == announcement_id).with_for_update()
    return (await session.execute(query)).one_or_none()


def _messages(which: Any) -> Any:
    """SQL: the number of messages of an announcement that meet a condition."""
    of_it = (
        message.c.announcement_id == announcement.c.id,
        message.c.kind == MessageKind.ANNOUNCEMENT,
    )
    return select(func.count()).where(*of_it, which).scalar_subquery()


def _outdated(draft: Draft) -> bool:
    shown = draft.announcement.previewed
    return shown is None or draft.seen.count.differs_from(shown)


def _announcement(row: Any) -> Announcement:
    return Announcement(
        id=row.id,
        author_id=row.author_id,
        author=full_name(row.author_before, row.author_name, row.author_after),
        offering_id=row.offering_id,
        title=row.title,
        letter=_letter(row),
        audience=Audience.from_facts(row.audience),
        state=AnnouncementState(row.state),
        revision=row.revision,
        previewed=HeadCount(**row.previewed) if row.previewed else None,
        scheduled_for=row.scheduled_for,
        replaces=row.replaces,
        held=HoldReason(row.held) if row.held else None,
        checked=row.checked,
        sent_at=row.sent_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        reported_at=row.reported_at,
        fanned_out=row.fanned_out,
        in_quiet=row.in_quiet,
        follow_up=FollowUp(row.follow_up) if row.follow_up else None,
        correction=_correction(row),
        chat_id=row.progress_chat_id,
        message_id=row.progress_message_id,
    )


def _letter(row: Any) -> Letter | None:
    if row.text is None:
        return None
    return Letter(row.text, _entities(row.entities), row.photo, row.document)


def _correction(row: Any) -> Letter | None:
    if row.correction is None:
        return None
    entities = _entities(row.correction_entities)
    return Letter(row.correction, entities, row.photo, row.document)


def columns_of(letter: Letter) -> dict[str, Any]:
    """The columns in which a letter is stored."""
    entities = None if letter.entities is None else list(letter.entities)
    return {
        "text": letter.text,
        "entities": entities,
        "photo": letter.photo,
        "document": letter.document,
    }


def _entities(stored: Any) -> tuple[Entity, ...] | None:
    return None if stored is None else tuple(stored)


def _line(row: Any) -> Line:
    letter = _letter(row)
    beginning = " ".join(letter.plain.split())[:_BEGINNING] if letter else ""
    # Until all rows are in the outbox, the count is that of the preview.
    foreseen = 0 if row.fanned_out or not row.previewed else row.previewed["linked"]
    return Line(
        row.id,
        row.title or beginning,
        AnnouncementState(row.state),
        row.at,
        row.sent,
        max(row.recipients, foreseen),
        taken_back=row.follow_up == FollowUp.DELETE.value,
    )
