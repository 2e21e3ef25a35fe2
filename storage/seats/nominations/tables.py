"""Tables: people named for an offering and their answers, drafts of it, letters of assignment."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.database.columns import Json, Key, Utc, metadata, own_number

_ASKED = text("state = 'asked'")

nomination = Table(
    "nomination",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False),
    Column("by_id", Key, ForeignKey("person.id"), index=True),  # NULL: a file
    Column("office", Text, nullable=False),  # NominatedBy
    Column("post", Text),  # of the superior, or the unit of its officer; NULL: the HR unit
    Column("reason", Text),  # NominationReason, or as typed
    Column("state", Text, nullable=False),  # NominationState
    Column("asked_at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("answered_at", Utc),
    Column("refusal", Text),  # SeatEndReason, or as typed
    Column("reminded_at", Utc),
    Column("replaces_id", Key, ForeignKey("enrolment.id"), index=True),  # of a substitute
)
Index("ix_nomination_person", nomination.c.person_id, nomination.c.offering_id)
Index("ix_nomination_offering", nomination.c.offering_id, nomination.c.by_id)
# One office asks a person once at a time.
Index(
    "one_open_nomination",
    nomination.c.offering_id,
    nomination.c.person_id,
    nomination.c.by_id,
    unique=True,
    sqlite_where=_ASKED,
    postgresql_where=_ASKED,
)
Index(
    "ix_nomination_waiting",
    nomination.c.until,
    sqlite_where=_ASKED,
    postgresql_where=_ASKED,
)

# Whom an officer or a superior is about to name; what is on the screen has its revision.
nomination_draft = Table(
    "nomination_draft",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False, index=True),
    Column("author_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("office", Text, nullable=False),  # NominatedBy
    Column("content", Json, nullable=False),  # storage/seats/nominations/drafts.py
    Column("changed_at", Utc, nullable=False, index=True),
    Column("revision", Integer, nullable=False, server_default="0"),  # rises with each change
    Column("sent_at", Utc),
)

# The number of a letter that a unit has signed; the bot only drafts it.
assignment_letter = Table(
    "assignment_letter",
    metadata,
    Column("id", Key, primary_key=True),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False),
    Column("unit_id", Key, ForeignKey("unit.id"), nullable=False, index=True),
    Column("number", Text, nullable=False),
    Column("dated", Date, nullable=False),
    Column("noted_by_id", Key, ForeignKey("person.id"), index=True),
    Column("noted_at", Utc, nullable=False),
    Column("checked_at", Utc, nullable=False),  # until when HR knows of changed seats
    UniqueConstraint("offering_id", "unit_id", name="one_letter_per_unit"),
)
