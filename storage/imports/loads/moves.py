"""Offerings that an import moves, calls off or puts into the past, and whom that concerns."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from domain.imports.preview import OfferingChange
from storage.catalogue.tables import offering_change
from storage.imports.loads.basics import Load
from storage.imports.loads.comparing import Notes
from storage.imports.tables import import_log
from storage.seats import standing
from storage.seats.rows import is_open
from storage.seats.tables import enrolment


async def changed_in_chat(load: Load) -> dict[int, set[str]]:
    """By offering, the columns that HR changed in the chat since the last import."""
    log, change = import_log, offering_change
    last = select(func.max(log.c.at)).where(log.c.undone_at.is_(None)).scalar_subquery()
    rows = await load.session.execute(
        select(change.c.offering_id, change.c.after)
        .where(change.c.undone_at.is_(None))
        .where(or_(last.is_(None), change.c.at > last))
    )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row.offering_id, set()).update(row.after)
    return found


async def note_offering(
    load: Load, notes: Notes, row: Any, old: Any, *, several: bool, timezone: str, now: datetime
) -> None:
    """Notes one row of the training sheet, if it moves or calls off; `old` is what is stored."""
    before = old.starts_at if old is not None else None
    moved = old is not None and (row.starts_at, row.ends_at) != (old.starts_at, old.ends_at)
    off = bool(row.called_off) and old is not None and old.called_off_at is None
    past = row.starts_at < now and (old is None or (moved and old.starts_at >= now))
    if not (moved or off or past) or (row.called_off and not off):
        return
    recorded = moved and row.starts_at > now
    notes.offerings.append(
        OfferingChange(
            title=row.title,
            label=row.label if several else None,
            timezone=old.timezone if old is not None else timezone,
            before=before,
            starts_at=row.starts_at,
            called_off=off,
            people=await _people(load, old) if old is not None and old.ends_at > now else 0,
            past=past,
            recorded=await _recorded(load, old) if recorded else 0,
            clashes=await _clashes(load, row, old) if moved and not off else 0,
        )
    )


async def _people(load: Load, old: Any) -> int:
    e = enrolment
    return await _count(load, e, is_open(), old)


async def _recorded(load: Load, old: Any) -> int:
    return await _count(load, enrolment, enrolment.c.attendance.is_not(None), old)


async def _clashes(load: Load, row: Any, old: Any) -> int:
    """How many people with a seat have another training at the new time."""
    stored = await standing.lock(load.session, old.id)
    if stored is None:
        return 0
    new = {name: getattr(row, name) for name in ("kind", "starts_at", "ends_at", "timezone")}
    return await standing.clashes(load.session, replace(stored, **new))


async def _count(load: Load, e: Any, met: Any, old: Any) -> int:
    query = select(func.count()).select_from(e).where(e.c.offering_id == old.id, met)
    return int((await load.session.execute(query)).scalar_one())
