"""Links a Telegram account to a person.

The roster says who has a phone number, Telegram proves that the account has it, and constraints
of the database keep one account per person.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from domain.accounts.failures import FailureReason
from domain.accounts.linking import (
    CONSENT_VERSION,
    NUMBER_TRIES_A_DAY,
    AlreadyLinked,
    CodeAsked,
    Consent,
    LinkOutcome,
    LinkRefused,
    NoTriesLeft,
    Stale,
    find,
)
from domain.act import Act
from domain.ids import FailureId, OfferingId, PersonId, TelegramId
from domain.outbox.messages import MessageKind
from storage.accounts import codes, tries
from storage.accounts.rows import candidates, make_link, welcome
from storage.accounts.tables import link
from storage.database.effects import Effect
from storage.database.store import Store, Transaction
from storage.outbox.officers import tell_officers
from storage.people import rows as people_rows
from storage.people.tables import person
from storage.process.dialogues import await_text, close_dialogue, read_dialogue

FLOW = "linking"
EARLY = "early"
"""A link code was opened; its person has not agreed to the privacy notice yet."""
CONTACT = "contact"
CODE = "code"


async def agree(
    store: Store, act: Act, *, telegram_id: TelegramId, offering: OfferingId | None
) -> Consent | None:
    """Records that the account agreed to the privacy notice, until it shares its number.

    None where the account is linked already, or where it has taken the consent back since.
    """
    async with store.effect(act, claim=False) as tx:
        if await _holder(tx.session, telegram_id) is not None:
            return None
        if not await tx.claim():
            return await _open_consent(tx.session, telegram_id, now=act.now)
        early = await read_dialogue(tx.session, telegram_id, now=act.now)
        code = early.data.get("code") if early and early.flow == FLOW else None
        given = Consent(CONSENT_VERSION, act.now, offering, code)
        await _await(tx, CONTACT, given)
        return given


async def share(
    store: Store, act: Act, *, telegram_id: TelegramId, phone: str, code_required: bool, day: date
) -> LinkOutcome:
    """The account's own number was shared: links it, asks for the code, or says that it failed.

    `phone` is in E.164, `day` the local one that tries are counted by. `code_required`: of every
    number, known or not, so that the question does not reveal which numbers are on file.
    """
    async with store.effect(act) as tx:
        given = await _may_try(tx, telegram_id, day)
        if not isinstance(given, Consent):
            return given
        if code_required and given.code is None:
            asked = replace(given, phone=phone)
            await _await(tx, CODE, asked)
            return CodeAsked()
        return await _try(tx, telegram_id, phone, given, code_required, day)


async def give_code(
    store: Store, act: Act, *, telegram_id: TelegramId, code: str, code_required: bool, day: date
) -> LinkOutcome | Consent:
    """Uses a typed link code with the number shared before, or keeps it until one is shared."""
    async with store.effect(act) as tx:
        given = await _may_try(tx, telegram_id, day)
        if not isinstance(given, Consent):
            return given
        given = replace(given, code=code)
        if given.phone is None:
            await _await(tx, CONTACT, given)
            return given
        return await _try(tx, telegram_id, given.phone, given, code_required, day)


async def open_code(store: Store, act: Act, *, telegram_id: TelegramId, code: str) -> None:
    """Keeps a link code from a deep link for a day, until the person agrees and shares."""
    async with store.effect(act, claim=False) as tx:
        if await _holder(tx.session, telegram_id) is not None:
            return
        given = await _open_consent(tx.session, telegram_id, now=act.now)
        if given is not None:
            await _await(tx, CONTACT, replace(given, code=code))
        else:
            await await_text(tx, flow=FLOW, step=EARLY, data={"code": code})


async def name_of(store: Store, person_id: PersonId) -> str:
    """A person's name with titles."""
    query = select(*people_rows.NAME_COLUMNS)
    async with store.read() as session:
        row = (await session.execute(query.where(person.c.id == person_id))).one()
    return people_rows.name_of(row)


async def _holder(session: Transaction, telegram_id: TelegramId) -> PersonId | None:
    query = select(link.c.person_id).where(
        link.c.telegram_id == telegram_id, link.c.released_at.is_(None)
    )
    found = (await session.execute(query)).scalar_one_or_none()
    return None if found is None else PersonId(found)


async def _may_try(tx: Effect, telegram_id: TelegramId, day: date) -> Consent | LinkOutcome:
    """The consent to try with, or the reason for no try; a repeated act gets the present state."""
    session = tx.session
    mine = await _holder(session, telegram_id)
    if mine is not None:
        return AlreadyLinked() if tx.first else await welcome(session, mine, None)
    given = await _open_consent(session, telegram_id, now=tx.act.now)
    if not tx.first:
        if given is not None and given.phone is not None:
            return CodeAsked()
        return await _refused(session, telegram_id, day)
    if not await tries.left(session, telegram_id, day):
        await close_dialogue(session, telegram_id)
        return NoTriesLeft()
    return Stale() if given is None else given


async def _try(
    tx: Effect,
    telegram_id: TelegramId,
    phone: str,
    given: Consent,
    code_required: bool,
    day: date,
) -> LinkOutcome:
    session, now = tx.session, tx.act.now
    found = find(await candidates(session, phone))
    if isinstance(found, int):
        needed = code_required or await codes.is_required(session, found)
        if needed and not await _is_proven(session, found, phone, given.code, day, now=now):
            found = FailureReason.CODE
    if isinstance(found, int) and await make_link(tx, found, telegram_id, given):
        return await welcome(session, found, given.offering)
    # Another account linked with this number at the same moment: the constraint has decided.
    reason = FailureReason.LINKED if isinstance(found, int) else found
    failed = await tries.fail(session, telegram_id, phone=phone, reason=reason, day=day, now=now)
    if reason is FailureReason.CODE:
        await _tell_of_guessing(session, failed, phone, day, now=now)
    refused = await _refused(session, telegram_id, day)
    if isinstance(refused, NoTriesLeft):
        await close_dialogue(session, telegram_id)
    else:
        again = replace(given, code=None, phone=None)
        await _await(tx, CONTACT, again)
    return refused


async def _is_proven(
    session: Transaction,
    person_id: PersonId,
    phone: str,
    code: str | None,
    day: date,
    *,
    now: datetime,
) -> bool:
    """Whether the code fits; not compared after too many tries with this number on this day."""
    if await tries.without_code(session, phone, day) >= NUMBER_TRIES_A_DAY:
        return False
    return await codes.use(session, person_id, code, now=now)


async def _tell_of_guessing(
    session: Transaction, failed: FailureId, phone: str, day: date, *, now: datetime
) -> None:
    """Tells HR, once for a number and day, when no more codes are compared."""
    if await tries.without_code(session, phone, day) == NUMBER_TRIES_A_DAY:
        await tell_officers(
            session,
            MessageKind.CODE_GUESSED,
            facts={"failure": failed},
            once=f"code_guessed:{failed}:{day}",
            now=now,
        )


async def _refused(
    session: Transaction, telegram_id: TelegramId, day: date
) -> LinkRefused | NoTriesLeft:
    left = await tries.left(session, telegram_id, day)
    return LinkRefused(left) if left else NoTriesLeft()


async def _open_consent(
    session: Transaction, telegram_id: TelegramId, *, now: datetime
) -> Consent | None:
    open_one = await read_dialogue(session, telegram_id, now=now)
    if open_one is None or open_one.expired or open_one.flow != FLOW or open_one.step == EARLY:
        return None
    data = open_one.data
    return Consent(
        data["version"],
        datetime.fromisoformat(data["at"]),
        data["offering"],
        data.get("code"),
        data.get("phone"),
    )


async def _await(tx: Effect, step: str, given: Consent) -> None:
    data = {
        "version": given.version,
        "at": given.at.isoformat(),
        "offering": given.offering,
        "code": given.code,
        "phone": given.phone,
    }
    await await_text(tx, flow=FLOW, step=step, data=data)
