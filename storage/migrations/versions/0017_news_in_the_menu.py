"""What is new since the menu was last opened: when an offering was loaded, what was told."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"

NEWS = sa.text("kind IN ('presence', 'note.approved', 'note.refused')")


def upgrade() -> None:
    op.add_column("offering", sa.Column("loaded_at", sa.DateTime(timezone=True)))
    op.add_column("offering", sa.Column("moved_at", sa.DateTime(timezone=True)))
    # When they were moved before is not known: a button of an older version looks first.
    op.execute("UPDATE offering SET moved_at = CURRENT_TIMESTAMP")
    op.create_index("ix_offering_loaded_at", "offering", ["loaded_at"])
    op.add_column("link", sa.Column("news_shown_at", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_message_news",
        "message",
        ["person_id", "created_at", "kind"],
        sqlite_where=NEWS,
        postgresql_where=NEWS,
    )
