"""Sheets that differ about the same person: which one a row repeats, and which one counts."""

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"

JSON = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("staged_problem", sa.Column("elsewhere", sa.Text()))
    op.add_column("import_run", sa.Column("manner", JSON))
