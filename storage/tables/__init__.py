"""The schema. One for both engines; each "must not happen twice" is a named constraint."""

from storage.tables.base import metadata
from storage.tables.competency import assessment, competency, requirement
from storage.tables.feedback import answer, form, question, response
from storage.tables.outbox import announcement, gate, handled_update, message, picture, roster
from storage.tables.people import (
    audit,
    consent,
    data_request,
    dialogue,
    failed_link,
    link,
    link_attempt,
    person,
    position,
    role,
    unit,
)
from storage.tables.training import (
    approval_notice,
    enrolment,
    enrolment_event,
    offering,
    training,
    training_competency,
)

__all__ = [
    "announcement",
    "answer",
    "approval_notice",
    "assessment",
    "audit",
    "competency",
    "consent",
    "data_request",
    "dialogue",
    "enrolment",
    "enrolment_event",
    "failed_link",
    "form",
    "gate",
    "handled_update",
    "link",
    "link_attempt",
    "message",
    "metadata",
    "offering",
    "person",
    "picture",
    "position",
    "question",
    "requirement",
    "response",
    "role",
    "roster",
    "training",
    "training_competency",
    "unit",
]
