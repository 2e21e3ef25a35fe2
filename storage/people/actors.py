"""The person behind an account: read for every update, so that a revoked right ends at once."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, literal, or_, select, update

from domain.act import Act
from domain.ids import PersonId, TelegramId
from domain.outbox.messages import BLOCKED, MessageState
from domain.outbox.quiet import CAN_WAIT
from domain.people.actors import Actor
from storage.accounts.tables import link
from storage.database.personal import Subject
from storage.database.store import PROMISED, Store, Transaction, insert_for
from storage.outbox.tables import message, picture
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, role, unit_officer
from storage.process.tables import dialogue

HR = "hr"


def hr_condition(person_id: Any) -> Any:
    """SQL: whether a person holds the HR role."""
    return exists(select(literal(1)).where(role.c.person_id == person_id, role.c.name == HR))


def holds_role(day: Any) -> Any:
    """SQL: a unit officer has accepted the role, and it has not ended on this day."""
    return and_(
        unit_officer.c.accepted_at.is_not(None),
        unit_officer.c.ended_at.is_(None),
        or_(unit_officer.c.until.is_(None), unit_officer.c.until >= day),
    )


def linked(person_id: Any) -> Any:
    """SQL: the join condition for the link through which a person can be reached."""
    return and_(link.c.person_id == person_id, link.c.released_at.is_(None))


async def subject(session: Transaction, person_id: PersonId) -> Subject:
    """A person with the account of the link, even one that HR has released.

    Used to find all rows about the person.
    """
    account = select(link.c.telegram_id).where(link.c.person_id == person_id)
    return Subject(person_id, (await session.execute(account)).scalar_one_or_none())


# Run for every update: built once, since building it takes longer than running it.
_RESOLVED = (
    select(
        person.c.id,
        *NAME_COLUMNS,
        person.c.active,
        link.c.language,
        link.c.picture,
        link.c.unreachable_at,
        hr_condition(person.c.id).label("hr"),
        exists(
            select(literal(1)).where(
                unit_officer.c.person_id == person.c.id, holds_role(bindparam("day", type_=Date()))
            )
        ).label("officer"),
        exists().where(dialogue.c.telegram_id == bindparam("account")).label("awaits_text"),
    )
    .join(link, linked(person.c.id))
    .where(link.c.telegram_id == bindparam("account"))
)


async def resolve(store: Store, telegram_id: TelegramId, day: date) -> tuple[Actor | None, bool]:
    """The linked person of a Telegram account, and whether the account is noted as unreachable."""
    given = {"account": telegram_id, "day": day}
    async with store.look() as session:
        row = (await session.execute(_RESOLVED, given)).one_or_none()
    if row is None:
        return None, False
    actor = Actor(
        telegram_id=telegram_id,
        person_id=row.id,
        name=name_of(row),
        active=row.active,
        hr=row.hr,
        officer=row.officer,
        language=row.language,
        picture=row.picture,
        awaits_text=row.awaits_text,
    )
    return actor, row.unreachable_at is not None


async def note_membership(
    store: Store, act: Act, telegram_id: TelegramId, *, blocked: bool
) -> None:
    """Notes that an account blocked or unblocked the bot."""
    async with store.effect(act) as tx:
        if tx.first:
            await _set_unreachable(tx.session, telegram_id, act.real_now if blocked else None)


async def set_reachable(store: Store, telegram_id: TelegramId) -> None:
    """Notes that an account can be reached again, since it has written to the bot."""
    async with store.write() as session:
        await _set_unreachable(session, telegram_id, None)


async def _set_unreachable(
    session: Transaction, telegram_id: TelegramId, since: datetime | None
) -> None:
    mine = link.c.telegram_id == telegram_id
    await session.execute(update(link).where(mine).values(unreachable_at=since))
    if since is None:
        # What was missed is told now, as far as it is still true: it is rendered anew.
        owner = select(link.c.person_id).where(mine).scalar_subquery()
        await session.execute(
            update(message)
            .where(message.c.person_id == owner)
            .where(message.c.state == MessageState.UNREACHABLE.value)
            .where(message.c.error == BLOCKED, message.c.kind.in_(CAN_WAIT))
            .values(state=MessageState.DUE.value, error=None, settled_at=None)
        )
        session.info[PROMISED] = True


async def picture_file(store: Store, *, bot_id: int, digest: str) -> str | None:
    """Telegram's file_id of a picture that this bot uploaded before."""
    query = select(picture.c.file_id).where(picture.c.bot_id == bot_id, picture.c.digest == digest)
    async with store.read() as session:
        return (await session.execute(query)).scalar_one_or_none()


async def keep_picture(
    store: Store, *, bot_id: int, digest: str, file_id: str, now: datetime
) -> None:
    """Stores the file_id of an uploaded picture, so that it is not uploaded again."""
    values = {"bot_id": bot_id, "digest": digest, "file_id": file_id, "stored_at": now}
    async with store.write() as session:
        insert = insert_for(session, picture).values(values)
        await session.execute(
            insert.on_conflict_do_update(
                index_elements=[picture.c.bot_id, picture.c.digest], set_={"file_id": file_id}
            )
        )
