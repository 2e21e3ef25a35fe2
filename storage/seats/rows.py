"""Rows about offerings and seats as the domain's dataclasses, and the conditions they share."""

from typing import Any

from domain.catalogue.offerings import Mode, Offering
from domain.ids import EnrolmentId, OfferingId, TrainingId
from domain.seats.deciding import OPEN, SEATED, State
from domain.seats.standing import Attendance, Standing
from storage.catalogue.tables import offering, training
from storage.database.columns import constant
from storage.seats.tables import enrolment

OFFERING_COLUMNS = (
    offering,
    training.c.title,
    training.c.kind,
    training.c.mode,
    training.c.hours,
)
"""What `as_offering` reads; join training."""


def is_open() -> Any:
    """SQL: the person of this enrolment still counts on the training."""
    return enrolment.c.state.in_([state.value for state in OPEN])


def is_seated() -> Any:
    """SQL: this enrolment holds a seat."""
    return enrolment.c.state.in_([state.value for state in SEATED])


def is_queued() -> Any:
    """SQL: this enrolment waits for a seat; found by the index of those alone."""
    return enrolment.c.state == constant(State.QUEUED)


def as_offering(row: Any) -> Offering:
    """From a row with OFFERING_COLUMNS."""
    return Offering(
        id=OfferingId(row.id),
        training_id=TrainingId(row.training_id),
        title=row.title,
        label=row.label,
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
    )


def as_standing(row: Any, position: int | None) -> Standing:
    """From a row of enrolment."""
    return Standing(
        enrolment_id=EnrolmentId(row.id),
        state=State(row.state),
        since=row.since,
        position=position,
        attendance=Attendance(row.attendance) if row.attendance else None,
        certificate=row.certificate,
        reason=row.reason,
    )
