"""Superiors, HR and the clock in any order: one outcome a decision, one telling a person."""

from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select

from domain.decisions.states import DecisionState
from domain.ids import DecisionId, PersonId
from storage.decisions import clock, handing, seats, telling
from storage.decisions.seats import Answer
from storage.decisions.tables import decision, decision_event, mandate
from storage.outbox.tables import message
from storage.people import leaving
from storage.people.tables import person
from storage.seats import queue, signing_up
from storage.seats.tables import enrolment
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.machines import Machine, try_orders
from tests.support.officials import goes_away, mandated, placed, staffed, superior_of
from tests.support.seats import cancel

pytestmark = pytest.mark.hypothesis

ZONE = "Asia/Jakarta"
WHO, OFFICIALS, WHERE = st.integers(0, 2), st.integers(0, 4), st.integers(0, 1)
RARELY = st.sampled_from((False, False, False, True))
_runs = count()


class Offices(Machine):
    """Three people below three superiors, a stand-in and HR; two offerings of two seats."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.run(self._furnish(next(_runs)))
        self.settled: dict[int, str] = {}

    async def _furnish(self, number: int) -> None:
        make, there = Builders(self.store), await staffed(self.store, f" {number}")
        self.there = there
        hr, stand_in = await make.person("Contoh Petugas"), await make.person("Contoh Wakil")
        await make.hr(hr)
        self.officials = [there.chief, there.head, there.top, stand_in, hr]
        for place, one in enumerate(self.officials):
            await make.link(one, 70_000 + 10 * number + place)
        self.people = [there.asker]
        for _ in range(2):
            mate = await make.person("Contoh Rekan", unit_id=there.unit)
            await superior_of(self.store, mate, there.chief)
            self.people.append(mate)
        self.offerings = [
            await make.offering(
                f"Bimtek {number} {by}",
                seats=2,
                starts_at=NOW + timedelta(days=40 + 3 * place),
                needs_approval=True,
                approval_by=by,
            )
            for place, by in enumerate(("superior", "superior+hr"))
        ]
        self.last: tuple[PersonId, DecisionId] | None = None

    async def _open(self) -> list[DecisionId]:
        mine = decision.c.person_id.in_(self.people)
        query = select(decision.c.id).where(decision.c.state == "open", mine)
        async with self.store.read() as session:
            found = await session.execute(query.order_by(decision.c.id))
            return [DecisionId(each) for each in found.scalars()]

    @rule(who=WHO, where=WHERE)
    def sign_up(self, who: int, where: int) -> None:
        mine = act(self.people[who], now=self.now)
        self.run(signing_up.enrol(self.store, mine, offering=self.offerings[where]))

    @rule(who=WHO, where=WHERE)
    def give_up(self, who: int, where: int) -> None:
        self.run(cancel(self.store, self.people[who], self.offerings[where], now=self.now))

    @rule(who=OFFICIALS, which=st.integers(0, 5), approve=st.booleans())
    def decide(self, who: int, which: int, approve: bool) -> None:
        there = self.run(self._open())
        if there:
            one, official = there[which % len(there)], self.officials[who]
            mine = act(official, now=self.now)
            done = self.run(seats.decide(self.store, mine, one, approve=approve, reason="Contoh"))
            if done not in (Answer.GONE, Answer.NOT_YOURS):
                self.last = (official, one)
                # A second office, at the same moment, changes nothing.
                other = act(self.officials[4], now=self.now)
                again = seats.decide(self.store, other, one, approve=not approve, reason="-")
                assert who == 4 or self.run(again) is Answer.GONE

    @rule()
    def undo(self) -> None:
        if self.last is not None:
            official, one = self.last
            self.run(seats.undo(self.store, act(official, now=self.now), [one]))

    @rule(who=OFFICIALS, which=st.integers(0, 5), office=st.integers(0, 4))
    def hand_over(self, who: int, which: int, office: int) -> None:
        there = self.run(self._open())
        if there:
            mine = act(self.officials[who], now=self.now)
            one = there[which % len(there)]
            self.run(handing.hand_over(self.store, mine, one, office, zone=ZONE))

    @rule(days=st.integers(0, 4))
    def the_clock_goes_on(self, days: int) -> None:
        self.now += timedelta(days=days, minutes=2)
        self.run(clock.heal(self.store, now=self.now))
        self.run(clock.lapse(self.store, now=self.now, zone=ZONE))
        self.run(clock.advance(self.store, now=self.now, zone=ZONE))
        self.run(telling.look(self.store, now=self.now, zone=ZONE))
        self.run(queue.end_queues(self.store, now=self.now))
        self.run(queue.move_queues_up(self.store, now=self.now))

    @rule(who=st.integers(0, 2))
    def an_official_goes_away(self, who: int) -> None:
        day = self.now.date()
        self.run(goes_away(self.store, self.officials[who], since=day, until=day))

    @rule(kind=st.sampled_from(("plt", "plh", "delegasi")))
    def a_mandate_begins(self, kind: str) -> None:
        self.run(self._mandate(kind))

    async def _mandate(self, kind: str) -> None:
        day, there = self.now.date(), self.there
        taken = select(mandate.c.id).where(
            mandate.c.holder_id == self.officials[3], mandate.c.since == day
        )
        async with self.store.read() as session:
            if (await session.execute(taken)).first() is not None:
                return
        post, holder = there.chief_post, self.officials[3]
        await mandated(self.store, holder, post, there.unit, kind, since=day, until=day)

    @rule(who=WHO)
    def a_person_moves(self, who: int) -> None:
        self.run(placed(self.store, self.people[who], unit_id=self.there.above))

    @rule(who=WHO, really=RARELY)
    def a_person_leaves(self, who: int, really: bool) -> None:
        if really:
            self.run(self._leave(self.people[who]))

    async def _leave(self, who: PersonId) -> None:
        async with self.store.write() as session:
            gone = person.update().where(person.c.id == who).values(active=False)
            await session.execute(gone)
            await leaving.leave_service(session, who, now=self.now)

    @invariant()
    def each_question_has_one_outcome_and_fits_its_seat(self) -> None:
        self.run(self._check())

    async def _check(self) -> None:
        async with self.store.read() as session:
            mine = decision.c.person_id.in_(self.people)
            rows = (await session.execute(select(decision).where(mine))).all()
            found = await session.execute(
                select(enrolment).where(enrolment.c.offering_id.in_(self.offerings))
            )
            held = {row.id: row for row in found}
            events = await session.execute(
                select(decision_event.c.decision_id, decision_event.c.event)
            )
            said: dict[int, list[str]] = {}
            for one, event in events:
                said.setdefault(one, []).append(event)
            keys = (await session.execute(select(message.c.dedupe_key))).scalars().all()
        assert max(Counter(keys).values(), default=1) == 1
        taken = Counter(
            row.offering_id for row in held.values() if row.state in ("enrolled", "requested")
        )
        assert all(seats <= 2 for seats in taken.values())
        open_about = Counter(row.object_id for row in rows if row.state == "open")
        assert max(open_about.values(), default=1) == 1
        for row in rows:
            seat = held[row.object_id]
            if row.state == DecisionState.OPEN.value:
                assert seat.state in ("requested", "queued")
                assert seat.approved_at is None
            # An answer stands beside exactly one entry that was not taken back.
            answers = [e for e in said[row.id] if e in ("approved", "refused", "undone")]
            assert len([e for e in answers if e != "undone"]) <= 1 + answers.count("undone") or (
                "handed" in said[row.id]
            )
        for seat in held.values():
            if seat.state == "requested":
                assert open_about[seat.id] == 1


def test_offices_in_any_order(database_url: str):
    try_orders(Offices, database_url)
