"""Acts of people and HR in any order and at any time: seats, queues and history agree."""

from collections.abc import Coroutine
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import update

from domain.ids import OfferingId, PersonId, UpdateKey
from domain.seats.deciding import Enrolled, Queued, Requested, SeatRefused
from storage.catalogue.tables import offering
from storage.decisions import seats as decisions
from storage.people import leaving
from storage.people.tables import person
from storage.seats import holding, queue, signing_up
from tests.support.acts import act, fresh_key
from tests.support.builders import NOW, Builders
from tests.support.machines import Machine, try_orders
from tests.support.seat_books import OPEN, SEATED, Books, read_books
from tests.support.seats import cancel, officer

pytestmark = pytest.mark.hypothesis

PEOPLE, OFFERINGS = st.integers(0, 4), st.integers(0, 2)
RARELY = st.sampled_from((False, False, False, True))
FIRST, EIGHT_HOURS, A_DAY = NOW + timedelta(days=20), timedelta(hours=8), timedelta(days=1)
STARTS = (FIRST, FIRST + timedelta(hours=4), FIRST + timedelta(days=3))
"""The first two at the same hour; the third needs HR's approval."""
_runs = count()


class Seats(Machine):
    """Five people and three offerings."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.quotas = [2, 1, 1]
        self.run(self._furnish(next(_runs)))
        self.books = self._read()
        self.handled: list[tuple[bool, PersonId, OfferingId, UpdateKey]] = []
        self.ticked = False

    async def _furnish(self, number: int) -> None:
        make = Builders(self.store)
        self.hr = await officer(make, telegram_id=9000 + number)
        self.people = [await make.person(f"Contoh {n}") for n in range(5)]
        self.offerings = [
            await make.offering(
                f"Bimtek {number} {n}",
                seats=self.quotas[n],
                starts_at=STARTS[n],
                needs_approval=n == 2,
            )
            for n in range(3)
        ]

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        self._read_since: Books | None = None
        return super().run(work)

    def _read(self) -> Books:
        """The books as they are; read again only if something was done since."""
        if self._read_since is None:
            found = self.run(read_books(self.store, self.people, self.offerings))
            assert isinstance(found, Books)
            self._read_since = found
        return self._read_since

    @rule(who=PEOPLE, where=OFFERINGS)
    def daftar(self, who: int, where: int) -> None:
        self._sign_up(self.people[who], self.offerings[where], fresh_key())

    @rule(who=PEOPLE, where=OFFERINGS)
    def batal(self, who: int, where: int) -> None:
        self._give_up(self.people[who], self.offerings[where], fresh_key())

    @initialize(order=st.permutations(range(5)), where=OFFERINGS)
    def everybody_wants_the_same(self, order: list[int], where: int) -> None:
        for who in order:
            self.daftar(who, where)

    @rule(who=PEOPLE, where=OFFERINGS)
    def gives_up_and_comes_back(self, who: int, where: int) -> None:
        """Then the tap that gave up is delivered once more."""
        self.batal(who, where)
        given_up = self.handled[-1]
        self.the_books_agree()
        self.daftar(who, where)
        self.the_books_agree()
        self._again(*given_up)

    @precondition(lambda self: self.handled)
    @rule(data=st.data())
    def an_old_update_again(self, data: st.DataObject) -> None:
        self._again(*data.draw(st.sampled_from(self.handled)))

    def _again(self, signed_up: bool, who: PersonId, where: OfferingId, key: UpdateKey) -> None:
        before = self._read()
        (self._sign_up if signed_up else self._give_up)(who, where, key)
        assert self._read() == before

    def _sign_up(self, who: PersonId, where: OfferingId, key: UpdateKey) -> None:
        self.handled.append((True, who, where, key))
        self.ticked = False
        done = self.run(
            signing_up.enrol(
                self.store, act(who, once=key, now=self.now, real_now=NOW), offering=where
            )
        )
        outcome, books = done and done.outcome, self._read()
        state = books.state(who, where)
        if isinstance(outcome, Queued):
            assert books.queue(where)[outcome.position - 1] == who
        elif isinstance(outcome, Enrolled | Requested):
            assert state == ("enrolled" if isinstance(outcome, Enrolled) else "requested")
        elif isinstance(outcome, SeatRefused):
            assert state not in OPEN
        elif self.now < STARTS[self.offerings.index(where)] + EIGHT_HOURS:
            # What is over stays in the record, also of a person who leaves service later.
            assert who in books.active or state not in OPEN

    def _give_up(self, who: PersonId, where: OfferingId, key: UpdateKey) -> None:
        self.handled.append((False, who, where, key))
        self.ticked = False
        self.run(cancel(self.store, who, where, now=self.now, key=key))

    @rule(who=PEOPLE, approve=st.booleans())
    def decide(self, who: int, approve: bool) -> None:
        number = self.books.numbers.get((self.people[who], self.offerings[2]))
        if number is not None:
            self.ticked = False
            self.run(
                decisions.decide_request(
                    self.store,
                    act(self.hr, now=self.now, real_now=NOW),
                    enrolment=number,
                    approve=approve,
                    reason=None if approve else "Penuh",
                )
            )

    @rule(who=PEOPLE, where=OFFERINGS)
    def take_off(self, who: int, where: int) -> None:
        number = self.books.numbers.get((self.people[who], self.offerings[where]))
        if number is not None:
            self.ticked = False
            self.run(
                holding.remove(
                    self.store,
                    act(self.hr, now=self.now, real_now=NOW),
                    enrolment=number,
                    reason="Tugas lain",
                )
            )

    @rule(where=OFFERINGS, quota=st.integers(0, 3))
    def change_the_quota(self, where: int, quota: int) -> None:
        self.quotas[where], self.ticked = quota, False
        self.run(self._set_quota(self.offerings[where], quota))

    async def _set_quota(self, where: OfferingId, quota: int) -> None:
        query = update(offering).where(offering.c.id == where).values(quota=quota)
        async with self.store.write() as session:
            await session.execute(query)

    @rule(who=PEOPLE, chance=RARELY)
    def leave_service(self, who: int, chance: bool) -> None:
        if not chance:
            return
        self.ticked = False
        self.run(self._leave(self.people[who]))

    async def _leave(self, who: PersonId) -> None:
        async with self.store.write() as session:
            await session.execute(update(person).where(person.c.id == who).values(active=False))
            await leaving.leave_service(session, who, now=self.now)

    @rule(hours=st.sampled_from((1, 1, 1, 30, 24 * 6)))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.ticked = False

    @rule()
    def tick(self) -> None:
        self.run(queue.end_queues(self.store, now=self.now))
        self.run(queue.move_queues_up(self.store, now=self.now))
        self.ticked = True

    @invariant()
    def the_books_agree(self) -> None:
        before, now = self.books, self._read()
        self.books = now
        for where, quota, start in zip(self.offerings, self.quotas, STARTS, strict=True):
            # A lower quota takes nobody's seat away; nobody new comes in above it.
            taken = now.seated(where)
            assert len(taken) <= quota or taken <= before.seated(where)
            self._nobody_is_overtaken(before, now, where)
            if self.now < start + EIGHT_HOURS:
                assert all(now.state(who, where) not in OPEN for who in self._gone(now))
            if self.ticked and self.now < start - A_DAY and len(taken) < quota:
                assert all(self._elsewhere(now, who, where) for who in now.queue(where))
        for who in self.people:
            assert sum(now.state(who, where) in SEATED for where in self.offerings[:2]) <= 1
        assert {which: states[-1] for which, states in now.history.items()} == now.states
        assert now.told == now.moved_up

    def _gone(self, books: Books) -> set[int]:
        return set(self.people) - books.active

    def _nobody_is_overtaken(self, before: Books, now: Books, where: OfferingId) -> None:
        line, seated = before.queue(where), now.seated(where)
        for place, who in enumerate(line):
            if who in seated:
                passed = [w for w in line[:place] if now.state(w, where) == "queued"]
                assert all(self._elsewhere(now, w, where) for w in passed)

    def _elsewhere(self, books: Books, who: int, where: OfferingId) -> bool:
        at_the_hour = self.offerings[:2]
        others = set(at_the_hour) - {where} if where in at_the_hour else set()
        return any(books.state(who, other) in SEATED for other in others)


def test_seats_and_queues_in_any_order(database_url: str):
    try_orders(Seats, database_url)
