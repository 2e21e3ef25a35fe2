"""What is for many people waits for another HR officer, as a decision; nothing is sent before."""

from datetime import datetime

from sqlalchemy import select, update

from domain.act import Act
from domain.announcements.announced import AnnouncementState, CheckAnswer, Draft
from domain.decisions.states import DecisionEvent, DecisionKind, DecisionState, DecisionStep
from domain.ids import AnnouncementId, DecisionId, PersonId
from domain.outbox.messages import MessageKind
from storage.accounts.tables import link
from storage.announcements.reading import draft_of, lock
from storage.announcements.tables import announcement
from storage.database.effects import Effect
from storage.database.store import Store, Transaction
from storage.decisions import asking
from storage.decisions.tables import decision
from storage.office import policies
from storage.outbox import messages
from storage.outbox.officers import officers
from storage.people import audit
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, role

KIND = DecisionKind.ANNOUNCEMENT
CHECKING = AnnouncementState.CHECKING.value


async def needed(
    session: Transaction, draft: Draft, *, by: PersonId, now: datetime, zone: str
) -> bool:
    """Whether another officer is asked first; none is where there is none who can be reached."""
    if draft.announcement.checked:
        return False
    most = (await policies.today(session, now=now, zone=zone)).second_eyes_above
    if not most or draft.seen.count.linked <= most:
        return False
    return bool(await others(session, by))


async def others(session: Transaction, but: PersonId) -> list[PersonId]:
    """The HR officers who can be told, but one."""
    query = (
        officers()
        .join(link, linked(person.c.id))
        .where(link.c.unreachable_at.is_(None), role.c.person_id != but)
    )
    return [PersonId(each) for each in (await session.execute(query)).scalars()]


async def hold(
    session: Transaction,
    announcement_id: AnnouncementId,
    *,
    by: PersonId,
    at: datetime | None,
    now: datetime,
) -> None:
    """Makes it wait for another officer, who is asked; `at`: when it is sent, if not at once."""
    mine = announcement.c.id == announcement_id
    values = {"state": CHECKING, "scheduled_for": at, "author_id": by, "held": None}
    done = await session.execute(
        update(announcement)
        .where(mine)
        .values(**values, revision=announcement.c.revision + 1)
        .returning(announcement.c.revision)
    )
    revision = done.scalar_one()
    await asking.ask(
        session,
        kind=KIND,
        object_id=announcement_id,
        step=DecisionStep.HR,
        person=None,
        by=by,
        due_at=None,
        now=now,
    )
    for officer in await others(session, by):
        await _tell(session, announcement_id, revision, to=officer, now=now)


async def approve(
    store: Store, act: Act, announcement_id: AnnouncementId, *, revision: int
) -> CheckAnswer:
    """Another officer approves it: it is sent at its time, or within seconds (Setujui)."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, announcement_id)
        refused = _refused(row, act, revision)
        if refused is not None or not tx.first:
            return refused or CheckAnswer.DONE
        at = max(act.now, row.scheduled_for) if row.scheduled_for is not None else act.now
        state = AnnouncementState.SCHEDULED.value
        await _answer(tx, announcement_id, DecisionState.APPROVED, state=state, at=at)
        await audit.noted(tx, "announcements.checked", about=announcement_id)
        if at > act.now:
            await _tell(tx.session, announcement_id, revision, to=row.author_id, now=act.now)
        return CheckAnswer.DONE


async def send_back(
    store: Store, act: Act, announcement_id: AnnouncementId, *, revision: int
) -> CheckAnswer:
    """Another officer does not approve it: it becomes a draft of its author (Kembalikan)."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, announcement_id)
        refused = _refused(row, act, revision)
        if refused is not None or not tx.first:
            return refused or CheckAnswer.DONE
        state = AnnouncementState.DRAFT.value
        await _answer(tx, announcement_id, DecisionState.REFUSED, state=state, at=None)
        await audit.noted(tx, "announcements.returned", about=announcement_id)
        await _tell(tx.session, announcement_id, revision, to=row.author_id, now=act.now)
        return CheckAnswer.DONE


async def take_back(store: Store, act: Act, announcement_id: AnnouncementId) -> None:
    """It waits for no officer any more, and is a draft that can be changed (Batalkan)."""
    async with store.effect(act) as tx:
        row = await lock(tx.session, announcement_id)
        if row is None or row.state != CHECKING or not tx.first:
            return
        await asking.withdraw(
            tx.session, kind=KIND, object_id=announcement_id, now=act.now, by=act.by
        )
        draft = {"state": AnnouncementState.DRAFT.value, "scheduled_for": None}
        await _set(tx.session, announcement_id, revision=row.revision + 1, **draft)


async def checker(store: Store, announcement_id: AnnouncementId) -> str | None:
    """The name of the officer who answered last."""
    query = (
        select(*NAME_COLUMNS)
        .join(decision, decision.c.decided_by_id == person.c.id)
        .where(decision.c.kind == KIND.value, decision.c.object_id == announcement_id)
        .order_by(decision.c.id.desc())
        .limit(1)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    return name_of(row) if row is not None else None


async def asked(store: Store, announcement_id: AnnouncementId) -> tuple[Draft, int] | None:
    """What waits, and how many officers can answer; None if it does not wait."""
    async with store.read() as session:
        draft = await draft_of(session, announcement_id)
        if draft is None or draft.announcement.state is not AnnouncementState.CHECKING:
            return None
        return draft, len(await others(session, draft.announcement.author_id))


def _refused(row: object, act: Act, revision: int) -> CheckAnswer | None:
    """Why a press changes nothing; None if it may, or has done so before."""
    state = getattr(row, "state", None)
    if state != CHECKING or getattr(row, "revision", None) != revision:
        return CheckAnswer.CHANGED
    return CheckAnswer.OWN if getattr(row, "author_id", None) == act.by else None


async def _answer(
    tx: Effect,
    announcement_id: AnnouncementId,
    answer: DecisionState,
    *,
    state: str,
    at: datetime | None,
) -> None:
    act = tx.act
    approved = answer is DecisionState.APPROVED
    await _set(tx.session, announcement_id, state=state, scheduled_for=at, checked=approved)
    decided = (
        update(decision)
        .where(asking.is_about(KIND, announcement_id))
        .values(state=answer.value, decided_by_id=act.by, decided_at=act.now)
        .returning(decision.c.id)
    )
    event = DecisionEvent.APPROVED if approved else DecisionEvent.REFUSED
    for one in (await tx.session.execute(decided)).scalars().all():
        await asking.note(tx.session, DecisionId(one), event, now=act.now, by=act.by)


async def _tell(
    session: Transaction,
    announcement_id: AnnouncementId,
    revision: int,
    *,
    to: PersonId,
    now: datetime,
) -> None:
    kind = MessageKind.ANNOUNCEMENT_CHECK
    await messages.promise(
        session,
        kind,
        to=to,
        facts={"announcement": announcement_id, "revision": revision},
        once=f"{kind}:{announcement_id}:{revision}:{to}",
        now=now,
    )


async def _set(session: Transaction, announcement_id: AnnouncementId, **values: object) -> None:
    mine = announcement.c.id == announcement_id
    await session.execute(update(announcement).where(mine).values(**values))
