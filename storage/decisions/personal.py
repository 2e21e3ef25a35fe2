"""Personal data in decisions, mandates and days of absence: what is copied, ended and kept."""

from datetime import timedelta

from sqlalchemy import select

from storage.database.personal import (
    Copied,
    Deleted,
    Kept,
    NotCopied,
    Personal,
    Stays,
    named_by,
    through,
)
from storage.decisions.tables import (
    absence,
    decision,
    decision_event,
    decision_notice,
    decision_tick,
    mandate,
)
from storage.outbox.personal import MESSAGES, is_forgotten
from storage.outbox.tables import message
from storage.people.tables import position

TICKS = timedelta(days=1)
"""How long a tick counts."""
_RECORD = Stays("who decided what, in which office, belongs to the official record")
_OBJECT = Stays("ends with its object, which has rules of its own")
_NOTICE = Stays("names a message to an officer, and goes with it")

_ABOUT = named_by(decision.c.person_id)

PERSONAL = (
    # Before the messages that it refers to.
    Personal(
        table=decision_notice,
        whose=through(decision_notice.c.decision_id, _ABOUT),
        copied=NotCopied("says which message told an office; the history has the decision"),
        at_unlinking=_NOTICE,
        at_withdrawal=_NOTICE,
        at_leaving=_NOTICE,
        kept=Kept(
            MESSAGES,
            decision_notice.c.message_id,
            old=lambda before: decision_notice.c.message_id.in_(
                select(message.c.id).where(is_forgotten(before))
            ),
        ),
    ),
    Personal(
        table=decision_tick,
        whose=named_by(decision_tick.c.person_id),
        copied=NotCopied("ticks in a list, kept for a day"),
        at_unlinking=Deleted(),
        at_withdrawal=Deleted(),
        at_leaving=Deleted(),
        kept=Kept(TICKS, decision_tick.c.ticked_at),
    ),
    Personal(
        table=decision_event,
        whose=through(decision_event.c.decision_id, _ABOUT),
        copied=Copied(
            "decision_history",
            decision_event.c["event", "at", "post"],
            order=(decision_event.c.id,),
        ),
        at_unlinking=_RECORD,
        at_withdrawal=_RECORD,
        at_leaving=_RECORD,
        kept=_RECORD,
    ),
    Personal(
        table=decision,
        whose=_ABOUT,
        copied=Copied(
            "decision",
            decision.c[
                "kind", "step", "state", "asked_at", "due_at", "decided_as", "decided_at", "reason"
            ],
            order=(decision.c.id,),
        ),
        at_unlinking=_RECORD,
        at_withdrawal=_RECORD,
        at_leaving=_OBJECT,
        kept=_RECORD,
    ),
    Personal(
        table=mandate,
        whose=named_by(mandate.c.holder_id),
        copied=Copied(
            "mandate",
            (
                position.c.name.label("position_title"),
                *mandate.c["kind", "since", "until", "letter"],
            ),
            joined=mandate.join(position),
            order=(mandate.c.id,),
        ),
        at_unlinking=_RECORD,
        at_withdrawal=_RECORD,
        at_leaving=_RECORD,  # a holder who left service decides nothing
        kept=_RECORD,
    ),
    Personal(
        table=absence,
        whose=named_by(absence.c.person_id),
        copied=Copied("absence", absence.c["since", "until"], order=(absence.c.id,)),
        at_unlinking=Deleted(),
        at_withdrawal=Deleted(),
        at_leaving=Deleted(),
        kept=Stays("few short rows; a decision of that day can be explained by them"),
    ),
)
