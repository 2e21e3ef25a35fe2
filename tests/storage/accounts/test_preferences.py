import asyncio

from domain.accounts.privacy import Preferences
from domain.ids import PersonId, UpdateKey
from storage.accounts import preferences
from storage.database.store import Store
from tests.support.acts import act, fresh_key
from tests.support.builders import Builders


async def change(store: Store, me: PersonId, *, once: UpdateKey | None = None, **choice):
    return await preferences.change(store, act(me, once=once), **choice)


async def somebody(store: Store) -> PersonId:
    make = Builders(store)
    me = await make.person()
    await make.link(me, 501)
    return me


async def test_each_choice_leaves_the_others(store: Store):
    me = await somebody(store)
    assert await preferences.read(store, me) == Preferences(None, True, frozenset())
    await change(store, me, language="en")
    await change(store, me, picture=False)
    await change(store, me, reminder="feedback", on=False)
    assert await change(store, me, reminder="h7", on=False) == Preferences(
        "en", False, frozenset({"h7", "feedback"})
    )
    back = await change(store, me, reminder="h7", on=True)
    assert back.muted == {"feedback"}


async def test_the_same_wish_twice_is_one(store: Store):
    me = await somebody(store)
    once = fresh_key()
    await change(store, me, once=once, reminder="h7", on=False)
    await change(store, me, reminder="h7", on=True)
    assert (await change(store, me, once=once, reminder="h7", on=False)).muted == frozenset()


async def test_two_kinds_switched_at_once_both_count(store: Store):
    me = await somebody(store)
    kinds = ("h7", "h1", "h0", "closing", "feedback")
    await asyncio.gather(*(change(store, me, reminder=kind, on=False) for kind in kinds))
    assert (await preferences.read(store, me)).muted == set(kinds)
