"""Quotas by unit as HR writes them, and as they are kept."""

from collections.abc import Mapping

from sqlalchemy import select

from domain.ids import UnitId
from domain.seats.quotas import UnitQuota, folded_unit, read_quota
from storage.database.store import Store, Transaction
from storage.people.tables import unit


class UnitNames:
    """All units by name and by number."""

    def __init__(self, names: Mapping[UnitId, tuple[str, str]]) -> None:
        self._names = {number: name for number, (name, _) in names.items()}
        by_name = {folded_unit(name): number for number, (name, _) in names.items()}
        self._numbers = {
            folded_unit(code): number for number, (_, code) in names.items()
        } | by_name

    def kept(self, text: str) -> str | None:
        """What the column holds for a quota that HR has written; None: none of its units is known.

        Units that are not known are left out: the check of the row has refused them.
        """
        read = read_quota(text)
        if read is None:
            return None
        if read.each is not None:
            return UnitQuota(read.mode, each=read.each).kept
        found = {folded_unit(name): seats for name, seats in read.units}
        units = {self._numbers[name]: n for name, n in found.items() if name in self._numbers}
        return UnitQuota(read.mode, units=units).kept if units else None

    def unknown(self, text: str) -> list[str]:
        """The names in a written quota that no unit has."""
        read = read_quota(text)
        names = [name for name, _ in read.units] if read is not None else []
        return [name for name in names if folded_unit(name) not in self._numbers]

    def written(self, kept: str | None) -> str | None:
        """A kept quota as HR writes it."""
        quota = UnitQuota.parse(kept)
        return quota.written(self._names) if quota is not None else None


NO_NAMES = UnitNames({})


async def unit_names(session: Transaction) -> UnitNames:
    """Reads the names of all units."""
    rows = await session.execute(select(unit.c.id, unit.c.name, unit.c.code).order_by(unit.c.id))
    return UnitNames({UnitId(row.id): (row.name, row.code) for row in rows})


async def kept(store: Store, text: str) -> str | None:
    """What the column holds for a typed quota; None if it is none, or a unit is not known."""
    async with store.read() as session:
        names = await unit_names(session)
    return None if names.unknown(text) else names.kept(text)
