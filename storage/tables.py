"""The schema, one for both engines. A named constraint forbids each thing that must be unique.

PERSONAL says for every table with personal data what happens to a person's rows.
"""

from storage.accounts import personal as accounts
from storage.accounts.tables import (
    consent,
    data_request,
    failed_link,
    link,
    link_attempt,
    link_code,
)
from storage.announcements import personal as announcements
from storage.announcements.tables import announcement
from storage.catalogue import personal as catalogue
from storage.catalogue.tables import (
    host,
    offering,
    offering_change,
    offering_draft,
    speaker,
    training,
    training_competency,
    training_session,
)
from storage.competencies import personal as competencies
from storage.competencies.tables import assessment, competency, current_level, requirement
from storage.database.columns import metadata
from storage.decisions import personal as decisions
from storage.decisions.tables import (
    absence,
    decision,
    decision_event,
    decision_notice,
    decision_tick,
    decision_told,
    mandate,
)
from storage.evaluation import personal as evaluation
from storage.evaluation.tables import answer, form, question, response
from storage.imports import personal as imports
from storage.imports.tables import (
    import_change,
    import_log,
    import_run,
    roster,
    staged_assessment,
    staged_competency,
    staged_holiday,
    staged_mandate,
    staged_participant,
    staged_policy,
    staged_problem,
    staged_requirement,
    staged_session,
    staged_staff,
    staged_superior,
    staged_training,
    staged_unit,
    taught_status,
    taught_title,
)
from storage.office.tables import holiday, policy
from storage.outbox import personal as outbox
from storage.outbox.day import personal as day
from storage.outbox.day.tables import day_line
from storage.outbox.tables import gate, message, picture
from storage.people import personal as people
from storage.people.tables import audit, person, position, role, superior, unit, unit_officer
from storage.process import personal as process
from storage.process.tables import dialogue, handled_update, lane, lease, schema_floor
from storage.seats import personal as seats
from storage.seats.nominations import personal as nominations
from storage.seats.nominations.tables import assignment_letter, nomination, nomination_draft
from storage.seats.tables import approval_notice, enrolment, enrolment_event, offering_figure

PERSONAL = (
    *people.PERSONAL,
    *competencies.PERSONAL,
    # Seats first, then the tables that a transaction writes after it has locked the offering.
    *seats.PERSONAL,
    *nominations.PERSONAL,
    *decisions.PERSONAL,
    *catalogue.PERSONAL,
    *evaluation.PERSONAL,
    *announcements.PERSONAL,
    *imports.PERSONAL,
    *day.PERSONAL,
    *outbox.PERSONAL,
    *accounts.PERSONAL,
    *process.PERSONAL,
)
"""In the order in which the rows are ended and deleted."""

__all__ = [
    "PERSONAL",
    "absence",
    "announcement",
    "answer",
    "approval_notice",
    "assessment",
    "assignment_letter",
    "audit",
    "competency",
    "consent",
    "current_level",
    "data_request",
    "day_line",
    "decision",
    "decision_event",
    "decision_notice",
    "decision_tick",
    "decision_told",
    "dialogue",
    "enrolment",
    "enrolment_event",
    "failed_link",
    "form",
    "gate",
    "handled_update",
    "holiday",
    "host",
    "import_change",
    "import_log",
    "import_run",
    "lane",
    "lease",
    "link",
    "link_attempt",
    "link_code",
    "mandate",
    "message",
    "metadata",
    "nomination",
    "nomination_draft",
    "offering",
    "offering_change",
    "offering_draft",
    "offering_figure",
    "person",
    "picture",
    "policy",
    "position",
    "question",
    "requirement",
    "response",
    "role",
    "roster",
    "schema_floor",
    "speaker",
    "staged_assessment",
    "staged_competency",
    "staged_holiday",
    "staged_mandate",
    "staged_participant",
    "staged_policy",
    "staged_problem",
    "staged_requirement",
    "staged_session",
    "staged_staff",
    "staged_superior",
    "staged_training",
    "staged_unit",
    "superior",
    "taught_status",
    "taught_title",
    "training",
    "training_competency",
    "training_session",
    "unit",
    "unit_officer",
]
