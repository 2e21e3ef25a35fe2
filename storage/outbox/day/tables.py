"""Lines of the one message a day that joins what can wait."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from storage.database.columns import Json, Key, Utc, metadata

day_line = Table(
    "day_line",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("facts", Json, nullable=False),
    Column("due_at", Utc, nullable=False),  # from then on it can be told; the oldest first
    Column("not_after", Utc, nullable=False),  # stale from then on
    Column("dedupe_key", Text, nullable=False, unique=True),
    Column("added_at", Utc, nullable=False, index=True),
    # The message that tells it; NULL until then.
    Column("message_id", Key, ForeignKey("message.id", ondelete="CASCADE"), index=True),
)
Index("ix_day_line_person_kind", day_line.c.person_id, day_line.c.kind)
# Small, however many lines are told.
_UNTOLD = text("message_id IS NULL")
Index(
    "ix_day_line_untold",
    day_line.c.not_after,
    day_line.c.person_id,
    sqlite_where=_UNTOLD,
    postgresql_where=_UNTOLD,
)
