"""One-time link codes: an HR officer issues one, and the person it is for uses it once."""

import hmac
from datetime import datetime

from sqlalchemy import delete, select, update

from domain.accounts.codes import VALID, fingerprint, new_code
from domain.act import Act
from domain.ids import PersonId
from storage.accounts.tables import link_code
from storage.database.store import Store, Transaction, insert_for
from storage.people import audit
from storage.people.actors import hr_condition
from storage.people.tables import person


async def issue(store: Store, act: Act, *, person_id: PersonId) -> str | None:
    """Makes a new code, which can be shown this once only; the person's older code ends.

    None where the person is not in service, or where the same act has issued a code before.
    """
    async with store.effect(act) as tx:
        if not tx.first:
            return None
        serving = select(person.c.id).where(person.c.id == person_id, person.c.active)
        if (await tx.session.execute(serving)).one_or_none() is None:
            return None
        code = new_code()
        values = {"hash": fingerprint(code, person_id), "issued_at": act.now, "wrong": 0}
        insert = insert_for(tx.session, link_code).values(person_id=person_id, **values)
        await tx.session.execute(
            insert.on_conflict_do_update(index_elements=[link_code.c.person_id], set_=values)
        )
        await audit.record(
            tx.session, "link_code_issued", actor=act.by, about=person_id, at=act.now
        )
        return code


async def is_required(session: Transaction, person_id: PersonId) -> bool:
    """Whether this person needs a code even if the settings ask for none.

    Phone numbers are reused, and the HR role gives access to the data of all people.
    """
    query = select(person.c.id).where(person.c.id == person_id, hr_condition(person.c.id))
    return (await session.execute(query)).one_or_none() is not None


async def use(
    session: Transaction, person_id: PersonId, code: str | None, *, now: datetime
) -> bool:
    """Whether `code` is the person's valid code, which is deleted then; a wrong one is counted."""
    if code is None:
        return False
    query = select(link_code).where(link_code.c.person_id == person_id).with_for_update()
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return False
    given = fingerprint(code, person_id)
    fits = hmac.compare_digest(row.hash, given) and now < row.issued_at + VALID
    if fits:
        await forget(session, person_id)
        await audit.record(session, "link_code_used", actor=person_id, about=person_id, at=now)
    else:
        mine = link_code.c.person_id == person_id
        await session.execute(update(link_code).where(mine).values(wrong=row.wrong + 1))
    return fits


async def forget(session: Transaction, person_id: PersonId) -> None:
    """Deletes a code that was not used."""
    await session.execute(delete(link_code).where(link_code.c.person_id == person_id))
