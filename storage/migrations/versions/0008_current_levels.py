"""The current level per person and competency, kept by triggers of the database (ADR 13).

Triggers keep it right whichever program writes: in a rolling update the program of the release
before writes ratings too, and does not know the table.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"

PARTIAL = (
    (
        "ix_current_level_short",
        "current_level",
        ["competency_id", "level", "person_id", "gap"],
        "gap > 0",
    ),
    ("ix_message_closing", "message", ["person_id", "dedupe_key"], "kind = 'rem.closing'"),
)

# Every official rating beside what the post requires. A source that says "mandiri" is a
# self-rating: it is stored, and decides nothing.
RATED = """
    a.person_id, a.competency_id, a.level, a.assessed_on,
    CASE WHEN r.level > a.level THEN r.level - a.level ELSE 0 END AS gap
    FROM assessment a
    JOIN person p ON p.id = a.person_id
    LEFT JOIN requirement r
      ON r.position_id = p.position_id AND r.competency_id = a.competency_id
    WHERE lower(a.source) NOT LIKE '%mandiri%'
"""


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "current_level",
        sa.Column("person_id", _key(), nullable=False),
        sa.Column("competency_id", _key(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("gap", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "competency_id", name=op.f("pk_current_level")),
        *(_foreign_keys() if sqlite else ()),
    )
    # The triggers before the rows. PostgreSQL lets no rating, standard or person be written from
    # here to the commit, so that none is missed.
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)
    op.execute(FILL_SQLITE if sqlite else FILL_POSTGRESQL)
    if not sqlite:
        # After the rows: they are checked all at once.
        for key in _foreign_keys():
            op.create_foreign_key(
                str(key.name),
                "current_level",
                str(key.elements[0].target_fullname).split(".")[0],
                list(key.column_keys),
                ["id"],
            )
    for name, table, columns, where in PARTIAL:
        op.create_index(
            name,
            table,
            columns,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    if not sqlite:
        op.execute("ANALYZE current_level")


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _foreign_keys() -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint(
            [f"{parent}_id"], [f"{parent}.id"], name=op.f(f"fk_current_level_{parent}_id_{parent}")
        )
        for parent in ("person", "competency")
    )


FILL_SQLITE = """
    INSERT INTO current_level (person_id, competency_id, level, assessed_on, gap)
    SELECT person_id, competency_id, level, assessed_on, gap FROM (
      SELECT row_number() OVER (
        PARTITION BY a.person_id, a.competency_id ORDER BY a.assessed_on DESC, a.id DESC
      ) AS place, RATED
    ) WHERE place = 1
""".replace("RATED", RATED)
FILL_POSTGRESQL = """
    INSERT INTO current_level (person_id, competency_id, level, assessed_on, gap)
    SELECT DISTINCT ON (a.person_id, a.competency_id) RATED
    ORDER BY a.person_id, a.competency_id, a.assessed_on DESC, a.id DESC
""".replace("RATED", RATED)

# SQLite: for one row of a rating, the ratings of its person and competency are ranked anew.
RANK_ANEW = """
    DELETE FROM current_level
    WHERE person_id = ROW.person_id AND competency_id = ROW.competency_id;
    INSERT INTO current_level (person_id, competency_id, level, assessed_on, gap)
    SELECT RATED
      AND a.person_id = ROW.person_id AND a.competency_id = ROW.competency_id
    ORDER BY a.assessed_on DESC, a.id DESC LIMIT 1;
""".replace("RATED", RATED)
# SQLite: for one row of a standard, the gaps of all people in the post.
REQUIRE = """
    UPDATE current_level SET gap = CASE WHEN REQUIRED > level THEN REQUIRED - level ELSE 0 END
    WHERE competency_id = ROW.competency_id
      AND person_id IN (SELECT id FROM person WHERE position_id = ROW.position_id);
"""
REQUIRE_NOTHING = REQUIRE.replace("REQUIRED", "0").replace("ROW", "OLD")
REQUIRE_THIS = REQUIRE.replace("REQUIRED", "NEW.level").replace("ROW", "NEW")
# A person in another post: the gaps by what that one requires.
MOVE = """
    UPDATE current_level SET gap = coalesce((
      SELECT r.level - current_level.level FROM requirement r
      WHERE r.position_id = NEW.position_id AND r.competency_id = current_level.competency_id
        AND r.level > current_level.level
    ), 0)
    WHERE person_id = NEW.id;
"""


def _sqlite_trigger(name: str, when: str, *work: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} BEGIN {' '.join(work)} END"


SQLITE = (
    _sqlite_trigger("assessment_added", "INSERT ON assessment", RANK_ANEW.replace("ROW", "NEW")),
    _sqlite_trigger(
        "assessment_changed",
        "UPDATE ON assessment",
        RANK_ANEW.replace("ROW", "OLD"),
        RANK_ANEW.replace("ROW", "NEW"),
    ),
    _sqlite_trigger("assessment_gone", "DELETE ON assessment", RANK_ANEW.replace("ROW", "OLD")),
    _sqlite_trigger("requirement_added", "INSERT ON requirement", REQUIRE_THIS),
    _sqlite_trigger("requirement_changed", "UPDATE ON requirement", REQUIRE_THIS),
    # A row that now speaks of another post or competency.
    _sqlite_trigger(
        "requirement_moved",
        "UPDATE ON requirement WHEN (OLD.position_id, OLD.competency_id) "
        "<> (NEW.position_id, NEW.competency_id)",
        REQUIRE_NOTHING,
    ),
    _sqlite_trigger("requirement_gone", "DELETE ON requirement", REQUIRE_NOTHING),
    _sqlite_trigger(
        "person_moved",
        "UPDATE OF position_id ON person WHEN OLD.position_id IS NOT NEW.position_id",
        MOVE,
    ),
)


def _postgresql_function(name: str, work: str) -> str:
    body = f"BEGIN {work} RETURN NULL; END"
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"


def _postgresql_triggers(table: str, function: str) -> tuple[str, ...]:
    """By statement, not by row: a file brings thousands of rows at once."""
    events = (
        ("added", "INSERT", "NEW"),
        ("changed_from", "UPDATE", "OLD"),
        ("changed_to", "UPDATE", "NEW"),
        ("gone", "DELETE", "OLD"),
    )
    return tuple(
        f"CREATE TRIGGER {table}_{name} AFTER {event} ON {table} "
        f"REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        for name, event, rows in events
    )


POSTGRESQL = (
    _postgresql_function(
        "rank_anew",
        """
        DELETE FROM current_level k USING changed c
        WHERE k.person_id = c.person_id AND k.competency_id = c.competency_id;
        INSERT INTO current_level (person_id, competency_id, level, assessed_on, gap)
        SELECT DISTINCT ON (a.person_id, a.competency_id) RATED
          AND (a.person_id, a.competency_id) IN (SELECT person_id, competency_id FROM changed)
        ORDER BY a.person_id, a.competency_id, a.assessed_on DESC, a.id DESC;
        """.replace("RATED", RATED),
    ),
    _postgresql_function(
        "require",
        """
        UPDATE current_level k SET gap = now.gap
        FROM (
          SELECT l.person_id, l.competency_id,
            CASE WHEN r.level > l.level THEN r.level - l.level ELSE 0 END AS gap
          FROM (SELECT DISTINCT position_id, competency_id FROM changed) c
          JOIN person p ON p.position_id = c.position_id
          JOIN current_level l ON l.person_id = p.id AND l.competency_id = c.competency_id
          LEFT JOIN requirement r
            ON r.position_id = c.position_id AND r.competency_id = c.competency_id
        ) now
        WHERE k.person_id = now.person_id AND k.competency_id = now.competency_id
          AND k.gap <> now.gap;
        """,
    ),
    _postgresql_function("move", MOVE),
    *_postgresql_triggers("assessment", "rank_anew"),
    *_postgresql_triggers("requirement", "require"),
    "CREATE TRIGGER person_moved AFTER UPDATE OF position_id ON person FOR EACH ROW "
    "WHEN (OLD.position_id IS DISTINCT FROM NEW.position_id) EXECUTE FUNCTION move()",
)
