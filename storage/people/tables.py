"""Who works where, who may do what, and who changed or read whose data."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    text,
    true,
)

from storage.database.columns import Key, Utc, metadata

unit = Table(
    "unit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("parent_id", Key, ForeignKey("unit.id"), index=True),
)
position = Table(
    "position",
    metadata,
    Column("id", Key, primary_key=True),
    # Upper-cased, single-spaced, without "Plt."/"Plh.": what a title is matched by.
    Column("match_key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
)
person = Table(
    "person",
    metadata,
    Column("id", Key, primary_key=True),
    Column("nip", String(18), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("title_before", Text),
    Column("title_after", Text),
    Column("phone", Text, index=True),  # E.164; a number shared by several people links nobody
    Column("employment", Text),  # JENIS PEGAWAI NAMA: PNS, CPNS, PPPK, PPPK Paruh Waktu
    Column("legal_status", Text),  # KEDUDUKAN HUKUM NAMA as read
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("grade", Text),
    Column("position_kind", Text),
    Column("position_title", Text),  # as shown, with its "Plt."
    Column("position_id", Key, ForeignKey("position.id"), index=True),
    Column("unit_id", Key, ForeignKey("unit.id"), index=True),
    Column("superior_nip", String(18), index=True),
)
Index("ix_person_name", person.c.name)
# People in service are counted as all without these. Not an index of both: SQLite would look up
# everybody in service by it instead of reading the table.
Index(
    "ix_person_left",
    person.c.id,
    sqlite_where=text("active = 0"),
    postgresql_where=text("NOT active"),
)
role = Table(
    "role",
    metadata,
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True),
    Column("name", Text, primary_key=True),  # "hr"
    Column("granted_at", Utc, nullable=False),
)
_RELEASED = text("released_at IS NOT NULL")
audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("actor_id", Key, ForeignKey("person.id")),  # None: the command line
    Column("event", Text, nullable=False),
    Column("object_id", Key, index=True),
    Column("at", Utc, nullable=False, index=True),
)
