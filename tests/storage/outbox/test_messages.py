from datetime import timedelta

from sqlalchemy import select

from domain.ids import PersonId, TelegramId
from domain.outbox.messages import Claimed, MessageState, Priority, Verdict
from storage.accounts.ending import end_link
from storage.accounts.tables import link
from storage.database.store import Store
from storage.outbox import due, messages, pace
from storage.outbox.tables import message
from tests.support.builders import NOW, Builders

LATER = NOW + timedelta(minutes=5)


async def somebody(store: Store, telegram_id: int = 501) -> PersonId:
    make = Builders(store)
    person = await make.person()
    await make.link(person, telegram_id)
    return person


async def promise(store: Store, to: PersonId | None, once: str, **options: object) -> bool:
    async with store.write() as session:
        return await messages.promise(
            session, "note", to=to, facts={}, once=once, now=NOW, **options
        )  # type: ignore[arg-type]


async def claim(
    store: Store, *, real_now=NOW, now=NOW, most: int = 10, **options
) -> list[Claimed]:
    return await messages.claim(
        store, now=now, real_now=real_now, rate=None, most=most, **{"kinds": ("note",), **options}
    )


async def state_of(store: Store, message_id: int) -> str:
    async with store.read() as session:
        query = select(message.c.state).where(message.c.id == message_id)
        return (await session.execute(query)).scalar_one()


async def test_the_same_promise_is_written_once(store: Store):
    person = await somebody(store)
    assert await promise(store, person, "remind:1:h7")
    assert not await promise(store, person, "remind:1:h7")
    assert len(await claim(store)) == 1


async def test_a_claimed_message_is_nobody_elses(store: Store):
    await promise(store, await somebody(store), "a")
    first = await claim(store)
    assert [m.telegram_id for m in first] == [501]
    assert await claim(store) == []


async def test_a_settled_message_is_final(store: Store):
    await promise(store, await somebody(store), "a")
    (taken,) = await claim(store)
    await messages.settle(
        store, [Verdict(taken, MessageState.SENT, telegram_message_id=7)], real_now=NOW
    )
    assert await state_of(store, taken.id) == "sent"
    assert await claim(store, real_now=NOW + timedelta(days=1)) == []


async def test_a_lapsed_lease_means_unknown_and_the_sleeper_settles_nothing(store: Store):
    await promise(store, await somebody(store), "a")
    (sleeper,) = await claim(store)
    (heir,) = await claim(store, real_now=NOW + due.LEASE)
    assert heir.uncertain
    assert heir.attempts == 1
    await messages.settle(store, [Verdict(sleeper, MessageState.PARKED)], real_now=NOW)
    assert await state_of(store, heir.id) == "sending"


async def test_the_leases_of_a_process_that_died_end_when_the_next_one_begins(store: Store):
    await promise(store, await somebody(store), "a")
    (dead,) = await claim(store)
    assert await claim(store) == []
    assert await messages.end_leases(store, real_now=NOW) == 1
    (heir,) = await claim(store)
    assert heir.uncertain
    sent = Verdict(heir, MessageState.SENT, telegram_message_id=7, uncertain=heir.uncertain)
    await messages.settle(store, [Verdict(dead, MessageState.PARKED), sent], real_now=NOW)
    async with store.read() as session:
        row = (await session.execute(select(message.c.state, message.c.uncertain))).one()
    assert tuple(row) == ("sent", True)


async def test_one_message_in_flight_per_person_in_their_order(store: Store):
    person = await somebody(store)
    for once in ("a", "b"):
        await promise(store, person, once)
    (first,) = await claim(store, most=1)
    assert await claim(store) == []
    await messages.settle(store, [Verdict(first, MessageState.SENT)], real_now=NOW)
    (second,) = await claim(store)
    assert second.id > first.id


async def test_confirmations_go_before_bulk_and_some_workers_take_no_bulk(store: Store):
    one, two = await somebody(store), await somebody(store, 502)
    await promise(store, one, "bulk", priority=Priority.BULK)
    await promise(store, two, "seat")
    (urgent,) = await claim(store, most=1)
    assert urgent.telegram_id == 502
    assert await claim(store, urgent_only=True) == []
    assert len(await claim(store)) == 1


async def test_what_is_not_due_yet_or_too_late_is_not_taken(store: Store):
    person = await somebody(store)
    await promise(store, person, "early", not_before=LATER)
    await promise(store, person, "late", not_after=NOW)
    assert await claim(store) == []
    assert await messages.lapse(store, now=NOW) == 1
    assert len(await claim(store, now=LATER)) == 1


async def test_the_rate_holds_for_all_dispatchers_together(store: Store):
    for number in range(30):
        await promise(store, await somebody(store, 600 + number), f"n{number}")
    taken = 0
    for tick in range(21):
        moment = NOW + timedelta(seconds=tick / 20)
        taken += len(
            await messages.claim(
                store, now=NOW, real_now=moment, rate=10, most=10, kinds=("note",)
            )
        )
    assert 9 <= taken <= 12


async def test_a_429_closes_the_gate_for_all(store: Store):
    await promise(store, await somebody(store), "a")
    await pace.close_gate(store, until=LATER, rate=25, real_now=NOW)
    assert await claim(store) == []
    assert len(await claim(store, real_now=LATER)) == 1


async def test_a_retry_waits_its_real_time(store: Store):
    await promise(store, await somebody(store), "a")
    (taken,) = await claim(store)
    again = Verdict(taken, MessageState.DUE, retry_in=30, counted=False)
    await messages.settle(store, [again], real_now=NOW)
    assert await claim(store, real_now=NOW + timedelta(seconds=29)) == []
    assert len(await claim(store, real_now=NOW + timedelta(seconds=31))) == 1


async def test_whoever_blocks_the_bot_is_unreachable_until_they_write(store: Store):
    person = await somebody(store)
    await promise(store, person, "a")
    (taken,) = await claim(store)
    gone = Verdict(taken, MessageState.UNREACHABLE, unreachable=True)
    await messages.settle(store, [gone], real_now=NOW)
    await promise(store, person, "b")
    (next_one,) = await claim(store)
    assert next_one.telegram_id is None
    async with store.read() as session:
        assert (await session.execute(select(link.c.unreachable_at))).scalar_one() is not None


async def test_a_certain_chat_is_kept_whoever_is_linked_now(store: Store):
    person = await somebody(store)
    await promise(store, person, "old chat", chat=TelegramId(999))
    (taken,) = await claim(store)
    assert taken.telegram_id == 999


async def test_nothing_promised_to_somebody_who_left_is_sent(store: Store):
    person = await somebody(store)
    await promise(store, person, "a")
    async with store.write() as session:
        assert await messages.drop_unsent(session, person, now=NOW) == 1
    assert await claim(store) == []


async def test_a_lease_from_a_clock_that_was_set_back_is_over(store: Store):
    await promise(store, await somebody(store), "a")
    ahead = NOW + timedelta(hours=1)
    (taken,) = await claim(store, real_now=ahead)
    (again,) = await claim(store, real_now=NOW)
    assert again.uncertain
    await messages.settle(store, [Verdict(taken, MessageState.SENT)], real_now=NOW)
    assert await state_of(store, taken.id) == "sending"  # the sleeper's word does not count


async def test_a_retry_from_a_clock_that_was_set_back_is_due(store: Store):
    await promise(store, await somebody(store), "a")
    (taken,) = await claim(store)
    later = Verdict(taken, MessageState.DUE, retry_in=30, counted=False)
    await messages.settle(store, [later], real_now=NOW + timedelta(hours=1))
    assert len(await claim(store, real_now=NOW + timedelta(seconds=1))) == 1


async def test_what_may_have_arrived_stays_so_while_it_waits(store: Store):
    await promise(store, await somebody(store), "a")
    await claim(store)
    later = NOW + due.LEASE
    [again] = await claim(store, real_now=later)
    await messages.settle(store, [Verdict.later(again, 0.0)], real_now=later)
    [again] = await claim(store, real_now=later + timedelta(seconds=1))
    assert again.uncertain


async def test_the_account_of_a_link_that_ended_is_not_written_down_again(store: Store):
    who = await somebody(store)
    await promise(store, who, "a")
    [sending] = await claim(store)
    async with store.write() as session:
        await end_link(session, link.c.person_id == who, event="unlinked", by=None, now=NOW)
    sent = Verdict(sending, MessageState.SENT, telegram_message_id=7)
    await messages.settle(store, [sent], real_now=NOW)
    async with store.read() as session:
        row = (await session.execute(select(message))).one()
    assert (row.state, row.sent_chat_id) == ("sent", None)


async def test_what_waits_for_its_retry_is_not_overtaken_but_by_what_is_urgent(store: Store):
    person, now = await somebody(store), NOW + timedelta(seconds=1)
    await promise(store, person, "first", priority=Priority.REMINDER)
    (first,) = await claim(store)
    await messages.settle(store, [Verdict(first, MessageState.DUE, retry_in=30)], real_now=NOW)
    await promise(store, person, "second", priority=Priority.REMINDER)
    await promise(store, person, "urgent", priority=Priority.CONFIRMATION)
    await promise(store, await somebody(store, 502), "of another")
    taken = await claim(store, real_now=now)
    assert sorted(m.id - first.id for m in taken) == [2, 3]
    sent = [Verdict(each, MessageState.SENT, telegram_message_id=7) for each in taken]
    await messages.settle(store, sent, real_now=now)
    assert await claim(store, real_now=now) == []
    taken = await claim(store, real_now=NOW + timedelta(seconds=31))
    assert [m.id - first.id for m in taken] == [0, 1]


async def test_what_may_have_arrived_is_not_said_to_be_given_up(store: Store):
    await promise(store, await somebody(store), "a", not_after=LATER)
    (taken,) = await claim(store)
    again = Verdict(taken, MessageState.DUE, retry_in=30, uncertain=True)
    await messages.settle(store, [again], real_now=NOW)
    assert await messages.lapse(store, now=LATER) == 1
    assert await state_of(store, taken.id) == "unknown"
