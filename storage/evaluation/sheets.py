"""Reads a person's forms: if the person may answer, the answers so far, and what is open."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, and_, bindparam, cast, or_, select

from domain.catalogue.offerings import Mode
from domain.evaluation import Fillable, FilledForm, FormAnswer, closes_at, closing_day, door
from domain.ids import FormId, OfferingId, PersonId
from domain.seats.deciding import SeatState
from domain.seats.standing import Attendance
from storage.accounts.tables import link
from storage.catalogue.tables import offering, training
from storage.database.store import Transaction
from storage.evaluation.forms import REACTION, read_form
from storage.evaluation.tables import answer as answer_table
from storage.evaluation.tables import form, question, response
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats.tables import enrolment

LONGEST_OPEN = timedelta(days=9)
"""No form is open longer than this after the end, in any zone."""


def took_part() -> Any:
    """SQL: the enrolment holds a seat, is not recorded as absent, and was not called off."""
    return and_(
        enrolment.c.state == SeatState.ENROLLED.value,
        or_(enrolment.c.attendance.is_(None), enrolment.c.attendance != Attendance.ABSENT.value),
        offering.c.called_off_at.is_(None),
    )


def reaction_of(enrolment_id: Any) -> Any:
    """SQL: the join condition for the reaction form that was begun for an enrolment."""
    reactions = select(form.c.id).where(form.c.level == REACTION)
    return and_(response.c.enrolment_id == enrolment_id, response.c.form_id.in_(reactions))


async def read_sheet(
    session: Transaction, person_id: PersonId, offering_id: OfferingId, *, now: datetime
) -> FilledForm | None:
    """A person's form for an offering, even if the person may not fill it in.

    None if there is no such offering."""
    row = (
        await session.execute(
            select(
                *NAME_COLUMNS,
                offering.c.id.label("offering_id"),
                offering.c.ends_at,
                offering.c.timezone,
                training.c.title,
                training.c.mode,
                enrolment.c.id.label("enrolment_id"),
                enrolment.c.attendance,
                took_part().label("took_part"),
                response.c.id.label("response_id"),
                response.c.form_id,
                response.c.submitted_at,
                cast(link.c.muted, Text).label("muted"),
            )
            .select_from(offering)
            .join(training, training.c.id == offering.c.training_id)
            .join(person, person.c.id == person_id)
            .outerjoin(
                enrolment,
                and_(
                    enrolment.c.offering_id == offering.c.id, enrolment.c.person_id == person.c.id
                ),
            )
            .outerjoin(response, reaction_of(enrolment.c.id))
            .outerjoin(link, linked(person.c.id))
            .where(offering.c.id == offering_id)
        )
    ).one_or_none()
    if row is None:
        return None
    return FilledForm(
        person_name=name_of(row),
        offering_id=row.offering_id,
        enrolment_id=row.enrolment_id,
        title=row.title,
        ends_at=row.ends_at,
        timezone=row.timezone,
        online=row.mode == Mode.ONLINE,
        door=door(took_part=bool(row.took_part), ends_at=row.ends_at, zone=row.timezone, now=now),
        form=await read_form(session, row.form_id and FormId(row.form_id)),
        answers=await _answers(session, row.response_id),
        present=row.attendance in (Attendance.ATTENDED.value, Attendance.PASSED.value),
        submitted_at=row.submitted_at,
        reminded=row.muted is not None and '"feedback"' not in row.muted,
    )


async def _answers(session: Transaction, response_id: int | None) -> dict[int, FormAnswer]:
    if response_id is None:
        return {}
    rows = await session.execute(
        select(question.c.number, answer_table.c.value, answer_table.c.text)
        .join(question, question.c.id == answer_table.c.question_id)
        .where(answer_table.c.response_id == response_id)
    )
    return {row.number: FormAnswer(row.value, row.text) for row in rows}


async def read_open(
    session: Transaction, person_id: PersonId, *, now: datetime
) -> tuple[Fillable, ...]:
    """A person's open forms: incomplete ones first, then those that close first."""
    given = {"me": person_id, "now": now, "oldest": now - LONGEST_OPEN}
    rows = await session.execute(_OPEN, given)
    return tuple(
        Fillable(
            OfferingId(row.id),
            row.title,
            closing_day(row.ends_at, row.timezone),
            complete=bool(row.complete),
            sent=row.submitted_at is not None,
        )
        for row in rows
        if now < closes_at(row.ends_at, row.timezone)
    )


# Built once: building it takes longer than running it.
_COMPLETE = response.c.completed_at.is_not(None).label("complete")
_OPEN = (
    select(
        offering.c.id,
        offering.c.ends_at,
        offering.c.timezone,
        training.c.title,
        response.c.submitted_at,
        _COMPLETE,
    )
    .select_from(enrolment)
    .join(offering, offering.c.id == enrolment.c.offering_id)
    .join(training, training.c.id == offering.c.training_id)
    .outerjoin(response, reaction_of(enrolment.c.id))
    .where(enrolment.c.person_id == bindparam("me"), took_part())
    .where(offering.c.ends_at <= bindparam("now"), offering.c.ends_at > bindparam("oldest"))
    .order_by(_COMPLETE, offering.c.ends_at, offering.c.id)
)
