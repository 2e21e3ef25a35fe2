"""Converts rows of offerings and seats to the domain's dataclasses; shared SQL conditions."""

from typing import Any

from domain.catalogue.offerings import Mode, Offering
from domain.catalogue.sessions import SessionPlan
from domain.decisions.states import ApprovalBy
from domain.ids import EnrolmentId, OfferingId, TrainingId
from domain.seats.deciding import OPEN, SEATED, SeatState
from domain.seats.filling import SeatFilling
from domain.seats.quotas import UnitQuota
from domain.seats.standing import PRESENT, Attendance, SeatStanding
from storage.catalogue.runs import several
from storage.catalogue.tables import offering, training
from storage.database.columns import among, constant
from storage.seats.tables import enrolment

OFFERING_COLUMNS = (
    offering,
    training.c.title,
    training.c.kind,
    training.c.mode,
    training.c.hours,
    several(),
)
"""The columns that `as_offering` reads; the query must join training."""


def is_open(seat: Any = enrolment) -> Any:
    """SQL: this enrolment is a seat, a request or a place in the queue."""
    return among(seat.c.state, OPEN)


def is_seated(seat: Any = enrolment) -> Any:
    """SQL: this enrolment holds a seat."""
    return among(seat.c.state, SEATED)


def is_present(seat: Any = enrolment) -> Any:
    """SQL: it is recorded that the person attended or passed."""
    return among(seat.c.attendance, PRESENT)


def is_queued() -> Any:
    """SQL: this enrolment is in the queue; a constant, so that the partial index is used."""
    return enrolment.c.state == constant(SeatState.QUEUED)


def is_offered() -> Any:
    """SQL: a seat is held for this enrolment until the person answers; a constant, too."""
    return enrolment.c.state == constant(SeatState.OFFERED)


def as_offering(row: Any) -> Offering:
    """Makes an Offering of a row with OFFERING_COLUMNS; its stored sessions are read apart."""
    return Offering(
        id=OfferingId(row.id),
        training_id=TrainingId(row.training_id),
        title=row.title,
        label=row.label,
        several=row.several,
        kind=row.kind,
        mode=Mode(row.mode),
        hours=row.hours,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        timezone=row.timezone,
        place=row.place,
        url=row.url,
        quota=row.quota,
        closes_at=row.closes_at,
        needs_approval=row.needs_approval,
        called_off=row.called_off_at is not None,
        called_off_reason=row.called_off_reason,
        queue_closed=row.waitlist_closed_at is not None,
        sequence=row.sequence,
        moved_at=row.moved_at,
        plan=SessionPlan(row.session_plan),
        most_sessions=row.most_sessions,
        archived=row.archived_at is not None,
        approval_by=ApprovalBy(row.approval_by),
        filling=SeatFilling(row.filling),
        offer_hours=row.offer_hours,
        unit_quota=UnitQuota.parse(row.unit_quota),
        queue_hours=row.queue_hours,
        allotted_at=row.allotted_at,
    )


def as_standing(row: Any, position: int | None) -> SeatStanding:
    """Makes a Standing of a row of enrolment; `position` is the place in the queue, from 1."""
    return SeatStanding(
        enrolment_id=EnrolmentId(row.id),
        state=SeatState(row.state),
        since=row.since,
        position=position,
        attendance=Attendance(row.attendance) if row.attendance else None,
        certificate=row.certificate,
        reason=row.reason,
        answer_by=row.answer_by,
    )
