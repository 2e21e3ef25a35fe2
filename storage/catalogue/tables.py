"""Trainings and their offerings (angkatan)."""

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
    text,
)

from storage.database.columns import Key, Utc, metadata

training = Table(
    "training",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),  # JENIS as HR writes it: bimtek, workshop, e-learning
    Column("mode", Text, nullable=False),  # onsite, online, blended
    Column("hours", Integer, nullable=False, server_default="0"),  # JP of 45 minutes
    Column("organiser", Text),
    Column("description", Text),
)
training_competency = Table(
    "training_competency",
    metadata,
    Column("training_id", Key, ForeignKey("training.id"), primary_key=True),
    Column("competency_id", Key, ForeignKey("competency.id"), primary_key=True, index=True),
    Column("level", Integer, nullable=False),  # what the training aims at
)
offering = Table(
    "offering",
    metadata,
    Column("id", Key, primary_key=True),
    Column("training_id", Key, ForeignKey("training.id"), nullable=False),
    Column("label", Text, nullable=False),  # ANGKATAN: I, II, …
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
    Column("waitlist_closed_at", Utc),  # promotion has stopped and those left were told
    UniqueConstraint("training_id", "label", name="one_offering_per_label"),
    CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
    CheckConstraint("quota >= 0", name="quota_not_negative"),
)
# The few of a million that wait: for a seat, or for HR.
_QUEUED, _REQUESTED = text("state = 'queued'"), text("state = 'requested'")
