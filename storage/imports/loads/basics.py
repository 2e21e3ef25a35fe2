"""Applies staged rows by INSERT … SELECT: units, the dictionary, standards, ratings.

Every kind is handled alike: one SELECT joins the staged rows with the stored ones; the
differences are counted first and written afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, and_, case, false, func, null, or_, select, update

from domain.ids import ImportId
from domain.imports.cells import ERASED
from domain.imports.judged import JudgedSheet
from domain.imports.preview import LoadTally
from storage.competencies.tables import assessment, competency, requirement
from storage.database.store import Transaction, insert_for
from storage.imports.loads.comparing import About, Compared, Notes, note_columns, note_values
from storage.imports.loads.journal import Journal
from storage.imports.tables import (
    staged_assessment,
    staged_competency,
    staged_requirement,
    staged_unit,
)
from storage.people.tables import person, position, unit


@dataclass(frozen=True, slots=True)
class Load:
    """One import that is being applied, in the caller's transaction."""

    session: Transaction
    import_id: ImportId
    sheets: tuple[JudgedSheet, ...]
    notes: Notes | None = None
    """Given while the import is rehearsed."""
    journal: Journal | None = None
    """Given while it is saved."""

    def staged(self, table: Table) -> Any:
        """SQL: the rows of this import that are not refused."""
        return and_(table.c.import_id == self.import_id, table.c.refused.is_(False))

    async def tally(self, *, origin: Any, where: Any, is_new: Any, differs: Any) -> LoadTally:
        """Counts the staged rows that are new, that differ from the store, and that are equal."""
        counts = select(
            func.count(),
            func.coalesce(func.sum(case((is_new, 1), else_=0)), 0),
            func.coalesce(func.sum(case((and_(~is_new, differs), 1), else_=0)), 0),
        )
        total, new, changed = (
            await self.session.execute(counts.select_from(origin).where(where))
        ).one()
        return LoadTally(new, changed, total - new - changed)

    async def merge(
        self,
        target: Table,
        *,
        keys: dict[str, Any],
        values: dict[str, Any],
        origin: Any,
        where: Any,
        titles: Mapping[str, str | Compared],
        about: About,
    ) -> LoadTally:
        """Writes the rows that are new or differ. `origin` has the target outer-joined.

        `titles`: the columns that HR knows, by name in the table.
        """
        is_new = target.c[next(iter(keys))].is_(None)
        differs = or_(*(value.is_distinct_from(target.c[name]) for name, value in values.items()))
        tally = await self.tally(origin=origin, where=where, is_new=is_new, differs=differs)
        if self.notes and (tally.new or tally.changed):
            columns = {
                name: Compared(title, target.c[name], values[name])
                if isinstance(title, str)
                else title
                for name, title in titles.items()
            }
            differing = (is_new, differs)
            await self._note(about, columns, differing, origin=origin, where=where)
        if self.journal and (tally.new or tally.changed):
            await self.journal.copy(
                target,
                keys=keys,
                values=values,
                is_new=is_new,
                origin=origin,
                where=and_(where, or_(is_new, differs)),
            )
        if tally.new or tally.changed:
            source = select(*keys.values(), *values.values()).select_from(origin)
            insert = insert_for(self.session, target).from_select(
                [*keys, *values], source.where(where, or_(is_new, differs))
            )
            await self.session.execute(
                insert.on_conflict_do_update(
                    index_elements=list(keys),
                    set_={name: insert.excluded[name] for name in values},
                )
            )
        return tally

    async def _note(
        self,
        about: About,
        columns: Mapping[str, Compared],
        differing: tuple[Any, Any],
        *,
        origin: Any,
        where: Any,
    ) -> None:
        if self.notes is None:
            return
        is_new, differs = differing
        changed = and_(where, ~is_new, differs)
        await note_columns(self.session, self.notes, columns, origin=origin, where=changed)
        if self.notes.values is not None:
            found = and_(where, or_(is_new, differs))
            await note_values(
                self.session,
                self.notes.values,
                about,
                columns,
                is_new=is_new,
                origin=origin,
                where=found,
            )


def told(new: Any, stored: Any) -> Any:
    """SQL: a text of a file beside the stored one: empty keeps it, ERASED empties it."""
    return func.nullif(func.coalesce(new, stored), ERASED)


def told_id(word: Any, new: Any, stored: Any) -> Any:
    """SQL: the id of what a word of a file names, by the rule of `told`."""
    return case((word.is_(None), stored), (word == ERASED, null()), else_=new)


async def load_units(load: Load) -> LoadTally:
    """Writes the tree of units: all names first, since a parent may come after its child."""
    s, u, above = staged_unit, unit, unit.alias("above")
    good = load.staged(s)
    tally = await load.tally(
        origin=s.outerjoin(u, u.c.code == s.c.code).outerjoin(above, above.c.id == u.c.parent_id),
        where=good,
        is_new=u.c.code.is_(None),
        differs=or_(
            u.c.name != s.c.name,
            func.coalesce(above.c.code, ERASED) != func.coalesce(s.c.parent_code, above.c.code),
        ),
    )
    await load.merge(
        u,
        keys={"code": s.c.code},
        values={"name": s.c.name},
        origin=s.outerjoin(u, u.c.code == s.c.code),
        where=good,
        titles={"name": "UNOR NAMA"},
        about=About(s, s.c.name),
    )
    parent = (
        select(above.c.id)
        .join(s, s.c.parent_code == above.c.code)
        .where(good, s.c.code == u.c.code)
        .scalar_subquery()
    )
    listed = u.c.code.in_(select(s.c.code).where(good, s.c.parent_code.is_not(None)))
    if load.journal:
        await load.journal.copy(
            u,
            keys={"code": u.c.code},
            values={"parent_id": parent},
            is_new=false(),
            origin=u,
            where=and_(listed, u.c.parent_id.is_distinct_from(parent)),
        )
    await load.session.execute(update(u).where(listed).values(parent_id=parent))
    return tally


async def load_competencies(load: Load) -> LoadTally:
    """Writes the dictionary of competencies."""
    s, c = staged_competency, competency

    def level(number: int) -> Any:
        return told(s.c[f"level_{number}"], c.c[f"level_{number}"])

    return await load.merge(
        c,
        keys={"code": s.c.code},
        values={
            "name": s.c.name,
            "kind": s.c.kind,
            **{f"level_{number}": level(number) for number in range(1, 6)},
        },
        origin=s.outerjoin(c, c.c.code == s.c.code),
        where=load.staged(s),
        titles={"name": "NAMA KOMPETENSI", **{f"level_{n}": f"LEVEL {n}" for n in range(1, 6)}},
        about=About(s, s.c.name),
    )


async def load_requirements(load: Load) -> LoadTally:
    """Writes the levels that posts require; creates posts named for the first time."""
    s, r, p, c = staged_requirement, requirement, position, competency
    await make_positions(load, s)
    origin = (
        s.join(p, p.c.match_key == s.c.position_key)
        .join(c, c.c.code == s.c.competency)
        .outerjoin(r, and_(r.c.position_id == p.c.id, r.c.competency_id == c.c.id))
    )
    return await load.merge(
        r,
        keys={"position_id": p.c.id, "competency_id": c.c.id},
        values={"level": s.c.level},
        origin=origin,
        where=load.staged(s),
        titles={"level": "LEVEL"},
        about=About(s, s.c.position_name + ", " + s.c.competency),
    )


async def load_assessments(load: Load) -> LoadTally:
    """Writes ratings; another day or source makes a new rating and overwrites none."""
    s, a, p, c = staged_assessment, assessment, person, competency
    same = and_(
        a.c.person_id == p.c.id,
        a.c.competency_id == c.c.id,
        a.c.assessed_on == s.c.assessed_on,
        a.c.source == s.c.source,
    )
    return await load.merge(
        a,
        keys={
            "person_id": p.c.id,
            "competency_id": c.c.id,
            "assessed_on": s.c.assessed_on,
            "source": s.c.source,
        },
        values={"level": s.c.level},
        origin=s.join(p, p.c.nip == s.c.nip)
        .join(c, c.c.code == s.c.competency)
        .outerjoin(a, same),
        where=load.staged(s),
        titles={"level": "LEVEL"},
        about=About(s, p.c.name + ", " + s.c.competency, s.c.nip),
    )


async def make_positions(load: Load, staged: Table) -> None:
    """Creates the posts that staged rows name and that are not stored yet."""
    name = func.min(staged.c.position_name)
    await make_named(load, position, staged, key=("match_key", staged.c.position_key), name=name)


async def make_named(
    load: Load, target: Table, staged: Table, *, key: tuple[str, Any], name: Any
) -> None:
    """Creates what staged rows name by a key and that is not stored yet."""
    column, word = key
    stored = select(target.c[column])
    new = (
        select(word.label("key"), name.label("name"))
        .where(load.staged(staged), word != ERASED, word.not_in(stored))
        .group_by(word)
    )
    if load.journal:
        named = new.subquery()
        keys, values = {column: named.c.key}, {"name": named.c.name}
        await load.journal.made(target, keys=keys, values=values, origin=named)
    insert = insert_for(load.session, target).from_select([column, "name"], new)
    await load.session.execute(insert.on_conflict_do_nothing())
