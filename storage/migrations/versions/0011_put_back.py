"""Offerings that a file moved from the future into the past: no thanks at once."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"


def upgrade() -> None:
    op.add_column("offering", sa.Column("put_back_at", sa.DateTime(timezone=True)))
