"""Announcements to many people that another HR officer checks; the hosts of offerings."""

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "announcement",
        sa.Column("checked", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "host",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("offering_id", KEY, sa.ForeignKey("offering.id"), nullable=False),
        sa.Column("person_id", KEY, sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("willing", sa.Boolean),
        sa.Column("named_by_id", KEY, sa.ForeignKey("person.id"), index=True),
        sa.Column("named_at", UTC, nullable=False),
        sa.UniqueConstraint("offering_id", "person_id", name="one_host_per_person"),
    )
