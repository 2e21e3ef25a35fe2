"""Who has the HR role, and who did what: grant, revoke, audit. Speaks DEFAULT_LANGUAGE."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rich.table import Column, Table

from bot.commands.terminal import cell, complain, say, show
from bot.program.app import prepare_schema
from bot.program.settings import Settings
from domain.accounts import codes
from domain.act import Act
from domain.clock import Clock
from domain.imports.dates.day_first import read_day
from domain.people.identity import mask_nip, nip_digits
from domain.people.staff import StaffCard
from handlers.people import terminal
from handlers.screens import dates
from handlers.screens.words import House, Words
from storage.accounts import codes as accounts_codes
from storage.database import schema
from storage.database.store import Store
from storage.people import audit
from storage.people import staff as people_staff

USAGE = 2
MOST_NARROWED = 1000
"""Entries that are shown where a filter narrows the log; without one, the newest few."""


async def grant(settings: Settings, nip: str, unit: str | None, *, clock: Clock) -> int:
    """`bangkom grant NIP hr`; also for a person who is not linked yet."""
    w = words(settings)
    number = read_nip(w, nip)
    if number is None or unit is not None:
        return USAGE
    store = Store(settings.database_url)
    try:
        await prepare_schema(store)
        granted = await people_staff.grant_hr(store, nip=number, now=clock.now())
        person_id = await people_staff.by_nip(store, number)
        card = await people_staff.card(store, person_id) if person_id is not None else None
        if not granted or card is None:
            return complain(terminal.not_in_roster(w, mask_nip(number)))
        say(terminal.granted(w, mask_nip(number)))
        await _tell_how_to_link(w, store, card, clock)
    finally:
        await store.close()
    return 0


async def revoke(settings: Settings, nip: str, unit: str | None, *, clock: Clock) -> int:
    """`bangkom revoke NIP`."""
    w = words(settings)
    number = read_nip(w, nip)
    if number is None or unit is not None:
        return USAGE
    store = Store(settings.database_url)
    try:
        await prepare_schema(store)
        revoked = await people_staff.revoke_hr(store, nip=number, now=clock.now())
    finally:
        await store.close()
    if not revoked:
        return complain(terminal.had_no_role(w, mask_nip(number)))
    say(terminal.revoked(w, mask_nip(number)))
    return 0


async def show_audit(
    settings: Settings,
    nip: str | None,
    *,
    action: str | None,
    since: str | None,
    until: str | None,
) -> int:
    """`bangkom audit [NIP]`: the newest entries, with who acted and whose data it was.

    `action` is a part of an action's name; `since` and `until` are days, both included.
    """
    w = words(settings)
    number = read_nip(w, nip) if nip else None
    typed = [each for each in (since, until) if each]
    wrong = [each for each in typed if read_day(each) is None]
    for each in wrong:
        complain(terminal.no_day(w, each))
    if wrong or (nip and number is None):
        return USAGE
    most = MOST_NARROWED if action or typed else audit.NEWEST
    zone = ZoneInfo(settings.timezone)
    first = read_day(since) if since else None
    last = read_day(until) if until else None
    store = Store(settings.database_url)
    try:
        schema.check_there(store)
        await schema.check(store)
        entries = await audit.newest(
            store,
            nip=number,
            action=action,
            since=_midnight(first, zone) if first else None,
            until=_midnight(last + timedelta(days=1), zone) if last else None,
            most=most,
        )
    finally:
        await store.close()
    if not entries:
        say(terminal.no_entries(w))
        return 0
    _show_log(w, entries)
    if len(entries) == most:
        say(terminal.only_newest(w, most))
    return 0


def words(settings: Settings) -> Words:
    """The translator into DEFAULT_LANGUAGE."""
    house = House(settings.organisation, settings.hr_unit, settings.hr_contact, settings.timezone)
    return Words(settings.default_language, house)


def _show_log(w: Words, entries: list[audit.AuditEntry]) -> None:
    zone = w.house.timezone
    titles = terminal.log_titles(w, dates.letters(entries[0].at, zone))
    table = Table(*(Column(title, no_wrap=True) for title in titles))
    for one in entries:
        table.add_row(
            f"{dates.local(one.at, zone):%Y-%m-%d %H:%M:%S}",
            one.actor_nip or terminal.command_line(w),
            cell(one.event),
            one.object_nip or "",
            "" if one.object_id is None else str(one.object_id),
        )
    show(table)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


async def _tell_how_to_link(w: Words, store: Store, card: StaffCard, clock: Clock) -> None:
    """Prints a new link code for a person who is not linked: the HR role needs one to link."""
    if not card.active:
        complain(terminal.not_in_service(w))
    elif not card.linked and card.phone is None:
        complain(terminal.no_phone(w))
    elif not card.linked and card.phone_shared_by > 1:
        complain(terminal.shared_phone(w))
    elif not card.linked and (
        code := await accounts_codes.issue(
            store,
            Act(by=None, once=None, now=clock.now(), real_now=clock.real()),
            person_id=card.id,
        )
    ):
        say(terminal.how_to_link(w, code))
        say(terminal.code_valid(w, codes.shown(code), codes.VALID.days))


def read_nip(w: Words, raw: str) -> str | None:
    """The digits of a typed NIP; complains about anything else."""
    digits = nip_digits(raw)
    if digits is None:
        complain(terminal.no_nip(w))
    return digits
