"""Writes who is above whom: from the sheet of superiors, and from NIP ATASAN of the staff sheet.

A row keeps the post that the superior holds when the file is loaded: who holds it later decides.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date as SqlDate
from sqlalchemy import and_, case, cast, false, func, insert, null, or_, select, true, update

from domain.decisions.states import DecisionState, DecisionStep
from domain.imports.cells import ERASED
from domain.imports.posts.rows import NO_END
from domain.imports.preview import LoadTally
from domain.people.superiors import SuperiorKind
from storage.database.columns import constant
from storage.decisions.tables import decision
from storage.imports.loads.basics import Load
from storage.imports.loads.comparing import About, Compared, note_columns, note_values
from storage.imports.loads.journal import beside
from storage.imports.tables import staged_staff, staged_superior
from storage.people.tables import person, superior

_X, _P = superior, person
_BOSS = person.alias("boss")
_RATER = SuperiorKind.RATER.value
_DAY = timedelta(days=1)
_WRITTEN = ("nip", "position_id", "unit_id", "until")


@dataclass(frozen=True, slots=True)
class Moves:
    """What a load changes in who is above whom."""

    tally: LoadTally = field(default_factory=LoadTally)
    people: int = 0
    """People who had a superior, and have another one today."""
    requests: int = 0
    """Open requests of people whose superior is another one today."""

    def __add__(self, other: "Moves") -> "Moves":
        return Moves(
            self.tally + other.tally, self.people + other.people, self.requests + other.requests
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """SQL: what staged rows say, beside what is stored."""

    staged: Any
    origin: Any
    kind: Any
    since: Any
    nip: Any
    until: Any
    good: Any
    fresh: Any
    """Whether the present post of the superior counts even if the row names the same one."""

    def values(self) -> dict[str, Any]:
        """What is to be stored, by column."""
        has_post, same = _BOSS.c.position_id.is_not(None), _X.c.nip == self.nip
        kept = and_(same, _X.c.position_id.is_not(None), or_(~self.fresh, ~has_post))
        return {
            "nip": self.nip,
            "position_id": case((kept, _X.c.position_id), else_=_BOSS.c.position_id),
            "unit_id": case((kept, _X.c.unit_id), (has_post, _BOSS.c.unit_id)),
            "until": self.until,
        }

    @property
    def is_new(self) -> Any:
        return _X.c.id.is_(None)

    @property
    def differs(self) -> Any:
        return or_(*(value.is_distinct_from(_X.c[name]) for name, value in self.values().items()))


async def load_superiors(load: Load, *, today: date) -> Moves:
    """Writes the sheet of superiors."""
    s = staged_superior
    wanted = _Wanted(
        staged=s,
        origin=_beside_stored(s, s.c.superior_nip, kind=s.c.kind, since=s.c.since),
        kind=s.c.kind,
        since=s.c.since,
        nip=s.c.superior_nip,
        until=case((s.c.until == NO_END, _no_day()), else_=func.coalesce(s.c.until, _X.c.until)),
        good=load.staged(s),
        fresh=s.c.since.is_(None),
    )
    tally = await load.tally(
        origin=wanted.origin, where=wanted.good, is_new=wanted.is_new, differs=wanted.differs
    )
    if load.notes:
        titles = {
            "nip": Compared("NIP ATASAN", _X.c.nip, s.c.superior_nip),
            "until": Compared("SELESAI", _X.c.until, wanted.until),
        }
        changed = and_(wanted.good, ~wanted.is_new, wanted.differs)
        await note_columns(load.session, load.notes, titles, origin=wanted.origin, where=changed)
        if load.notes.values is not None:
            await note_values(
                load.session,
                load.notes.values,
                About(s, _P.c.name, s.c.nip),
                titles,
                is_new=wanted.is_new,
                origin=wanted.origin,
                where=and_(wanted.good, or_(wanted.is_new, wanted.differs)),
            )
    return await _write(load, wanted, tally, of=superior.name, today=today)


async def load_staff_superiors(load: Load, *, today: date) -> Moves:
    """Writes NIP ATASAN of the staff sheet, once all people of the sheet are stored."""
    s = staged_staff
    without_day, rater = _no_day(), constant(_RATER)
    named = s.c.superior_nip != ERASED
    since_ended = and_(_X.c.nip == s.c.superior_nip, _X.c.until >= today)
    origin = _beside_stored(s, s.c.superior_nip, kind=rater, since=None)
    wanted = _Wanted(
        staged=s,
        origin=origin,
        kind=rater,
        since=without_day,
        nip=s.c.superior_nip,
        until=case((since_ended, _X.c.until), else_=without_day),
        good=and_(load.staged(s), named),
        fresh=true(),
    )
    moves = await _write(load, wanted, LoadTally(), of=beside(superior), today=today)
    erased = _Wanted(
        staged=s,
        origin=origin,
        kind=rater,
        since=without_day,
        nip=_X.c.nip,
        until=case((_X.c.until < today, _X.c.until), else_=today - _DAY),
        good=and_(load.staged(s), s.c.superior_nip == ERASED, _X.c.id.is_not(None)),
        fresh=false(),
    )
    moves += await _write(load, erased, LoadTally(), of=beside(superior), today=today)
    await _fill_posts(load)
    return moves


def _beside_stored(staged: Any, above: Any, *, kind: Any, since: Any) -> Any:
    """SQL: staged rows with their people, the superiors named, and what is stored of them."""
    day: Any = _X.c.since.is_(None)
    if since is not None:
        day = or_(_X.c.since == since, and_(day, since.is_(None)))
    return (
        staged.join(_P, _P.c.nip == staged.c.nip)
        .outerjoin(_BOSS, _BOSS.c.nip == above)
        .outerjoin(_X, and_(_X.c.person_id == _P.c.id, _X.c.kind == kind, day))
    )


def _no_day() -> Any:
    return cast(null(), SqlDate)


async def _write(load: Load, wanted: _Wanted, tally: LoadTally, *, of: str, today: date) -> Moves:
    moves = await _moves(load, wanted, tally, today=today)
    session, values = load.session, wanted.values()
    changed = and_(wanted.good, ~wanted.is_new, wanted.differs)
    if load.journal:
        await load.journal.copy(
            _X,
            keys={"id": _X.c.id},
            values=values,
            is_new=false(),
            origin=wanted.origin,
            where=changed,
            of=of,
        )
    new = (
        select(_P.c.id, wanted.kind, wanted.since, *values.values())
        .select_from(wanted.origin)
        .where(wanted.good, wanted.is_new)
    )
    columns = ["person_id", "kind", "since", *values]
    last = (await session.execute(select(func.coalesce(func.max(_X.c.id), 0)))).scalar_one()
    named = (one.label(f"new_{name}") for name, one in values.items())
    found = (
        select(_X.c.id.label("number"), *named)
        .select_from(wanted.origin)
        .where(changed)
        .subquery()
    )
    await session.execute(
        update(_X)
        .where(_X.c.id == found.c.number)
        .values({name: found.c[f"new_{name}"] for name in values})
    )
    await session.execute(insert(_X).from_select(columns, new))
    if load.journal:
        await load.journal.copy(
            _X,
            keys={"id": _X.c.id},
            values={name: _X.c[name] for name in _WRITTEN},
            is_new=true(),
            origin=_X,
            where=_X.c.id > last,
            of=of,
        )
    return moves


async def _fill_posts(load: Load) -> None:
    """Gives superiors their posts, whom a file named before they were in the roster."""
    empty = and_(_X.c.position_id.is_(None), _BOSS.c.position_id.is_not(None))
    origin = _X.join(_BOSS, _BOSS.c.nip == _X.c.nip)
    values = {"position_id": _BOSS.c.position_id, "unit_id": _BOSS.c.unit_id}
    if load.journal:
        await load.journal.copy(
            _X,
            keys={"id": _X.c.id},
            values=values,
            is_new=false(),
            origin=origin,
            where=empty,
            of=beside(superior),
        )
    await load.session.execute(
        update(_X)
        .where(_X.c.position_id.is_(None))
        .where(_BOSS.c.nip == _X.c.nip, _BOSS.c.position_id.is_not(None))
        .values(values)
    )


async def _moves(load: Load, wanted: _Wanted, tally: LoadTally, *, today: date) -> Moves:
    """The figures of those whose superior of today changes."""
    y = superior.alias("of_today")
    values = wanted.values()
    holds_now = and_(_X.c.id.is_not(None), _in_force(_X.c.since, _X.c.until, today))
    will_hold = _in_force(wanted.since, values["until"], today)
    another = or_(
        *(values[name].is_distinct_from(_X.c[name]) for name in _WRITTEN[:3]),
        holds_now != will_hold,
    )
    mine = and_(y.c.person_id == _P.c.id, y.c.kind == _RATER)
    dated = and_(mine, y.c.since.is_not(None), _in_force(y.c.since, y.c.until, today))
    hidden = and_(wanted.since.is_(None), select(y.c.id).where(dated).exists())
    where = (
        wanted.good,
        wanted.kind == _RATER,
        or_(holds_now, will_hold),
        another,
        ~hidden,
    )
    had = select(y.c.id).where(mine, _in_force(y.c.since, y.c.until, today)).exists()
    moved = select(_P.c.id).select_from(wanted.origin).where(*where)
    counted = select(func.count(_P.c.id.distinct())).select_from(wanted.origin).where(*where, had)
    waiting = select(func.count()).where(
        decision.c.state == constant(DecisionState.OPEN),
        decision.c.step == DecisionStep.SUPERIOR.value,
        decision.c.person_id.in_(moved),
    )
    people = (await load.session.execute(counted)).scalar_one()
    requests = (await load.session.execute(waiting)).scalar_one()
    return Moves(tally, people, requests)


def _in_force(since: Any, until: Any, today: date) -> Any:
    return and_(or_(since.is_(None), since <= today), or_(until.is_(None), until >= today))
