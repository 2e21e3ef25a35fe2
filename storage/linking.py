"""Linking an account to a person: the roster decides, Telegram proves, constraints keep it so."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from domain.desk import FailureReason
from domain.ids import OfferingId, PersonId, TelegramId, UpdateKey
from domain.linking import (
    CONSENT_VERSION,
    AlreadyLinked,
    Candidate,
    Consent,
    Linked,
    NoTriesLeft,
    Outcome,
    Refused,
    Stale,
    find,
)
from domain.people import full_name
from storage import audit, intake, link_tries, outbox
from storage.dialogues import close_dialogue, read_dialogue, write_dialogue
from storage.engine import Session, Store, insert_for
from storage.people import linked
from storage.tables import consent, link, person, unit

FLOW = "linking"
STEP = "contact"


async def agree(
    store: Store,
    *,
    telegram_id: TelegramId,
    offering: OfferingId | None,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> Consent | None:
    """Records that somebody agreed, until the number is shared; None where linked already."""
    async with store.write() as session:
        if await _holder(session, telegram_id) is not None:
            return None
        open_one = await _open_consent(session, telegram_id, now=now)
        if not await intake.claim(session, key, at=real_now) and open_one is not None:
            return open_one
        given = Consent(CONSENT_VERSION, now, offering)
        data = {"version": given.version, "at": now.isoformat(), "offering": offering}
        await write_dialogue(session, telegram_id, flow=FLOW, step=STEP, now=now, data=data)
        return given


async def share(
    store: Store,
    *,
    telegram_id: TelegramId,
    phone: str,
    day: date,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> Outcome:
    """The account's own number was shared: links it, or says that this try failed.

    `phone` is in E.164, `day` the local one that tries are counted by.
    """
    async with store.write() as session:
        first = await intake.claim(session, key, at=real_now)
        mine = await _holder(session, telegram_id)
        if mine is not None:
            return AlreadyLinked() if first else await _welcome(session, mine, None)
        given = await _open_consent(session, telegram_id, now=now)
        if not first:
            return Refused(await link_tries.left(session, telegram_id, day))
        if not await link_tries.left(session, telegram_id, day):
            await close_dialogue(session, telegram_id)
            return NoTriesLeft()
        if given is None:
            return Stale()
        found = find(await _candidates(session, phone))
        if isinstance(found, int) and await _link(session, found, telegram_id, given, key, now):
            return await _welcome(session, found, given.offering)
        # Somebody else's number in the same moment: the constraint has decided.
        reason = FailureReason.LINKED if isinstance(found, int) else found
        await link_tries.fail(session, telegram_id, phone=phone, reason=reason, day=day, now=now)
        return Refused(await link_tries.left(session, telegram_id, day))


async def name_of(store: Store, person_id: PersonId) -> str:
    """A person's name with titles."""
    query = select(person.c.name, person.c.title_before, person.c.title_after)
    async with store.read() as session:
        row = (await session.execute(query.where(person.c.id == person_id))).one()
    return full_name(row.title_before, row.name, row.title_after)


async def _holder(session: Session, telegram_id: TelegramId) -> PersonId | None:
    query = select(link.c.person_id).where(
        link.c.telegram_id == telegram_id, link.c.released_at.is_(None)
    )
    found = (await session.execute(query)).scalar_one_or_none()
    return None if found is None else PersonId(found)


async def _open_consent(
    session: Session, telegram_id: TelegramId, *, now: datetime
) -> Consent | None:
    open_one = await read_dialogue(session, telegram_id, now=now)
    if open_one is None or open_one.expired or open_one.flow != FLOW:
        return None
    data = open_one.data
    return Consent(data["version"], datetime.fromisoformat(data["at"]), data["offering"])


async def _candidates(session: Session, phone: str) -> list[Candidate]:
    # Locked first and read then: of two accounts with one number the second sees the first's link.
    ids = select(person.c.id).where(person.c.phone == phone).order_by(person.c.id)
    sharing = list((await session.execute(ids.with_for_update())).scalars())
    rows = await session.execute(
        select(person.c.id, person.c.active, link.c.person_id.label("linked"))
        .outerjoin(link, linked(person.c.id))
        .where(person.c.id.in_(sharing))
    )
    return [Candidate(row.id, row.active, row.linked is not None) for row in rows]


async def _link(
    session: Session,
    person_id: PersonId,
    telegram_id: TelegramId,
    given: Consent,
    key: UpdateKey,
    now: datetime,
) -> bool:
    old = await _let_go(session, link.c.person_id == person_id)
    # The account of somebody whom HR let go may link as another person.
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
        await outbox.promise(
            session,
            "link_old",
            to=person_id,
            chat=TelegramId(old.telegram_id),
            facts={"person": person_id, "language": old.language, "at": now.isoformat()},
            once=f"link_old:{key.bot_id}:{key.update_id}",
            now=now,
        )
    return True


async def _let_go(session: Session, whose: Any) -> Any:
    done = await session.execute(
        delete(link).where(whose, link.c.released_at.is_not(None)).returning(link)
    )
    return done.one_or_none()


async def _settle(
    session: Session,
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
    await link_tries.settle(session, telegram_id, now=now)


async def _welcome(session: Session, person_id: PersonId, offering: OfferingId | None) -> Linked:
    row = (
        await session.execute(
            select(person, unit.c.name.label("unit_name"))
            .outerjoin(unit, unit.c.id == person.c.unit_id)
            .where(person.c.id == person_id)
        )
    ).one()
    name = full_name(row.title_before, row.name, row.title_after)
    return Linked(name, row.position_title, row.unit_name, offering)
