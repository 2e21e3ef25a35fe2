"""What was not read of HR's files, where to get them again, and titles that HR has matched."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0010"
down_revision: str | None = "0009"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("import_run", sa.Column("passed", JSON))
    op.add_column("import_run", sa.Column("source", sa.Text()))
    op.create_table(
        "taught_title",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_taught_title")),
    )
