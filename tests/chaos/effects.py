"""Checks that every act of a person that Telegram accepted has its effect."""

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from domain.seats.seen import is_stale
from handlers.actions.accounts import Agree
from handlers.actions.evaluation import Rate, SubmitForm
from handlers.actions.seats import Approve, Confirm
from storage.accounts.tables import link
from storage.catalogue.tables import offering as offering_table
from storage.evaluation.tables import answer, question, response
from storage.process.tables import handled_update
from storage.seats.tables import enrolment as enrolment_table
from tests.chaos.citizens import Act, Diary
from tests.chaos.city import City
from tests.chaos.ledger import Books

LATE = timedelta(hours=24)
"""How long after an act, on the clock that races on, it may have been handled."""
OPEN = timedelta(days=7)
"""How long after an offering its form can be filled in."""


async def check(city: City, diary: Diary, books: Books) -> None:
    """Every act is claimed, and what was claimed stands in the tables."""
    async with city.store.read() as session:
        claimed = set((await session.execute(select(handled_update.c.update_id))).scalars())
        linked = set((await session.execute(select(link.c.telegram_id))).scalars())
    expired = city.sandbox.world.updates.expired
    leavers = {phone.telegram_id for phone in city.leavers}
    stayed = {n: act for n, act in diary.pressed.items() if act.account not in leavers}
    missing = [
        number
        for number, act in stayed.items()
        if number not in claimed | expired
        # Who is linked already agrees to nothing more.
        and not (isinstance(act.what, Agree) and act.account in linked)
    ]
    books.figures["acts of people"] = diary.acts
    books.figures["effects asked for"] = dict(
        Counter(_named(act.what) for act in diary.pressed.values())
    )
    books.figures["taps that expired with Telegram"] = len(expired & set(diary.pressed))
    books.figures["updates not confirmed"] = city.sandbox.pending_updates()
    lost = [(number, diary.pressed[number].what) for number in missing[:5]]
    books.expect(not missing, f"{len(missing)} accepted updates have no effect: {lost}")
    books.expect(not city.sandbox.pending_updates(), "updates were never confirmed")
    standing = await _standing(city)
    hollow = [
        act.what
        for number, act in stayed.items()
        if number in claimed and not standing.has(city.numbers[act.account], act)
    ]
    books.expect(not hollow, f"{len(hollow)} updates were claimed without effect: {hollow[:5]}")


def _named(what: object) -> str:
    return what if isinstance(what, str) else type(what).__name__


class Standing:
    """Seats and answers as the tables have them."""

    def __init__(self, seats: list[Any], answers: list[Any]) -> None:
        self.seats = {(seat.person_id, seat.offering_id): seat for seat in seats}
        self.by_enrolment = {seat.id: seat for seat in seats}
        self.answered = {(a.person_id, a.offering_id, a.number) for a in answers}
        self.submitted = {(a.person_id, a.offering_id) for a in answers if a.submitted_at}

    def has(self, person: int, act: Act) -> bool:
        """Whether what somebody did is there, as far as nothing can have come in between."""
        match act.what:
            case Confirm(offering=offering, seen=shown):
                seat = self.seats.get((person, offering))
                unchanged = seat is not None and seat.state == "enrolled" and seat.since <= act.at
                if not unchanged or seat.ends_at < act.at + LATE:
                    return True
                if is_stale(shown, seat, seat.since) or seat.called_off_at or seat.sequence:
                    return True  # what HR changed asks again whether a person comes
                return seat.confirmed_at is not None
            case Approve(enrolment=enrolment, seen=shown):
                seat = self.by_enrolment[enrolment]
                waits = seat.state == "requested" and seat.since <= act.at
                late = seat.ends_at < act.at + LATE or is_stale(shown, seat, seat.since)
                return not waits or late or seat.called_off_at is not None
            case Rate(offering=offering, number=number):
                closed = self._closed(person, offering, act)
                return closed or (person, offering, number) in self.answered
            case SubmitForm(offering=offering):
                return self._closed(person, offering, act) or (person, offering) in self.submitted
        return True

    def _closed(self, person: int, offering: int, act: Act) -> bool:
        seat = self.seats.get((person, offering))
        return seat is None or seat.ends_at + OPEN < act.at + LATE


async def _standing(city: City) -> Standing:
    of = ("starts_at", "ends_at", "moved_at", "called_off_at", "sequence")
    seats = select(enrolment_table, *(offering_table.c[name] for name in of)).join(
        offering_table, offering_table.c.id == enrolment_table.c.offering_id
    )
    answers = (
        select(
            enrolment_table.c.person_id,
            enrolment_table.c.offering_id,
            question.c.number,
            response.c.submitted_at,
        )
        .select_from(answer)
        .join(response, response.c.id == answer.c.response_id)
        .join(enrolment_table, enrolment_table.c.id == response.c.enrolment_id)
        .join(question, question.c.id == answer.c.question_id)
    )
    async with city.store.read() as session:
        return Standing(
            list((await session.execute(seats)).all()),
            list((await session.execute(answers)).all()),
        )
