"""Verbs of drafts: begin, change, copy, delete. Every officer may work on each of them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete as sql_delete
from sqlalchemy import insert, select, update

from domain.act import Act
from domain.catalogue.making.copying import OfferingCopy, copy_of, onto
from domain.catalogue.making.drafts import DraftCard, OfferingDraft
from domain.ids import DraftId, OfferingId
from storage.catalogue import sessions
from storage.catalogue.drafts.content import from_json, to_json
from storage.catalogue.drafts.reading import card_of, newest, offering_of
from storage.catalogue.tables import offering_draft
from storage.database.store import Store, Transaction
from storage.people import audit

Change = Callable[[OfferingDraft, set[date]], OfferingDraft]
"""Makes the changed draft of the present one and the public holidays."""


async def begin(store: Store, act: Act, content: OfferingDraft) -> DraftCard | None:
    """Makes a draft. Repeated: the one that the officer made last."""
    async with store.effect(act) as tx:
        if tx.first:
            made: DraftId | None = await _insert(tx.session, act, content)
        else:
            made = await newest(tx.session, act.person)
        return None if made is None else await card_of(tx.session, made)


async def change(store: Store, act: Act, draft_id: DraftId, to: Change) -> DraftCard | None:
    """Changes a draft that is not opened yet; None if it was deleted."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, draft_id)
        if row is None:
            return None
        if tx.first and row.offering_id is None:
            before = from_json(row.content)
            after = to(before, await sessions.holidays(tx.session))
            if after != before:
                await keep(tx.session, draft_id, after, now=act.now)
        return await card_of(tx.session, draft_id)


async def copy(
    store: Store,
    act: Act,
    *,
    offering_id: OfferingId | None,
    draft_id: DraftId | None,
    to: date,
) -> tuple[DraftCard, int] | None:
    """Makes a draft of an offering or of another draft from this day on.

    With how many sessions a holiday has shifted. None: what it copies is gone.
    """
    async with store.effect(act) as tx:
        free = await sessions.holidays(tx.session)
        copied: OfferingCopy | None = None
        if offering_id is not None:
            there = await offering_of(tx.session, offering_id)
            copied = None if there is None else copy_of(there, to, holidays=free)
        elif draft_id is not None:
            card = await card_of(tx.session, draft_id)
            if card is not None:
                copied = onto(card.content, card.kind, to, holidays=free)
        if copied is None:
            return None
        if tx.first:
            made: DraftId | None = await _insert(tx.session, act, copied.draft)
        else:
            made = await newest(tx.session, act.person)
        new = None if made is None else await card_of(tx.session, made)
        return None if new is None else (new, copied.shifted)


async def delete(store: Store, act: Act, draft_id: DraftId, *, revision: int) -> DraftCard | None:
    """Deletes the draft that was on the screen; else its card as it is now. None: it is gone."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, draft_id)
        if row is None:
            return None
        if not tx.first or row.offering_id is not None or row.revision != revision:
            return await card_of(tx.session, draft_id)
        await tx.session.execute(sql_delete(offering_draft).where(offering_draft.c.id == draft_id))
        await audit.noted(tx, "drafts.deleted", about=draft_id)
        return None


async def lock(session: Transaction, draft_id: DraftId) -> Any:
    """The row of a draft, which no other transaction changes until this one ends; or None."""
    query = select(offering_draft).where(offering_draft.c.id == draft_id).with_for_update()
    return (await session.execute(query)).one_or_none()


async def keep(
    session: Transaction, draft_id: DraftId, content: OfferingDraft, *, now: datetime
) -> None:
    """Stores the content of a locked draft; its buttons on screens are then old."""
    await session.execute(
        update(offering_draft)
        .where(offering_draft.c.id == draft_id)
        .values(content=to_json(content), changed_at=now, revision=offering_draft.c.revision + 1)
    )


async def _insert(session: Transaction, act: Act, content: OfferingDraft) -> DraftId:
    made = await session.execute(
        insert(offering_draft)
        .values(
            author_id=act.person,
            content=to_json(content),
            made_at=act.now,
            changed_at=act.now,
        )
        .returning(offering_draft.c.id)
    )
    return DraftId(made.scalar_one())
