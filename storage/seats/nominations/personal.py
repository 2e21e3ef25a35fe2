"""Personal data in nominations: what is copied, ended and kept."""

from datetime import datetime, timedelta

from sqlalchemy import update

from domain.seats.nominations import NominationState
from storage.catalogue.tables import offering, training
from storage.database.personal import Copied, Kept, NotCopied, Personal, Stays, Subject, named_by
from storage.database.store import Transaction
from storage.seats.nominations.tables import assignment_letter, nomination, nomination_draft

_OFFICE = Stays("what an officer prepares or notes is the office's")
_RECORD = Stays("who was named for a training belongs to its record")


async def end_open_nominations(session: Transaction, who: Subject, now: datetime) -> None:
    """Ends what a person who leaves service was asked."""
    await session.execute(
        update(nomination)
        .where(nomination.c.person_id == who.person)
        .where(nomination.c.state == NominationState.ASKED.value)
        .values(state=NominationState.ENDED.value)
    )


PERSONAL = (
    Personal(
        table=nomination,
        whose=named_by(nomination.c.person_id),
        copied=Copied(
            "nomination",
            (
                training.c.title,
                offering.c.label,
                nomination.c.post.label("nominated_by"),
                *nomination.c["reason", "state", "asked_at", "until"],
                *nomination.c["answered_at", "refusal"],
            ),
            joined=nomination.join(offering).join(training),
            order=(nomination.c.asked_at, nomination.c.id),
        ),
        at_unlinking=_RECORD,
        at_withdrawal=_RECORD,
        at_leaving=end_open_nominations,
        kept=_RECORD,
    ),
    Personal(
        table=nomination_draft,
        whose=named_by(nomination_draft.c.author_id),
        copied=NotCopied("prepared for the office"),
        at_unlinking=_OFFICE,
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        kept=Kept(timedelta(days=30), nomination_draft.c.changed_at),
    ),
    Personal(
        table=assignment_letter,
        whose=named_by(assignment_letter.c.noted_by_id),
        copied=NotCopied("the office's record of a letter"),
        at_unlinking=_OFFICE,
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        kept=_OFFICE,
    ),
)
