"""The checks of the chaos run: they report each kind of wrong data, and pass right data."""

import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from handlers.actions.accounts import Agree
from handlers.actions.evaluation import Rate, SubmitForm
from handlers.actions.seats import Approve, Confirm
from sandbox import Sandbox
from storage.people.tables import person
from storage.seats.tables import enrolment as enrolment_table
from tests.chaos.city import City
from tests.chaos.planting import Planted
from tests.support.engines import Engines, opened


@pytest.fixture
async def planted(engines: Engines, tmp_path: Path) -> AsyncIterator[Planted]:
    async with opened(await engines.sqlite()) as store:
        city = City(Sandbox(), store, random.Random(1), tmp_path / "clock")
        await city.settle_in(10)
        city.leavers = city.citizens[-1:]
        gone = person.c.id == city.numbers[city.leavers[0].telegram_id]
        async with store.write() as session:
            await session.execute(update(person).where(gone).values(active=False))
        yield Planted(city)


async def told(planted: Planted, sentence: str) -> None:
    """Wrong in this one way, and in no other."""
    wrong = await planted.wrong()
    assert len(wrong) == 1, wrong
    assert sentence in wrong[0]


async def test_right_books_are_right(planted: Planted):
    await planted.announcement()
    await planted.sent(stale=False)
    await planted.message("rem.h1")
    await planted.message("note.promoted", copies=2, attempts=2, uncertain=True)
    await planted.seat(confirmed_at=planted.now)
    await planted.did(Confirm(planted.offering))
    await planted.did(Agree(), claimed=False, by=planted.city.officers[0])
    assert await planted.wrong() == []


KINDS = ("note.promoted", "rem.h1", "fb.invite", "request_notice", "import_end", "link_old")


@pytest.mark.parametrize("kind", KINDS)
async def test_a_second_copy_without_a_second_try_is_told(planted: Planted, kind: str):
    await planted.message(kind, copies=2)
    await told(planted, f"doubled without an unknown outcome before: {{'{kind}': 1}}")


@pytest.mark.parametrize("kind", KINDS)
async def test_so_is_a_third_after_two_tries(planted: Planted, kind: str):
    await planted.message(kind, copies=3, attempts=2, uncertain=True)
    await told(planted, f"doubled without an unknown outcome before: {{'{kind}': 1}}")


async def test_a_doubled_announcement_is_told(planted: Planted):
    await planted.announcement(copies=2)
    await planted.sent(stale=False)
    assert "7 announcements doubled without an unknown outcome before" in await planted.wrong()


async def test_what_is_called_sent_and_never_came_is_told(planted: Planted):
    await planted.message("rem.h1", copies=0)
    await told(planted, "1 are called sent that nobody has: ['rem.h1']")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("due", "1 promises are neither sent nor accounted for"),
        ("sending", "1 promises are neither sent nor accounted for"),
        ("parked", "1 parked: ['rem.h1: None']"),
    ],
)
async def test_a_promise_that_came_to_nothing_is_told(planted: Planted, state: str, sentence: str):
    await planted.message("rem.h1", state=state, copies=0)
    await told(planted, sentence)


async def test_what_was_announced_and_never_begun_is_told(planted: Planted):
    await planted.announcement("draft", rows=False)
    await planted.sent(stale=False)
    await told(planted, "1 announced and never begun")


@pytest.mark.parametrize("stale", [True, None])
async def test_what_was_out_of_date_or_not_answered_may_stay_a_draft(
    planted: Planted, stale: bool | None
):
    await planted.announcement("draft", rows=False)
    await planted.sent(stale=stale)
    assert await planted.wrong() == []


async def test_an_announcement_that_leaves_somebody_out_is_told(planted: Planted):
    await planted.announcement(left_out=1)
    await planted.sent(stale=False)
    await told(planted, "1 announcements left somebody out")


async def test_one_that_nobody_sent_is_told(planted: Planted):
    await planted.announcement()
    await told(planted, "1 begun that nobody sent")


async def test_one_that_exists_twice_is_told(planted: Planted):
    await planted.announcement()
    await planted.announcement("draft", rows=False)
    await planted.sent(stale=False)
    await told(planted, "1 announcements exist twice")


async def test_rows_of_a_draft_are_told(planted: Planted):
    await planted.announcement("draft")
    await told(planted, "1 announcements went out that were not begun")


async def test_one_that_never_ends_is_told(planted: Planted):
    await planted.announcement("sending", rows=False)
    await planted.sent(stale=False)
    await told(planted, "1 announcements are neither sent to all nor ended")


async def test_an_update_that_nobody_claimed_is_told(planted: Planted):
    await planted.did("contact", claimed=False)
    await told(planted, "1 accepted updates have no effect")


async def test_nor_is_consent_of_somebody_not_linked_passed_over(planted: Planted):
    await planted.did(Agree(), claimed=False, by=planted.city.citizens[1])
    await told(planted, "1 accepted updates have no effect")


async def test_a_claim_without_its_effect_is_told(planted: Planted):
    enrolment = await planted.seat("requested")
    await planted.did(Approve(enrolment))
    await planted.seat("enrolled", days=-2)
    await planted.did(Rate(planted.offering, 1, 4))
    await planted.did(SubmitForm(planted.offering))
    await planted.seat("enrolled", days=5)
    await planted.did(Confirm(planted.offering))
    await told(planted, "4 updates were claimed without effect")


async def test_a_seat_too_many_is_told(planted: Planted):
    await planted.seat()
    other: Any = planted.me + 1
    await planted.make.enrolment(other, planted.offering)
    await told(planted, "an offering is 1 over its quota")


async def test_somebody_overtaken_in_a_queue_is_told(planted: Planted):
    await planted.seat("queued")
    other: Any = planted.me + 1
    second = await planted.make.enrolment(other, planted.offering, state="queued")
    await planted.happened(second, "enrolled")
    await told(planted, "1 people in a queue were overtaken")


async def test_a_state_entered_twice_is_told(planted: Planted):
    await planted.happened(await planted.seat(), "enrolled")
    await told(planted, "is enrolled twice in a row")


async def test_a_history_that_ends_otherwise_is_told(planted: Planted):
    enrolment = await planted.seat()
    async with planted.city.store.write() as session:
        mine = enrolment_table.c.id == enrolment
        await session.execute(update(enrolment_table).where(mine).values(state="cancelled"))
    await told(planted, "1 enrolments are not what their history says")


async def test_a_move_that_was_told_once_or_taken_back_is_right(planted: Planted):
    await planted.told(await planted.seat(), "Aula Lain")
    await planted.moved()
    await planted.seat(days=7)
    await planted.moved(undone=True)
    assert await planted.wrong() == []


async def test_a_move_that_was_not_told_is_told(planted: Planted):
    await planted.seat()
    await planted.moved()
    await told(planted, "1 people were not told of a change")


async def test_what_a_person_was_told_and_does_not_stand_is_told(planted: Planted):
    await planted.told(await planted.seat(), "Aula Lain")
    await planted.moved(place="Aula Ketiga")
    await told(planted, "1 people know of a change what does not stand")


async def test_what_was_undone_and_told_is_told(planted: Planted):
    await planted.told(await planted.seat(), "Aula Lain")
    await planted.moved(undone=True)
    await told(planted, "1 people know what was undone")


async def test_what_was_told_more_often_than_changed_is_told(planted: Planted):
    seat = await planted.seat()
    await planted.moved()
    for number in range(3):
        await planted.told(seat, "Aula Lain", dedupe_key=f"again {number}")
    wrong = await planted.wrong()
    assert "1 people were told more often than was changed" in wrong


async def test_a_word_to_somebody_who_left_is_told(planted: Planted):
    gone = planted.city.leavers[0]
    planted.city.sandbox.world.add_message(gone.chat, outgoing=False, text="Pesan")
    await told(planted, "somebody who left service got 1 messages")
