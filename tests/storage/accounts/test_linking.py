import asyncio
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from domain.accounts.linking import (
    AlreadyLinked,
    Linked,
    LinkOutcome,
    LinkRefused,
    NoTriesLeft,
    Stale,
)
from domain.ids import OfferingId, TelegramId, UpdateKey
from storage.accounts import hr_links, linking
from storage.accounts.tables import consent, failed_link, link, link_attempt
from storage.database.store import Store
from storage.outbox.tables import message
from storage.people.tables import person
from storage.process.tables import dialogue
from storage.upkeep import pruning
from tests.support.acts import act, fresh_key
from tests.support.builders import NOW, Builders

PHONE = "+6284000000001"
DAY = date(2026, 11, 23)


async def agree(
    store: Store,
    account: int,
    *,
    once: UpdateKey | None = None,
    offering: OfferingId | None = None,
    now=NOW,
):
    return await linking.agree(
        store,
        act(once=once, chat=account, now=now),
        telegram_id=TelegramId(account),
        offering=offering,
    )


async def share(
    store: Store, account: int, phone: str = PHONE, *, once: UpdateKey | None = None, now=NOW
) -> LinkOutcome:
    return await linking.share(
        store,
        act(once=once, chat=account, now=now),
        telegram_id=TelegramId(account),
        phone=phone,
        code_required=False,
        day=now.date(),
    )


async def rows(store: Store, table: Any) -> list[Any]:
    async with store.read() as session:
        return list((await session.execute(select(table))).all())


async def test_consent_and_number_link_the_account(store: Store):
    make = Builders(store)
    unit = await make.unit("Dinas Contoh")
    me = await make.person("Contoh Satu", title_before="dr.", phone=PHONE, unit_id=unit)
    await agree(store, 501, offering=OfferingId(7))
    assert await share(store, 501, now=NOW + timedelta(hours=1)) == Linked(
        "dr. Contoh Satu", "Pranata Komputer Ahli Pertama", "Dinas Contoh", OfferingId(7)
    )
    (linked,) = await rows(store, link)
    assert (linked.person_id, linked.telegram_id, linked.consent_at) == (me, 501, NOW)
    (given,) = await rows(store, consent)
    assert (given.person_id, given.version, given.event, given.at) == (me, "1", "given", NOW)
    assert await rows(store, dialogue) == []


async def test_a_number_without_consent_links_nobody(store: Store):
    await Builders(store).person(phone=PHONE)
    assert await share(store, 501) == Stale()
    await agree(store, 501)
    assert await share(store, 501, now=NOW + timedelta(hours=24)) == Stale()
    assert await rows(store, link) == []
    assert await rows(store, failed_link) == []


async def test_every_refusal_is_the_same_and_hr_learns_the_reason(store: Store):
    make = Builders(store)
    for name in ("Contoh Satu", "Contoh Dua"):
        await make.person(name, phone="+6284000000002")
    gone = await make.person("Contoh Tiga", phone="+6284000000003", active=False)
    taken = await make.person("Contoh Empat", phone="+6284000000004")
    await make.link(taken, 900)
    await agree(store, 501)
    for number, left in zip((1, 2, 3, 4), (4, 3, 2, 1), strict=True):
        assert await share(store, 501, f"+628400000000{number}") == LinkRefused(left)
    assert {(row.reason, row.person_id) for row in await rows(store, failed_link)} == {
        ("unknown", None),
        ("shared", None),
        ("inactive", gone),
        ("linked", taken),
    }


async def test_a_former_colleague_with_the_same_number_does_not_block(store: Store):
    make = Builders(store)
    await make.person("Contoh Dua", phone=PHONE, active=False)
    await make.person("Contoh Satu", phone=PHONE)
    await agree(store, 501)
    assert isinstance(await share(store, 501), Linked)


async def test_five_tries_a_day_and_five_the_next(store: Store):
    await agree(store, 501)
    answers = [await share(store, 501) for _ in range(6)]
    assert answers == [*map(LinkRefused, (4, 3, 2, 1)), NoTriesLeft(), NoTriesLeft()]
    assert await share(store, 501) == NoTriesLeft()
    tomorrow = NOW + timedelta(days=1)
    await agree(store, 501, now=tomorrow)
    assert await share(store, 501, now=tomorrow) == LinkRefused(4)
    assert len(await rows(store, failed_link)) == 1


async def test_the_limit_holds_for_the_right_number_too(store: Store):
    await agree(store, 501)
    for _ in range(5):
        await share(store, 501)
    await Builders(store).person(phone=PHONE)
    assert await share(store, 501) == NoTriesLeft()


async def test_an_update_delivered_twice_says_the_same_twice(store: Store):
    await agree(store, 501)
    once = fresh_key()
    assert [await share(store, 501, once=once) for _ in range(2)] == [LinkRefused(4)] * 2
    await Builders(store).person("Contoh Satu", phone=PHONE)
    again = fresh_key()
    first, second = [await share(store, 501, once=again) for _ in range(2)]
    assert isinstance(first, Linked)
    assert isinstance(second, Linked)
    assert first.name == second.name
    assert len(await rows(store, consent)) == 1
    assert await share(store, 501) == AlreadyLinked()


async def test_setuju_delivered_twice_keeps_the_first_moment(store: Store):
    once = fresh_key()
    first = await agree(store, 501, once=once)
    assert await agree(store, 501, once=once, now=NOW + timedelta(minutes=1)) == first


async def test_setuju_of_a_linked_account_asks_for_nothing(store: Store):
    make = Builders(store)
    await make.link(await make.person(), 501)
    assert await agree(store, 501) is None


async def test_two_accounts_with_one_number_at_the_same_moment_one_wins(store: Store):
    await Builders(store).person(phone=PHONE)
    accounts = range(501, 509)
    for account in accounts:
        await agree(store, account)
    answers = await asyncio.gather(*(share(store, account) for account in accounts))
    assert sorted(type(answer).__name__ for answer in answers) == ["LinkRefused"] * 7 + ["Linked"]
    assert len(await rows(store, link)) == 1
    assert {row.reason for row in await rows(store, failed_link)} == {"linked"}


async def test_one_account_twice_at_the_same_moment_is_linked_once(store: Store):
    await Builders(store).person(phone=PHONE)
    await agree(store, 501)
    answers = await asyncio.gather(*(share(store, 501) for _ in range(4)))
    assert sum(isinstance(answer, Linked) for answer in answers) == 1
    assert len(await rows(store, link)) == 1
    assert len(await rows(store, consent)) == 1


async def test_a_released_link_is_replaced_and_the_old_chat_is_told(store: Store):
    make = Builders(store)
    me, officer = await make.person(phone=PHONE), await make.person("Contoh HR")
    await make.link(me, 501, language="en", muted=["h7"])
    await agree(store, 502)
    assert await share(store, 502) == LinkRefused(4)
    await hr_links.release(store, act(officer), person_id=me)
    assert isinstance(await share(store, 502), Linked)
    (now_linked,) = await rows(store, link)
    assert (now_linked.telegram_id, now_linked.released_at) == (502, None)
    assert (now_linked.language, now_linked.muted) == ("en", ["h7"])
    (told,) = [row for row in await rows(store, message) if row.kind == "link_old"]
    assert (told.chat_id, told.facts["language"]) == (501, "en")


async def test_the_same_account_may_come_back_after_its_release(store: Store):
    make = Builders(store)
    me = await make.person(phone=PHONE)
    await make.link(me, 501, released_at=NOW)
    await agree(store, 501)
    assert isinstance(await share(store, 501), Linked)
    assert [row.kind for row in await rows(store, message)] == []


async def test_the_account_of_somebody_let_go_may_link_as_another(store: Store):
    make = Builders(store)
    await make.link(await make.person("Contoh Lama"), 501, released_at=NOW)
    heir = await make.person("Contoh Baru", phone=PHONE)
    await agree(store, 501)
    assert isinstance(await share(store, 501), Linked)
    assert [row.person_id for row in await rows(store, link)] == [heir]


async def test_linking_settles_the_tries_before_it(store: Store):
    make = Builders(store)
    me = await make.person(phone="+6284000000009")
    await agree(store, 501)
    await share(store, 501)
    async with store.write() as session:
        await session.execute(update(person).where(person.c.id == me).values(phone=PHONE))
    assert isinstance(await share(store, 501), Linked)
    (failure,) = await rows(store, failed_link)
    assert failure.settled_at == NOW
    assert await rows(store, link_attempt) == []


async def test_of_somebody_who_never_linked_nothing_is_left(store: Store):
    await agree(store, 501)
    await share(store, 501)
    soon = NOW + timedelta(hours=23)
    await pruning.prune(store, now=soon, real_now=soon)
    assert len(await rows(store, link_attempt)) == len(await rows(store, dialogue)) == 1
    later = NOW + timedelta(days=3)
    await pruning.prune(store, now=later, real_now=later)
    assert await rows(store, link_attempt) == await rows(store, dialogue) == []
