"""Words below KEDUDUKAN HUKUM that the program does not know, and what HR says that they mean."""

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, exists, func, select, update

from domain.act import Act
from domain.ids import ImportId
from domain.imports.layout.titles import title_key
from domain.imports.preview import StatusWord
from domain.imports.problems import RowProblem
from domain.imports.staff import ServiceStatus, standing
from storage.database.store import Store, Transaction, insert_for
from storage.imports.tables import READY, import_run, staged_problem, staged_staff, taught_status
from storage.people import audit

_S = staged_staff
_MEANT = {True: ServiceStatus.LEFT.value, False: ServiceStatus.ACTIVE.value}


async def words(session: Transaction, run: ImportId) -> list[StatusWord]:
    """The unknown words of an import, those of most people first."""
    found = [
        StatusWord(spellings[0][0], sum(rows for _, rows, _ in spellings), spellings[0][2])
        for spellings in (await _spellings(session, run)).values()
    ]
    return sorted(found, key=lambda one: (-one.people, one.word))


async def apply_taught(session: Transaction, run: ImportId) -> None:
    """Reads the words that HR was asked about before as HR answered then."""
    t = taught_status
    taught = {row.key: row.leaves for row in await session.execute(select(t.c.key, t.c.leaves))}
    for key in await _spellings(session, run) if taught else ():
        if key in taught:
            await _mean(session, run, key, leaves=taught[key])


async def teach(store: Store, act: Act, run: ImportId, *, word: str, leaves: bool) -> None:
    """Says what a word means, for this import and the next ones.

    `runs.renew` makes the preview anew. Nothing happens if the import was saved meanwhile.
    """
    async with store.effect(act) as tx:
        if not tx.first:
            return
        mine = import_run.c.id == run
        query = select(import_run.c.preview, import_run.c.state).where(mine).with_for_update()
        found = (await tx.session.execute(query)).one_or_none()
        if found is None or found.preview is None or found.state != READY:
            return
        key = title_key(word)
        taught = insert_for(tx.session, taught_status).values(key=key, leaves=leaves)
        await tx.session.execute(
            taught.on_conflict_do_update(index_elements=["key"], set_={"leaves": leaves})
        )
        await _mean(tx.session, run, key, leaves=leaves)
        # Without a revision the preview counts as old until it is made anew.
        await tx.session.execute(update(import_run).where(mine).values(revision=None))
        await audit.record(tx.session, "status_matched", actor=act.by, about=None, at=act.now)


async def _mean(session: Transaction, run: ImportId, key: str, *, leaves: bool) -> None:
    spelt = [word for word, _, _ in (await _spellings(session, run))[key]]
    mine = (_S.c.import_id == run, _S.c.legal_status.in_(spelt))
    await session.execute(update(_S).where(*mine).values(standing=_MEANT[leaves]))
    p = staged_problem
    row = exists().where(*mine, _S.c.sheet == p.c.sheet, _S.c.row == p.c.row)
    unknown = p.c.problem.in_((RowProblem.STATUS.value, RowProblem.LEAVING.value))
    await session.execute(delete(p).where(p.c.import_id == run, unknown, row))


async def _spellings(
    session: Transaction, run: ImportId
) -> dict[str, list[tuple[str, int, ServiceStatus]]]:
    """By its letters and digits: each way in which an unknown word is written, the usual first."""
    rows: Any = await session.execute(
        select(_S.c.legal_status, _S.c.standing, func.count().label("rows"))
        .where(_S.c.import_id == run, _S.c.legal_status != "")
        .group_by(_S.c.legal_status, _S.c.standing)
        .order_by(func.count().desc(), _S.c.legal_status)
    )
    found: dict[str, list[tuple[str, int, ServiceStatus]]] = defaultdict(list)
    for row in rows:
        if standing(row.legal_status) is ServiceStatus.AS_BEFORE:
            spelt = (row.legal_status, row.rows, ServiceStatus(row.standing))
            found[title_key(row.legal_status)].append(spelt)
    return found
