"""Promised messages, the rate that all dispatchers share, and pictures that were uploaded."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
    text,
)

from storage.database.columns import Json, Key, Utc, metadata

message = Table(
    "message",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person_id", Key, ForeignKey("person.id")),
    Column("chat_id", BigInteger),  # NULL: the current link of this person
    Column("facts", Json, nullable=False),
    Column("dedupe_key", Text, nullable=False, unique=True),
    Column("priority", Integer, nullable=False),
    Column("not_before", Utc, nullable=False),  # on the clock that people see
    Column("not_after", Utc),
    Column("state", Text, nullable=False, server_default="due"),
    Column("claim", Text),
    Column("leased_until", Utc),  # real time
    Column("retry_at", Utc),  # real time
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("uncertain", Boolean, nullable=False, server_default=false()),
    Column("telegram_message_id", BigInteger),
    Column("sent_chat_id", BigInteger),
    Column("settled_at", Utc),
    Column("error", Text),
    Column("announcement_id", Key, ForeignKey("announcement.id")),
    Column("created_at", Utc, nullable=False),
)
Index("ix_message_person_state", message.c.person_id, message.c.state)
Index("ix_message_announcement_state", message.c.announcement_id, message.c.state)
# Small, however many messages are settled: the dispatcher reads it many times a second, in order.
_UNSETTLED = text("state IN ('due', 'sending')")
Index(
    "ix_message_unsettled",
    message.c.priority,
    message.c.not_before,
    message.c.id,
    sqlite_where=_UNSETTLED,
    postgresql_where=_UNSETTLED,
)
# Which people were told that sign-up closes: read for all people with a gap.
_CLOSING = text("kind = 'rem.closing'")
Index(
    "ix_message_closing",
    message.c.person_id,
    message.c.dedupe_key,
    sqlite_where=_CLOSING,
    postgresql_where=_CLOSING,
)
# What the menu tells as news: read whenever a person opens it.
_NEWS = text("kind IN ('presence', 'note.approved', 'note.refused')")
Index(
    "ix_message_news",
    message.c.person_id,
    message.c.created_at,
    message.c.kind,
    sqlite_where=_NEWS,
    postgresql_where=_NEWS,
)
_DUE = text("state = 'due'")
Index(
    "ix_message_lapsing",
    message.c.state,
    message.c.not_after,
    sqlite_where=_DUE,
    postgresql_where=_DUE,
)
# For pruning by age; messages of announcements stay with their report.
_UNANNOUNCED = text("announcement_id IS NULL")
Index(
    "ix_message_forgettable",
    message.c.announcement_id,
    message.c.settled_at,
    sqlite_where=_UNANNOUNCED,
    postgresql_where=_UNANNOUNCED,
)
# One row: the token bucket shared by all dispatchers.
gate = Table(
    "gate",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("tokens", Float, nullable=False),
    Column("refilled_at", Utc, nullable=False),  # real time
    Column("closed_until", Utc),  # real time; after a 429
    Column("closed_at", Utc),  # real time
    Column("slowed_to", Float),  # messages a second; climbs back from slowed_at on
    Column("slowed_at", Utc),  # real time
)
# Files that were uploaded once are sent again by their file_id.
picture = Table(
    "picture",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", Text, primary_key=True),
    Column("file_id", Text, nullable=False),
    Column("stored_at", Utc, nullable=False, index=True),
)
