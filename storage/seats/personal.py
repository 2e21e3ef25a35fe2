"""Personal data in seats and their history: what is copied, ended and kept."""

from sqlalchemy import select

from storage.catalogue.tables import offering, training
from storage.database.personal import Copied, Kept, NotCopied, Personal, Stays, named_by, through
from storage.outbox.personal import MESSAGES, is_forgotten
from storage.outbox.tables import message
from storage.seats.signing_up import end_open_seats
from storage.seats.tables import approval_notice, enrolment, enrolment_event

_RECORD = Stays("trainings belong to the official record")
_HISTORY = Stays("belongs to its enrolment, which writes down how it ends")
_NOTICE = Stays("names a message to an HR officer, and goes with it")

_RUNS = enrolment.join(offering).join(training)
_MINE = named_by(enrolment.c.person_id)

PERSONAL = (
    Personal(
        table=enrolment,
        whose=_MINE,
        copied=Copied(
            "enrolment",
            (
                *training.c["title", "hours"],
                *offering.c["label", "starts_at", "ends_at"],
                *enrolment.c["state", "since", "confirmed_at", "attendance"],
                *enrolment.c["certificate", "reason", "answer_by", "rank", "points"],
            ),
            joined=_RUNS,
            order=(offering.c.starts_at, enrolment.c.id),
        ),
        at_unlinking=_RECORD,
        at_withdrawal=_RECORD,
        at_leaving=end_open_seats,
        kept=_RECORD,
    ),
    Personal(
        table=enrolment_event,
        whose=through(enrolment_event.c.enrolment_id, _MINE),
        copied=Copied(
            "history",
            (
                training.c.title,
                offering.c.label,
                *enrolment_event.c["state", "at", "reason"],
            ),
            joined=_RUNS.join(enrolment_event, enrolment_event.c.enrolment_id == enrolment.c.id),
            order=(enrolment_event.c.id,),
        ),
        at_unlinking=_HISTORY,
        at_withdrawal=_HISTORY,
        at_leaving=_HISTORY,
        kept=_HISTORY,
    ),
    Personal(
        table=approval_notice,
        whose=through(approval_notice.c.enrolment_id, _MINE),
        copied=NotCopied("says which message told HR of a request; the history has the request"),
        at_unlinking=_NOTICE,
        at_withdrawal=_NOTICE,
        at_leaving=_NOTICE,
        # Deleted before the message that it refers to.
        kept=Kept(
            MESSAGES,
            approval_notice.c.message_id,
            old=lambda before: approval_notice.c.message_id.in_(
                select(message.c.id).where(is_forgotten(before))
            ),
        ),
    ),
)
