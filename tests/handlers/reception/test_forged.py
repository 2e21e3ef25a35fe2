"""A person without the right presses every forged button: no data of others change or show."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from bot.intake import patience
from handlers.actions import REGISTRY, Action, decode, encode
from handlers.actions.accounts import Unlink, Withdraw
from storage.accounts.tables import data_request
from storage.outbox.tables import message
from storage.people.tables import person as person_table
from storage.seats.tables import enrolment
from storage.tables import metadata
from tests.support.builders import NOW
from tests.support.town import Town

SECRETS = ("Korban Rahasia", "198502022010022998", "6284900000001", "alasan pribadi")
OF_THE_PRESSER = {"handled_update", "dialogue", "link_attempt", "gate", "picture", "audit"}
BIGGEST = 2**31 - 1


@pytest.fixture(autouse=True)
def tireless(monkeypatch: pytest.MonkeyPatch) -> None:
    """No person presses so fast."""
    monkeypatch.setattr(patience, "BURST", 10_000)


def forged(kind: type[Action], number: int) -> Action | None:
    """A button as somebody could make it up, every id this number; None where none fits."""
    try:
        return kind(**{field.name: _made_up(kind, field.name, number) for field in fields(kind)})
    except ValueError:
        return None


def _made_up(kind: type[Action], name: str, number: int) -> Any:
    wanted = get_type_hints(kind)[name]
    first = (get_args(wanted) or (wanted,))[0]
    if name == "back":
        return None
    if isinstance(first, type) and issubclass(first, IntEnum):
        return min(first)
    return True if first is bool else number


async def victim(town: Town) -> None:
    """Somebody whose person, seat, request, message and wish all have the number 1."""
    phone = await town.citizen("Korban Rahasia", nip="198502022010022998")
    person = town.person_of(phone)
    assert phone.number == "+6284900000001"
    post, competency = await town.make.position("Jabatan Korban"), await town.make.competency()
    await town.make.requires(post, competency, 3)
    await town.make.rated(person, competency, 1)
    over = await town.make.offering(
        starts_at=datetime(2026, 11, 20, 1, tzinfo=UTC), needs_approval=True
    )
    await town.make.enrolment(person, over, state="enrolled", reason="alasan pribadi")
    coming = await town.make.offering("Pelatihan Lain", needs_approval=True)
    await town.make.enrolment(person, coming, state="requested", reason="alasan pribadi")
    async with town.store.write() as session:
        await session.execute(
            insert(data_request).values(
                person_id=person,
                kind="correction",
                content="alasan pribadi",
                created_at=NOW,
                due_at=NOW + timedelta(days=3),
            )
        )
        await session.execute(
            insert(message).values(
                kind="rem.h1",
                person_id=person,
                facts={"enrolment": 1, "offering": 1},
                dedupe_key="forged",
                priority=0,
                not_before=NOW,
                state="sent",
                created_at=NOW,
            )
        )
    assert person == over == 1
    await town.settle()  # whatever the ticks have to tell about it is told


async def everything(town: Town, but: set[str]) -> dict[str, list[str]]:
    """Every value of every table."""
    found = {}
    async with town.store.read() as session:
        for table in metadata.sorted_tables:
            if table.name not in but:
                rows = await session.execute(select(table))
                found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found


async def of_others(town: Town, me: int) -> dict[str, list[str]]:
    """Every value of every row that is somebody else's, or nobody's."""
    found = {}
    async with town.store.read() as session:
        mine = select(enrolment.c.id).where(enrolment.c.person_id == me)
        seats = set((await session.execute(mine)).scalars())
        for table in metadata.sorted_tables:
            if table.name in OF_THE_PRESSER:
                continue
            rows = (await session.execute(select(table))).mappings().all()
            kept = [
                row
                for row in rows
                if row.get("person_id") != me
                and row.get("enrolment_id") not in seats
                and not (table.name == "response" and row["enrolment_id"] in seats)
            ]
            if table.name in ("answer", "approval_notice"):
                continue  # hang on a response or a message, which are compared
            found[table.name] = sorted(repr(tuple(row.values())) for row in kept)
    return found


async def press_all(town: Town, phone: Any, number: int) -> None:
    """Presses every button there is; fails where something of the victim is shown."""
    carrier = phone.last
    for kind in REGISTRY.values():
        action = forged(kind, number)
        if action is None:
            continue
        seen = len(town.sandbox.calls)
        await phone.press(carrier.id, encode(action))
        await phone.until(
            lambda p, seen=seen: any(
                call.method == "answerCallbackQuery" for call in town.sandbox.calls[seen:]
            ),
            30,
        )
    shown = [str(call.params) for call in town.sandbox.calls if call.chat_id == phone.telegram_id]
    shown += phone.alerts
    leaked = {secret for secret in SECRETS for text in shown if secret in text}
    assert leaked == set()
    assert not any("terjadi gangguan" in text for text in shown)


async def settled(town: Town) -> None:
    for task in list(town.app.services.background):
        await task


@pytest.mark.parametrize("number", [0, 1, BIGGEST])
async def test_a_stranger_changes_and_sees_nothing(town: Town, number: int):
    await victim(town)
    phone = town.phone()
    await phone.start()
    await phone.hears("Apakah Bapak/Ibu setuju")
    before = await everything(town, OF_THE_PRESSER)
    await press_all(town, phone, number)
    assert await everything(town, OF_THE_PRESSER) == before


@pytest.mark.parametrize("number", [0, 1, BIGGEST])
async def test_somebody_linked_changes_and_sees_nothing_of_others(town: Town, number: int):
    await victim(town)
    phone = await town.citizen("Contoh Penekan")
    await phone.send("/menu")
    await phone.hears("Contoh Penekan")
    me = town.person_of(phone)
    before = await of_others(town, me)
    await press_all(town, phone, number)
    await settled(town)
    after = await of_others(town, me)
    # A request of one's own is told to HR: with nobody there, no row of others is new.
    assert {name: after[name] for name in before} == before


async def test_somebody_who_left_changes_and_sees_nothing(town: Town):
    await victim(town)
    phone = await town.citizen("Contoh Purna")
    await phone.send("/menu")
    await phone.hears("Contoh Purna")
    async with town.store.write() as session:
        who = person_table.c.id == town.person_of(phone)
        await session.execute(update(person_table).where(who).values(active=False))
    before = await everything(town, OF_THE_PRESSER)
    await press_all(town, phone, 1)
    assert await everything(town, OF_THE_PRESSER) == before


async def test_buttons_pressed_under_a_message_that_is_gone_show_a_fresh_screen(town: Town):
    phone = await town.citizen("Contoh Penekan")
    # Those two do what they say under any message: the person would no longer be linked.
    kinds = [kind for kind in REGISTRY.values() if kind not in (Unlink, Withdraw)]
    for kind in kinds[::11]:
        action = forged(kind, 1)
        if action is not None:
            await phone.press(999_999, encode(action))
    await phone.send("/menu")
    await phone.hears("Contoh Penekan", timeout=30)
    assert not any("terjadi gangguan" in m.said for m in phone.messages)


@given(st.text(max_size=64))
def test_whatever_a_client_sends_decodes_or_does_not(data: str):
    action = decode(data)
    if action is not None:
        assert decode(encode(action)) == action


@given(st.sampled_from(sorted(REGISTRY)), st.text("0123456789abcxyz.-_~:٣", max_size=20))
def test_nor_does_a_true_code_with_a_made_up_tail_break(code: str, tail: str):
    action = decode(code + tail)
    if action is not None:
        assert decode(encode(action)) == action


ODD = ["\x00", "te:", "te~~~", "٣", "te9" * 20, "🙂" * 16, "zz", "te-1", "te.z.z.z.z.z.z"]


@pytest.mark.parametrize("data", ODD)
async def test_what_cannot_be_decoded_shows_a_fresh_screen(town: Town, data: str):
    phone = await town.citizen("Contoh Penekan")
    await phone.send("/menu")
    await phone.hears("Contoh Penekan")
    await phone.press(phone.last.id, data)
    await phone.hears("Tombol ini sudah tidak berlaku")
