"""Applies the sheet of mandates; those who get one are told when it begins."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update

from domain.ids import MandateId, PersonId
from domain.imports.preview import LoadTally
from storage.decisions.posts import mandates
from storage.decisions.tables import mandate
from storage.imports.loads.basics import Load, told
from storage.imports.tables import staged_mandate
from storage.people.tables import person, position, unit

_S, _M = staged_mandate, mandate
_TITLES = {"kind": "JENIS", "until": "SELESAI", "letter": "NOMOR SURAT"}


async def load_mandates(load: Load, *, timezone: str, now: datetime) -> LoadTally:
    """Writes mandates that are new or differ; one that HR ended stays so until its end differs."""
    new = changed = total = 0
    for row in (await load.session.execute(_beside_stored(load))).all():
        total += 1
        wanted = {name: getattr(row, name) for name in _TITLES}
        old = {name: getattr(row, f"old_{name}") for name in _TITLES}
        if row.mandate_id is None:
            new += 1
            await _add(load, row, wanted, timezone=timezone, now=now)
        elif wanted != old:
            changed += 1
            await _change(load, row, old, wanted)
    return LoadTally(new, changed, total - new - changed)


def _beside_stored(load: Load) -> Any:
    holder = person
    units = (
        select(func.min(person.c.unit_id))
        .where(person.c.position_id == position.c.id)
        .having(func.count(person.c.unit_id.distinct()) == 1)
        .correlate(position)
        .scalar_subquery()
    )
    place = func.coalesce(unit.c.id, units)
    same_unit = or_(_M.c.unit_id == place, and_(_M.c.unit_id.is_(None), place.is_(None)))
    return (
        select(
            *_S.c["sheet", "row", "nip", "kind", "since", "until"],
            told(_S.c.letter, _M.c.letter).label("letter"),
            position.c.id.label("position_id"),
            position.c.name.label("post"),
            place.label("unit_id"),
            holder.c.id.label("holder_id"),
            holder.c.name,
            _M.c.id.label("mandate_id"),
            _M.c.ended_at,
            *(_M.c[name].label(f"old_{name}") for name in _TITLES),
        )
        .join(position, position.c.match_key == _S.c.position_key)
        .join(holder, holder.c.nip == _S.c.nip)
        .outerjoin(unit, unit.c.code == _S.c.unit_code)
        .outerjoin(
            _M,
            and_(
                _M.c.position_id == position.c.id,
                same_unit,
                _M.c.holder_id == holder.c.id,
                _M.c.since == _S.c.since,
            ),
        )
        .where(load.staged(_S))
        .order_by(_S.c.sheet, _S.c.row)
    )


async def _add(
    load: Load, row: Any, wanted: dict[str, Any], *, timezone: str, now: datetime
) -> None:
    key = {name: getattr(row, name) for name in ("position_id", "unit_id", "holder_id", "since")}
    made = insert(_M).values(**key, **wanted, set_at=now).returning(_M.c.id)
    number = MandateId((await load.session.execute(made)).scalar_one())
    await mandates.announce(
        load.session,
        number,
        to=PersonId(row.holder_id),
        since=row.since,
        until=row.until,
        zone=timezone,
        now=now,
    )
    if load.notes:
        load.notes.value(row, f"{row.name}, {row.post}", "", None, None, nip=row.nip, is_new=True)
    if load.journal:
        load.journal.add(_M, {"id": number}, None, wanted)


async def _change(load: Load, row: Any, old: dict[str, Any], wanted: dict[str, Any]) -> None:
    if wanted["until"] != old["until"]:
        # Ended in the chat, and given another last day by HR's file: it holds again.
        old, wanted = {**old, "ended_at": row.ended_at}, {**wanted, "ended_at": None}
    await load.session.execute(update(_M).where(_M.c.id == row.mandate_id).values(wanted))
    for name, title in _TITLES.items():
        if load.notes and wanted[name] != old[name]:
            load.notes.add(title, old[name], wanted[name])
            about = f"{row.name}, {row.post}"
            load.notes.value(row, about, title, old[name], wanted[name], nip=row.nip)
    if load.journal:
        load.journal.add(_M, {"id": row.mandate_id}, old, wanted)
