"""Tables: the office's public holidays, and its own values of rules (policies)."""

from sqlalchemy import Column, Date, Table, Text, UniqueConstraint

from storage.database.columns import Key, Utc, metadata

holiday = Table(
    "holiday",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", Text, nullable=False),
    Column("removed_at", Utc),  # taken out in the chat; HR can take that back
)

# The office's own values (sheet kebijakan), each from a day on.
policy = Table(
    "policy",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("value", Text, nullable=False),
    UniqueConstraint("name", "since", name="one_value_a_day"),
)
