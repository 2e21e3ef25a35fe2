"""The time zone that a file names, and how often the calendar entry of an offering has changed."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"


def upgrade() -> None:
    op.add_column("staged_training", sa.Column("timezone", sa.Text()))
    op.add_column(
        "offering", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False)
    )
