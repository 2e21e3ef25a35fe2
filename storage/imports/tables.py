"""Files of HR between reading and saving: typed rows that are applied by INSERT … SELECT.

Rows go with their import after a day. A refused row has its cells and problems, but no values.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.database.columns import Json, Key, Utc, metadata, own_number

import_run = Table(
    "import_run",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("owner_id", Key, ForeignKey("person.id"), index=True),  # None: the command line
    Column("state", Text, nullable=False),  # reading, stopped, refused, ready, saved
    Column("files", Json, nullable=False),
    Column("sheets", Json, nullable=False),
    Column("refusals", Json, nullable=False),
    Column("preview", Json),
    Column("timezone", Text, nullable=False),
    Column("revision", Integer),  # of the roster when the preview was made
    Column("created_at", Utc, nullable=False, index=True),  # real time
)

staged_problem = Table(
    "staged_problem",
    metadata,
    Column("id", Key, primary_key=True),
    Column("import_id", Key, ForeignKey("import_run.id", ondelete="CASCADE"), nullable=False),
    Column("sheet", Integer, nullable=False),
    Column("row", Integer, nullable=False),
    Column("refuses", Boolean, nullable=False),
    Column("problem", Text, nullable=False),
    Column("title", Text, nullable=False),  # of the column
    Column("value", Text, nullable=False),
    Column("expected", Text),
    Column("other", Integer),
)
Index(
    "ix_staged_problem_place",
    *(staged_problem.c[name] for name in ("import_id", "sheet", "row")),
)


def _staged(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column(
            "import_id", Key, ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True
        ),
        Column("sheet", Integer, primary_key=True, autoincrement=False),
        Column("row", Integer, primary_key=True, autoincrement=False),
        Column("refused", Boolean, nullable=False),
        Column("cells", Json, nullable=False),  # the taken columns as read
        *columns,
    )


staged_unit = _staged(
    "staged_unit", Column("code", Text), Column("name", Text), Column("parent_code", Text)
)

staged_competency = _staged(
    "staged_competency",
    *(Column(name, Text) for name in ("code", "name", "kind")),
    *(Column(f"level_{n}", Text) for n in range(1, 6)),
)

staged_requirement = _staged(
    "staged_requirement",
    *(Column(name, Text) for name in ("position_key", "position_name", "competency")),
    Column("level", Integer),
)

staged_staff = _staged(
    "staged_staff",
    Column("nip", String(18)),
    *(Column(name, Text) for name in ("name", "title_before", "title_after", "phone")),
    *(Column(name, Text) for name in ("employment", "legal_status", "standing", "grade")),
    *(Column(name, Text) for name in ("position_kind", "position_title", "position_key")),
    *(Column(name, Text) for name in ("position_name", "unit_code", "unit_name")),
    Column("superior_nip", String(18)),
)

staged_assessment = _staged(
    "staged_assessment",
    Column("nip", String(18)),
    Column("competency", Text),
    Column("level", Integer),
    Column("assessed_on", Date),
    Column("source", Text),
)

staged_training = _staged(
    "staged_training",
    *(Column(name, Text) for name in ("code", "title", "kind", "mode")),
    Column("hours", Integer),
    *(Column(name, Text) for name in ("organiser", "description")),
    Column("goals", Json),  # [[competency code, level], …]
    Column("label", Text),
    Column("starts_at", Utc),
    Column("ends_at", Utc),
    *(Column(name, Text) for name in ("place", "url")),
    Column("quota", Integer),
    Column("closes_at", Utc),
    *(Column(name, Boolean) for name in ("needs_approval", "called_off")),
    Column("reason", Text),
)

staged_participant = _staged(
    "staged_participant",
    *(Column(name, Text) for name in ("code", "label")),
    Column("nip", String(18)),
    *(Column(name, Text) for name in ("participation", "certificate")),
)


# Rises with every import: a preview made before is shown anew.
roster = Table(
    "roster",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
)
