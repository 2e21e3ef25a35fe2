"""What an import changed, row by row, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_log",
        sa.Column("id", KEY, nullable=False),
        sa.Column("owner_id", KEY),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("files", JSON, nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by", KEY),
        sa.Column("undone", sa.Integer()),
        sa.Column("stayed", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_import_log_owner_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["person.id"], name=op.f("fk_import_log_undone_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_log")),
    )
    op.create_index(op.f("ix_import_log_at"), "import_log", ["at"])
    op.create_index(op.f("ix_import_log_owner_id"), "import_log", ["owner_id"])
    op.create_index(op.f("ix_import_log_undone_by"), "import_log", ["undone_by"])
    op.create_table(
        "import_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("log_id", KEY, nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("row_key", JSON, nullable=False),
        sa.Column("before", JSON),
        sa.Column("after", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["log_id"],
            ["import_log.id"],
            name=op.f("fk_import_change_log_id_import_log"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
    )
    op.create_index(op.f("ix_import_change_log_id"), "import_change", ["log_id"])
    op.create_index(op.f("ix_import_change_at"), "import_change", ["at"])
