import asyncio
from datetime import timedelta

from domain.ids import TelegramId, UpdateKey
from storage.database.store import Store
from storage.process import dialogues, intake
from storage.upkeep import pruning
from tests.support.acts import act, unrepeated
from tests.support.builders import NOW

KEY = UpdateKey(100001, 77)
CHAT = TelegramId(5)


async def once(store: Store, key: UpdateKey = KEY) -> bool:
    async with store.effect(act(once=key)) as tx:
        return tx.first


async def test_an_update_acts_once(store: Store):
    assert await once(store)
    assert not await once(store)
    assert await once(store, UpdateKey(100002, 77))


async def test_of_two_at_the_same_moment_one_acts(store: Store):
    assert sorted(await asyncio.gather(once(store), once(store))) == [False, True]


async def test_a_claim_that_was_rolled_back_is_free_again(store: Store):
    try:
        async with store.effect(act(once=KEY)) as tx:
            assert tx.first
            raise RuntimeError("the effect failed")
    except RuntimeError:
        pass
    assert await once(store)


async def test_what_nothing_delivers_again_is_always_the_first_time(store: Store):
    for _ in range(2):
        async with store.effect(unrepeated()) as tx:
            assert tx.first
    assert not await intake.is_claimed(store, unrepeated())


async def test_an_act_is_claimed_where_its_verb_finds_something_to_do(store: Store):
    async with store.effect(act(once=KEY), claim=False) as tx:
        assert not tx.first
    assert not await intake.is_claimed(store, act(once=KEY))
    async with store.effect(act(once=KEY), claim=False) as tx:
        assert await tx.claim()
        assert tx.first
    assert await intake.is_claimed(store, act(once=KEY))


async def test_an_act_outside_a_chat_leaves_what_is_asked_in_chats(store: Store):
    await dialogues.go_on(store, act(chat=CHAT), flow="linking", step="contact")
    assert not await dialogues.end(store, act())
    assert await dialogues.current(store, CHAT, now=NOW) is not None


async def test_claims_are_forgotten_after_three_days(store: Store):
    await once(store)
    assert await pruning.prune(store, now=NOW, real_now=NOW + timedelta(days=2)) == 0
    assert await pruning.prune(store, now=NOW, real_now=NOW + timedelta(days=4)) == 1
    assert await once(store)


async def test_a_dialogue_is_one_row_that_expires_on_read(store: Store):
    asks, ends = act(chat=CHAT, update=1), act(chat=CHAT, update=2)
    await dialogues.go_on(store, asks, flow="linking", step="contact")
    await dialogues.go_on(store, asks, flow="cancel", step="reason", data={"e": 1})
    open_now = await dialogues.current(store, CHAT, now=NOW + timedelta(hours=23))
    assert open_now is not None
    assert (open_now.flow, open_now.data, open_now.expired) == ("cancel", {"e": 1}, False)
    late = await dialogues.current(store, CHAT, now=NOW + timedelta(hours=25))
    assert late is not None
    assert late.expired
    assert await dialogues.end(store, ends)
    assert not await dialogues.end(store, ends)
