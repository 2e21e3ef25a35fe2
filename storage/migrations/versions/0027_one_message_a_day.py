"""Lines of the one message a day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0027"
down_revision: str | None = "0026"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB, "postgresql")
UTC = sa.DateTime(timezone=True)
UNTOLD = sa.text("message_id IS NULL")


def upgrade() -> None:
    op.create_table(
        "day_line",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("due_at", UTC, nullable=False),
        sa.Column("not_after", UTC, nullable=False),
        sa.Column("dedupe_key", sa.Text, nullable=False),
        sa.Column("added_at", UTC, nullable=False, index=True),
        sa.Column("message_id", KEY, sa.ForeignKey("message.id", ondelete="CASCADE"), index=True),
        sa.UniqueConstraint("dedupe_key", name="uq_day_line_dedupe_key"),
    )
    op.create_index("ix_day_line_person_kind", "day_line", ["person_id", "kind"])
    op.create_index(
        "ix_day_line_untold",
        "day_line",
        ["not_after", "person_id"],
        sqlite_where=UNTOLD,
        postgresql_where=UNTOLD,
    )
