"""Builds a small office, a draft of an announcement, and an outbox row per person."""

from dataclasses import dataclass, field

from sqlalchemy import select, update

from domain.announcements.announced import Draft
from domain.announcements.audience import Audience
from domain.ids import (
    AnnouncementId,
    CompetencyId,
    OfferingId,
    PersonId,
    PositionId,
    TelegramId,
    UnitId,
)
from storage.announcements import drafts, fan_out
from storage.database.store import Store
from storage.outbox.tables import message
from tests.support.acts import act
from tests.support.builders import NOW, Builders

HR_CHAT = TelegramId(900)


@dataclass
class Office:
    """A unit with a sub-unit; four people in service, one of them not linked, one retired."""

    store: Store
    hr: PersonId
    unit: UnitId
    below: UnitId
    post: PositionId
    competency: CompetencyId
    offering: OfferingId
    linked: list[PersonId] = field(default_factory=list)
    unlinked: PersonId | None = None

    async def draft(self, audience: Audience) -> AnnouncementId:
        """A previewed draft about the training."""
        found = await drafts.begin(self.store, act(self.hr), offering_id=self.offering)
        assert found is not None
        await drafts.choose(self.store, act(), found, lambda _: audience)
        await drafts.preview(self.store, found)
        return found

    async def start(self, found: AnnouncementId, *, revision: int | None = None) -> Draft:
        """Starts sending the announcement as last previewed."""
        draft = await drafts.look(self.store, found)
        assert draft is not None
        started = await fan_out.start(
            self.store,
            act(self.hr),
            found,
            revision=draft.announcement.revision if revision is None else revision,
            place=(HR_CHAT, 77),
            in_quiet=False,
            zone="Asia/Jakarta",
        )
        assert started is not None
        return started

    async def pour(self, found: AnnouncementId) -> None:
        """Writes all chunks of outbox rows."""
        while await fan_out.pour(self.store, found, now=NOW, real_now=NOW):
            pass

    async def states(self, found: AnnouncementId, kind: str = "announcement") -> dict[int, str]:
        """The state of the announcement's message, by person."""
        query = select(message.c.person_id, message.c.state).where(
            message.c.announcement_id == found, message.c.kind == kind
        )
        async with self.store.read() as session:
            return {row.person_id: row.state for row in await session.execute(query)}

    async def delivered(self, found: AnnouncementId, *people: PersonId) -> None:
        """Marks the messages to these people as sent, as the dispatcher does."""
        async with self.store.write() as session:
            await session.execute(
                update(message)
                .where(message.c.announcement_id == found, message.c.person_id.in_(people))
                .values(
                    state="sent",
                    sent_chat_id=500 + message.c.person_id,
                    telegram_message_id=40 + message.c.person_id,
                    settled_at=NOW,
                )
            )


async def office(store: Store) -> Office:
    """Builds an office in which all but the HR officer have a gap in the competency."""
    make = Builders(store)
    unit = await make.unit("Dinas Kesehatan")
    below = await make.unit("Puskesmas Contoh", parent=unit)
    post = await make.position()
    competency = await make.competency()
    offering = await make.offering(closes=competency)
    hr = await make.person("Contoh Petugas")
    await make.hr(hr)
    await make.link(hr, HR_CHAT)
    made = Office(store, hr, unit, below, post, competency, offering)
    await make.requires(post, competency, 3)
    for number, where in enumerate((unit, below, below)):
        person = await make.person(f"Contoh {number}", unit_id=where, position_id=post)
        await make.rated(person, competency, 1)
        if number < 2:
            await make.link(person, 501 + number)
            made.linked.append(person)
        else:
            made.unlinked = person
    await make.person("Contoh Purna", unit_id=unit, position_id=post, active=False)
    return made
