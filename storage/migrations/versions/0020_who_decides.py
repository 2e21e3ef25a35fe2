"""Decisions with their history, mandates, days of absence, superiors by post, unit officers.

Every sign-up that waits for HR becomes an open decision, with the notices that told HR of it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
UTC = sa.DateTime(timezone=True)
OPEN = sa.text("state = 'open'")
OF_STAFF_FILE = sa.text("since IS NULL")


def upgrade() -> None:
    op.add_column(
        "offering", sa.Column("approval_by", sa.Text, nullable=False, server_default="hr")
    )
    _posts()
    _decisions()
    _requests_become_decisions()
    op.execute(
        "INSERT INTO superior (person_id, kind, nip, position_id, unit_id)"
        " SELECT p.id, 'penilai', p.superior_nip, s.position_id, s.unit_id FROM person p"
        " LEFT JOIN person s ON s.nip = p.superior_nip"
        " WHERE p.superior_nip IS NOT NULL ORDER BY p.id"
    )


def _posts() -> None:
    op.create_table(
        "superior",
        sa.Column("id", KEY, primary_key=True),
        _key("person_id", "person.id", nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("nip", sa.String(18), nullable=False),
        _key("position_id", "position.id"),
        _key("unit_id", "unit.id"),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.UniqueConstraint("person_id", "kind", "since", name="one_superior_a_day"),
    )
    op.create_index(
        "one_superior_of_staff_file",
        "superior",
        ["person_id", "kind"],
        unique=True,
        sqlite_where=OF_STAFF_FILE,
        postgresql_where=OF_STAFF_FILE,
    )
    op.create_index("ix_superior_nip", "superior", ["nip"])
    op.create_index("ix_superior_post", "superior", ["position_id", "unit_id"])
    op.create_table(
        "unit_officer",
        sa.Column("id", KEY, primary_key=True),
        _key("person_id", "person.id", nullable=False, index=True),
        _key("unit_id", "unit.id", nullable=False, index=True),
        _key("given_by_id", "person.id", index=True),
        sa.Column("given_at", UTC, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("wrong", sa.Integer, nullable=False, server_default="0"),
        sa.Column("accepted_at", UTC),
        sa.Column("until", sa.Date),
        sa.Column("ended_at", UTC),
        sa.CheckConstraint("wrong >= 0", name="wrong_codes_counted"),
    )
    op.create_table(
        "mandate",
        sa.Column("id", KEY, primary_key=True),
        _key("position_id", "position.id", nullable=False),
        _key("unit_id", "unit.id"),
        _key("holder_id", "person.id", nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("letter", sa.Text),
        _key("set_by_id", "person.id", index=True),
        sa.Column("set_at", UTC, nullable=False),
        sa.Column("told_at", UTC),
        sa.Column("ended_at", UTC),
        sa.CheckConstraint("until >= since", name="mandate_ends_after_start"),
        sa.UniqueConstraint(
            "position_id", "unit_id", "holder_id", "since", name="one_mandate_per_post_and_day"
        ),
    )
    op.create_index("ix_mandate_post", "mandate", ["position_id", "unit_id", "until"])
    op.create_table(
        "absence",
        sa.Column("id", KEY, primary_key=True),
        _key("person_id", "person.id", nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("set_at", UTC, nullable=False),
        sa.CheckConstraint("until >= since", name="absence_ends_after_start"),
    )
    op.create_index("ix_absence_person", "absence", ["person_id", "until"])


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("object_id", KEY, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        _key("person_id", "person.id", index=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asked_at", UTC, nullable=False),
        _key("asked_by_id", "person.id", index=True),
        sa.Column("due_at", UTC),
        sa.Column("reminded_at", UTC),
        sa.Column("escalated_at", UTC),
        sa.Column("raised_at", UTC),
        sa.Column("nudged_at", UTC),
        _key("handed_position_id", "position.id"),
        _key("handed_unit_id", "unit.id"),
        sa.Column("handed_at", UTC),
        _key("decided_by_id", "person.id", index=True),
        sa.Column("decided_as", sa.Text),
        _key("mandate_id", "mandate.id"),
        sa.Column("decided_at", UTC),
        sa.Column("reason", sa.Text),
    )
    op.create_index(
        "one_open_decision",
        "decision",
        ["kind", "object_id", "step"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "ix_decision_waiting",
        "decision",
        ["asked_at", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_decision_object", "decision", ["kind", "object_id"])
    op.create_table(
        "decision_event",
        sa.Column("id", KEY, primary_key=True),
        _key("decision_id", "decision.id", nullable=False, index=True),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("at", UTC, nullable=False),
        _key("actor_id", "person.id", index=True),
        sa.Column("post", sa.Text),
    )
    op.create_table(
        "decision_notice",
        _key("message_id", "message.id", primary_key=True),
        _key("decision_id", "decision.id", nullable=False, index=True),
    )


def _requests_become_decisions() -> None:
    op.execute(
        "INSERT INTO decision"
        " (kind, object_id, step, person_id, state, asked_at, asked_by_id, due_at)"
        " SELECT 'seat', e.id, 'hr', e.person_id, 'open', e.since, e.person_id, o.ends_at"
        " FROM enrolment e JOIN offering o ON o.id = e.offering_id"
        " WHERE e.state = 'requested' ORDER BY e.since, e.id"
    )
    op.execute(
        "INSERT INTO decision_event (decision_id, event, at, actor_id)"
        " SELECT id, 'asked', asked_at, asked_by_id FROM decision ORDER BY id"
    )
    op.execute(
        "INSERT INTO decision_notice (message_id, decision_id)"
        " SELECT n.message_id, d.id FROM approval_notice n"
        " JOIN decision d ON d.kind = 'seat' AND d.object_id = n.enrolment_id"
    )


def _key(name: str, of: str, **more: Any) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(of), **more)
