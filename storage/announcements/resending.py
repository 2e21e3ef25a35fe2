"""Sends an announcement on, to those who should have got it and did not; no person gets it twice.

They are those left out by a stop, and those who have linked or joined the audience since.
"""

from typing import Any

from sqlalchemy import and_, func, or_, select, update

from domain.act import Act
from domain.announcements.announced import Announcement, AnnouncementState, FollowUp
from domain.ids import AnnouncementId
from domain.outbox.messages import MessageState as Fate
from storage.accounts.tables import link
from storage.announcements.audiences import belongs
from storage.announcements.fan_out import KIND, set_values
from storage.announcements.reading import load, lock
from storage.database.store import PROMISED, Store
from storage.outbox.tables import message
from storage.people import audit
from storage.people.actors import linked
from storage.people.tables import person

NOT_RECEIVED = (
    Fate.CANCELLED.value,
    Fate.EXPIRED.value,
    Fate.DROPPED.value,
    Fate.PARKED.value,
    Fate.UNREACHABLE.value,
)
"""The states of a message that its person has certainly not got, unless a try was uncertain."""


async def left_out(store: Store, found: Announcement) -> int:
    """The number of people who can get it now and did not."""
    async with store.read() as session:
        return int((await session.execute(_counted(found))).scalar_one())


async def resend(
    store: Store,
    act: Act,
    announcement_id: AnnouncementId,
    *,
    people: int,
    place: tuple[int, int] | None,
) -> Announcement | None:
    """Sends it on, unless the number of people is not about the one that HR saw."""
    async with store.effect(act) as tx:
        session = tx.session
        row = await lock(session, announcement_id)
        found = await load(session, announcement_id)
        if not tx.first or row is None or found is None or not can_go_on(found):
            return found
        now_left_out = (await session.execute(_counted(found))).scalar_one()
        if not now_left_out or abs(now_left_out - people) * 100 > people:
            return found
        await session.execute(
            update(message)
            .where(
                message.c.announcement_id == announcement_id,
                message.c.kind == KIND,
                _not_received(),
                message.c.person_id.in_(_reachable(found)),
            )
            .values(
                state=Fate.DUE.value,
                not_before=act.now,
                retry_at=None,
                attempts=0,
                settled_at=None,
                error=None,
            )
        )
        chat, number = place or (None, None)
        # The rows of people who have none yet are written as those of the first sending.
        await set_values(
            session,
            announcement_id,
            state=AnnouncementState.SENDING.value,
            author_id=act.person,
            revision=row.revision + 1,
            in_quiet=False,
            started_at=act.real_now,
            finished_at=None,
            reported_at=None,
            fanned_out=False,
            fanned_out_to=None,
            progress_chat_id=chat,
            progress_message_id=number,
        )
        await audit.record(
            session, "announcement_resent", actor=act.person, about=announcement_id, at=act.now
        )
        session.info[PROMISED] = True
        return await load(session, announcement_id)


def can_go_on(found: Announcement) -> bool:
    """Whether it was sent or stopped, and not taken back."""
    return found.over and found.follow_up is not FollowUp.DELETE


def _counted(found: Announcement) -> Any:
    """SQL: the number of people whom it can reach now and who have not got it."""
    its_message = and_(
        message.c.person_id == person.c.id,
        message.c.announcement_id == found.id,
        message.c.kind == KIND,
    )
    return (
        select(func.count())
        .select_from(person.join(link, linked(person.c.id)).outerjoin(message, its_message))
        .where(belongs(found.audience, about=found.offering_id))
        .where(link.c.unreachable_at.is_(None))
        .where(or_(message.c.id.is_(None), _not_received()))
    )


def _reachable(found: Announcement) -> Any:
    return (
        select(person.c.id)
        .join(link, linked(person.c.id))
        .where(belongs(found.audience, about=found.offering_id))
        .where(link.c.unreachable_at.is_(None))
    )


def _not_received() -> Any:
    return and_(message.c.state.in_(NOT_RECEIVED), ~message.c.uncertain)
