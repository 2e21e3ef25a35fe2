"""Tables: the Telegram account of each person, consents, link codes and data requests."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
    true,
)

from storage.database.columns import Json, Key, Utc, metadata, own_number

_RELEASED = text("released_at IS NOT NULL")


# Account data: the row goes when the link ends.
link = Table(
    "link",
    metadata,
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True),
    Column("telegram_id", BigInteger, nullable=False),
    Column("linked_at", Utc, nullable=False),
    Column("consent_version", Text, nullable=False),
    Column("consent_at", Utc, nullable=False),
    Column("language", Text),
    Column("picture", Boolean, nullable=False, server_default=true()),
    Column("muted", Json, nullable=False, server_default="[]"),  # kinds of reminders switched off
    Column("unreachable_at", Utc),  # blocked the bot; cleared by the next message
    # HR released the account: it counts as not linked, and is told when the new one links.
    Column("released_at", Utc),
    Column("news_shown_at", Utc),  # up to when the menu has told what is new; NULL: linked_at
    Column("search", Text),  # the text of the last search, for turning the pages of its results
    UniqueConstraint("telegram_id", name="one_person_per_account"),
)
Index(
    "ix_link_released",
    link.c.person_id,
    sqlite_where=_RELEASED,
    postgresql_where=_RELEASED,
)

consent = Table(
    "consent",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("event", Text, nullable=False),  # given, unlinked, withdrawn, released
    Column("at", Utc, nullable=False),
)

link_attempt = Table(
    "link_attempt",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),  # local day
    Column("tries", Integer, nullable=False),
)

failed_link = Table(
    "failed_link",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("telegram_id", BigInteger, nullable=False),
    Column("phone", Text, nullable=False),
    Column("reason", Text, nullable=False),  # unknown, shared, linked, inactive
    Column("person_id", Key, ForeignKey("person.id")),
    Column("at", Utc, nullable=False),
    Column("settled_at", Utc),
    Column("day", Date),  # local day of the last try
    Column("tries", Integer, nullable=False, server_default="1"),  # on that day
    UniqueConstraint("telegram_id", "phone", "reason", name="one_failure_per_account_and_number"),
)
# At most one code per person; only its fingerprint is kept.
link_code = Table(
    "link_code",
    metadata,
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True),
    Column("hash", Text, nullable=False),
    Column("issued_at", Utc, nullable=False),
    Column("wrong", Integer, nullable=False, server_default="0"),
)

data_request = Table(
    "data_request",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False),
    Column("kind", Text, nullable=False),  # correction, withdrawal
    Column("field", Text),  # name, post, phone, assessment, training
    Column("content", Text),
    Column("created_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("settled_at", Utc),
    Column("settled_by", Key, ForeignKey("person.id")),
)
