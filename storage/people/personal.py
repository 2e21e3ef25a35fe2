"""Personal data in the roster, the roles and the audit log: what is copied and kept."""

from sqlalchemy import or_

from domain.people.audit import KEPT
from storage.database.personal import Copied, Kept, Personal, Stays, named_by
from storage.people.history import about_person
from storage.people.tables import audit, person, role, superior, unit, unit_officer

_ROSTER = Stays("the roster is the office's record of its staff")
_ROLE = Stays("counts only while the person is in service; HR grants and revokes it")
_LOG = Stays("shows who looked at whose data; no person may remove traces")

PERSONAL = (
    Personal(
        table=person,
        whose=lambda who: person.c.id == who.person,
        copied=Copied(
            "person",
            (
                *(c for c in person.c if c.name not in ("id", "unit_id", "position_id")),
                unit.c.name.label("unit"),
            ),
            joined=person.outerjoin(unit, unit.c.id == person.c.unit_id),
        ),
        at_unlinking=_ROSTER,
        at_withdrawal=_ROSTER,
        at_leaving=_ROSTER,
        kept=_ROSTER,
    ),
    Personal(
        table=role,
        whose=named_by(role.c.person_id),
        copied=Copied("role", role.c["name", "granted_at"]),
        at_unlinking=_ROLE,
        at_withdrawal=_ROLE,
        at_leaving=_ROLE,
        kept=_ROLE,
    ),
    Personal(
        table=superior,
        whose=named_by(superior.c.person_id),
        copied=Copied("superior", superior.c["kind", "nip", "since", "until"]),
        at_unlinking=_ROSTER,
        at_withdrawal=_ROSTER,
        at_leaving=_ROSTER,
        kept=_ROSTER,
    ),
    Personal(
        table=unit_officer,
        whose=named_by(unit_officer.c.person_id),
        copied=Copied(
            "unit_officer",
            (
                unit.c.name.label("unit"),
                *unit_officer.c["given_at", "accepted_at", "until", "ended_at"],
            ),
            joined=unit_officer.join(unit),
        ),
        at_unlinking=_ROLE,
        at_withdrawal=_ROLE,
        at_leaving=_ROLE,
        kept=_ROLE,
    ),
    Personal(
        table=audit,
        # An entry is about the person whose data an HR officer read, not about the officer.
        whose=lambda who: or_(*about_person(who.person)),
        copied=Copied("read_or_changed", audit.c["event", "at"], order=(audit.c.id,)),
        at_unlinking=_LOG,
        at_withdrawal=_LOG,
        at_leaving=_LOG,
        kept=Kept(KEPT, audit.c.at),
    ),
)
