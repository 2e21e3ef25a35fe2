"""An index for HR's figures of a year: finished forms are counted without reading them."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"

FINISHED = sa.text("completed_at IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_response_finished",
        "response",
        ["offering_id", "form_id"],
        sqlite_where=FINISHED,
        postgresql_where=FINISHED,
    )
