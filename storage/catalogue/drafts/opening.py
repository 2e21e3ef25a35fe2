"""A draft becomes an offering that people can sign up for, and a draft again (Urungkan)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, literal, select, update

from domain.act import Act
from domain.announcements.announced import AnnouncementState
from domain.catalogue.changes import ChangeEvent
from domain.catalogue.making.drafts import DraftCard, NotTakenBack
from domain.catalogue.sessions import SessionPlan
from domain.ids import DraftId, OfferingId, TrainingId
from domain.imports.codes import made_code
from domain.seats.deciding import is_e_learning
from storage.announcements.tables import announcement
from storage.catalogue.drafts.content import from_json
from storage.catalogue.drafts.reading import card_of, label_of, named
from storage.catalogue.drafts.writing import keep, lock
from storage.catalogue.hr import hosts
from storage.catalogue.sessions import drop, holidays, write, write_usual
from storage.catalogue.tables import (
    offering,
    offering_change,
    offering_draft,
    speaker,
    training,
    training_competency,
    training_session,
)
from storage.database.columns import own_number
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people import audit
from storage.people.revision import bump_revision, lock_revision
from storage.seats.tables import enrolment

_UNSENT = (AnnouncementState.DRAFT.value, AnnouncementState.CANCELLED.value)


async def start_sign_up(
    store: Store, act: Act, draft_id: DraftId, *, revision: int
) -> DraftCard | None:
    """Makes an offering of the draft, if nothing is missing and it is as it was on the screen.

    The card says what became of it; None: the draft was deleted.
    """
    async with store.effect(act) as tx:
        row = await lock(tx.session, draft_id)
        card = await card_of(tx.session, draft_id) if row is not None else None
        if card is None or not tx.first or card.revision != revision:
            return card
        if card.offering is not None or not card.can_open(act.now):
            return card
        await _make(tx.session, act, card)
        return await card_of(tx.session, draft_id)


async def take_back(
    store: Store, act: Act, draft_id: DraftId, offering_id: OfferingId
) -> tuple[DraftCard | None, NotTakenBack | None]:
    """Makes a draft of the offering again, as long as no person has heard of it."""
    async with store.effect(act) as tx:
        # Before the offering: a file that is saved locks in this order.
        await lock_revision(tx.session)
        row = await lock(tx.session, draft_id)
        if row is None:
            return None, None
        refused = None
        if tx.first and row.offering_id == offering_id:
            refused = await _refusal(tx.session, row, now=act.now)
            if refused is None:
                await _unmake(tx.session, act, row)
        return await card_of(tx.session, draft_id), refused


async def _make(session: Transaction, act: Act, card: DraftCard) -> None:
    # First: it makes openings and imports come one after the other, so that no code and no number
    # is given twice. Searches then read the catalogue anew.
    await bump_revision(session)
    content = card.content
    training_id = content.training
    if training_id is None:
        training_id = await _new_training(session, card)
        await audit.record(
            session, "trainings.made", actor=act.person, about=training_id, at=act.now
        )
    # A number of its own: an offering that is taken back leaves its number to no other.
    offering_id = OfferingId(own_number())
    values = columns_of(card) | {
        "id": offering_id,
        "training_id": training_id,
        "label": await label_of(session, training_id),
        "loaded_at": act.now,
    }
    rules = await policies.today(session, now=act.now, zone=values["timezone"])
    values |= {
        "offer_hours": rules.offer_for // timedelta(hours=1),
        "queue_hours": rules.queue_hours,
    }
    await session.execute(insert(offering).values(values))
    if content.sessions and not is_e_learning(card.kind or ""):
        await write(session, offering_id, content.sessions, SessionPlan.GIVEN)
    else:
        await write_usual(session, [offering_id], holidays=await holidays(session))
    if content.copied_from is not None:
        old = content.copied_from
        await hosts.copy(session, old, offering_id, by=act.by, now=act.now)
    await session.execute(
        insert(offering_change).values(
            offering_id=offering_id,
            author_id=act.person,
            event=ChangeEvent.MADE.value,
            before={},
            after={},
            at=act.now,
            # Until then no reminder says that its sign-up closes: it may become a draft again.
            tell_at=act.now + rules.undo_for,
        )
    )
    this = offering_draft.c.id == card.id
    await session.execute(update(offering_draft).where(this).values(offering_id=offering_id))
    await audit.record(session, "offerings.made", actor=act.person, about=offering_id, at=act.now)


def columns_of(card: DraftCard) -> dict[str, Any]:
    """The columns of the offering that the draft becomes."""
    content = card.content
    return {
        "starts_at": content.starts_at,
        "ends_at": content.ends_at,
        "timezone": content.timezone,
        "place": content.place,
        "url": content.url,
        "quota": content.quota,
        "closes_at": card.closes_at(),
        "needs_approval": content.needs_approval,
        "approval_by": content.approval_by.value,
    }


async def _new_training(session: Transaction, card: DraftCard) -> TrainingId:
    content = card.content
    training_id = TrainingId(own_number())
    values = {
        "id": training_id,
        "code": await _free_code(session, card.title or ""),
        "title": card.title,
        "kind": card.kind,
        "mode": card.mode and card.mode.value,
        "hours": card.hours,
        "description": card.description,
    }
    await session.execute(insert(training).values(values))
    goals = [
        {"training_id": training_id, "competency_id": each, "level": level}
        for each, level in content.goals
    ]
    if goals:
        await session.execute(insert(training_competency), goals)
    return training_id


async def _free_code(session: Transaction, title: str) -> str:
    """The code that a file would make for this title, with a number if another training has it."""
    code = made_code(title)
    query = select(training.c.code).where(training.c.code.startswith(code, autoescape=True))
    taken = set((await session.execute(query)).scalars())
    number = 1
    while (found := code if number == 1 else f"{code}-{number}") in taken:
        number += 1
    return found


async def _refusal(session: Transaction, row: Any, *, now: datetime) -> NotTakenBack | None:
    there = offering.c.id == row.offering_id
    # Locked: a sign-up that comes now waits, and then finds no offering.
    kept = (await session.execute(select(offering).where(there).with_for_update())).one()
    people = select(literal(1)).where(enrolment.c.offering_id == row.offering_id)
    sent = select(literal(1)).where(
        announcement.c.offering_id == row.offering_id, announcement.c.state.not_in(_UNSENT)
    )
    spoken = (
        select(literal(1))
        .select_from(speaker.join(training_session))
        .where(training_session.c.offering_id == row.offering_id)
    )
    query = select(
        exists(people).label("people"),
        exists(sent).label("announced"),
        exists(spoken).label("spoken"),
    )
    found = (await session.execute(query)).one()
    mine = offering_change.c.offering_id == row.offering_id
    changes = (await session.execute(select(offering_change).where(mine))).all()
    if found.people:
        return NotTakenBack.PEOPLE
    if found.announced:
        return NotTakenBack.ANNOUNCED
    card = await card_of(session, DraftId(row.id))
    wanted = columns_of(card) if card is not None else {}
    different = any(getattr(kept, name) != wanted[name] for name in wanted)
    # A speaker who was named after the opening has been asked.
    if len(changes) != 1 or found.spoken or different:
        return NotTakenBack.CHANGED
    return NotTakenBack.LATE if changes[0].tell_at <= now else None


async def _unmake(session: Transaction, act: Act, row: Any) -> None:
    offering_id = row.offering_id
    await bump_revision(session)
    await session.execute(
        update(announcement)
        .where(announcement.c.offering_id == offering_id)
        .values(offering_id=None, state=AnnouncementState.CANCELLED.value)
    )
    this = offering_draft.c.id == row.id
    await session.execute(update(offering_draft).where(this).values(offering_id=None))
    await drop(session, [offering_id])
    await session.execute(
        delete(offering_change).where(offering_change.c.offering_id == offering_id)
    )
    gone = delete(offering).where(offering.c.id == offering_id).returning(offering.c.training_id)
    training_id = TrainingId((await session.execute(gone)).scalar_one())
    content = from_json(row.content)
    if content.training is None and not await _forgotten(session, training_id):
        content = content.of(training_id)
    await keep(session, DraftId(row.id), content, now=act.now)
    await audit.record(
        session, "offerings.undone", actor=act.person, about=offering_id, at=act.now
    )


async def _forgotten(session: Transaction, training_id: TrainingId) -> bool:
    """Deletes a training that came with the offering, unless another run is made of it."""
    runs = select(literal(1)).where(offering.c.training_id == training_id)
    if (await session.execute(runs.limit(1))).one_or_none() is not None:
        return False
    if training_id in (await named(session))[0]:
        return False
    of = training_competency.c.training_id == training_id
    await session.execute(delete(training_competency).where(of))
    await session.execute(delete(training).where(training.c.id == training_id))
    return True
