"""Tables: leases and lanes of processes, handled updates, and open questions to people."""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    Table,
    Text,
)

from storage.database.columns import Json, Utc, metadata

# A person's updates are handled one after another, even if they arrive at different replicas.
# Only PostgreSQL serves several replicas.
lane = Table(
    "lane",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("fence", BigInteger, nullable=False),  # a random number, new for each holder
    Column("leased_until", Utc, nullable=False),  # the database's clock
)

# Work that one process does for all of them, such as the ticks.
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("leased_until", Utc, nullable=False),  # the database's clock
)

# One row: the revision of the oldest program that this schema still serves.
schema_floor = Table(
    "schema_floor",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("oldest_program", Text, nullable=False),
)


handled_update = Table(
    "handled_update",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("handled_at", Utc, nullable=False, index=True),  # real time
)


dialogue = Table(
    "dialogue",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("flow", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("data", Json, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("expires_at", Utc, nullable=False),
)
