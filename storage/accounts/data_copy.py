"""A copy of everything kept about one person (UU 27/2022 Pasal 32)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, or_, select

from domain.ids import PersonId
from storage.accounts.tables import consent, data_request, failed_link, link
from storage.catalogue.tables import offering, training
from storage.competencies.tables import assessment, competency
from storage.database.store import Session, Store
from storage.evaluation.tables import answer, form, question, response
from storage.outbox.tables import message
from storage.people.audit import ABOUT_A_PERSON
from storage.people.tables import audit, person, role, unit
from storage.process.tables import dialogue
from storage.seats.tables import enrolment, enrolment_event

Rows = Sequence[Mapping[str, Any]]


async def data_copy(store: Store, person_id: PersonId) -> Mapping[str, Rows]:
    """Every row about a person by subject, each as column names and plain values."""
    async with store.read() as session:
        return {
            subject: await _rows(session, query) for subject, query in _queries(person_id).items()
        }


async def _rows(session: Session, query: Select[Any]) -> Rows:
    return [dict(row._mapping) for row in await session.execute(query)]


def _queries(me: PersonId) -> dict[str, Select[Any]]:
    return {**_account(me), **_learning(me), **_traces(me)}


def _account(me: PersonId) -> dict[str, Select[Any]]:
    account = select(link.c.telegram_id).where(link.c.person_id == me).scalar_subquery()
    return {
        "person": _person(me),
        "role": select(role.c.name, role.c.granted_at).where(role.c.person_id == me),
        "link": select(
            link.c.telegram_id,
            link.c.linked_at,
            link.c.consent_version,
            link.c.consent_at,
            link.c.language,
            link.c.picture,
            link.c.muted,
            link.c.unreachable_at,
            link.c.search,
        ).where(link.c.person_id == me),
        "consent": select(consent.c.version, consent.c.event, consent.c.at)
        .where(consent.c.person_id == me)
        .order_by(consent.c.id),
        "failed_link": select(failed_link.c.phone, failed_link.c.reason, failed_link.c.at)
        .where(or_(failed_link.c.person_id == me, failed_link.c.telegram_id == account))
        .order_by(failed_link.c.at, failed_link.c.id),
        "dialogue": select(dialogue.c.flow, dialogue.c.data, dialogue.c.expires_at).where(
            dialogue.c.telegram_id == account
        ),
    }


def _learning(me: PersonId) -> dict[str, Select[Any]]:
    runs = enrolment.join(offering).join(training)
    return {
        "assessment": select(
            competency.c.name.label("competency"),
            assessment.c.level,
            assessment.c.assessed_on,
            assessment.c.source,
        )
        .select_from(assessment.join(competency))
        .where(assessment.c.person_id == me)
        .order_by(assessment.c.assessed_on, assessment.c.id),
        "enrolment": select(
            training.c.title,
            training.c.hours,
            offering.c.label,
            offering.c.starts_at,
            offering.c.ends_at,
            enrolment.c.state,
            enrolment.c.since,
            enrolment.c.confirmed_at,
            enrolment.c.attendance,
            enrolment.c.certificate,
            enrolment.c.reason,
        )
        .select_from(runs)
        .where(enrolment.c.person_id == me)
        .order_by(offering.c.starts_at, enrolment.c.id),
        "history": select(
            training.c.title,
            offering.c.label,
            enrolment_event.c.state,
            enrolment_event.c.at,
            enrolment_event.c.reason,
        )
        .select_from(runs.join(enrolment_event, enrolment_event.c.enrolment_id == enrolment.c.id))
        .where(enrolment.c.person_id == me)
        .order_by(enrolment_event.c.id),
        "answer": _answers(me),
    }


def _traces(me: PersonId) -> dict[str, Select[Any]]:
    return {
        "request": select(
            data_request.c.id,
            data_request.c.kind,
            data_request.c.field,
            data_request.c.content,
            data_request.c.created_at,
            data_request.c.due_at,
            data_request.c.settled_at,
        )
        .where(data_request.c.person_id == me)
        .order_by(data_request.c.id),
        "read_or_changed": select(audit.c.event, audit.c.at)
        .where(audit.c.object_id == me, audit.c.event.in_(ABOUT_A_PERSON))
        .order_by(audit.c.id),
        "message": select(
            message.c.kind,
            message.c.state,
            message.c.created_at,
            message.c.settled_at,
        )
        .where(message.c.person_id == me)
        .order_by(message.c.id),
    }


def _person(me: PersonId) -> Select[Any]:
    columns = [
        column for column in person.c if column.name not in ("id", "unit_id", "position_id")
    ]
    return (
        select(*columns, unit.c.name.label("unit"))
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(person.c.id == me)
    )


def _answers(me: PersonId) -> Select[Any]:
    asked = (
        enrolment.join(response, response.c.enrolment_id == enrolment.c.id)
        .join(offering, offering.c.id == response.c.offering_id)
        .join(training, training.c.id == offering.c.training_id)
        .join(form, form.c.id == response.c.form_id)
        .join(answer, answer.c.response_id == response.c.id)
        .join(question, question.c.id == answer.c.question_id)
    )
    return (
        select(
            training.c.title,
            form.c.name.label("form"),
            question.c.number,
            question.c.wording,
            answer.c.value,
            answer.c.text,
            answer.c.skipped,
            answer.c.answered_at,
        )
        .select_from(asked)
        .where(enrolment.c.person_id == me)
        .order_by(response.c.id, question.c.number)
    )
