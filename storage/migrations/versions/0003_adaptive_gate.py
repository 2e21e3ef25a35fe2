"""The gate remembers since when it is closed, and to which rate a 429 slowed it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    with op.batch_alter_table("gate") as gate:
        gate.add_column(sa.Column("closed_at", sa.DateTime(timezone=True)))
        gate.add_column(sa.Column("slowed_to", sa.Float()))
        gate.add_column(sa.Column("slowed_at", sa.DateTime(timezone=True)))
