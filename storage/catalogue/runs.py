"""Whether a training has several runs; only then do screens name the run (Angkatan I)."""

from typing import Any

from sqlalchemy import exists, literal, select

from storage.catalogue.tables import offering

_OTHER = offering.alias("other_run")


def several() -> Any:
    """SQL, as the column `several`: the training of the offering has another run."""
    return exists(
        select(literal(1))
        .where(_OTHER.c.training_id == offering.c.training_id, _OTHER.c.id != offering.c.id)
        .correlate(offering)
    ).label("several")
