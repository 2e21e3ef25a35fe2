"""An id in a button is no right: without the HR role no press changes anything."""

import pytest
from sqlalchemy import func, select

from domain.ids import EnrolmentId, OfferingId, PersonId, TelegramId
from handlers.screens.actions import Action, desk, encode, requests, staff
from storage import dialogues
from storage.tables import metadata
from tests.town import Town

ONE = PersonId(1)
PRESSES: tuple[Action, ...] = (
    desk.OpenDesk(),
    desk.OpenUnlinked(),
    desk.DownloadUnlinked(),
    desk.ShowInvitation(),
    desk.OpenFailed(0),
    desk.OpenFailure(1, 0),
    desk.ReleaseFailure(1, 0),
    desk.SettleFailure(1, 0),
    desk.PickOffering(0),
    desk.OpenParticipants(OfferingId(1), 0),
    desk.DownloadParticipants(OfferingId(1)),
    desk.OpenParticipant(EnrolmentId(1)),
    desk.AskRemoval(EnrolmentId(1)),
    desk.Remove(EnrolmentId(1), desk.Removal.POST),
    staff.FindStaff(),
    staff.ListStaff(0),
    staff.OpenStaff(ONE),
    staff.AskNumber(ONE),
    staff.SaveNumber(ONE),
    staff.AskRelease(ONE),
    staff.Release(ONE),
    staff.AskUnlink(ONE),
    staff.Unlink(ONE),
    requests.OpenRequests(0),
    requests.OpenRequest(EnrolmentId(1)),
    requests.Approve(EnrolmentId(1)),
    requests.AskReason(EnrolmentId(1)),
    requests.Refuse(EnrolmentId(1), requests.Refusal.SEATS),
    requests.OpenDataRequests(0),
    requests.OpenDataRequest(1),
    requests.SettleDataRequest(1),
)


FLOWS = [("staff", "search"), ("staff", "number"), ("request", "reason"), ("removal", "reason")]


async def everything(town: Town) -> dict[str, int]:
    tables = [table for table in metadata.sorted_tables if table.name not in ("gate", "roster")]
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in tables]
    async with town.store.read() as session:
        row = (await session.execute(select(*counts))).one()
    return dict(zip((table.name for table in tables), row, strict=True))


async def test_no_button_of_the_desk_works_without_the_role(town: Town):
    phone = await town.citizen("Contoh Satu")
    offering = await town.make.offering(needs_approval=True)
    await town.make.enrolment(await town.make.person(), offering, state="requested")
    await phone.send("/menu")
    await phone.until(lambda phone: phone.last)
    carrier = phone.last
    before = await everything(town)
    for press in PRESSES:
        await phone.press(carrier.id, encode(press))
        await phone.until(lambda phone: carrier.said == "Menu ini khusus bagi petugas BKPSDM.")
        await phone.press(carrier.id, "mm")
        await phone.until(lambda phone: "Menu ini khusus" not in carrier.said)
    assert await everything(town) == before


async def test_the_command_is_for_officers(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


@pytest.mark.parametrize("flow", FLOWS)
async def test_a_right_that_is_gone_ends_what_was_awaited(town: Town, flow: tuple[str, str]):
    phone = await town.citizen("Contoh Satu")
    await dialogues.begin(
        town.store,
        TelegramId(phone.telegram_id),
        flow=flow[0],
        step=flow[1],
        now=town.now,
        data={"person": 1, "enrolment": 1},
    )
    await phone.send("084900000071")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")
