"""HR chooses the offering of a list of people that does not name it (DAFTAR HADIR)."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, select, update

from domain.act import Act
from domain.ids import ImportId, OfferingId
from domain.imports.problems import RowProblem
from domain.lists import PAGE, Page, kept_within
from domain.seats.participants import OfferingLine
from storage.catalogue.runs import several
from storage.catalogue.tables import offering, training
from storage.database.store import Store, Transaction
from storage.imports.loads.participants import refuse, warn_overfull
from storage.imports.staging import read_sheets
from storage.imports.tables import READY, import_run, staged_participant, staged_problem
from storage.seats import participants

SOON = timedelta(days=1)
"""An attendance list may be sent the evening before as well as long after."""
_S = staged_participant


async def offerings(store: Store, *, page: int, coming: bool, now: datetime) -> Page[OfferingLine]:
    """The offerings that a list may belong to, nearest first.

    Those that have begun come first; for a list of people who are yet to come (`coming`), last.
    """
    takes_place = offering.c.called_off_at.is_(None)
    begun = offering.c.starts_at <= now + SOON
    first = ~begun if coming else begun
    async with store.read() as session:
        counted = select(func.count()).select_from(offering).where(takes_place)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            participants.offering_lines()
            .where(takes_place)
            .order_by(
                first.desc(),
                case((~begun, offering.c.starts_at)),
                offering.c.starts_at.desc(),
                offering.c.id,
            )
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(participants.offering_line(row) for row in rows), number, total)


async def choose(store: Store, act: Act, run: ImportId, offering_id: OfferingId) -> None:
    """Gives the lists of an import their offering; `runs.renew` makes the preview anew.

    Nothing happens if the import was saved or the offering was called off meanwhile.
    """
    async with store.effect(act) as tx:
        if not tx.first:
            return
        session = tx.session
        query = select(import_run).where(import_run.c.id == run).with_for_update()
        found = (await session.execute(query)).one_or_none()
        chosen = await _offering(session, offering_id)
        if found is None or found.state != READY or chosen is None:
            return
        sheets = read_sheets(found)
        lists = [sheet.number for sheet in sheets if sheet.presence]
        mine = and_(_S.c.import_id == run, _S.c.sheet.in_(lists))
        named = update(_S).where(mine).values(code=chosen.code, label=chosen.label)
        await session.execute(named)
        await _forget_warnings(session, run)
        await _refuse_doubles(session, run, lists)
        await warn_overfull(session, run)
        told = (chosen.title, chosen.label if chosen.several else None)
        kept = [asdict(replace(s, offering=told) if s.presence else s) for s in sheets]
        # Without a revision the preview counts as old until it is made anew.
        values = {"sheets": kept, "revision": None}
        await session.execute(update(import_run).where(import_run.c.id == run).values(values))


async def _offering(session: Transaction, offering_id: OfferingId) -> Any:
    query = (
        select(training.c.code, training.c.title, offering.c.label, several())
        .join(training, training.c.id == offering.c.training_id)
        .where(offering.c.id == offering_id, offering.c.called_off_at.is_(None))
    )
    return (await session.execute(query)).one_or_none()


async def _forget_warnings(session: Transaction, run: ImportId) -> None:
    """Deletes what was said of an offering that was chosen before."""
    p = staged_problem
    said = p.c.problem == RowProblem.SEATS.value
    await session.execute(
        delete(p).where(p.c.import_id == run, said, p.c.title == "KODE PELATIHAN")
    )


async def _refuse_doubles(session: Transaction, run: ImportId, lists: list[int]) -> None:
    """Refuses people whom a sheet of the same file names for that offering already."""
    other = _S.alias("other")
    named = exists().where(
        other.c.import_id == run,
        other.c.refused.is_(False),
        other.c.sheet.not_in(lists),
        *(other.c[name] == _S.c[name] for name in ("code", "label", "nip")),
    )
    double = select(_S).where(_S.c.import_id == run, _S.c.refused.is_(False), named)
    for row in (await session.execute(double.where(_S.c.sheet.in_(lists)))).all():
        await refuse(session, run, row, RowProblem.DUPLICATE, "NIP", row.nip)
