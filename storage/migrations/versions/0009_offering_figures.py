"""What HR's desk counts of each offering, kept by triggers as the current levels are (ADR 13)."""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"

# SIGNED: rows that count from now on (people is 1) or no longer (-1).
OF_ENROLMENTS = """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT offering_id, figure, sum(people) FROM (
      SELECT s.offering_id, 'seated' AS figure, s.people FROM SIGNED s
      WHERE s.state IN ('enrolled', 'requested')
      UNION ALL
      SELECT s.offering_id, 'took_part', s.people FROM SIGNED s
      WHERE s.state = 'enrolled' AND coalesce(s.attendance, '') <> 'absent'
    ) AS counted
    WHERE true
    GROUP BY offering_id, figure HAVING sum(people) <> 0 ORDER BY offering_id, figure
    ON CONFLICT (offering_id, figure)
      DO UPDATE SET people = offering_figure.people + excluded.people;
"""
# A finished form of a person who is recorded as absent is not an answer.
OF_THE_ABSENT = """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT s.offering_id, 'answered', -sum(s.people) FROM SIGNED s
    JOIN response r ON r.enrolment_id = s.id AND r.completed_at IS NOT NULL
    JOIN form f ON f.id = r.form_id AND f.level = 1
    WHERE s.state = 'enrolled' AND s.attendance = 'absent'
    GROUP BY s.offering_id HAVING sum(s.people) <> 0 ORDER BY s.offering_id
    ON CONFLICT (offering_id, figure)
      DO UPDATE SET people = offering_figure.people + excluded.people;
"""
OF_RESPONSES = """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT s.offering_id, 'answered', sum(s.people) FROM SIGNED s
    JOIN form f ON f.id = s.form_id AND f.level = 1
    LEFT JOIN enrolment e ON e.id = s.enrolment_id
    WHERE s.completed_at IS NOT NULL
      AND NOT (e.id IS NOT NULL AND e.state = 'enrolled' AND coalesce(e.attendance, '') = 'absent')
    GROUP BY s.offering_id HAVING sum(s.people) <> 0 ORDER BY s.offering_id
    ON CONFLICT (offering_id, figure)
      DO UPDATE SET people = offering_figure.people + excluded.people;
"""
# PostgreSQL: whose form is being finished is not recorded as absent at the same moment.
HOLD = """
    PERFORM 1 FROM enrolment e WHERE e.id IN (
      SELECT n.enrolment_id FROM after n JOIN before o ON o.id = n.id
      WHERE n.completed_at IS DISTINCT FROM o.completed_at
    ) ORDER BY e.id FOR SHARE OF e;
"""
COLUMNS = {
    "enrolment": ("id", "offering_id", "state", "attendance"),
    "response": ("offering_id", "form_id", "enrolment_id", "completed_at"),
}
WORK = {"enrolment": OF_ENROLMENTS, "response": OF_RESPONSES}
# PostgreSQL tells of an INSERT that only updated, and of the other way round, with no rows.
UNLESS_EMPTY = "IF NOT EXISTS (SELECT 1 FROM ROWS) THEN RETURN NULL; END IF;"
ALL_ROWS = "(SELECT 1 AS people, t.* FROM TABLE t)"
EVENTS = ("insert", "update", "delete")


def upgrade() -> None:
    op.create_table(
        "offering_figure",
        sa.Column(
            "offering_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("offering.id", name=op.f("fk_offering_figure_offering_id_offering")),
            nullable=False,
        ),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("offering_id", "figure", name=op.f("pk_offering_figure")),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    # The triggers before the rows, so that PostgreSQL misses no row that is written in between.
    for table in WORK:
        for event in EVENTS:
            for statement in (_sqlite if sqlite else _postgresql)(table, event):
                op.execute(statement)
    for table, work in WORK.items():
        op.execute(work.replace("SIGNED", ALL_ROWS.replace("TABLE", table)))
    op.create_index(
        "ix_person_left",
        "person",
        ["id"],
        sqlite_where=sa.text("active = 0"),
        postgresql_where=sa.text("NOT active"),
    )
    released = sa.text("released_at IS NOT NULL")
    op.create_index(
        "ix_link_released",
        "link",
        ["person_id"],
        sqlite_where=released,
        postgresql_where=released,
    )


def _work(table: str, event: str) -> str:
    # A new enrolment has no response, and one that goes has none any more.
    absent = OF_THE_ABSENT if (table, event) == ("enrolment", "update") else ""
    return WORK[table] + absent


def _sqlite(table: str, event: str) -> tuple[str, ...]:
    signs = [
        f"SELECT {people} AS people, {', '.join(f'{row}.{c} AS {c}' for c in COLUMNS[table])}"
        for people, row in ((1, "NEW"), (-1, "OLD"))
    ]
    rows = {"insert": signs[:1], "update": signs, "delete": signs[1:]}[event]
    when = f"UPDATE OF {', '.join(COLUMNS[table])}" if event == "update" else event.upper()
    work = _work(table, event).replace("SIGNED", f"({' UNION ALL '.join(rows)})")
    return (f"CREATE TRIGGER {table}_counted_{event} AFTER {when} ON {table} BEGIN {work} END",)


def _postgresql(table: str, event: str) -> tuple[str, ...]:
    """By statement: of many rows of one offering the figure is written once."""
    new = "SELECT 1 AS people, n.* FROM after n"
    old = "SELECT -1 AS people, o.* FROM before o"
    rows = {"insert": new, "update": f"{new} UNION ALL {old}", "delete": old}[event]
    given = {
        "insert": "NEW TABLE AS after",
        "update": "OLD TABLE AS before NEW TABLE AS after",
        "delete": "OLD TABLE AS before",
    }[event]
    empty = UNLESS_EMPTY.replace("ROWS", "before" if event == "delete" else "after")
    hold = HOLD if (table, event) == ("response", "update") else ""
    work = _work(table, event).replace("SIGNED", f"({rows})")
    name = f"{table}_counted_{event}"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN {empty} {hold} {work} RETURN NULL; END$$",
        f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table} REFERENCING {given} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    )
