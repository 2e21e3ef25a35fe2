"""How often a number was tried on one day, so that no number of wrong codes voids a code."""

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"


def upgrade() -> None:
    op.add_column("failed_link", sa.Column("day", sa.Date()))
    op.add_column(
        "failed_link", sa.Column("tries", sa.Integer(), server_default="1", nullable=False)
    )
