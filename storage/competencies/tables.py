"""Tables: competencies, the levels that posts require, and the ratings of people."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from storage.database.columns import Key, metadata

competency = Table(
    "competency",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # managerial, sociocultural, technical
    *(Column(f"level_{n}", Text) for n in range(1, 6)),
)

requirement = Table(
    "requirement",
    metadata,
    Column("position_id", Key, ForeignKey("position.id"), primary_key=True),
    Column("competency_id", Key, ForeignKey("competency.id"), primary_key=True, index=True),
    Column("level", Integer, nullable=False),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_1_to_5"),
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("person.id"), nullable=False),
    Column("competency_id", Key, ForeignKey("competency.id"), nullable=False, index=True),
    Column("level", Integer, nullable=False),
    Column("assessed_on", Date, nullable=False),
    Column("source", Text, nullable=False),  # "official", or the source named in HR's file
    CheckConstraint("level BETWEEN 0 AND 5", name="level_0_to_5"),
    UniqueConstraint(
        "person_id", "competency_id", "assessed_on", "source", name="one_rating_a_day_and_source"
    ),
)

# The newest official rating per person and competency, and how many levels it is below what the
# post requires today (0: none, or the post does not require it). Triggers of the database write
# it whenever a rating, a standard or a post changes; the program never does (ADR 13).
current_level = Table(
    "current_level",
    metadata,
    Column("person_id", Key, ForeignKey("person.id"), primary_key=True),
    Column("competency_id", Key, ForeignKey("competency.id"), primary_key=True),
    Column("level", Integer, nullable=False),
    Column("assessed_on", Date, nullable=False),
    Column("gap", Integer, nullable=False),
)
IS_SHORT = current_level.c.gap > literal_column("0")
"""SQL: the level is below the standard. A literal 0: with a bound value the index is not used."""
Index(
    "ix_current_level_short",
    current_level.c.competency_id,
    current_level.c.level,
    current_level.c.person_id,
    current_level.c.gap,
    sqlite_where=text("gap > 0"),
    postgresql_where=text("gap > 0"),
)
