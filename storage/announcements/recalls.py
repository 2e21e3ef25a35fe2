"""Corrects sent announcements, or deletes them within two days: one outbox row per message."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, case, cast, func, literal, literal_column, select

from domain.act import Act
from domain.announcements.announced import DELETABLE, Announcement, FollowUp
from domain.announcements.broadcast import Recall
from domain.announcements.letter import Letter
from domain.ids import AnnouncementId
from domain.outbox.messages import MessageKind, Priority
from domain.outbox.messages import MessageState as Fate
from storage.announcements.fan_out import KIND, cancel_unsent, set_values
from storage.announcements.reading import columns_of, load, lock
from storage.database.columns import Utc
from storage.database.effects import Effect
from storage.database.store import Store, Transaction, insert_for
from storage.outbox.tables import message
from storage.people import audit
from storage.process.dialogues import close_asked

KINDS = {
    FollowUp.EDIT: MessageKind.ANNOUNCEMENT_EDIT,
    FollowUp.DELETE: MessageKind.ANNOUNCEMENT_DELETE,
}

WITHDRAWN = (KIND, MessageKind.ANNOUNCEMENT_CORRECTED)
"""What is deleted when an announcement is taken back."""


async def propose(
    store: Store, act: Act, announcement_id: AnnouncementId, letter: Letter
) -> Announcement | None:
    """Stores a corrected text until the HR officer has seen the preview and sends it."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, announcement_id)
        if tx.first and row is not None:
            await set_values(
                tx.session,
                announcement_id,
                correction=letter.text,
                correction_entities=list(letter.entities or ()),
                revision=row.revision + 1,
            )
        await close_asked(tx)
        return await load(tx.session, announcement_id)


async def correct(
    store: Store,
    act: Act,
    announcement_id: AnnouncementId,
    *,
    revision: int,
    place: tuple[int, int] | None,
    tell_from: datetime | None = None,
) -> Announcement | None:
    """Edits every sent message; changes nothing if the text is not the one previewed.

    `tell_from`: the moment from which each person is told of it by a message; None for silence.
    """
    async with store.effect(act) as tx:
        await lock(tx.session, announcement_id)
        found = await load(tx.session, announcement_id)
        if not tx.first or found is None or found.revision != revision or not found.over:
            return found
        new_text = {} if found.correction is None else columns_of(found.correction)
        await set_values(
            tx.session, announcement_id, correction=None, revision=revision + 1, **new_text
        )
        changed = await _follow_up(tx, found, FollowUp.EDIT, place=place)
        if changed is not None and tell_from is not None:
            # After the edits: messages to one person go in the order of this time and their ids.
            begins = max(tell_from, act.now)
            kind = MessageKind.ANNOUNCEMENT_CORRECTED
            rows = _rows(tx.session, changed, kind, now=begins, real_now=act.real_now)
            await tx.session.execute(rows)
        return changed


async def take_back(
    store: Store, act: Act, announcement_id: AnnouncementId, *, place: tuple[int, int] | None
) -> Announcement | None:
    """Deletes every sent message that is young enough; has its effect once."""
    async with store.effect(act) as tx:
        await lock(tx.session, announcement_id)
        found = await load(tx.session, announcement_id)
        if not tx.first or found is None or not found.over or found.follow_up is FollowUp.DELETE:
            return found
        for kind in (KINDS[FollowUp.EDIT], MessageKind.ANNOUNCEMENT_CORRECTED):
            await cancel_unsent(tx.session, announcement_id, kind, real_now=act.real_now)
        return await _follow_up(tx, found, FollowUp.DELETE, place=place)


async def deletable(
    store: Store, announcement_id: AnnouncementId, *, real_now: datetime
) -> Recall:
    """The number of messages that could be deleted now, and the number sent."""
    sent = _sent(announcement_id, *WITHDRAWN)
    young = case((message.c.settled_at > real_now - DELETABLE, 1))
    async with store.read() as session:
        row = (await session.execute(select(func.count(), func.count(young)).where(sent))).one()
    return Recall(sent=row[0], total=row[1])


async def correctable(store: Store, announcement_id: AnnouncementId) -> int:
    """The number of messages that a correction edits."""
    async with store.read() as session:
        query = select(func.count()).where(_sent(announcement_id, KIND))
        return int((await session.execute(query)).scalar_one())


async def outcome(store: Store, found: Announcement) -> Recall:
    """The progress of the last correction or deletion."""
    state = message.c.state
    waiting = case((state.in_((Fate.DUE.value, Fate.SENDING.value)), 1))
    done = case((state == Fate.SENT.value, 1))
    kind = KINDS[found.follow_up or FollowUp.EDIT]
    # A newer correction may be typed and not sent yet: it has a revision, but no rows.
    newest = (
        select(message.c.dedupe_key)
        .where(message.c.announcement_id == found.id, message.c.kind == kind)
        .order_by(message.c.id.desc())
        .limit(1)
    )
    async with store.read() as session:
        last = (await session.execute(newest)).scalar_one_or_none() or ""
        prefix = f"{last.rpartition(':')[0]}:%"
        kinds = WITHDRAWN if found.follow_up is FollowUp.DELETE else (KIND,)
        sent = await session.execute(select(func.count()).where(_sent(found.id, *kinds)))
        about_it = f"{_prefix(MessageKind.ANNOUNCEMENT_CORRECTED, found.id, found.revision)}%"
        told = await session.execute(
            select(func.count()).where(
                message.c.announcement_id == found.id, message.c.dedupe_key.like(about_it)
            )
        )
        row = (
            await session.execute(
                select(func.count(), func.count(waiting), func.count(done)).where(
                    message.c.announcement_id == found.id,
                    message.c.kind == kind,
                    message.c.dedupe_key.like(prefix),
                )
            )
        ).one()
        return Recall(
            sent=sent.scalar_one(),
            total=row[0],
            waiting=row[1],
            done=row[2],
            told=told.scalar_one(),
        )


async def _follow_up(
    tx: Effect, found: Announcement, what: FollowUp, *, place: tuple[int, int] | None
) -> Announcement | None:
    session, act = tx.session, tx.act
    chat, number = place or (None, None)
    await set_values(
        session,
        found.id,
        follow_up=what.value,
        reported_at=None,
        progress_chat_id=chat,
        progress_message_id=number,
    )
    changed = await load(session, found.id)
    if changed is not None:
        rows = _rows(session, changed, KINDS[what], now=act.now, real_now=act.real_now)
        await session.execute(rows)
    await audit.record(
        session, f"announcement_{what.value}", actor=act.person, about=found.id, at=act.now
    )
    return changed


def _rows(
    session: Transaction,
    found: Announcement,
    kind: MessageKind,
    *,
    now: datetime,
    real_now: datetime,
) -> Any:
    withdraws = kind is MessageKind.ANNOUNCEMENT_DELETE
    old = message.alias("old")
    prefix = _prefix(kind, found.id, found.revision)
    columns = {
        "kind": literal(kind.value),
        "person_id": old.c.person_id,
        # The chat that the message was sent to, even if another person is linked there now.
        "chat_id": old.c.sent_chat_id,
        "facts": _facts(session, found.id, old.c.telegram_message_id),
        "dedupe_key": literal(prefix) + cast(old.c.id, Text),
        "priority": literal(int(Priority.BULK)),
        "not_before": literal(now, Utc),
        "state": literal(Fate.DUE.value),
        "announcement_id": literal(found.id),
        "created_at": literal(now, Utc),
    }
    chosen = select(*columns.values()).where(
        old.c.announcement_id == found.id,
        old.c.kind.in_(WITHDRAWN if withdraws else (KIND,)),
        old.c.state == Fate.SENT.value,
        old.c.telegram_message_id.is_not(None),
        # None where the link has ended since.
        old.c.sent_chat_id.is_not(None),
    )
    if withdraws:
        chosen = chosen.where(old.c.settled_at > real_now - DELETABLE)
    return insert_for(session, message).from_select(list(columns), chosen).on_conflict_do_nothing()


def _facts(session: Transaction, announcement_id: AnnouncementId, telegram_message_id: Any) -> Any:
    sqlite = session.dialect.name == "sqlite"
    build = func.json_object if sqlite else func.jsonb_build_object
    return build(
        literal_column("'announcement'"),
        literal(announcement_id, BigInteger),
        literal_column("'message'"),
        telegram_message_id,
    )


def _sent(announcement_id: AnnouncementId, *kinds: MessageKind) -> Any:
    return (
        (message.c.announcement_id == announcement_id)
        & message.c.kind.in_(kinds)
        & (message.c.state == Fate.SENT.value)
        # NULL once the link has ended: the chat was deleted with it.
        & message.c.sent_chat_id.is_not(None)
    )


def _prefix(kind: MessageKind, announcement_id: AnnouncementId, revision: int) -> str:
    return f"{kind}:{announcement_id}:{revision}:"
