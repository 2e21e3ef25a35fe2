"""A test town: the real program, people with phones, and a clock that can be moved."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.intake.replying import Bangkom
from bot.program import ticks
from bot.program.app import build_application, running
from bot.program.clock import DeskClock
from bot.program.settings import Settings
from domain.ids import PersonId
from sandbox import Sandbox
from storage.database.store import Store
from storage.outbox.tables import message
from tests.support.builders import NOW, Builders
from tests.support.waiting import until

TOKEN = "100001:SANDBOX"


class Town:
    """All that a test uses: `town.make.offering(…)`, `town.citizen(…)`, `town.move(…)`."""

    def __init__(self, sandbox: Sandbox, app: Bangkom, url: str) -> None:
        self.sandbox = sandbox
        self.app = app
        self.url = url
        self.store: Store = app.services.store
        self.make = Builders(self.store)
        self.people: dict[int, PersonId] = {}
        self._phones = 0

    def phone(self, name: str = "Contoh Satu", number: str | None = None) -> Any:
        """A phone whose account is not linked to a person of the roster."""
        self._phones += 1
        return self.sandbox.phone(name=name, number=number or f"+62849{self._phones:08d}")

    async def citizen(
        self,
        name: str = "Contoh Satu",
        *,
        hr: bool = False,
        language: str | None = None,
        **facts: Any,
    ) -> Any:
        """A linked person's phone; `town.people[phone.telegram_id]` is the person's id."""
        phone = self.phone(name)
        person = await self.make.person(name, phone=phone.number, **facts)
        if hr:
            await self.make.hr(person)
        await self.make.link(person, phone.telegram_id, language=language)
        self.people[phone.telegram_id] = person
        self.sandbox.open_chat(phone)
        return phone

    def person_of(self, phone: Any) -> PersonId:
        """The id of the person of a phone made by `citizen`."""
        return self.people[phone.telegram_id]

    @property
    def now(self) -> datetime:
        """The time on the clock that people see, in UTC."""
        return self.sandbox.clock.now()

    async def move(self, **by: float) -> None:
        """Moves the clock, runs every tick and waits until all due messages are sent."""
        await self.move_to(self.now + timedelta(**by))

    async def move_to(self, moment: datetime) -> None:
        """Moves the clock to a point in time; see `move`."""
        self.sandbox.clock.advance(moment - self.now)
        await self.settle()

    async def settle(self) -> None:
        """Runs every tick and waits, for a limited time, until all due messages are sent."""
        await ticks.run_all(self.app.services)
        await until(self._all_sent)

    async def _all_sent(self) -> bool:
        self.app.services.wake.set()
        query = select(func.count()).where(
            message.c.state.in_(("due", "sending")), message.c.not_before <= self.now
        )
        async with self.store.read() as session:
            return not (await session.execute(query)).scalar_one()


def settings_for(database_url: str, api_url: str, **other: str) -> Settings:
    """Settings of a town: no quiet hours unless given, no limit on the rate."""
    return Settings.parse(
        {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": api_url,
            "DATABASE_URL": database_url,
            "QUIET_HOURS": "00:00-00:00",
            "HR_CONTACT": "0800-CONTOH",
            "SEND_RATE": "30",
            **other,
        }
    )


@asynccontextmanager
async def town_on(
    database_url: str, *, start: datetime = NOW, **settings: str
) -> AsyncIterator[Town]:
    """The program running on a database; the clock starts at `start`."""
    sandbox = Sandbox(token=TOKEN)
    sandbox.clock.advance(start - sandbox.clock.now())
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(sandbox.serve(port=0))
        clock = DeskClock(sandbox.clock.now)
        app = build_application(settings_for(database_url, url, **settings), clock)
        await stack.enter_async_context(running(app, rate=float("inf")))
        yield Town(sandbox, app, database_url)
