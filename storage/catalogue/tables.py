"""Tables: trainings, their offerings (an offering is one run of a training, "angkatan"), the
sessions of an offering, and what HR prepares or changes in the chat."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.database.columns import Json, Key, Utc, metadata, own_number

training = Table(
    "training",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),  # HR's JENIS: bimtek, workshop, e-learning
    Column("mode", Text, nullable=False),  # onsite, online, blended
    Column("hours", Integer, nullable=False, server_default="0"),  # JP, 45 minutes each
    Column("organiser", Text),
    Column("description", Text),
    Column("archived_at", Utc),  # no longer offered; HR can take it back
)

training_competency = Table(
    "training_competency",
    metadata,
    Column("training_id", Key, ForeignKey("training.id"), primary_key=True),
    Column("competency_id", Key, ForeignKey("competency.id"), primary_key=True, index=True),
    Column("level", Integer, nullable=False),  # the level that the training leads to
)

offering = Table(
    "offering",
    metadata,
    Column("id", Key, primary_key=True),
    Column("training_id", Key, ForeignKey("training.id"), nullable=False),
    Column("label", Text, nullable=False),  # HR's column ANGKATAN, the number of the run: I, II, …
    Column("starts_at", Utc, nullable=False, index=True),
    Column("ends_at", Utc, nullable=False, index=True),
    Column("timezone", Text, nullable=False),
    Column("place", Text),
    Column("url", Text),
    Column("quota", Integer, nullable=False),
    Column("closes_at", Utc, nullable=False, index=True),
    Column("needs_approval", Boolean, nullable=False, server_default=false()),
    # Which office: hr, superior, superior+hr (ApprovalBy); read only where one is needed
    Column("approval_by", Text, nullable=False, server_default="hr"),
    # order (of signing up), need or draw (SeatFilling): the two are given when sign-up closes
    Column("filling", Text, nullable=False, server_default="order"),
    # hours for which a free seat is offered; 0: it is given at once
    Column("offer_hours", Integer, nullable=False, server_default="0"),
    # hours before the start, from which on no free seat goes to the queue
    Column("queue_hours", Integer, nullable=False, server_default="24"),
    Column("unit_quota", Text),  # domain/seats/quotas.py
    Column("allotted_at", Utc),  # when seats were given by need or by draw
    Column("called_off_at", Utc),
    Column("called_off_reason", Text),
    Column("loaded_at", Utc, index=True),  # when a file first named it; NULL: long ago
    Column("moved_at", Utc),  # when a file last moved it to another time
    Column("put_back_at", Utc),  # when a file moved it from the future into the past
    Column("waitlist_closed_at", Utc),  # the queue is closed, those in it told
    Column(
        "sequence", Integer, nullable=False, server_default="0"
    ),  # changes in the calendar file
    Column("archived_at", Utc),  # out of HR's lists; what people have of it stays
    # SessionPlan: daily (no rows of training_session), working_days or given (with rows)
    Column("session_plan", Text, nullable=False, server_default="daily"),
    # the most stored sessions that it ever had: a calendar file calls off those that are gone
    Column("most_sessions", Integer, nullable=False, server_default="0"),
    UniqueConstraint("training_id", "label", name="one_offering_per_label"),
    CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
    CheckConstraint("quota >= 0", name="quota_not_negative"),
)

training_session = Table(
    "training_session",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False),
    Column("starts_at", Utc, nullable=False),
    Column("ends_at", Utc, nullable=False),
    Column("place", Text),  # NULL: where the offering takes place
    Column("hours", Integer),  # JP of 45 minutes; NULL: not said
    CheckConstraint("ends_at >= starts_at", name="session_ends_after_start"),
)
Index("ix_training_session_in_order", training_session.c.offering_id, training_session.c.starts_at)

speaker = Table(
    "speaker",
    metadata,
    Column("id", Key, primary_key=True),
    Column("session_id", Key, ForeignKey("training_session.id"), nullable=False, index=True),
    Column("person_id", Key, ForeignKey("person.id"), index=True),  # NULL: from outside
    Column("name", Text),  # of a speaker from outside
    Column("willing", Boolean),  # the answer of a person of the roster; NULL: none yet
    UniqueConstraint("session_id", "person_id", name="speaks_once_a_session"),
    CheckConstraint("person_id IS NOT NULL OR name IS NOT NULL", name="speaker_is_named"),
)

# Who receives people at an offering, and may see its participants (panitia).
host = Table(
    "host",
    metadata,
    Column("id", Key, primary_key=True),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("willing", Boolean),  # the answer; NULL: none yet, and nothing can be seen yet
    Column("named_by_id", Key, ForeignKey("person.id"), index=True),  # NULL: a file
    Column("named_at", Utc, nullable=False),
    UniqueConstraint("offering_id", "person_id", name="one_host_per_person"),
)

# What HR prepares in the chat. People see nothing of it until it becomes an offering.
offering_draft = Table(
    "offering_draft",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("author_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("content", Json, nullable=False),  # domain/catalogue/making/drafts.py
    Column("made_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False, index=True),
    Column("revision", Integer, nullable=False, server_default="0"),  # rises with each change
    Column("offering_id", Key, ForeignKey("offering.id"), index=True),  # what became of it
)

# What HR changed in the chat, so that it can be shown, taken back, and named beside a file.
offering_change = Table(
    "offering_change",
    metadata,
    Column("id", Key, primary_key=True),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False),
    Column("author_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("event", Text, nullable=False),  # ChangeEvent
    Column("before", Json, nullable=False),  # the columns that it changed, as they were
    Column("after", Json, nullable=False),
    Column("at", Utc, nullable=False),
    Column("tell_at", Utc),  # when people are told; NULL: no person is
    Column("undone_at", Utc),
)
Index("ix_offering_change_newest", offering_change.c.offering_id, offering_change.c.id)
