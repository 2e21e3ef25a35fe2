"""Offers, a draw and quotas by unit in any order of acts: no seat is given or offered twice."""

from datetime import time, timedelta
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from domain.outbox.quiet import Quiet
from storage.seats import queue, signing_up
from storage.seats.fair import allotting, answers, offers
from storage.seats.fair.needs import HoursOfYear
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.machines import Machine, try_orders
from tests.support.seat_books import Books, read_books

pytestmark = pytest.mark.hypothesis

PEOPLE, OFFERINGS = st.integers(0, 4), st.integers(0, 2)
START, CLOSES = NOW + timedelta(days=20), NOW + timedelta(days=3)
OFFERS, DRAW, UNITS = range(3)
QUOTAS = (2, 2, 3)
QUIET = Quiet(time(20), time(7), "Asia/Jakarta")
HOURS = HoursOfYear(2026, NOW - timedelta(days=300), NOW + timedelta(days=60), 20, 24)
_runs = count()


class FairSeats(Machine):
    """Five linked people of two units; one offering offers, one draws, one has a quota by unit."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.run(self._furnish(next(_runs)))

    async def _furnish(self, number: int) -> None:
        make = Builders(self.store)
        self.units = [await make.unit(f"Dinas {number} {n}") for n in range(2)]
        self.people = []
        for n in range(5):
            person = await make.person(f"Contoh {n}", unit_id=self.units[n % 2])
            await make.link(person, 70_000 + number * 10 + n)
            self.people.append(person)
        facts = (
            {"offer_hours": 6},
            {"filling": "draw", "closes_at": CLOSES},
            {"unit_quota": f"most {self.units[0]}:1 {self.units[1]}:1"},
        )
        self.offerings = [
            await make.offering(
                f"Adil {number} {n}",
                seats=QUOTAS[n],
                starts_at=START + timedelta(days=n * 2),
                **facts[n],
            )
            for n in range(3)
        ]

    @rule(who=PEOPLE, where=OFFERINGS)
    def daftar(self, who: int, where: int) -> None:
        mine = act(self.people[who], now=self.now, real_now=NOW)
        self.run(signing_up.enrol(self.store, mine, offering=self.offerings[where]))

    @rule(who=PEOPLE, where=OFFERINGS)
    def batal(self, who: int, where: int) -> None:
        mine = act(self.people[who], now=self.now, real_now=NOW)
        self.run(signing_up.cancel(self.store, mine, offering=self.offerings[where]))

    @rule(who=PEOPLE, twice=st.booleans())
    def takes(self, who: int, twice: bool) -> None:
        mine = act(self.people[who], now=self.now, real_now=NOW)
        for _ in range(1 + twice):
            self.run(answers.take(self.store, mine, offering=self.offerings[OFFERS]))

    @rule(who=PEOPLE, twice=st.booleans())
    def passes(self, who: int, twice: bool) -> None:
        mine = act(self.people[who], now=self.now, real_now=NOW)
        for _ in range(1 + twice):
            there = self.offerings[OFFERS]
            self.run(answers.skip(self.store, mine, offering=there, quiet=QUIET))

    @rule(hours=st.sampled_from((0, 0, 1, 7, 40, 24 * 6)))
    def time_passes_and_the_ticks_run(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.run(allotting.allot(self.store, hours=HOURS, now=self.now))
        self.run(offers.end_offers(self.store, quiet=QUIET, now=self.now))
        self.run(queue.move_queues_up(self.store, now=self.now, quiet=QUIET))
        self.run(queue.end_queues(self.store, now=self.now))

    @invariant()
    def no_seat_is_given_twice(self) -> None:
        books = self._read()
        for where, quota in zip(self.offerings, QUOTAS, strict=True):
            assert len(books.seated(where)) <= quota
        seated = books.seated(self.offerings[UNITS])
        for n in range(2):
            assert len(seated & set(self.people[n::2])) <= 1
        noted = [books.state(who, self.offerings[DRAW]) for who in self.people]
        assert "interested" not in noted or self.now < CLOSES + timedelta(days=7)
        if self.now < CLOSES:
            assert set(noted) <= {"", "interested", "cancelled"}
        assert {which: states[-1] for which, states in books.history.items()} == books.states

    def _read(self) -> Books:
        found = self.run(read_books(self.store, self.people, self.offerings))
        assert isinstance(found, Books)
        return found


def test_fair_seats_in_any_order(database_url: str) -> None:
    try_orders(FairSeats, database_url)
