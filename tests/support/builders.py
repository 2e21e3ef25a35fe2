"""Writes the rows a test needs directly to the tables, with made-up defaults for the rest."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, select, update

from domain.ids import (
    CompetencyId,
    EnrolmentId,
    OfferingId,
    PersonId,
    PositionId,
    UnitId,
    UnitOfficerId,
)
from storage.accounts.tables import link as link_table
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import training as training_table
from storage.catalogue.tables import training_competency
from storage.competencies.tables import assessment, requirement
from storage.competencies.tables import competency as competency_table
from storage.database.store import Store
from storage.people.tables import person as person_table
from storage.people.tables import position as position_table
from storage.people.tables import role
from storage.people.tables import unit as unit_table
from storage.people.tables import unit_officer as unit_officer_table
from storage.seats.tables import enrolment as enrolment_table
from storage.seats.tables import enrolment_event

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, 09.00 WIB (UTC+7): the start of the clock of every test town."""

_numbers = count(1)


def fictional_nip(number: int) -> str:
    """A well-formed NIP (staff number) that no person has: real ones never end in 990-999."""
    year, month, day = 1970 + number % 30, 1 + number // 30 % 12, 1 + number // 360 % 28
    return f"{year}{month:02d}{day:02d}202001{1 + number % 2}{990 + number // 10080 % 10}"


class Builders:
    """One method per kind of row; each writes and commits."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def person(self, name: str = "Contoh Satu", **facts: Any) -> PersonId:
        """A person of the roster: phone `+62840000000nn`, PNS, active."""
        n = next(_numbers)
        values = {
            "nip": fictional_nip(n),
            "name": name,
            "phone": f"+6284{n:09d}",
            "employment": "PNS",
            "legal_status": "Aktif",
            "active": True,
            "position_title": "Pranata Komputer Ahli Pertama",
            **facts,
        }
        return PersonId(await self._add(person_table, values))

    async def hr(self, person_id: PersonId) -> None:
        """Gives the HR role."""
        await self._add(role, {"person_id": person_id, "name": "hr", "granted_at": NOW}, key=None)

    async def link(self, person_id: PersonId, telegram_id: int, **facts: Any) -> None:
        """Links an account, as a person does by consent and by sharing the contact."""
        values = {
            "person_id": person_id,
            "telegram_id": telegram_id,
            "linked_at": NOW,
            "consent_version": "1",
            "consent_at": NOW,
            **facts,
        }
        await self._add(link_table, values, key=None)

    async def set_link(self, person_id: PersonId, **facts: Any) -> None:
        """Changes the settings of a linked account."""
        mine = link_table.c.person_id == person_id
        async with self.store.write() as session:
            await session.execute(update(link_table).where(mine).values(**facts))

    async def unit(self, name: str = "Dinas Contoh", *, parent: UnitId | None = None) -> UnitId:
        values = {"code": f"U{next(_numbers):03d}", "name": name, "parent_id": parent}
        return UnitId(await self._add(unit_table, values))

    async def set_parent(self, unit: UnitId, parent: UnitId | None) -> None:
        """Moves a unit below another one."""
        async with self.store.write() as session:
            mine = unit_table.c.id == unit
            await session.execute(update(unit_table).where(mine).values(parent_id=parent))

    async def unit_officer(self, person: PersonId, unit: UnitId, **facts: Any) -> UnitOfficerId:
        """Makes a person the officer of a unit, who has accepted the role."""
        values = {"person_id": person, "unit_id": unit, "given_at": NOW, "accepted_at": NOW}
        return UnitOfficerId(await self._add(unit_officer_table, {**values, **facts}))

    async def position(self, name: str = "Pranata Komputer Ahli Pertama") -> PositionId:
        values = {"match_key": name.upper(), "name": name}
        return PositionId(await self._add(position_table, values))

    async def competency(
        self, name: str = "Keamanan Informasi", *, kind: str = "technical", code: str | None = None
    ) -> CompetencyId:
        values = {"code": code or f"T.{next(_numbers):02d}", "name": name, "kind": kind}
        return CompetencyId(await self._add(competency_table, values))

    async def requires(
        self, position: PositionId, competency: CompetencyId, level: int = 3
    ) -> None:
        values = {"position_id": position, "competency_id": competency, "level": level}
        await self._add(requirement, values, key=None)

    async def rated(
        self,
        person: PersonId,
        competency: CompetencyId,
        level: int,
        *,
        on: date = date(2026, 6, 15),
        source: str = "official",
    ) -> None:
        values = {
            "person_id": person,
            "competency_id": competency,
            "level": level,
            "assessed_on": on,
            "source": source,
        }
        await self._add(assessment, values)

    async def offering(
        self,
        title: str = "Bimtek Keamanan Informasi",
        *,
        closes: CompetencyId | None = None,
        aims_at: int = 3,
        starts_at: datetime = datetime(2026, 12, 9, 1, 0, tzinfo=UTC),
        ends_at: datetime | None = None,
        seats: int = 30,
        label: str = "I",
        training: dict[str, Any] | None = None,
        **facts: Any,
    ) -> OfferingId:
        """An offering with its training: 9 December 2026, 08.00 WIB, eight hours, open."""
        found = await self._training(title, training or {}, closes=closes, aims_at=aims_at)
        values = {
            "training_id": found,
            "label": label,
            "starts_at": starts_at,
            "ends_at": ends_at or starts_at + timedelta(hours=8),
            "timezone": "Asia/Jakarta",
            "place": "Aula BKPSDM",
            "quota": seats,
            "closes_at": starts_at - timedelta(days=1),
            "needs_approval": False,
            **facts,
        }
        return OfferingId(await self._add(offering_table, values))

    async def enrolment(
        self, person: PersonId, offering: OfferingId, *, state: str = "enrolled", **facts: Any
    ) -> EnrolmentId:
        values = {
            "person_id": person,
            "offering_id": offering,
            "state": state,
            "since": NOW,
            **facts,
        }
        enrolment = EnrolmentId(await self._add(enrolment_table, values))
        event = {"enrolment_id": enrolment, "state": state, "at": values["since"]}
        await self._add(enrolment_event, event)
        return enrolment

    async def _training(
        self, title: str, facts: dict[str, Any], *, closes: CompetencyId | None, aims_at: int
    ) -> int:
        query = select(training_table.c.id).where(training_table.c.title == title)
        async with self.store.read() as session:
            found = (await session.execute(query)).scalar_one_or_none()
        if found is None:
            values = {
                "code": f"P{next(_numbers):02d}",
                "title": title,
                "kind": "bimtek",
                "mode": "onsite",
                "hours": 16,
                **facts,
            }
            found = await self._add(training_table, values)
            if closes is not None:
                aim = {"training_id": found, "competency_id": closes, "level": aims_at}
                await self._add(training_competency, aim, key=None)
        return int(found)

    async def _add(self, table: Any, values: dict[str, Any], key: str | None = "id") -> int:
        async with self.store.write() as session:
            if key is None:
                await session.execute(insert(table).values(values))
                return 0
            row = await session.execute(insert(table).values(values).returning(table.c[key]))
            return int(row.scalar_one())
