"""Writes data for tests of the checks: messages, announcements, acts and seats."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from storage.announcements.tables import announcement as announcement_table
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import offering_change
from storage.outbox.tables import message as message_table
from storage.process.tables import handled_update
from storage.seats.tables import enrolment as enrolment_table
from storage.seats.tables import enrolment_event
from tests.chaos import books
from tests.chaos.citizens import Act, Diary
from tests.chaos.city import City
from tests.chaos.moving import ZONE
from tests.support.builders import Builders

KABAR = "Kabar 1."


class Planted:
    """A city at rest, with what a test writes into its books."""

    def __init__(self, city: City) -> None:
        self.city, self.diary = city, Diary()
        self.make = Builders(city.store)
        self.phone = city.citizens[0]
        self.me = city.numbers[self.phone.telegram_id]
        self.now = city.sandbox.clock.now()
        self._updates = 0

    async def wrong(self) -> list[str]:
        told = {phone.telegram_id: 0 for phone in self.city.leavers}
        return (await books.check(self.city, self.diary, told)).wrong

    async def message(
        self, kind: str, *, copies: int = 1, to: Any = None, text: str = "", **facts: Any
    ) -> None:
        """A settled promise, and as many copies of it in the chat."""
        phone, number = to or self.phone, 0
        for _ in range(copies):
            number = self.city.sandbox.world.add_message(
                phone.chat, outgoing=False, text=text or f"Pesan {kind}"
            ).id
        values = {
            "kind": kind,
            "person_id": self.city.numbers[phone.telegram_id],
            "facts": {},
            "dedupe_key": f"{kind}:{phone.telegram_id}:{facts.get('announcement_id')}",
            "priority": 0,
            "not_before": self.now,
            "state": "sent",
            "attempts": 1,
            "telegram_message_id": number or 999,
            "sent_chat_id": phone.telegram_id,
            "created_at": self.now,
            **facts,
        }
        await self.make._add(message_table, values)

    async def announcement(
        self, state: str = "done", *, rows: bool = True, left_out: int = 0, copies: int = 1
    ) -> None:
        """As an officer announced it, and a row with its message for everybody."""
        self.diary.typed.add(KABAR)
        values = {
            "author_id": 1,
            "text": KABAR,
            "audience": {"everybody": True},
            "state": state,
            "fanned_out": state == "done",
            "created_at": self.now,
        }
        number = await self.make._add(announcement_table, values)
        phones = [*self.city.officers, *self.city.citizens][left_out:] if rows else []
        for phone in (phone for phone in phones if phone not in self.city.leavers):
            await self.message(
                "announcement", to=phone, text=KABAR, announcement_id=number, copies=copies
            )

    async def did(self, what: object, *, claimed: bool = True, by: Any = None) -> int:
        """Somebody did something that Telegram took."""
        self._updates += 1
        account = (by or self.phone).telegram_id
        self.diary.pressed[self._updates] = Act(account, what, self.now)
        if claimed:
            row = {"bot_id": 1, "update_id": self._updates, "handled_at": self.now}
            await self.make._add(handled_update, row, key=None)
        return self._updates

    async def sent(self, *, stale: bool | None, claimed: bool = True) -> None:
        """An officer pressed Kirim Sekarang and was told this."""
        number = await self.did("SendNow", claimed=claimed, by=self.city.officers[0])
        self.diary.announced[KABAR] = [(number, stale)]

    async def seat(self, state: str = "enrolled", *, days: int = 9, **facts: Any) -> int:
        begins = self.now + timedelta(days=days)
        self.offering = await self.make.offering(f"Bimtek {days}", seats=1, starts_at=begins)
        since = {"since": self.now - timedelta(hours=1), **facts}
        me: Any = self.me
        return await self.make.enrolment(me, self.offering, state=state, **since)

    async def moved(self, *, place: str | None = None, undone: bool = False) -> None:
        """HR gave the offering of a seat another place in the chat, and maybe took it back."""
        row = {
            "offering_id": self.offering,
            "author_id": 1,
            "event": "changed",
            "before": {"place": "Aula BKPSDM"},
            "after": {"place": place or "Aula Lain"},
            "at": self.now - timedelta(minutes=30),
            "tell_at": self.now - timedelta(minutes=25),
            "undone_at": self.now - timedelta(minutes=28) if undone else None,
        }
        await self.make._add(offering_change, row)
        if not undone:
            async with self.city.store.write() as session:
                this = offering_table.c.id == self.offering
                there = {"place": place or "Aula Lain"}
                await session.execute(update(offering_table).where(this).values(there))

    async def told(self, enrolment: int, place: str, **facts: Any) -> None:
        """The person of the seat was told that the training takes place there."""
        async with self.city.store.read() as session:
            of = select(offering_table.c.starts_at).where(offering_table.c.id == self.offering)
            begins = (await session.execute(of)).scalar_one().astimezone(ZONE)
        await self.message(
            "offering_moved",
            text=f"Menjadi: {begins:%H.%M} WIB di {place}",
            **{"facts": {"enrolment": enrolment, "offering": self.offering}, **facts},
        )

    async def happened(self, enrolment: int, state: str) -> None:
        """The enrolment is in this state, by one more event."""
        async with self.city.store.write() as session:
            mine = enrolment_table.c.id == enrolment
            await session.execute(update(enrolment_table).where(mine).values(state=state))
            event = {"enrolment_id": enrolment, "state": state, "at": self.now}
            await session.execute(insert(enrolment_event).values(event))
