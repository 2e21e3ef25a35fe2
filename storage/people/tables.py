"""Tables: units, posts, people, roles, and the audit log of changed and read data."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
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
    # The title in upper case and single spaces, without "Plt."/"Plh." (acting), for comparing.
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
    Column("phone", Text, index=True),  # E.164; no person can link with a shared number
    Column("employment", Text),  # JENIS PEGAWAI NAMA: PNS, CPNS, PPPK, PPPK Paruh Waktu
    Column("legal_status", Text),  # KEDUDUKAN HUKUM NAMA as read
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("grade", Text),
    Column("position_kind", Text),
    Column("position_title", Text),  # as shown, with "Plt." (acting)
    Column("position_id", Key, ForeignKey("position.id"), index=True),
    Column("unit_id", Key, ForeignKey("unit.id"), index=True),
    Column("superior_nip", String(18), index=True),
)
Index("ix_person_name", person.c.name)
# For counting people in service as all people minus these. An index of both values would make
# SQLite look up all people in service by it instead of reading the table.
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

# Who is above whom. Sheet `atasan` gives days; NIP ATASAN of the staff file gives none.
superior = Table(
    "superior",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False),
    Column("kind", Text, nullable=False),  # SuperiorKind
    Column("nip", String(18), nullable=False),  # of the superior, as the file says
    # The post that the superior held when the file was loaded: its holder of today decides.
    Column("position_id", Key, ForeignKey("position.id")),
    Column("unit_id", Key, ForeignKey("unit.id")),
    Column("since", Date),  # NULL: from the staff file
    Column("until", Date),  # the last day; NULL: until another row
    UniqueConstraint("person_id", "kind", "since", name="one_superior_a_day"),
)
Index(
    "one_superior_of_staff_file",
    superior.c.person_id,
    superior.c.kind,
    unique=True,
    sqlite_where=text("since IS NULL"),
    postgresql_where=text("since IS NULL"),
)
Index("ix_superior_nip", superior.c.nip)
Index("ix_superior_post", superior.c.position_id, superior.c.unit_id)

# The HR officers of a unit and of the units below it.
unit_officer = Table(
    "unit_officer",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False, index=True),
    Column("unit_id", Key, ForeignKey("unit.id"), nullable=False, index=True),
    Column("given_by_id", Key, ForeignKey("person.id"), index=True),  # NULL: the command line
    Column("given_at", Utc, nullable=False),
    Column("code", Text),  # hash of the code that the person types to accept
    Column("wrong", Integer, nullable=False, server_default="0"),  # wrong codes typed
    Column("accepted_at", Utc),  # NULL: the role has no effect yet
    Column("until", Date),  # the last day; NULL: until it is revoked
    Column("ended_at", Utc),
    CheckConstraint("wrong >= 0", name="wrong_codes_counted"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("actor_id", Key, ForeignKey("person.id")),  # None: the command line
    Column("event", Text, nullable=False),
    Column("object_id", Key),  # of what is numbered by it: EVENTS in domain/people/audit.py
    Column("at", Utc, nullable=False, index=True),
    # Of one changed field; the values name no person.
    Column("field", Text),
    Column("old", Text),
    Column("new", Text),
)
# By each fact that HR searches by, in the order of the list.
Index(None, audit.c.actor_id, audit.c.at)
Index(None, audit.c.object_id, audit.c.at)
Index(None, audit.c.event, audit.c.at)
