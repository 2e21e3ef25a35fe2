"""Personal data in trainings: HR officers who prepare and change them, and speakers."""

from datetime import timedelta

from storage.catalogue.tables import (
    host,
    offering,
    offering_change,
    offering_draft,
    speaker,
    training,
    training_session,
)
from storage.database.personal import Copied, Kept, NotCopied, Personal, Stays, named_by

_OFFICE = Stays("what an officer prepares or changes is the office's")
_HOSTED = Stays("who received people at a training is part of its record")
_SPOKE = Stays("who spoke at a training is part of its record")

PERSONAL = (
    Personal(
        table=speaker,
        whose=named_by(speaker.c.person_id),
        copied=Copied(
            "speaker",
            (
                training.c.title,
                training_session.c.starts_at,
                training_session.c.ends_at,
                speaker.c.willing,
            ),
            joined=speaker.join(training_session).join(offering).join(training),
            order=(training_session.c.starts_at,),
        ),
        at_unlinking=_SPOKE,
        at_withdrawal=_SPOKE,
        at_leaving=_SPOKE,
        kept=_SPOKE,
    ),
    Personal(
        table=host,
        whose=named_by(host.c.person_id),
        copied=Copied(
            "host",
            (
                training.c.title,
                offering.c.starts_at,
                offering.c.ends_at,
                *host.c["named_at", "willing"],
            ),
            joined=host.join(offering).join(training),
            order=(offering.c.starts_at,),
        ),
        at_unlinking=_HOSTED,
        at_withdrawal=_HOSTED,
        at_leaving=_HOSTED,  # a person who has left service cannot enter
        kept=_HOSTED,
    ),
    Personal(
        table=offering_draft,
        whose=named_by(offering_draft.c.author_id),
        copied=NotCopied("prepared for the office"),
        at_unlinking=_OFFICE,
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        kept=Kept(timedelta(days=365), offering_draft.c.changed_at),
    ),
    Personal(
        table=offering_change,
        whose=named_by(offering_change.c.author_id),
        copied=NotCopied("the office's record of a training"),
        at_unlinking=_OFFICE,
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        kept=_OFFICE,
    ),
)
