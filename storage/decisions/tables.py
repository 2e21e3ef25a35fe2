"""Tables: what waits for a yes or no, its history and notices; mandates, and days of absence."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.database.columns import Key, Utc, metadata

_OPEN = text("state = 'open'")

decision = Table(
    "decision",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", Text, nullable=False),  # DecisionKind
    Column("object_id", Key, nullable=False),  # an enrolment, an announcement …, by the kind
    Column("step", Text, nullable=False),  # DecisionStep
    # Whom it is about: the superior of this person is asked. NULL: of no person of the roster.
    Column("person_id", Key, ForeignKey("person.id"), index=True),
    Column("state", Text, nullable=False),  # DecisionState
    Column("asked_at", Utc, nullable=False),
    Column("asked_by_id", Key, ForeignKey("person.id"), index=True),
    Column("due_at", Utc),  # when the object is over, and the decision lapses
    Column("reminded_at", Utc),
    Column("escalated_at", Utc),  # from then on the next superior can decide, too
    Column("raised_at", Utc),  # from then on it stands in HR's attention line
    Column("nudged_at", Utc),  # when the person asked to remind the office; once
    # Handed over to an office: the post (position and unit), or the officers of a unit.
    Column("handed_position_id", Key, ForeignKey("position.id")),
    Column("handed_unit_id", Key, ForeignKey("unit.id")),
    Column("handed_at", Utc),
    Column("decided_by_id", Key, ForeignKey("person.id"), index=True),
    Column("decided_as", Text),  # the post of that person then, with "Plt."/"Plh."
    Column("mandate_id", Key, ForeignKey("mandate.id")),
    Column("decided_at", Utc),
    Column("reason", Text),  # of a refusal: SeatEndReason, or as typed
    Column("looked_at", Utc),  # when it was last looked at for whom to tell; NULL: not yet
    Column("hr_since", Utc),  # from then on it stands in HR's list; the right needs no mark
)
# The few that are open, of perhaps a million. One question is open once.
Index(
    "one_open_decision",
    decision.c.kind,
    decision.c.object_id,
    decision.c.step,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index(
    "ix_decision_waiting",
    decision.c.asked_at,
    decision.c.id,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index("ix_decision_object", decision.c.kind, decision.c.object_id)
Index(
    "ix_decision_looked",
    decision.c.looked_at,
    decision.c.id,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
_FOR_HR = text("state = 'open' AND hr_since IS NOT NULL")
Index(
    "ix_decision_for_hr",
    decision.c.hr_since,
    decision.c.id,
    sqlite_where=_FOR_HR,
    postgresql_where=_FOR_HR,
)
_RAISED = text("state = 'open' AND raised_at IS NOT NULL")
Index(
    "ix_decision_raised",
    decision.c.raised_at,
    decision.c.id,
    sqlite_where=_RAISED,
    postgresql_where=_RAISED,
)

decision_event = Table(
    "decision_event",
    metadata,
    Column("id", Key, primary_key=True),
    Column(
        "decision_id",
        Key,
        ForeignKey("decision.id"),
        nullable=False,
        index=True,
    ),
    Column("event", Text, nullable=False),  # DecisionEvent
    Column("at", Utc, nullable=False),
    Column("actor_id", Key, ForeignKey("person.id"), index=True),  # NULL: the clock, or a file
    Column("post", Text),  # of the actor, or of the office that was reminded or is asked next
)

# Which messages told of a decision; the first answer edits the others.
decision_notice = Table(
    "decision_notice",
    metadata,
    Column("message_id", Key, ForeignKey("message.id"), primary_key=True),
    Column(
        "decision_id",
        Key,
        ForeignKey("decision.id"),
        nullable=False,
        index=True,
    ),
)

# Who has been told of a decision, so that each is told once, however often it is looked at.
decision_told = Table(
    "decision_told",
    metadata,
    Column("decision_id", Key, ForeignKey("decision.id"), primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True, index=True),
    Column("told_at", Utc, nullable=False),
)

# What a person has ticked in the list, to decide about many at once; kept for a day.
decision_tick = Table(
    "decision_tick",
    metadata,
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True),
    Column("decision_id", Key, ForeignKey("decision.id"), primary_key=True, index=True),
    Column("ticked_at", Utc, nullable=False, index=True),
)

mandate = Table(
    "mandate",
    metadata,
    Column("id", Key, primary_key=True),
    Column("position_id", Key, ForeignKey("position.id"), nullable=False),
    Column("unit_id", Key, ForeignKey("unit.id")),  # NULL: the post exists once
    Column("holder_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # MandateKind
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),  # the last day
    Column("letter", Text),  # number of the letter of appointment
    Column("set_by_id", Key, ForeignKey("person.id"), index=True),  # NULL: a file
    Column("set_at", Utc, nullable=False),
    Column("told_at", Utc),  # when the holder was told that it has begun
    Column("ended_at", Utc),  # ended before its last day
    CheckConstraint("until >= since", name="mandate_ends_after_start"),
    # A file that is loaded again changes the row that it made.
    UniqueConstraint(
        "position_id", "unit_id", "holder_id", "since", name="one_mandate_per_post_and_day"
    ),
)
_NO_UNIT = text("unit_id IS NULL")
Index(
    "one_mandate_of_post_without_unit",
    mandate.c.position_id,
    mandate.c.holder_id,
    mandate.c.since,
    unique=True,
    sqlite_where=_NO_UNIT,
    postgresql_where=_NO_UNIT,
)
Index("ix_mandate_post", mandate.c.position_id, mandate.c.unit_id, mandate.c.until)

absence = Table(
    "absence",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),  # the last day
    Column("set_at", Utc, nullable=False),
    CheckConstraint("until >= since", name="absence_ends_after_start"),
)
Index("ix_absence_person", absence.c.person_id, absence.c.until)
