"""Who is the officer of a unit: grant and revoke on the command line, without a code."""

from bot.commands.rights import USAGE, read_nip, words
from bot.commands.terminal import complain, say
from bot.program.app import prepare_schema
from bot.program.settings import Settings
from domain.clock import Clock
from domain.people.identity import mask_nip
from handlers.people import terminal
from storage.database.store import Store
from storage.people.roles import ending, giving


async def grant(settings: Settings, nip: str, unit: str | None, *, clock: Clock) -> int:
    """`bangkom grant NIP unit UNOR_ID`; the role counts at once."""
    w = words(settings)
    number = read_nip(w, nip)
    if unit is None:
        complain(terminal.no_unit(w))
    if number is None or unit is None:
        return USAGE
    store = Store(settings.database_url)
    try:
        await prepare_schema(store)
        done = await giving.grant(store, nip=number, unit_code=unit, now=clock.now())
    finally:
        await store.close()
    if done is None:
        return complain(terminal.no_person_or_unit(w, mask_nip(number), unit))
    if not done:
        return complain(terminal.works_elsewhere(w, mask_nip(number), unit))
    say(terminal.unit_granted(w, mask_nip(number), unit))
    return 0


async def revoke(settings: Settings, nip: str, unit: str | None, *, clock: Clock) -> int:
    """`bangkom revoke NIP unit [UNOR_ID]`: the role of one unit, or all of them."""
    w = words(settings)
    number = read_nip(w, nip)
    if number is None:
        return USAGE
    store = Store(settings.database_url)
    try:
        await prepare_schema(store)
        ended = await ending.revoke_units(store, nip=number, unit_code=unit, now=clock.now())
    finally:
        await store.close()
    if not ended:
        return complain(terminal.was_no_officer(w, mask_nip(number)))
    say(terminal.unit_revoked(w, mask_nip(number)))
    return 0
