"""Rows needed to link an account: people with a number, the link itself, and the welcome."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from domain.accounts.linking import Candidate, Consent, Linked
from domain.ids import OfferingId, PersonId, TelegramId
from domain.outbox.messages import MessageKind
from storage.accounts import tries
from storage.accounts.tables import consent, link
from storage.database.effects import Effect
from storage.database.store import Transaction, insert_for
from storage.outbox import messages
from storage.people import audit
from storage.people.actors import linked
from storage.people.rows import name_of
from storage.people.tables import person, unit
from storage.process.dialogues import close_dialogue


async def candidates(session: Transaction, phone: str) -> list[Candidate]:
    # Locked first and read then: of two accounts with one number the second sees the first's link.
    ids = select(person.c.id).where(person.c.phone == phone).order_by(person.c.id)
    sharing = list((await session.execute(ids.with_for_update(key_share=True))).scalars())
    rows = await session.execute(
        select(person.c.id, person.c.active, link.c.person_id.label("linked"))
        .outerjoin(link, linked(person.c.id))
        .where(person.c.id.in_(sharing))
    )
    return [Candidate(row.id, row.active, row.linked is not None) for row in rows]


async def make_link(
    tx: Effect, person_id: PersonId, telegram_id: TelegramId, given: Consent
) -> bool:
    session, now = tx.session, tx.act.now
    old = await _let_go(session, link.c.person_id == person_id)
    # An account that HR has released may link as another person.
    await _let_go(session, link.c.telegram_id == telegram_id)
    kept = {name: getattr(old, name) for name in ("language", "picture", "muted")} if old else {}
    done = await session.execute(
        insert_for(session, link)
        .values(
            person_id=person_id,
            telegram_id=telegram_id,
            linked_at=now,
            consent_version=given.version,
            consent_at=given.at,
            **kept,
        )
        .on_conflict_do_nothing()
    )
    if not done.rowcount:
        return False
    await _settle(session, person_id, telegram_id, given, now=now)
    if old is not None and old.telegram_id != telegram_id:
        await messages.promise(
            session,
            MessageKind.LINK_OLD,
            to=person_id,
            chat=TelegramId(old.telegram_id),
            facts={"person": person_id, "language": old.language, "at": now.isoformat()},
            once=f"link_old:{tx.act.name}",
            now=now,
        )
    return True


async def _let_go(session: Transaction, whose: Any) -> Any:
    done = await session.execute(
        delete(link).where(whose, link.c.released_at.is_not(None)).returning(link)
    )
    return done.one_or_none()


async def _settle(
    session: Transaction,
    person_id: PersonId,
    telegram_id: TelegramId,
    given: Consent,
    *,
    now: datetime,
) -> None:
    log = {"person_id": person_id, "version": given.version, "event": "given", "at": given.at}
    await session.execute(insert(consent).values(log))
    await audit.record(session, "linked", actor=person_id, about=person_id, at=now)
    await close_dialogue(session, telegram_id)
    await tries.settle(session, telegram_id, now=now)


async def welcome(
    session: Transaction, person_id: PersonId, offering: OfferingId | None
) -> Linked:
    row = (
        await session.execute(
            select(person, unit.c.name.label("unit_name"))
            .outerjoin(unit, unit.c.id == person.c.unit_id)
            .where(person.c.id == person_id)
        )
    ).one()
    name = name_of(row)
    return Linked(name, row.position_title, row.unit_name, offering)
