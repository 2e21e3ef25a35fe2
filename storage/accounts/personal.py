"""Personal data in the tables of links: what is copied, deleted or made anonymous, and when."""

from datetime import timedelta

from domain.accounts.codes import VALID
from domain.accounts.linking import TRIES_KEPT
from storage.accounts.tables import (
    consent,
    data_request,
    failed_link,
    link,
    link_attempt,
    link_code,
)
from storage.database.personal import (
    Copied,
    Deleted,
    Kept,
    NotCopied,
    Personal,
    Stays,
    named_by,
)

_GONE = Stays("deleted at unlinking")
_LINKED = Stays("the bot tells the account why it serves it no longer")
_PROOF = Stays("proves what was agreed to and asked for, and when (UU 27/2022 Pasal 24)")

PERSONAL = (
    Personal(
        table=link,
        whose=named_by(link.c.person_id),
        copied=Copied(
            "link",
            (
                *link.c["telegram_id", "linked_at", "consent_version", "consent_at", "language"],
                *link.c["picture", "muted", "unreachable_at", "search"],
                link.c.news_shown_at,
            ),
        ),
        at_unlinking=Deleted(),
        at_withdrawal=_GONE,
        at_leaving=_LINKED,
        kept=Stays("until it is ended"),
    ),
    Personal(
        table=consent,
        whose=named_by(consent.c.person_id),
        copied=Copied("consent", consent.c["version", "event", "at"], order=(consent.c.id,)),
        at_unlinking=_PROOF,
        at_withdrawal=_PROOF,
        at_leaving=_PROOF,
        kept=_PROOF,
    ),
    Personal(
        table=link_attempt,
        whose=named_by(link_attempt.c.telegram_id),
        copied=NotCopied("deleted when the account links: a linked person has none"),
        at_unlinking=Deleted(),
        at_withdrawal=_GONE,
        at_leaving=Stays("goes after a few days anyhow"),
        kept=Kept(
            TRIES_KEPT,
            link_attempt.c.day,
            old=lambda before: link_attempt.c.day <= before.date(),
        ),
    ),
    Personal(
        table=failed_link,
        whose=named_by(failed_link.c.person_id, failed_link.c.telegram_id),
        copied=Copied(
            "failed_link",
            failed_link.c["phone", "reason", "at"],
            order=(failed_link.c.at, failed_link.c.id),
        ),
        at_unlinking=Deleted(),
        at_withdrawal=_GONE,
        at_leaving=Stays("HR settles it"),
        # Deleted once HR has settled them: the numbers may belong to strangers.
        kept=Kept(timedelta(days=90), failed_link.c.settled_at),
    ),
    Personal(
        table=link_code,
        whose=named_by(link_code.c.person_id),
        # Without its fingerprint, which has no meaning to a reader.
        copied=Copied("link_code", link_code.c["issued_at", "wrong"]),
        at_unlinking=Deleted(),
        at_withdrawal=_GONE,
        at_leaving=Deleted(),
        kept=Kept(VALID, link_code.c.issued_at),
    ),
    Personal(
        table=data_request,
        whose=named_by(data_request.c.person_id),
        copied=Copied(
            "request",
            data_request.c["id", "kind", "field", "content", "created_at", "due_at", "settled_at"],
            order=(data_request.c.id,),
        ),
        at_unlinking=_PROOF,
        at_withdrawal=_PROOF,
        at_leaving=_PROOF,
        kept=_PROOF,
    ),
)
