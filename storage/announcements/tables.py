"""The table of HR's announcements."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
)

from storage.database.columns import Json, Key, Utc, metadata

announcement = Table(
    "announcement",
    metadata,
    Column("id", Key, primary_key=True),
    Column("author_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("offering_id", Key, ForeignKey("offering.id")),
    Column("text", Text),  # a free text; NULL for a training
    Column("entities", Json),  # its formatting; NULL: the text is HTML, as older versions wrote it
    Column("photo", Text),  # file_id
    Column("document", Text),  # file_id
    Column("audience", Json, nullable=False),
    Column(
        "state", Text, nullable=False
    ),  # draft, scheduled, checking, sending, stopped, done, cancelled
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("previewed", Json),  # head count shown in the last preview
    Column("scheduled_for", Utc),
    Column("replaces", Key),  # of a draft: the scheduled announcement that it is to change
    Column("held", Text),  # why a due one waits for an HR officer's decision: late, author
    # Another HR officer has approved this content; a change of it needs another look.
    Column("checked", Boolean, nullable=False, server_default=false()),
    Column("sent_at", Utc),  # on the clock that people see
    Column("started_at", Utc),  # real time, as finished_at
    Column("finished_at", Utc),
    Column("in_quiet", Boolean, nullable=False, server_default=false()),  # HR chose "now" in them
    Column("fanned_out_to", Key),  # last person id fanned out; NULL before
    Column("fanned_out", Boolean, nullable=False, server_default=false()),
    Column("follow_up", Text),  # what is done to the messages sent: NULL (nothing), edit, delete
    Column("correction", Text),  # the new text until it is sent
    Column("correction_entities", Json),
    Column("progress_chat_id", BigInteger),
    Column("progress_message_id", BigInteger),
    Column("reported_at", Utc),  # real time at which HR was shown the final report
    Column("created_at", Utc, nullable=False),
)
Index("ix_announcement_state", announcement.c.state)
