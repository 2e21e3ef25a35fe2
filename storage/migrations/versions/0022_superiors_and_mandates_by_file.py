"""Staged rows of the sheets of superiors and of mandates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0022"
down_revision: str | None = "0021"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
JSON = sa.JSON().with_variant(JSONB, "postgresql")
NO_UNIT = sa.text("unit_id IS NULL")


def upgrade() -> None:
    _staged(
        "staged_superior",
        sa.Column("nip", sa.String(18)),
        sa.Column("superior_nip", sa.String(18)),
        sa.Column("kind", sa.Text),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
    )
    _staged(
        "staged_mandate",
        sa.Column("position_key", sa.Text),
        sa.Column("unit_code", sa.Text),
        sa.Column("nip", sa.String(18)),
        sa.Column("kind", sa.Text),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("letter", sa.Text),
    )
    op.create_index(
        "one_mandate_of_post_without_unit",
        "mandate",
        ["position_id", "holder_id", "since"],
        unique=True,
        sqlite_where=NO_UNIT,
        postgresql_where=NO_UNIT,
    )


def _staged(name: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column(
            "import_id",
            KEY,
            sa.ForeignKey("import_run.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("sheet", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("refused", sa.Boolean, nullable=False),
        sa.Column("cells", JSON, nullable=False),
        *columns,
    )
