"""Tables: trainings, and their offerings (an offering is one run of a training, "angkatan")."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.database.columns import Key, Utc, metadata

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
    Column("called_off_at", Utc),
    Column("called_off_reason", Text),
    Column("loaded_at", Utc, index=True),  # when a file first named it; NULL: long ago
    Column("moved_at", Utc),  # when a file last moved it to another time
    Column("put_back_at", Utc),  # when a file moved it from the future into the past
    Column("waitlist_closed_at", Utc),  # the queue is closed, those in it told
    Column(
        "sequence", Integer, nullable=False, server_default="0"
    ),  # changes in the calendar file
    UniqueConstraint("training_id", "label", name="one_offering_per_label"),
    CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
    CheckConstraint("quota >= 0", name="quota_not_negative"),
)
