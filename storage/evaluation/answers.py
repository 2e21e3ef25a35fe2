"""Answers to forms: each is stored at its tap, so that a person can continue on another day."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update

from domain.act import Act
from domain.evaluation import Door, Fillable, FilledForm, FormAnswer
from domain.ids import OfferingId, PersonId
from storage.database.effects import Effect
from storage.database.store import Store, Transaction, insert_for
from storage.evaluation.sheets import read_open, read_sheet
from storage.evaluation.tables import answer as answer_table
from storage.evaluation.tables import response
from storage.process import dialogues

FLOW = "feedback"


async def sheet(
    store: Store, *, person_id: PersonId, offering_id: OfferingId, now: datetime
) -> FilledForm | None:
    """A person's form for an offering with its answers; None if there is no such offering."""
    async with store.read() as session:
        return await read_sheet(session, person_id, offering_id, now=now)


async def open_forms(store: Store, person_id: PersonId, *, now: datetime) -> tuple[Fillable, ...]:
    """A person's open forms, incomplete ones first."""
    async with store.read() as session:
        return await read_open(session, person_id, now=now)


async def ask(
    store: Store, act: Act, *, offering_id: OfferingId, number: int | None, change: bool
) -> FilledForm | None:
    """Opens a question, so that typed text answers it; without a number the first unanswered one.

    Has its effect once: a tap delivered again, perhaps after the answer, opens nothing.
    """
    async with store.effect(act, claim=False) as tx:
        found = await read_sheet(tx.session, act.person, offering_id, now=act.now)
        if found is not None and found.door is Door.OPEN:
            first = found.next_question
            asked = number or (first.number if first else None)
            if found.submitted_at is not None and not change:
                asked = None
            if await tx.claim():
                await _await_text(tx, found, asked=asked, change=change)
        return found


async def answer(
    store: Store,
    act: Act,
    *,
    offering_id: OfferingId,
    number: int,
    given: FormAnswer,
    change: bool = True,
    shown: int | None = None,
) -> FilledForm | None:
    """Stores one answer (or that it was skipped) and awaits the next one, if the form is open.

    Not taken, and the form is `stale`, if the button's message showed another answer than the
    present one (`shown`), or the form was sent and the button is not one of Ubah.
    """
    async with store.effect(act, claim=False) as tx:
        found = await read_sheet(tx.session, act.person, offering_id, now=act.now)
        if found is None or found.door is not Door.OPEN or not found.form.accepts(number, given):
            return found
        first_time = await tx.claim()
        if first_time and not found.takes(number, change=change, shown=shown):
            return replace(found, stale=True)
        if first_time:
            await _keep(tx.session, found, number, given, now=act.now)
            found = await read_sheet(tx.session, act.person, offering_id, now=act.now)
        if found is not None:
            first = found.next_question
            asked = first.number if first else None
            await _await_text(tx, found, asked=asked, change=False)
        return found


async def submit(
    store: Store, act: Act, *, offering_id: OfferingId, shown: int | None = None
) -> FilledForm | None:
    """Notes that the person sent a complete form; its answers are stored already.

    Not sent, and the form is `stale`, if the summary showed other answers (`shown`).
    """
    async with store.effect(act, claim=False) as tx:
        found = await read_sheet(tx.session, act.person, offering_id, now=act.now)
        if found is None or found.door is not Door.OPEN or not found.complete:
            return found
        if shown is not None and shown != found.shown_all:
            return replace(found, stale=True)
        if await tx.claim():
            await tx.session.execute(
                update(response)
                .where(response.c.enrolment_id == found.enrolment_id)
                .where(response.c.submitted_at.is_(None))
                .values(submitted_at=act.now)
            )
        await dialogues.close_asked(tx)
        return found


async def _await_text(tx: Effect, found: FilledForm, *, asked: int | None, change: bool) -> None:
    wanted = found.form.question(asked) if asked else None
    if wanted is None:
        await dialogues.close_asked(tx)
        return
    facts = {"offering": found.offering_id, "number": wanted.number, "change": change}
    await dialogues.await_text(tx, flow=FLOW, step=wanted.kind.value, data=facts)


async def _keep(
    session: Transaction, found: FilledForm, number: int, given: FormAnswer, *, now: datetime
) -> None:
    asked = found.form.question(number)
    if asked is None:
        raise LookupError(f"form {found.form.id} has no question {number}")
    insert = insert_for(session, response).values(
        form_id=found.form.id,
        offering_id=found.offering_id,
        enrolment_id=found.enrolment_id,
        opened_at=now,
    )
    await session.execute(insert.on_conflict_do_nothing())
    # Locked, so that the later of two answers at the same moment sees the form complete.
    row = (
        await session.execute(
            select(response.c.id, response.c.completed_at)
            .where(response.c.enrolment_id == found.enrolment_id)
            .where(response.c.form_id == found.form.id)
            .with_for_update()
        )
    ).one()
    values = {
        "value": given.value,
        "text": given.text,
        "skipped": given == FormAnswer(),
        "answered_at": now,
    }
    upsert = insert_for(session, answer_table).values(
        response_id=row.id, question_id=asked.id, **values
    )
    await session.execute(
        upsert.on_conflict_do_update(
            index_elements=[answer_table.c.response_id, answer_table.c.question_id], set_=values
        )
    )
    kept = await session.execute(
        select(func.count())
        .select_from(answer_table)
        .where(answer_table.c.response_id == row.id)
        .where(answer_table.c.question_id.in_([q.id for q in found.form.scaled]))
    )
    if row.completed_at is None and kept.scalar_one() == len(found.form.scaled):
        await session.execute(
            update(response).where(response.c.id == row.id).values(completed_at=now)
        )
