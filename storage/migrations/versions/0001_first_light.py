"""First light."""

from alembic import op

from storage.forms import add_default_form
from storage.tables import metadata

revision: str = "0001"
down_revision: str | None = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    add_default_form(op.get_bind())
