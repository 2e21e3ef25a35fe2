"""The audit log is searched by person, event and day, and says what was changed into what."""

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"


def upgrade() -> None:
    op.add_column("audit", sa.Column("field", sa.Text()))
    op.add_column("audit", sa.Column("old", sa.Text()))
    op.add_column("audit", sa.Column("new", sa.Text()))
    op.create_index("ix_audit_actor_id_at", "audit", ["actor_id", "at"])
    op.create_index("ix_audit_object_id_at", "audit", ["object_id", "at"])
    op.create_index("ix_audit_event_at", "audit", ["event", "at"])
    # The index of both columns serves what this one did.
    op.drop_index("ix_audit_object_id", "audit")
