"""A person who fills in a form, for tests of the stored answers."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select

from domain.evaluation import FilledForm, FormAnswer
from domain.ids import OfferingId, PersonId, TelegramId
from storage.database.store import Store
from storage.evaluation import answers
from storage.evaluation.tables import response as response_table
from tests.support.acts import act
from tests.support.builders import Builders
from tests.support.times import at

START, END = at("2026-12-09 08:00"), at("2026-12-09 16:00")
AFTER = END + timedelta(minutes=1)
PHONE = TelegramId(5001)


class Desk:
    """One person's form for one offering, with the updates that touch it."""

    def __init__(self, store: Store, who: PersonId, offering: OfferingId) -> None:
        self.store = store
        self.who = who
        self.offering = offering
        self._updates = count(1)

    async def answer(
        self,
        number: int,
        given: FormAnswer,
        *,
        now: datetime = AFTER,
        update_id: int | None = None,
    ) -> FilledForm:
        found = await answers.answer(
            self.store,
            act(self.who, update=update_id or next(self._updates), chat=PHONE, now=now),
            offering_id=self.offering,
            number=number,
            given=given,
        )
        assert found is not None
        return found

    async def submit(self, *, now: datetime = AFTER) -> FilledForm | None:
        return await answers.submit(
            self.store,
            act(self.who, update=next(self._updates), chat=PHONE, now=now),
            offering_id=self.offering,
        )

    async def sheet(self, *, now: datetime = AFTER) -> FilledForm:
        found = await answers.sheet(
            self.store, person_id=self.who, offering_id=self.offering, now=now
        )
        assert found is not None
        return found

    async def waiting(self, *, now: datetime = AFTER) -> list[str]:
        found = await answers.open_forms(self.store, self.who, now=now)
        return [form.title for form in found if not form.complete]

    async def response(self) -> object:
        async with self.store.read() as session:
            return (await session.execute(select(response_table))).one()


async def desk_of(store: Store, **facts: object) -> Desk:
    make = Builders(store)
    who = await make.person()
    await make.link(who, PHONE)
    offering = await make.offering(starts_at=START)
    await make.enrolment(who, offering, **facts)
    return Desk(store, who, offering)
