"""What one of several processes holds for a while. Only PostgreSQL serves several."""

from sqlalchemy import BigInteger, Column, Table, Text

from storage.tables.base import Utc, metadata

# One person's updates are handled one after the other, on whichever replica they arrive.
lane = Table(
    "lane",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("fence", BigInteger, nullable=False),  # drawn anew by every holder
    Column("leased_until", Utc, nullable=False),  # the database's clock
)

# Work that one process does for all: the ticks.
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("leased_until", Utc, nullable=False),  # the database's clock
)
