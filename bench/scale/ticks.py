"""What runs by time: reminders, queues, and the dispatcher's looks and claims."""

from datetime import time, timedelta
from typing import Any

from sqlalchemy import select, update

from bench.scale.city import REMINDED
from bench.scale.measure import TICK, Path, Site
from bench.scale.screens import ZONE
from domain.outbox.messages import MessageState
from domain.outbox.quiet import Quiet
from domain.reminders import Looked
from handlers.notices import KINDS
from storage.catalogue.tables import offering
from storage.outbox import messages
from storage.outbox.tables import message
from storage.reminders import closings, due
from storage.seats import queue
from storage.upkeep import pruning
from tests.support.builders import NOW

NEVER_QUIET = Quiet(time(), time(), ZONE)
BATCH = 16


async def settle_everything(site: Site) -> None:
    """Marks all due messages as sent."""
    async with site.store.write() as session:
        await session.execute(
            update(message)
            .where(message.c.state.in_(["due", "sending"]))
            .values(
                state=MessageState.SENT.value, settled_at=site.now, claim=None, leased_until=None
            )
        )


async def work_off(site: Site) -> None:
    """Runs the ticks once, so that the work of the past years is done."""
    await queue.end_queues(site.store, now=site.now)
    await queue.move_queues_up(site.store, now=site.now)
    await queue_reminders(site)
    await queue_closings(site)
    # The first claim creates the token bucket, which then holds one token.
    await messages.claim(
        site.store, now=site.now, real_now=site.now, rate=None, most=1, kinds=KINDS
    )
    await settle_everything(site)


async def move_the_hundred(site: Site) -> None:
    """Moves the start of the offering by a minute: its hundred people must be reminded again."""
    minutes = site.kept["minutes"] = site.kept.get("minutes", 0) + 1
    start = NOW + timedelta(hours=24, minutes=minutes)
    await settle_everything(site)
    async with site.store.write() as session:
        await session.execute(
            update(offering).where(offering.c.id == REMINDED).values(starts_at=start)
        )


async def queue_reminders(site: Site) -> int:
    return await due.queue_due(site.store, now=site.now, quiet=NEVER_QUIET, looked=site.looked)


async def queue_hundred(site: Site) -> None:
    written = await queue_reminders(site)
    assert written == 100, written


async def forget_looks(site: Site) -> None:
    """As happens every ten minutes: all people are looked through again."""
    site.looked = Looked()


async def queue_closings(site: Site) -> None:
    await closings.queue_closings(site.store, now=site.now, zone=ZONE, looked=site.looked)


async def queues(site: Site) -> None:
    await queue.end_queues(site.store, now=site.now)
    await queue.move_queues_up(site.store, now=site.now)


async def lapse(site: Site) -> None:
    await messages.lapse(site.store, now=site.now)


async def forget(site: Site) -> None:
    await pruning.prune(site.store, now=site.now, real_now=site.now)


async def look(site: Site) -> bool:
    return await messages.anything_due(site.store, now=site.now, real_now=site.now, kinds=KINDS)


async def nothing_due(site: Site) -> None:
    assert not await look(site)


async def something_due(site: Site) -> None:
    assert await look(site)


async def sixteen_due(site: Site) -> None:
    """Makes the newest sixteen messages due again, and no others."""
    async with site.store.write() as session:
        if "newest" not in site.kept:
            newest = select(message.c.id).order_by(message.c.id.desc()).limit(BATCH)
            site.kept["newest"] = list((await session.execute(newest)).scalars())
        await _set(session, message.c.id.in_(site.kept["newest"]), not_before=site.now)


async def put_back(site: Site) -> None:
    """Makes claimed messages due again."""
    async with site.store.write() as session:
        claimed = message.c.id.in_(site.kept.get("claimed", [0]))
        await _set(session, claimed)


async def _set(session: Any, which: Any, **values: Any) -> None:
    again = {"state": MessageState.DUE.value, "claim": None, "leased_until": None, **values}
    await session.execute(update(message).where(which).values(again))


async def claim(site: Site) -> None:
    claimed = await messages.claim(
        site.store, now=site.now, real_now=site.now, rate=None, most=BATCH, kinds=KINDS
    )
    site.kept["claimed"] = [each.id for each in claimed]
    assert len(claimed) == BATCH, len(claimed)


TICKS = (
    Path("reminders, 100 due", TICK, queue_hundred, move_the_hundred, share=0.2),
    Path("reminders, none due", TICK, queue_reminders, settle_everything, share=0.2),
    Path("reminders, all looked through", TICK, queue_reminders, forget_looks, share=0.2),
    Path("closings, all told", TICK, queue_closings, share=0.2),
    Path("closings, all looked through", TICK, queue_closings, forget_looks, share=0.05),
    Path("queues", TICK, queues, share=0.2),
    Path("lapsed messages", TICK, lapse, share=0.5),
    Path("forgetting, nothing old", TICK, forget, share=0.2),
    Path("look, nothing due", TICK, nothing_due, settle_everything),
    Path("claim of 16, the rest settled", TICK, claim, sixteen_due),
)
BACKLOG = (
    Path("look, everybody due", TICK, something_due),
    Path("claim of 16, everybody due", TICK, claim, put_back),
    Path("lapsed messages, everybody due", TICK, lapse, share=0.2),
)
