"""Announcements as they were written (entities, a document), changed in place, or held for HR."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0014"
down_revision: str | None = "0013"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("announcement", sa.Column("entities", JSON))
    op.add_column("announcement", sa.Column("correction_entities", JSON))
    op.add_column("announcement", sa.Column("document", sa.Text()))
    op.add_column("announcement", sa.Column("replaces", KEY))
    op.add_column("announcement", sa.Column("held", sa.Text()))
