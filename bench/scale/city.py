"""A database with a city: people, their ratings, and years of trainings and messages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, text

from bench.scale.years import KEPT, STATEMENTS
from storage.catalogue.tables import offering, training, training_competency, training_session
from storage.competencies.tables import competency as competency_table
from storage.competencies.tables import requirement
from storage.database import schema
from storage.database.columns import Utc
from storage.database.store import Store, Transaction
from storage.people.tables import person, position, role, unit
from tests.support.builders import NOW, fictional_nip

COMPETENCIES, POSITIONS, UNITS = 19, 20, 50
TRAININGS, OFFERINGS = 250, 1000
UPCOMING_DAYS = 240
"""One offering a day: so many are in the future, the others are past."""
SESSIONS = 5
"""Of each offering."""
EACH_IN = 10
"""Enrolments of each person."""
REMINDED = OFFERINGS + 1
"""An offering beside the thousand others, with exactly a hundred people in it."""
RATED_ON = (NOW - timedelta(days=300)).date()
CHUNK = 10_000
NUMBERED = ("unit", "position", "competency", "training", "offering", "person", "announcement")


@dataclass(frozen=True, slots=True)
class City:
    """An open database with so many people in it."""

    store: Store
    people: int


async def build(store: Store, people: int) -> City:
    """Fills an empty, migrated database."""
    await schema.migrate(store)
    async with store.write() as session:
        if not store.is_sqlite:
            # The rows are right by construction: foreign keys need no check.
            await session.execute(text("SET LOCAL session_replication_role = replica"))
            await session.execute(text("SET LOCAL synchronous_commit = off"))
        await session.execute(insert(unit), list(_units()))
        await session.execute(insert(position), list(_positions()))
        await session.execute(insert(competency_table), list(_competencies()))
        await session.execute(insert(requirement), list(_requirements()))
        await session.execute(insert(training), list(_trainings()))
        await session.execute(insert(training_competency), list(_aims()))
        await session.execute(insert(offering), list(_offerings(people)))
        await session.execute(insert(training_session), list(_sessions(people)))
        for start in range(1, people + 1, CHUNK):
            rows = [_person(n) for n in range(start, min(people, start + CHUNK - 1) + 1)]
            await session.execute(insert(person), rows)
        await session.execute(insert(role), [_hr(n) for n in range(1, 4)])
        for statement in STATEMENTS:
            await _fill(session, statement)
        if not store.is_sqlite:
            for statement in KEPT:
                await _fill(session, statement)
            for table in NUMBERED:
                await session.execute(_SERIAL.bindparams(name=table))
    await settle_statistics(store)
    return City(store, people)


async def settle_statistics(store: Store) -> None:
    """Updates the planner's statistics, as autovacuum would have; SQLite is used without any."""
    if store.is_sqlite:
        return
    own = store.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with own.connect() as connection:
        await connection.execute(text("VACUUM ANALYZE"))


async def _fill(session: Transaction, statement: str) -> None:
    values = {"now": NOW, "long_ago": NOW - timedelta(days=400), "rated": RATED_ON}
    types: dict[str, Any] = {"now": Utc(), "long_ago": Utc()}
    named = [
        bindparam(name, value, type_=types.get(name))
        for name, value in values.items()
        if f":{name}" in statement
    ]
    await session.execute(text(statement).bindparams(*named))


_SERIAL = text(
    "SELECT setval(pg_get_serial_sequence(:name, 'id'), 1000000 * "
    "CASE WHEN :name = 'person' THEN 1 ELSE 2 END)"
).bindparams(bindparam("name", type_=None))


def _units() -> Iterator[dict[str, Any]]:
    for n in range(1, UNITS + 1):
        yield {"id": n, "code": f"U{n}", "name": f"Dinas Contoh {n}", "parent_id": n // 5 or None}


def _positions() -> Iterator[dict[str, Any]]:
    for n in range(1, POSITIONS + 1):
        yield {"id": n, "match_key": f"JABATAN {n}", "name": f"Jabatan {n}"}


def _competencies() -> Iterator[dict[str, Any]]:
    for n in range(1, COMPETENCIES + 1):
        kind = "managerial" if n < 9 else "sociocultural" if n == 9 else "technical"
        meanings = {f"level_{level}": f"Uraian jenjang {level}" for level in range(1, 6)}
        yield {"id": n, "code": f"K{n:02d}", "name": f"Kompetensi {n}", "kind": kind, **meanings}


def _requirements() -> Iterator[dict[str, Any]]:
    for post in range(1, POSITIONS + 1):
        for n in range(1, COMPETENCIES + 1):
            yield {"position_id": post, "competency_id": n, "level": 2 + (post + n) % 3}


def _trainings() -> Iterator[dict[str, Any]]:
    for n in range(1, TRAININGS + 1):
        mode = ("onsite", "online", "blended")[n % 3]
        kind = "e-learning" if n % 5 == 0 else "bimtek"
        title = f"Bimtek Contoh {n}"
        yield {"id": n, "code": f"P{n}", "title": title, "kind": kind, "mode": mode, "hours": 16}


def _aims() -> Iterator[dict[str, Any]]:
    for n in range(1, TRAININGS + 1):
        for competency in {1 + n % COMPETENCIES, 1 + (n * 5 + 7) % COMPETENCIES}:
            yield {"training_id": n, "competency_id": competency, "level": 3 + n % 2}


def _offerings(people: int) -> Iterator[dict[str, Any]]:
    for n in range(1, OFFERINGS + 1):
        day = n * 377 % OFFERINGS - (OFFERINGS - UPCOMING_DAYS)
        quota = people * EACH_IN // OFFERINGS // (2 if n % 10 == 0 else 1) + 50
        yield _offering(n, NOW + timedelta(days=day, hours=-1), quota)
    yield _offering(REMINDED, NOW + timedelta(hours=24), 200)


def _offering(number: int, starts: datetime, quota: int) -> dict[str, Any]:
    return {
        "id": number,
        "training_id": 1 + (number - 1) // 4 % TRAININGS,
        "label": ("I", "II", "III", "IV", "V")[(number - 1) % 4 + (number > OFFERINGS) * 4],
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=8),
        "timezone": "Asia/Jakarta",
        "place": "Aula BKPSDM",
        "quota": quota,
        "closes_at": starts - timedelta(days=3),
        "needs_approval": number % 20 == 0,
        "session_plan": "given" if number <= OFFERINGS else "daily",
    }


def _sessions(people: int) -> Iterator[dict[str, Any]]:
    """The sessions of each offering but the last, one after the other."""
    for one in _offerings(people):
        for n in range(SESSIONS if one["id"] <= OFFERINGS else 0):
            begins = one["starts_at"] + timedelta(minutes=96 * n)
            ends = begins + timedelta(minutes=96)
            number = one["id"] * SESSIONS + n
            yield {
                "id": number,
                "offering_id": one["id"],
                "starts_at": begins,
                "ends_at": ends,
            }


def _person(n: int) -> dict[str, Any]:
    return {
        "id": n,
        "nip": fictional_nip(n),
        "name": f"Contoh {n * 7919 % 1_000_003}",
        "phone": f"+6284{n:09d}",
        "employment": "PPPK" if n % 4 == 0 else "PNS",
        "legal_status": "Aktif",
        "active": n % 50 != 0,
        "position_title": f"Jabatan {1 + n % POSITIONS}",
        "position_id": 1 + n % POSITIONS,
        "unit_id": 1 + n % UNITS,
    }


def _hr(n: int) -> dict[str, Any]:
    return {"person_id": n, "name": "hr", "granted_at": NOW}
