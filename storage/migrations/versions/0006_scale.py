"""Indexes for a city: what waits among a million rows is found without reading the rest."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"

PARTIAL = (
    (
        "ix_message_unsettled",
        "message",
        ["priority", "not_before", "id"],
        "state IN ('due', 'sending')",
    ),
    ("ix_message_lapsing", "message", ["state", "not_after"], "state = 'due'"),
    (
        "ix_message_forgettable",
        "message",
        ["announcement_id", "settled_at"],
        "announcement_id IS NULL",
    ),
    (
        "ix_enrolment_queue",
        "enrolment",
        ["state", "offering_id", "place_in_queue"],
        "state = 'queued'",
    ),
    (
        "ix_enrolment_requests",
        "enrolment",
        ["state", "since", "offering_id"],
        "state = 'requested'",
    ),
)


def upgrade() -> None:
    for name, table, columns, where in PARTIAL:
        op.create_index(
            name,
            table,
            columns,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    # What it found, the smaller ones find; every message written and settled had to move in it.
    op.drop_index("ix_message_state_priority", table_name="message")
    op.drop_index("ix_enrolment_offering_state", table_name="enrolment")
    op.create_index("ix_enrolment_standing", "enrolment", ["offering_id", "state", "attendance"])
    op.create_index(op.f("ix_picture_stored_at"), "picture", ["stored_at"])
