"""Tables: forms as data, and people's answers."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.database.columns import Json, Key, Utc, metadata

form = Table(
    "form",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("level", Integer, nullable=False),  # Kirkpatrick: 1 reaction … 4 results
    # [{"value": 1, "id": "Sangat Kurang", "en": "Very poor"}, …]: never mixed between forms
    Column("scale", Json, nullable=False),
    UniqueConstraint("name", "version", name="one_version_of_a_form"),
)

question = Table(
    "question",
    metadata,
    Column("id", Key, primary_key=True),
    Column("form_id", Key, ForeignKey("form.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),  # scale, text
    # {"id": {"long": …, "short": …, "online": …}, "en": {…}}
    Column("wording", Json, nullable=False),
    UniqueConstraint("form_id", "number", name="one_question_per_number"),
)

response = Table(
    "response",
    metadata,
    Column("id", Key, primary_key=True),
    Column("form_id", Key, ForeignKey("form.id"), nullable=False),
    Column("offering_id", Key, ForeignKey("offering.id"), nullable=False, index=True),
    # None once the person withdrew consent: the answers stay without a name.
    Column("enrolment_id", Key, ForeignKey("enrolment.id")),
    Column("opened_at", Utc, nullable=False),
    Column("completed_at", Utc),  # every question on the scale answered or skipped
    Column("submitted_at", Utc),  # when the person sent the form
    UniqueConstraint("enrolment_id", "form_id", name="one_response_per_enrolment"),
)

# HR's figures of a year are counted from this index alone, without reading rows.
_FINISHED = text("completed_at IS NOT NULL")
Index(
    "ix_response_finished",
    response.c.offering_id,
    response.c.form_id,
    sqlite_where=_FINISHED,
    postgresql_where=_FINISHED,
)

answer = Table(
    "answer",
    metadata,
    Column("response_id", Key, ForeignKey("response.id"), primary_key=True),
    Column("question_id", Key, ForeignKey("question.id"), primary_key=True),
    Column("value", Integer),
    Column("text", Text),
    Column("skipped", Boolean, nullable=False, server_default=false()),
    Column("answered_at", Utc, nullable=False),
)
