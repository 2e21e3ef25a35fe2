"""What HR does about a person's link: releasing the old account, ending the link."""

from datetime import datetime

from sqlalchemy import exists, literal, select, update

from domain.act import Act
from domain.ids import PersonId, TelegramId
from domain.outbox.messages import MessageKind
from storage.accounts.ending import end_link, note_consent
from storage.accounts.tables import failed_link, link
from storage.database.store import Store, Transaction
from storage.outbox import messages
from storage.people import audit
from storage.process import dialogues


async def release(store: Store, act: Act, *, person_id: PersonId) -> bool:
    """Releases the linked account, so that another one may link; False if none is linked."""
    async with store.effect(act) as tx:
        if not tx.first:
            return await _has(tx.session, person_id, released=True)
        return await release_link(tx.session, person_id, by=act.person, now=act.now)


async def unlink(store: Store, act: Act, *, person_id: PersonId) -> bool:
    """Ends the link and tells its chat; False if there is none."""
    async with store.effect(act) as tx:
        if not tx.first:
            return not await _has(tx.session, person_id, released=False)
        theirs = link.c.person_id == person_id
        row = await end_link(tx.session, theirs, event="unlinked", by=act.person, now=act.now)
        if row is None:
            return False
        await messages.promise(
            tx.session,
            MessageKind.UNLINKED_BY_HR,
            to=person_id,
            chat=TelegramId(row.telegram_id),
            facts={"person": person_id, "language": row.language, "at": act.now.isoformat()},
            once=f"unlinked_by_hr:{act.name}",
            now=act.now,
        )
        return True


async def release_link(
    session: Transaction, person_id: PersonId, *, by: PersonId, now: datetime
) -> bool:
    """As `release`; also settles the tries that failed because of the old account."""
    row = (
        await session.execute(
            update(link)
            .where(link.c.person_id == person_id, link.c.released_at.is_(None))
            .values(released_at=now)
            .returning(link.c.telegram_id, link.c.consent_version)
        )
    ).one_or_none()
    if row is None:
        return False
    await session.execute(
        update(failed_link)
        .where(failed_link.c.person_id == person_id, failed_link.c.reason == "linked")
        .where(failed_link.c.settled_at.is_(None))
        .values(settled_at=now)
    )
    await dialogues.close_dialogue(session, TelegramId(row.telegram_id))
    await note_consent(session, person_id, row.consent_version, "released", now=now)
    await audit.record(session, "link_released", actor=by, about=person_id, at=now)
    return True


async def _has(session: Transaction, person_id: PersonId, *, released: bool) -> bool:
    is_released = link.c.released_at.is_not(None) if released else literal(value=True)
    query = select(exists().where(link.c.person_id == person_id, is_released))
    return bool((await session.execute(query)).scalar_one())
