"""Tables: HR's files between reading and saving, as typed rows applied by INSERT … SELECT.

Rows are deleted with their import after a day. A refused row has cells and problems, no values.
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

READING, STOPPED, READY, SAVED = "reading", "stopped", "ready", "saved"
"""States of an import; before them `held`: not read yet."""

import_run = Table(
    "import_run",
    metadata,
    Column("id", Key, primary_key=True, default=own_number),
    Column("owner_id", Key, ForeignKey("person.id"), index=True),  # None: the command line
    Column("state", Text, nullable=False),  # held, reading, stopped, ready, saved
    Column("files", Json, nullable=False),
    Column("sheets", Json, nullable=False),
    Column("refusals", Json, nullable=False),
    Column("passed", Json),  # what was not read; None in rows of an older program
    Column("source", Text),  # Telegram's file_id, to read the file again; None: the command line
    Column("preview", Json),
    Column("manner", Json),  # how HR wants the file to be read; None: as it is shown
    Column("timezone", Text, nullable=False),
    Column("revision", Integer),  # that of the roster when the preview was made
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
    Column("elsewhere", Text),  # the sheet of the other row, if it is another one
)
Index(
    "ix_staged_problem_place",
    staged_problem.c.import_id,
    staged_problem.c.sheet,
    staged_problem.c.row,
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
        Column("cells", Json, nullable=False),  # the cells of the used columns, as read
        *columns,
    )


staged_unit = _staged(
    "staged_unit", Column("code", Text), Column("name", Text), Column("parent_code", Text)
)

staged_competency = _staged(
    "staged_competency",
    Column("code", Text),
    Column("name", Text),
    Column("kind", Text),
    *(Column(f"level_{n}", Text) for n in range(1, 6)),
)

staged_requirement = _staged(
    "staged_requirement",
    Column("position_key", Text),
    Column("position_name", Text),
    Column("competency", Text),
    Column("level", Integer),
)

staged_staff = _staged(
    "staged_staff",
    Column("nip", String(18)),
    Column("name", Text),
    Column("title_before", Text),
    Column("title_after", Text),
    Column("phone", Text),
    Column("employment", Text),
    Column("legal_status", Text),
    Column("standing", Text),
    Column("grade", Text),
    Column("position_kind", Text),
    Column("position_title", Text),
    Column("position_key", Text),
    Column("position_name", Text),
    Column("unit_code", Text),
    Column("unit_name", Text),
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
    Column("code", Text),
    Column("title", Text),
    Column("kind", Text),
    Column("mode", Text),
    Column("hours", Integer),
    Column("organiser", Text),
    Column("description", Text),
    Column("goals", Json),  # [[competency code, level], …]
    Column("label", Text),
    Column("starts_at", Utc),
    Column("ends_at", Utc),
    Column("timezone", Text),  # None: the file names none
    Column("place", Text),
    Column("url", Text),
    Column("quota", Integer),
    Column("closes_at", Utc),
    Column("needs_approval", Boolean),
    Column("approval_by", Text),
    Column("filling", Text),
    Column("offer_hours", Integer),
    Column("unit_quota", Text),  # as written; empty: none
    Column("called_off", Boolean),
    Column("reason", Text),
)

staged_session = _staged(
    "staged_session",
    Column("code", Text),
    Column("label", Text),
    Column("number", Text),
    Column("starts_at", Utc),
    Column("ends_at", Utc),
    Column("timezone", Text),  # None: the file names none
    Column("place", Text),
    Column("hours", Integer),
    Column("speakers", Json),  # [NIP or name, …]
)

staged_holiday = _staged("staged_holiday", Column("day", Date), Column("name", Text))

staged_policy = _staged(
    "staged_policy", Column("name", Text), Column("value", Text), Column("since", Date)
)

staged_superior = _staged(
    "staged_superior",
    Column("nip", String(18)),
    Column("superior_nip", String(18)),
    Column("kind", Text),
    Column("since", Date),
    Column("until", Date),  # the first day of the calendar: the stored one is emptied
)

staged_mandate = _staged(
    "staged_mandate",
    Column("position_key", Text),
    Column("unit_code", Text),
    Column("nip", String(18)),
    Column("kind", Text),
    Column("since", Date),
    Column("until", Date),
    Column("letter", Text),
)

staged_participant = _staged(
    "staged_participant",
    Column("code", Text),
    Column("label", Text),
    Column("nip", String(18)),
    Column("participation", Text),
    Column("certificate", Text),
)


# What was saved; the rows in import_change are kept for as long as it can be undone.
import_log = Table(
    "import_log",
    metadata,
    Column("id", Key, primary_key=True),
    Column("owner_id", Key, ForeignKey("person.id"), index=True),  # None: the command line
    Column("run_id", Key, nullable=False),
    Column("files", Json, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("undone_at", Utc),
    Column("undone_by", Key, ForeignKey("person.id"), index=True),
    Column("undone", Integer),  # rows that went back
    Column("stayed", Integer),  # rows that were changed or used since
)

import_change = Table(
    "import_change",
    metadata,
    Column("id", Key, primary_key=True),
    Column(
        "log_id", Key, ForeignKey("import_log.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column(
        "of", Text, nullable=False
    ),  # the table; "beside …": made as the file names it, not counted
    Column("row_key", Json, nullable=False),
    Column("before", Json),  # NULL: the row is new
    Column("after", Json, nullable=False),
    Column("at", Utc, nullable=False, index=True),
)


# Rises with every import: an older preview is made again before it is saved.
roster = Table(
    "roster",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
)

# Words of status that HR has said the meaning of. The key: letters and digits.
taught_status = Table(
    "taught_status",
    metadata,
    Column("key", Text, primary_key=True),
    Column("leaves", Boolean, nullable=False),  # people with it are out of service
)

# Titles of offices' files that HR has matched with a column. The key: letters and digits.
taught_title = Table(
    "taught_title",
    metadata,
    Column("key", Text, primary_key=True),
    Column("column", Text, nullable=False),
)
