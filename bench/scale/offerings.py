"""What HR does with offerings: desk, search, list, card, and a move that all hear of."""

from datetime import timedelta
from itertools import count

from sqlalchemy import bindparam, func, insert, select, text

from bench.scale.measure import SCREEN, Path, Site
from bench.scale.screens import HR, any_offering, figures, find_by_name
from domain.catalogue.changes import OfferingState
from domain.catalogue.editing import Edit, RunField
from domain.ids import ChangeId, OfferingId
from domain.outbox.messages import MessageKind
from storage.catalogue.hr import editing, lists
from storage.catalogue.tables import offering
from storage.database.columns import Utc
from storage.outbox.tables import message
from tests.support.acts import act

SEATS = 500
_numbers = count(1)
_SEATED = text(
    "INSERT INTO enrolment (person_id, offering_id, state, since) "
    "SELECT id, :offering, 'enrolled', :long_ago FROM person "
    "WHERE active ORDER BY id LIMIT :seats"
)


async def open_runs(site: Site) -> None:
    await lists.listing(site.store, state=OfferingState.OPEN, page=0, now=site.now)


async def past_runs(site: Site) -> None:
    await lists.listing(site.store, state=OfferingState.OVER, page=40, now=site.now)


async def find_runs(site: Site) -> None:
    await lists.found(site.store, "bimtek contoh 17", page=0, now=site.now)


async def card(site: Site) -> None:
    await lists.card(site.store, any_offering(site), now=site.now)


async def fill_one(site: Site) -> None:
    """An offering with 500 people in it, for the next move; the last move has told all of its."""
    if "moved" in site.kept:
        await _all_told(site, site.kept["moved"])
    begins = site.now + timedelta(days=20)
    values = {
        "training_id": 1,
        "label": f"C{next(_numbers)}",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=8),
        "timezone": "Asia/Jakarta",
        "place": "Aula BKPSDM",
        "quota": SEATS,
        "closes_at": begins - timedelta(days=3),
    }
    async with site.store.write() as session:
        new = insert(offering).values(values).returning(offering.c.id)
        number = (await session.execute(new)).scalar_one()
        then = bindparam("long_ago", site.now - timedelta(days=9), type_=Utc())
        await session.execute(_SEATED.bindparams(then, offering=number, seats=SEATS))
    site.kept["run"] = OfferingId(number)


async def move(site: Site) -> None:
    edit = Edit(RunField.PLACE, {"place": "Aula BKPSDM"}, {"place": "Aula Lain"})
    done = await editing.save(site.store, act(HR, now=site.now), site.kept["run"], edit)
    assert isinstance(done, int), done
    site.kept["moved"] = ChangeId(done)


async def _all_told(site: Site, change: ChangeId) -> None:
    of = message.c.dedupe_key.endswith(f":chat{change}")
    kind = message.c.kind == MessageKind.OFFERING_MOVED.value
    query = select(func.count()).where(of, kind, message.c.state == "due")
    async with site.store.read() as session:
        told = (await session.execute(query)).scalar_one()
    assert told == SEATS, f"{told} of {SEATS} people are told of a move"


RUNS = (
    Path("HR desk", SCREEN, figures, share=0.2),
    Path("offerings open", SCREEN, open_runs, share=0.5),
    Path("offerings over, page 41", SCREEN, past_runs, share=0.5),
    Path("search: offerings", SCREEN, find_runs, share=0.5),
    Path("search: people by name", SCREEN, find_by_name),
    Path("card of an offering", SCREEN, card),
    Path("move with 500 seats", SCREEN, move, prepare=fill_one, share=0.05),
)
