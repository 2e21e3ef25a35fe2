"""A button with an id gives no right: without the HR role no press changes anything."""

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.intake import patience
from handlers import announcements, desk, imports
from handlers.actions import encode
from handlers.capabilities import ROUTES
from storage.process import dialogues
from storage.tables import metadata
from tests.support.acts import act
from tests.support.forging import FLOWS, OFFICERS, PRESSES, forged
from tests.support.town import Town


async def everything(town: Town) -> dict[str, int]:
    tables = [table for table in metadata.sorted_tables if table.name not in ("gate", "roster")]
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in tables]
    async with town.store.read() as session:
        row = (await session.execute(select(*counts))).one()
    return dict(zip((table.name for table in tables), row, strict=True))


async def test_no_button_of_hr_works_without_the_role(town: Town, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(patience, "BURST", 1000)  # no person presses so fast
    phone = await town.citizen("Contoh Satu")
    offering = await town.make.offering(needs_approval=True)
    await town.make.enrolment(await town.make.person(), offering, state="requested")
    await phone.send("/menu")
    await phone.until(lambda phone: phone.last)
    carrier = phone.last
    before = await everything(town)
    assert len(PRESSES) > 60
    for kind in PRESSES:
        await phone.press(carrier.id, encode(forged(kind)))
        await phone.until(lambda phone: carrier.said == "Menu ini khusus bagi petugas BKPSDM.")
        await phone.press(carrier.id, "mm")
        await phone.until(lambda phone: "Menu ini khusus" not in carrier.said)
    assert await everything(town) == before


@pytest.mark.parametrize("capability", [announcements, desk, imports])
def test_whatever_only_officers_use_is_theirs_alone(capability: Any):
    routes = capability.ROUTES
    pressed = {kind: route for kind, route in routes.presses.items() if kind in PRESSES}
    assert routes.presses == pressed
    assert set(routes.texts) <= set(FLOWS)


def test_a_look_is_noted_of_officers_alone():
    noted = [*ROUTES.presses.values(), *ROUTES.texts.values(), *ROUTES.files.values()]
    assert {route.right for route in noted if route.look is not None} == set(OFFICERS)


async def test_the_command_is_for_officers(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


@pytest.mark.parametrize("flow", FLOWS)
async def test_a_right_that_is_gone_ends_what_was_awaited(town: Town, flow: tuple[str, str]):
    phone = await town.citizen("Contoh Satu")
    await dialogues.go_on(
        town.store,
        act(chat=phone.telegram_id, update=1, now=town.now),
        flow=flow[0],
        step=flow[1],
        data={"person": 1, "enrolment": 1, "announcement": 1, "kind": 0},
    )
    before = await everything(town)
    await phone.send("084900000071")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")
    assert await everything(town) == before


@pytest.mark.parametrize("flow", [step for step in ROUTES.files if step in FLOWS])
async def test_nor_is_a_picture_taken_from_who_lost_it(town: Town, flow: tuple[str, str]):
    phone = await town.citizen("Contoh Satu")
    await dialogues.go_on(
        town.store,
        act(chat=phone.telegram_id, update=1, now=town.now),
        flow=flow[0],
        step=flow[1],
        data={"announcement": 1},
    )
    await phone.send_file("sasaran.xlsx", b"-")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")
