from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.evaluation import TEXT_LIMIT, Door, FilledForm, FormAnswer
from domain.ids import OfferingId
from storage.database.store import Store
from storage.evaluation import answers
from storage.process import dialogues
from storage.seats.tables import enrolment
from tests.support.answering import AFTER, END, PHONE, Desk, desk_of
from tests.support.builders import Builders
from tests.support.times import at


@pytest.fixture
async def desk(store: Store) -> Desk:
    return await desk_of(store)


async def fill(desk: Desk, value: int = 4) -> FilledForm:
    for number in range(1, 7):
        sheet = await desk.answer(number, FormAnswer(value=value))
    return sheet


async def test_the_default_form_is_there_in_both_languages(desk: Desk):
    form = (await desk.sheet()).form
    assert [q.long("id", online=False) for q in form.questions] == [
        "Kesesuaian materi dengan tujuan pelatihan",
        "Manfaat materi bagi pekerjaan",
        "Penguasaan materi oleh narasumber",
        "Kejelasan penyampaian narasumber",
        "Kesiapan sarana dan prasarana",
        "Pelayanan panitia",
        "Terakhir, adakah saran untuk penyelenggaraan berikutnya?",
    ]
    assert form.questions[4].long("id", online=True) == "Kelancaran sarana daring"
    assert form.questions[4].long("en", online=True) == "Smooth running of the online class"
    assert form.scale[1] == {"id": "Sangat Kurang", "en": "Very poor"}
    assert [scale["id"] for scale in form.scale.values()][-1] == "Sangat Baik"
    assert list(form.scale) == [1, 2, 3, 4, 5]


async def test_each_answer_stands_and_the_form_goes_on_days_later(desk: Desk):
    sheet = await desk.answer(1, FormAnswer(value=5))
    assert sheet.next_question is not None
    assert sheet.next_question.number == 2
    await desk.answer(2, FormAnswer())
    later = await desk.sheet(now=END + timedelta(days=5))
    assert later.answers == {1: FormAnswer(value=5), 2: FormAnswer()}
    assert later.next_question is not None
    assert later.next_question.number == 3
    assert later.answered == 1


async def test_complete_without_kirim_once_the_scale_is_through(desk: Desk):
    assert await desk.waiting() == ["Bimtek Keamanan Informasi"]
    sheet = await fill(desk)
    assert sheet.complete
    assert sheet.next_question is not None
    assert sheet.next_question.number == 7
    response = await desk.response()
    assert (response.completed_at, response.submitted_at) == (AFTER, None)
    assert await desk.waiting() == []


async def test_an_answer_can_be_changed_until_the_form_closes(desk: Desk):
    await fill(desk)
    last = at("2026-12-16 23:59")
    assert (await desk.answer(2, FormAnswer(value=1), now=last)).answers[2] == FormAnswer(value=1)
    closed = at("2026-12-17 00:00")
    sheet = await desk.answer(2, FormAnswer(value=5), now=closed)
    assert sheet.door is Door.CLOSED
    assert sheet.answers[2] == FormAnswer(value=1)
    assert await desk.submit(now=closed) is not None
    assert (await desk.response()).submitted_at is None


async def test_a_redelivered_tap_changes_nothing(desk: Desk):
    await desk.answer(1, FormAnswer(value=2), update_id=900)
    await desk.answer(1, FormAnswer(value=5), update_id=901)
    sheet = await desk.answer(1, FormAnswer(value=2), update_id=900)
    assert sheet.answers == {1: FormAnswer(value=5)}


async def test_kirim_is_noted_once_and_only_on_a_complete_form(desk: Desk):
    await desk.answer(1, FormAnswer(value=2))
    await desk.submit()
    assert (await desk.response()).submitted_at is None
    await fill(desk)
    await desk.submit()
    await desk.submit(now=AFTER + timedelta(hours=1))
    assert (await desk.response()).submitted_at == AFTER


@pytest.mark.parametrize(
    ("number", "given"),
    [
        (1, FormAnswer(value=6)),
        (1, FormAnswer(value=0)),
        (1, FormAnswer(text="bagus")),
        (7, FormAnswer(value=3)),
        (7, FormAnswer(text="a" * (TEXT_LIMIT + 1))),
        (8, FormAnswer(value=3)),
    ],
)
async def test_forged_answers_are_not_kept(desk: Desk, number: int, given: FormAnswer):
    assert (await desk.answer(number, given)).answers == {}


async def test_before_the_end_nobody_answers(desk: Desk):
    sheet = await desk.answer(1, FormAnswer(value=3), now=END - timedelta(seconds=1))
    assert (sheet.door, sheet.answers) == (Door.NOT_YET, {})
    assert await desk.waiting(now=END - timedelta(seconds=1)) == []
    assert await desk.waiting(now=END) != []


@pytest.mark.parametrize(
    "facts", [{"state": "cancelled"}, {"state": "queued"}, {"attendance": "absent"}]
)
async def test_only_those_who_took_part(store: Store, facts: dict[str, str]):
    desk = await desk_of(store, **facts)
    sheet = await desk.answer(1, FormAnswer(value=3))
    assert (sheet.door, sheet.answers) == (Door.ABSENT, {})
    assert await desk.waiting() == []


async def test_somebody_elses_offering_is_not_mine(store: Store, desk: Desk):
    other = Desk(store, await Builders(store).person("Contoh Dua", nip="1" * 18), desk.offering)
    assert (await other.answer(1, FormAnswer(value=3))).door is Door.ABSENT
    nothing = await answers.sheet(store, person_id=desk.who, offering_id=OfferingId(99), now=AFTER)
    assert nothing is None


async def test_absent_later_keeps_the_answers(store: Store, desk: Desk):
    await fill(desk)
    async with store.write() as session:
        await session.execute(update(enrolment).values(attendance="absent"))
    sheet = await desk.sheet()
    assert sheet.door is Door.ABSENT
    assert len(sheet.answers) == 6


async def test_typed_text_answers_the_question_that_is_open(store: Store, desk: Desk):
    async def awaited() -> tuple[str, int] | None:
        found = await dialogues.current(store, PHONE, now=AFTER)
        return None if found is None else (found.step, found.data["number"])

    await desk.answer(1, FormAnswer(value=4))
    assert await awaited() == ("scale", 2)
    await fill(desk)
    assert await awaited() == ("text", 7)
    await desk.answer(7, FormAnswer(text="Ruang lebih besar"))
    assert await awaited() is None
