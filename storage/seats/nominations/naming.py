"""What a nomination means for a sign-up: whose yes it is, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, literal, or_, select, update

from domain.catalogue.offerings import Offering
from domain.decisions.states import DecisionStep
from domain.ids import OfferingId, PersonId
from domain.seats.nominations import NominatedBy, NominationState
from storage.database.columns import constant
from storage.database.store import Transaction
from storage.seats.nominations.tables import nomination


@dataclass(frozen=True, slots=True)
class NominationTerms:
    """The nominations that a sign-up answers."""

    ids: tuple[int, ...]
    offices: frozenset[NominatedBy]
    in_time: bool
    """The answer is not late: sign-up may have closed for other people."""

    @property
    def granted(self) -> frozenset[DecisionStep]:
        """The steps of an approval to which these offices have said yes.

        HR's yes counts without that of the superior.
        """
        if NominatedBy.HR in self.offices:
            return frozenset(DecisionStep)
        superior = NominatedBy.SUPERIOR in self.offices
        return frozenset({DecisionStep.SUPERIOR}) if superior else frozenset()

    def terms(self, there: Offering) -> Offering:
        """The offering as it is for the person named: HR's nomination is HR's yes."""
        waits = there.needs_approval and DecisionStep.HR not in self.granted
        return replace(there, needs_approval=waits)


def is_named(offering: Any, person: Any) -> Any:
    """SQL: an office waits for the answer of a person."""
    n = nomination.c
    asked = n.state == constant(NominationState.ASKED)
    return exists(
        select(literal(1)).where(n.person_id == person, n.offering_id == offering, asked)
    )


def asked_by(who: PersonId, office: NominatedBy) -> Any:
    """SQL: a nomination of this office; the HR officers are one office."""
    mine = nomination.c.office == office.value
    return mine if office is NominatedBy.HR else and_(mine, nomination.c.by_id == who)


async def named(
    session: Transaction,
    offering: OfferingId,
    who: PersonId,
    *,
    now: datetime,
    answers: int | None = None,
) -> NominationTerms | None:
    """The open nominations of a person, and the one that the person answers; None: none."""
    n = nomination.c
    waits = and_(n.state == NominationState.ASKED.value, n.until > now)
    query = select(n.id, n.office, n.until).where(
        n.person_id == who, n.offering_id == offering, or_(waits, n.id == answers)
    )
    rows = (await session.execute(query.order_by(n.id))).all()
    if not rows:
        return None
    return NominationTerms(
        ids=tuple(row.id for row in rows),
        offices=frozenset(NominatedBy(row.office) for row in rows),
        in_time=any(row.until > now for row in rows),
    )


async def set_state(
    session: Transaction,
    ids: Sequence[int],
    state: NominationState,
    *,
    now: datetime,
    refusal: str | None = None,
) -> None:
    """Writes the answer to these nominations."""
    values = {"state": state.value, "answered_at": now, "refusal": refusal}
    this = nomination.c.id.in_(ids)
    await session.execute(update(nomination).where(this).values(**values))
