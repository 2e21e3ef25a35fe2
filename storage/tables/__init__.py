"""The schema. One for both engines; each "must not happen twice" is a named constraint."""

from storage.tables.base import metadata
from storage.tables.competency import assessment, competency, requirement
from storage.tables.feedback import answer, form, question, response
from storage.tables.leases import lane, lease
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
from storage.tables.staging import (
    import_run,
    staged_assessment,
    staged_competency,
    staged_participant,
    staged_problem,
    staged_requirement,
    staged_staff,
    staged_training,
    staged_unit,
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
    "import_run",
    "lane",
    "lease",
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
    "staged_assessment",
    "staged_competency",
    "staged_participant",
    "staged_problem",
    "staged_requirement",
    "staged_staff",
    "staged_training",
    "staged_unit",
    "training",
    "training_competency",
    "unit",
]
