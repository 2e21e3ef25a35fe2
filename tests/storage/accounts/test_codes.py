"""How long a link code is valid, and how often it can be guessed."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts.codes import VALID
from domain.accounts.linking import NUMBER_TRIES_A_DAY
from storage.accounts import codes, linking
from storage.accounts.tables import link_code
from storage.database.store import Store
from storage.outbox.tables import message
from tests.support.acts import act, unrepeated
from tests.support.builders import NOW, Builders

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(("after", "fits"), [(VALID - MOMENT, True), (VALID, False)])
async def test_a_code_is_good_for_its_days_and_not_a_moment_longer(
    store: Store, after: timedelta, fits: bool
):
    who = await Builders(store).person()
    code = await codes.issue(store, unrepeated(), person_id=who)
    # Nothing is pruned: an old code is refused because it is old.
    async with store.write() as session:
        assert await codes.use(session, who, code, now=NOW + after) is fits


async def test_accounts_that_guess_at_the_same_moment_guess_no_more_often(store: Store):
    make, phone = Builders(store), "+6284000000099"
    officer, who = await make.person(), await make.person(phone=phone)
    await make.hr(officer)
    await make.link(officer, 70_001)
    await codes.issue(store, unrepeated(), person_id=who)
    accounts = range(80_000, 80_000 + 3 * NUMBER_TRIES_A_DAY)
    for account in accounts:
        by = act(chat=account)
        await linking.agree(store, by, telegram_id=account, offering=None)
        await linking.share(
            store,
            act(chat=account),
            telegram_id=account,
            phone=phone,
            code_required=True,
            day=NOW.date(),
        )
    await asyncio.gather(
        *(
            linking.give_code(
                store,
                act(chat=account),
                telegram_id=account,
                code="WRONG",
                code_required=True,
                day=NOW.date(),
            )
            for account in accounts
        )
    )
    async with store.read() as session:
        compared = (await session.execute(select(link_code.c.wrong))).scalar_one()
        told = (await session.execute(select(message.c.kind))).scalars().all()
    assert compared == NUMBER_TRIES_A_DAY
    assert told == ["code_guessed"]
