"""People named for an offering and their answers, drafts of it, and letters of assignment."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0023"
down_revision: str | None = "0022"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB, "postgresql")
UTC = sa.DateTime(timezone=True)
ASKED = sa.text("state = 'asked'")


def upgrade() -> None:
    op.create_table(
        "nomination",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("by_id", KEY, sa.ForeignKey("person.id"), index=True),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("post", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asked_at", UTC, nullable=False),
        sa.Column("until", UTC, nullable=False),
        sa.Column("answered_at", UTC),
        sa.Column("refusal", sa.Text),
        sa.Column("reminded_at", UTC),
        sa.Column("replaces_id", KEY, sa.ForeignKey("enrolment.id"), index=True),
    )
    op.create_index("ix_nomination_person", "nomination", ["person_id", "offering_id"])
    op.create_index("ix_nomination_offering", "nomination", ["offering_id", "by_id"])
    op.create_index(
        "one_open_nomination",
        "nomination",
        ["offering_id", "person_id", "by_id"],
        unique=True,
        sqlite_where=ASKED,
        postgresql_where=ASKED,
    )
    op.create_index(
        "ix_nomination_waiting",
        "nomination",
        ["until"],
        sqlite_where=ASKED,
        postgresql_where=ASKED,
    )
    op.create_table(
        "nomination_draft",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), nullable=False, index=True),
        sa.Column("author_id", KEY, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("changed_at", UTC, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("sent_at", UTC),
    )
    op.create_table(
        "assignment_letter",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), nullable=False),
        sa.Column("unit_id", KEY, sa.ForeignKey("unit.id"), nullable=False, index=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("dated", sa.Date, nullable=False),
        sa.Column("noted_by_id", KEY, sa.ForeignKey("person.id"), index=True),
        sa.Column("noted_at", UTC, nullable=False),
        sa.Column("checked_at", UTC, nullable=False),
        sa.UniqueConstraint("offering_id", "unit_id", name="one_letter_per_unit"),
    )
