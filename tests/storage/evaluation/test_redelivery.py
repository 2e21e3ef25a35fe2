from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.evaluation import FormAnswer
from storage.evaluation.tables import response
from tests.support.answering import PHONE, START, Desk
from tests.support.builders import Builders
from tests.support.engines import Engines, opened

pytestmark = pytest.mark.hypothesis

steps = st.lists(
    st.tuples(st.integers(1, 7), st.integers(0, 5), st.booleans()), min_size=1, max_size=25
)


async def test_with_redeliveries_the_last_first_delivery_of_each_question_stands(
    engines: Engines,
):
    """Taps in any order, each perhaps delivered again at any later time after a crash."""
    async with opened(await engines.sqlite()) as store:
        make = Builders(store)
        who = await make.person()
        await make.link(who, PHONE)
        runs = count(1)

        @settings(
            # 15 and 150: each is played over a database.
            max_examples=settings().max_examples * 3 // 10,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(steps)
        def run(taps: list[tuple[int, int, bool]]) -> None:
            examples.append(taps)

        examples: list[list[tuple[int, int, bool]]] = []
        run()
        for taps in examples:
            offering = await make.offering(starts_at=START, label=str(next(runs)))
            await make.enrolment(who, offering)
            await _play(Desk(store, who, offering), taps, first=offering * 1000)


async def _play(desk: Desk, taps: list[tuple[int, int, bool]], *, first: int) -> None:
    expected: dict[int, FormAnswer] = {}
    sent: list[tuple[int, FormAnswer, int]] = []
    for update_id, (number, value, again) in enumerate(taps, start=first):
        answer = (
            FormAnswer(value=value or None) if number < 7 else FormAnswer(text="saran" * value)
        )
        if number == 7 and not value:
            answer = FormAnswer()
        sheet = await desk.answer(number, answer, update_id=update_id)
        expected[number] = answer
        sent.append((number, answer, update_id))
        if again:
            old_number, old, old_id = sent[value % len(sent)]
            sheet = await desk.answer(old_number, old, update_id=old_id)
        assert sheet.answers == expected
    async with desk.store.read() as session:
        query = select(func.count(), func.max(response.c.completed_at)).where(
            response.c.offering_id == desk.offering
        )
        responses, completed = (await session.execute(query)).one()
    assert responses == 1
    assert (completed is not None) == (expected.keys() >= set(range(1, 7)))
