"""The runs of a training: whether there are several, and what they share."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, literal, select, update

from storage.catalogue.tables import offering, training
from storage.database.store import Transaction

_OTHER = offering.alias("other_run")


def several() -> Any:
    """SQL, as the column `several`: the training of the offering has another run.

    Only then do screens name the run (Angkatan I).
    """
    return exists(
        select(literal(1))
        .where(_OTHER.c.training_id == offering.c.training_id, _OTHER.c.id != offering.c.id)
        .correlate(offering)
    ).label("several")


async def lock_all(session: Transaction, training_id: Any) -> None:
    """Locks all runs of a training in the order of their ids, as a file locks them."""
    runs = select(offering.c.id).where(offering.c.training_id == training_id)
    await session.execute(runs.order_by(offering.c.id).with_for_update(key_share=True))


async def write_shared(session: Transaction, training_id: int, new: Mapping[str, Any]) -> None:
    """Changes the training of runs that are locked; calendars take them anew."""
    await session.execute(update(training).where(training.c.id == training_id).values(new))
    runs = update(offering).where(offering.c.training_id == training_id)
    await session.execute(runs.values(sequence=offering.c.sequence + 1))
