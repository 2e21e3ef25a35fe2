"""A form answered, changed, left and resumed in any order: the last answers count."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import select, update

from domain.evaluation import FilledForm, FormAnswer
from domain.ids import TelegramId, UpdateKey
from storage.evaluation import answers
from storage.evaluation.tables import response
from storage.process import dialogues
from storage.process.dialogues import LIFETIME
from storage.process.tables import dialogue
from storage.seats.tables import enrolment
from tests.support.acts import act, fresh_key
from tests.support.answering import AFTER, START
from tests.support.builders import Builders
from tests.support.machines import Machine, try_orders

pytestmark = pytest.mark.hypothesis

ANSWERS = st.one_of(
    st.builds(FormAnswer, value=st.integers(0, 6)),
    st.builds(FormAnswer, text=st.sampled_from(("Baik", "<b>", "x" * 1001))),
    st.just(FormAnswer()),
)
_runs = count()


class Feedback(Machine):
    """One person at one form; `kept` is what this person believes to have answered."""

    def __init__(self) -> None:
        super().__init__()
        self.now = AFTER
        self.account = TelegramId(7000 + next(_runs))
        self.run(self._furnish())
        self.kept: dict[int, FormAnswer] = {}
        self.absent = False
        self.complete_since: datetime | None = None
        self.sent = False
        self.awaited: int | None = None
        self.given: list[tuple[int, FormAnswer, UpdateKey]] = []
        self.asked_by, self.asked_at = 0, self.now
        self.form = self._sheet().form

    async def _furnish(self) -> None:
        make = Builders(self.store)
        self.who = await make.person()
        await make.link(self.who, self.account)
        self.offering = await make.offering(f"Bimtek {self.account}", starts_at=START)
        await make.enrolment(self.who, self.offering)

    def _sheet(self) -> FilledForm:
        found = self.run(
            answers.sheet(self.store, person_id=self.who, offering_id=self.offering, now=self.now)
        )
        assert isinstance(found, FilledForm)
        return found

    @property
    def open(self) -> bool:
        # 9 December 16.00 to the midnight after the 16th, of the offering's own clock (WIB).
        return not self.absent and self.now < START.replace(hour=17) + timedelta(days=7)

    @rule(number=st.integers(0, 12), given=ANSWERS)
    def answer(self, number: int, given: FormAnswer) -> None:
        key = fresh_key()
        self._answer(number, given, key)
        if self.open and self.form.accepts(number, given):
            self.given.append((number, given, key))
            self.kept[number] = given
            if self.complete_since is None and self._complete:
                self.complete_since = self.now
            self._asks(self._next, key)

    @rule(values=st.lists(st.integers(1, 5), min_size=12, max_size=12))
    def answer_all_that_is_left(self, values: list[int]) -> None:
        for question, value in zip(self.form.scaled, values, strict=False):
            if question.number not in self.kept:
                self.answer(question.number, FormAnswer(value=value))

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def an_old_answer_again(self, data: st.DataObject) -> None:
        number, given, key = data.draw(st.sampled_from(self.given))
        self._answer(number, given, key)
        lives = self.awaited is not None and self.now < self.asked_at + LIFETIME
        if self.open and not (lives and key.update_id < self.asked_by):
            # It shows the next question once more; one that was asked later stays.
            self._asks(self._next, key)

    def _asks(self, number: int | None, key: UpdateKey) -> None:
        self.awaited, self.asked_by, self.asked_at = number, key.update_id, self.now

    def _answer(self, number: int, given: FormAnswer, key: UpdateKey) -> None:
        self.run(
            answers.answer(
                self.store,
                act(self.who, once=key, chat=self.account, now=self.now),
                offering_id=self.offering,
                number=number,
                given=given,
            )
        )

    @rule(number=st.one_of(st.none(), st.integers(1, 11)))
    def open_a_question(self, number: int | None) -> None:
        key = fresh_key()
        self.run(
            answers.ask(
                self.store,
                act(self.who, once=key, chat=self.account, now=self.now),
                offering_id=self.offering,
                number=number,
                change=number is not None,
            )
        )
        if self.open:
            # Once it was sent, a question is opened by its number (Ubah) only.
            wanted = number or (None if self.sent else self._next)
            self._asks(wanted if wanted and self.form.question(wanted) else None, key)

    @rule()
    def leave(self) -> None:
        self.run(dialogues.end(self.store, act(chat=self.account, now=self.now)))
        self.awaited = None

    @rule()
    def send(self) -> None:
        self.run(
            answers.submit(
                self.store,
                act(self.who, chat=self.account, now=self.now),
                offering_id=self.offering,
            )
        )
        if self.open and self._complete:
            self.sent, self.awaited = True, None

    @rule(absent=st.booleans())
    def hr_records_attendance(self, absent: bool) -> None:
        self.absent = absent
        self.run(self._record("absent" if absent else "attended"))

    async def _record(self, attendance: str) -> None:
        query = update(enrolment).where(enrolment.c.person_id == self.who)
        async with self.store.write() as session:
            await session.execute(query.values(attendance=attendance))

    @rule(hours=st.sampled_from((1, 2, 3, 60)))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @property
    def _next(self) -> int | None:
        left = [q.number for q in self.form.questions if q.number not in self.kept]
        return left[0] if left else None

    @property
    def _complete(self) -> bool:
        return all(q.number in self.kept for q in self.form.scaled)

    @invariant()
    def nothing_said_is_lost(self) -> None:
        sheet = self._sheet()
        assert sheet.answers == self.kept
        assert sheet.complete == self._complete
        found = self.run(answers.open_forms(self.store, self.who, now=self.now))
        completeness = [form.complete for form in found]
        assert completeness == ([self.complete_since is not None] if self.open else [])
        completed, submitted, awaited = self.run(self._noted())
        assert completed == self.complete_since
        assert submitted == self.sent
        assert awaited == self.awaited

    async def _noted(self) -> tuple[datetime | None, bool, int | None]:
        kept = select(response.c.completed_at, response.c.submitted_at).where(
            response.c.offering_id == self.offering
        )
        asked = select(dialogue.c.data).where(dialogue.c.telegram_id == self.account)
        async with self.store.read() as session:
            row = (await session.execute(kept)).one_or_none()
            data = (await session.execute(asked)).scalar_one_or_none()
        number = data["number"] if data else None
        if row is None:
            return None, False, number
        return row.completed_at, row.submitted_at is not None, number


def test_a_form_in_any_order(database_url: str):
    try_orders(Feedback, database_url)
