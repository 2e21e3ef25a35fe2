"""A desk in the chat: sessions, speakers, drafts, changes, holidays, policies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0018"
down_revision: str | None = "0017"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB, "postgresql")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("training", sa.Column("archived_at", UTC))
    op.add_column("offering", sa.Column("archived_at", UTC))
    op.add_column(
        "offering",
        sa.Column("session_plan", sa.Text, nullable=False, server_default="daily"),
    )
    op.add_column(
        "offering", sa.Column("most_sessions", sa.Integer, nullable=False, server_default="0")
    )
    _sessions()
    _drafts()
    _staged()
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("removed_at", UTC),
    )
    op.create_table(
        "policy",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.UniqueConstraint("name", "since", name="one_value_a_day"),
    )


def _sessions() -> None:
    op.create_table(
        "training_session",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), nullable=False),
        sa.Column("starts_at", UTC, nullable=False),
        sa.Column("ends_at", UTC, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("hours", sa.Integer),
        sa.CheckConstraint("ends_at >= starts_at", name="session_ends_after_start"),
    )
    op.create_index(
        "ix_training_session_in_order", "training_session", ["offering_id", "starts_at"]
    )
    op.create_table(
        "speaker",
        sa.Column("id", KEY, primary_key=True),
        sa.Column(
            "session_id", KEY, sa.ForeignKey("training_session.id"), nullable=False, index=True
        ),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), index=True),
        sa.Column("name", sa.Text),
        sa.Column("willing", sa.Boolean),
        sa.UniqueConstraint("session_id", "person_id", name="speaks_once_a_session"),
        sa.CheckConstraint("person_id IS NOT NULL OR name IS NOT NULL", name="speaker_is_named"),
    )


def _drafts() -> None:
    op.create_table(
        "offering_draft",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("author_id", KEY, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("content", JSON, nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("changed_at", UTC, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), index=True),
    )
    op.create_table(
        "offering_change",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), nullable=False),
        sa.Column("author_id", KEY, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("tell_at", UTC),
        sa.Column("undone_at", UTC),
    )
    op.create_index("ix_offering_change_newest", "offering_change", ["offering_id", "id"])


def _staged() -> None:
    own = {
        "staged_session": (
            sa.Column("code", sa.Text),
            sa.Column("label", sa.Text),
            sa.Column("number", sa.Text),
            sa.Column("starts_at", UTC),
            sa.Column("ends_at", UTC),
            sa.Column("timezone", sa.Text),
            sa.Column("place", sa.Text),
            sa.Column("hours", sa.Integer),
            sa.Column("speakers", JSON),
        ),
        "staged_holiday": (sa.Column("day", sa.Date), sa.Column("name", sa.Text)),
        "staged_policy": (
            sa.Column("name", sa.Text),
            sa.Column("value", sa.Text),
            sa.Column("since", sa.Date),
        ),
    }
    for name, columns in own.items():
        op.create_table(
            name,
            sa.Column(
                "import_id",
                KEY,
                sa.ForeignKey("import_run.id", ondelete="CASCADE"),
                primary_key=True,
            ),
            sa.Column("sheet", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("refused", sa.Boolean, nullable=False),
            sa.Column("cells", JSON, nullable=False),
            *columns,
        )
