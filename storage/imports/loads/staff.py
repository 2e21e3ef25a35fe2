"""Applies the staff sheet: post, unit and number of each person, and whether in service."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, false, func, select, true, update

from domain.ids import PersonId
from domain.imports.preview import LoadTally, MissingPerson
from domain.imports.sheets import SheetKind
from domain.imports.staff import ServiceStatus
from storage.accounts.tables import failed_link
from storage.database.store import Transaction
from storage.imports.loads.basics import Load, make_named, make_positions, told, told_id
from storage.imports.loads.comparing import About, Compared
from storage.imports.tables import staged_staff
from storage.people.rows import name_of
from storage.people.tables import person as person_table
from storage.people.tables import position
from storage.people.tables import unit as unit_table

_S, _P = staged_staff, person_table


async def load_staff(load: Load, *, now: datetime) -> tuple[LoadTally, list[PersonId]]:
    """Writes the roster; returns the figures and the people who leave service by it."""
    await _name_units(load)
    await make_positions(load, _S)
    origin = (
        _S.outerjoin(_P, _P.c.nip == _S.c.nip)
        .outerjoin(position, position.c.match_key == _S.c.position_key)
        .outerjoin(unit_table, unit_table.c.code == _S.c.unit_code)
    )
    values = _values()
    leaving = (
        select(_P.c.id)
        .select_from(origin)
        .where(load.staged(_S), _P.c.active, values["active"].is_(False))
    )
    gone = [PersonId(each) for each in (await load.session.execute(leaving)).scalars()]
    if load.notes:
        stored = select(func.count(_P.c.id)).select_from(origin).where(load.staged(_S))
        load.notes.known += (await load.session.execute(stored)).scalar_one()
    tally = await load.merge(
        _P,
        keys={"nip": _S.c.nip},
        values=values,
        origin=origin,
        where=load.staged(_S),
        titles=_titles(),
        about=About(_S, _S.c.name, _S.c.nip, and_(_P.c.active, values["active"].is_(False))),
    )
    await _settle_failures(load.session, now=now)
    return tally, gone


async def missing(load: Load) -> list[MissingPerson]:
    """People in service who are in no row of the staff sheets, by unit and name."""
    if not any(sheet.kind is SheetKind.STAFF for sheet in load.sheets):
        return []
    rows = await load.session.execute(
        select(_P, unit_table.c.name.label("unit_name"))
        .outerjoin(unit_table, unit_table.c.id == _P.c.unit_id)
        .where(_P.c.active, ~_named(load))
        .order_by(unit_table.c.name, _P.c.name, _P.c.id)
    )
    return [MissingPerson(r.nip, name_of(r), r.unit_name) for r in rows]


async def count_missing(load: Load) -> int | None:
    """The number of people that `missing` lists; None without a staff sheet."""
    if not any(sheet.kind is SheetKind.STAFF for sheet in load.sheets):
        return None
    query = select(func.count()).select_from(_P).where(_P.c.active, ~_named(load))
    return int((await load.session.execute(query)).scalar_one())


def _named(load: Load) -> Any:
    # Refused rows count too: their people are in the file.
    listed = select(_S.c.nip).where(_S.c.import_id == load.import_id, _S.c.nip.is_not(None))
    return _P.c.nip.in_(listed)


def _values() -> dict[str, Any]:
    as_before = _S.c.standing == ServiceStatus.AS_BEFORE.value
    active = case(
        (_S.c.standing == ServiceStatus.LEFT.value, false()),
        (_S.c.standing == ServiceStatus.ACTIVE.value, true()),
        else_=func.coalesce(_P.c.active, true()),
    )

    def of(name: str) -> Any:
        return told(_S.c[name], _P.c[name])

    return {
        # A cell with the full name and titles, as our own files have it, is not a changed name.
        "name": case((_S.c.name == _full_name(_P), _P.c.name), else_=_S.c.name),
        "title_before": of("title_before"),
        "title_after": of("title_after"),
        "phone": of("phone"),
        "employment": of("employment"),
        "legal_status": case((as_before, _P.c.legal_status), else_=of("legal_status")),
        "active": active,
        "grade": of("grade"),
        "position_kind": of("position_kind"),
        "position_title": of("position_title"),
        "position_id": told_id(_S.c.position_key, position.c.id, _P.c.position_id),
        "unit_id": told_id(_S.c.unit_code, unit_table.c.id, _P.c.unit_id),
        "superior_nip": of("superior_nip"),
    }


def _titles() -> dict[str, str | Compared]:
    was = unit_table.alias("was")
    old_unit = select(was.c.name).where(was.c.id == _P.c.unit_id).scalar_subquery()
    new_unit = told_id(_S.c.unit_code, unit_table.c.name, old_unit)
    return {
        "name": "NAMA",
        "title_before": "GELAR DEPAN",
        "title_after": "GELAR BELAKANG",
        "phone": "NOMOR HP",
        "employment": "JENIS PEGAWAI NAMA",
        "legal_status": "KEDUDUKAN HUKUM NAMA",
        "grade": "GOL AKHIR NAMA",
        "position_kind": "JENIS JABATAN NAMA",
        "position_title": "JABATAN NAMA",
        "unit_id": Compared("UNOR NAMA", old_unit, new_unit),
        "superior_nip": "NIP ATASAN",
    }


def _full_name(person: Any) -> Any:
    """SQL: as `domain.people.actors.full_name`."""
    before = func.coalesce(func.nullif(person.c.title_before, "") + " ", "")
    after = func.coalesce(", " + func.nullif(person.c.title_after, ""), "")
    return before + person.c.name + after


async def _name_units(load: Load) -> None:
    """Gives every staged row the code of its unit, and creates units that are new.

    Without a unit code (UNOR ID) a name means the person's present unit if that has the name, else
    the only unit with the name, else a new unit.
    """
    u = unit_table
    where_they_are = (
        select(u.c.code)
        .join(_P, _P.c.unit_id == u.c.id)
        .where(_P.c.nip == _S.c.nip, u.c.name == _S.c.unit_name)
        .scalar_subquery()
    )
    by_name = (
        select(func.min(u.c.code))
        .where(u.c.name == _S.c.unit_name)
        .having(func.count() == 1)
        .scalar_subquery()
    )
    nameless = and_(load.staged(_S), _S.c.unit_code.is_(None), _S.c.unit_name.is_not(None))
    await load.session.execute(
        update(_S)
        .where(nameless)
        .values(unit_code=func.coalesce(where_they_are, by_name, _S.c.unit_name))
    )
    name = func.coalesce(func.min(_S.c.unit_name), _S.c.unit_code)
    await make_named(load, u, _S, key=("code", _S.c.unit_code), name=name)


async def _settle_failures(session: Transaction, *, now: datetime) -> None:
    """Settles failed tries to link with a number that exactly one person in service has now."""
    f = failed_link
    owners = (
        select(func.count())
        .select_from(_P)
        .where(_P.c.phone == f.c.phone, _P.c.active)
        .scalar_subquery()
    )
    await session.execute(
        update(f)
        .where(f.c.settled_at.is_(None), f.c.reason.in_(("unknown", "shared")), owners == 1)
        .values(settled_at=now)
    )
