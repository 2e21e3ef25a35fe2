"""Open decisions are looked at repeatedly, stand in HR's list, and can be ticked in a list."""

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
UTC = sa.DateTime(timezone=True)
OPEN = sa.text("state = 'open'")
FOR_HR = sa.text("state = 'open' AND hr_since IS NOT NULL")
LATE = sa.text("state = 'open' AND raised_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("decision", sa.Column("looked_at", UTC))
    op.add_column("decision", sa.Column("hr_since", UTC))
    op.execute("UPDATE decision SET hr_since = asked_at WHERE step = 'hr'")
    for name, columns, where in (
        ("ix_decision_looked", ["looked_at", "id"], OPEN),
        ("ix_decision_for_hr", ["hr_since", "id"], FOR_HR),
        ("ix_decision_raised", ["raised_at", "id"], LATE),
    ):
        op.create_index(name, "decision", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "decision_tick",
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("decision_id", KEY, sa.ForeignKey("decision.id"), primary_key=True),
        sa.Column("ticked_at", UTC, nullable=False),
    )
    op.create_index("ix_decision_tick_decision_id", "decision_tick", ["decision_id"])
    op.create_index("ix_decision_tick_ticked_at", "decision_tick", ["ticked_at"])
