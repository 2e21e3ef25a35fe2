"""Seats that are offered until an answer, given by need or by draw, or kept for units."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0024"
down_revision: str | None = "0023"

JSON = sa.JSON().with_variant(JSONB, "postgresql")
UTC = sa.DateTime(timezone=True)
OFFERED = sa.text("state = 'offered'")

# As in 0009; an offered seat is held, too. SIGNED: rows that count from now on (people is 1) or no
# longer (-1).
OF_ENROLMENTS = """
    INSERT INTO offering_figure (offering_id, figure, people)
    SELECT offering_id, figure, sum(people) FROM (
      SELECT s.offering_id, 'seated' AS figure, s.people FROM SIGNED s
      WHERE s.state IN ('enrolled', 'requested', 'offered')
      UNION ALL
      SELECT s.offering_id, 'took_part', s.people FROM SIGNED s
      WHERE s.state = 'enrolled' AND coalesce(s.attendance, '') <> 'absent'
    ) AS counted
    WHERE true
    GROUP BY offering_id, figure HAVING sum(people) <> 0 ORDER BY offering_id, figure
    ON CONFLICT (offering_id, figure)
      DO UPDATE SET people = offering_figure.people + excluded.people;
"""
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
COLUMNS = ("id", "offering_id", "state", "attendance")
EVENTS = ("insert", "update", "delete")
# PostgreSQL tells of an INSERT that only updated, and of the other way round, with no rows.
UNLESS_EMPTY = "IF NOT EXISTS (SELECT 1 FROM ROWS) THEN RETURN NULL; END IF;"


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("answer_by", UTC))
    op.add_column("enrolment", sa.Column("missed", sa.Integer, nullable=False, server_default="0"))
    op.add_column("enrolment", sa.Column("passed_at", UTC))
    op.add_column("enrolment", sa.Column("rank", sa.Integer))
    op.add_column("enrolment", sa.Column("points", JSON))
    op.create_index(
        "ix_enrolment_offers",
        "enrolment",
        ["answer_by", "offering_id"],
        sqlite_where=OFFERED,
        postgresql_where=OFFERED,
    )
    op.add_column(
        "offering", sa.Column("filling", sa.Text, nullable=False, server_default="order")
    )
    op.add_column(
        "offering", sa.Column("offer_hours", sa.Integer, nullable=False, server_default="0")
    )
    op.add_column(
        "offering", sa.Column("queue_hours", sa.Integer, nullable=False, server_default="24")
    )
    op.add_column("offering", sa.Column("unit_quota", sa.Text))
    op.add_column("offering", sa.Column("allotted_at", UTC))
    op.add_column("staged_training", sa.Column("filling", sa.Text))
    op.add_column("staged_training", sa.Column("offer_hours", sa.Integer))
    op.add_column("staged_training", sa.Column("unit_quota", sa.Text))
    sqlite = op.get_bind().dialect.name == "sqlite"
    for event in EVENTS:
        for statement in (_sqlite if sqlite else _postgresql)(event):
            op.execute(statement)


def _work(event: str) -> str:
    # A new enrolment has no response, and one that goes has none any more.
    return OF_ENROLMENTS + (OF_THE_ABSENT if event == "update" else "")


def _sqlite(event: str) -> tuple[str, ...]:
    signs = [
        f"SELECT {people} AS people, {', '.join(f'{row}.{c} AS {c}' for c in COLUMNS)}"
        for people, row in ((1, "NEW"), (-1, "OLD"))
    ]
    rows = {"insert": signs[:1], "update": signs, "delete": signs[1:]}[event]
    when = f"UPDATE OF {', '.join(COLUMNS)}" if event == "update" else event.upper()
    work = _work(event).replace("SIGNED", f"({' UNION ALL '.join(rows)})")
    name = f"enrolment_counted_{event}"
    return (
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} AFTER {when} ON enrolment BEGIN {work} END",
    )


def _postgresql(event: str) -> tuple[str, ...]:
    """The triggers stay; the functions that they call are replaced."""
    new = "SELECT 1 AS people, n.* FROM after n"
    old = "SELECT -1 AS people, o.* FROM before o"
    rows = {"insert": new, "update": f"{new} UNION ALL {old}", "delete": old}[event]
    empty = UNLESS_EMPTY.replace("ROWS", "before" if event == "delete" else "after")
    work = _work(event).replace("SIGNED", f"({rows})")
    return (
        f"CREATE OR REPLACE FUNCTION enrolment_counted_{event}() RETURNS trigger "
        f"LANGUAGE plpgsql AS $$BEGIN {empty} {work} RETURN NULL; END$$",
    )
