"""Tables: enrolments (a seat, a request or a place in the queue) with their history."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.database.columns import Json, Key, Utc, metadata

# One row per person and offering holds the present state; enrolment_event holds the history.
# Only the few enrolments that wait for a seat or for HR, of perhaps a million.
_QUEUED, _REQUESTED = text("state = 'queued'"), text("state = 'requested'")
_OFFERED = text("state = 'offered'")

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Utc, nullable=False),
    # rises within the offering; an offered seat keeps it, for the case that it is not taken
    Column("place_in_queue", Integer),
    Column("answer_by", Utc),  # until when an offered seat is held; NULL: said elsewhere
    Column("missed", Integer, nullable=False, server_default="0"),  # offers without an answer
    Column("passed_at", Utc),  # a seat was offered and not taken; NULL again with the next seat
    # what a draw or the order by need gave: the place among all, and the points by part
    Column("rank", Integer),
    Column("points", Json),
    Column("approved_at", Utc),
    Column("confirmed_at", Utc),  # when the person confirmed coming
    Column("attendance", Text),  # NULL (not recorded), attended, absent, passed
    Column("certificate", Text),
    Column("reason", Text),  # of the last cancellation or refusal
    UniqueConstraint("person_id", "offering_id", name="one_seat_per_person"),
)
# Includes the attendance, so that HR's figures of a year are counted from the index alone.
Index("ix_enrolment_standing", enrolment.c.offering_id, enrolment.c.state, enrolment.c.attendance)
Index(
    "ix_enrolment_queue",
    enrolment.c.state,
    enrolment.c.offering_id,
    enrolment.c.place_in_queue,
    sqlite_where=_QUEUED,
    postgresql_where=_QUEUED,
)
Index(
    "ix_enrolment_requests",
    enrolment.c.state,
    enrolment.c.since,
    enrolment.c.offering_id,
    sqlite_where=_REQUESTED,
    postgresql_where=_REQUESTED,
)
Index(
    "ix_enrolment_offers",
    enrolment.c.answer_by,
    enrolment.c.offering_id,
    sqlite_where=_OFFERED,
    postgresql_where=_OFFERED,
)
# The number of people of an offering per figure. Triggers of the database write it whenever an
# enrolment or a response changes; the program never does (ADR 13).
offering_figure = Table(
    "offering_figure",
    metadata,
    Column("offering_id", Key, ForeignKey("offering.id"), primary_key=True),
    Column("figure", Text, primary_key=True),  # seated, took_part, answered
    Column("people", Integer, nullable=False),
)

enrolment_event = Table(
    "enrolment_event",
    metadata,
    Column("id", Key, primary_key=True),
    Column("enrolment_id", Key, ForeignKey("enrolment.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("actor_id", Key, ForeignKey("person.id")),  # None: a rule or a file did it
    Column("reason", Text),
)
# Every HR officer is told of a request; the first decision edits the notices of the others.
approval_notice = Table(
    "approval_notice",
    metadata,
    Column("message_id", Key, ForeignKey("message.id"), primary_key=True),
    Column("enrolment_id", Key, ForeignKey("enrolment.id"), nullable=False, index=True),
)
