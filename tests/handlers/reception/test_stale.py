"""An old message's button, pressed later, changes nothing that its message did not show.

Each button with an effect has a story: it is sent, the state is changed by other ways, it is
pressed. Then only the bookkeeping differs, and the present state is read."""

from datetime import date
from typing import Any

import pytest

from domain.ids import OfferingId
from domain.office.holidays import Holiday
from handlers.actions import REGISTRY, Action, announcements, catalogue, desk
from handlers.actions import evaluation as forms
from handlers.actions import seats as actions
from storage.decisions import seats as decisions
from storage.office import holidays
from tests.support.acting import ABSOLUTE, ONCE, WITH_REVISION
from tests.support.acts import act
from tests.support.evaluating import END, participant
from tests.support.old_buttons import (
    OLD,
    STORIES,
    TITLE,
    Old,
    Story,
    button,
    everything,
    give_up,
    opened,
    shift,
    show,
    sign_up,
    story,
)
from tests.support.old_offering_buttons import OF_OFFERINGS
from tests.support.seats import number
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk


@story(actions.Enrol)
async def sign_up_for_another_date(town: Town) -> Old:
    phone, offering = await opened(town)
    old = button(phone, "Daftar")
    await shift(town, offering)
    return old


@story(actions.Enrol)
async def sign_up_after_giving_up(town: Town) -> Old:
    phone, offering = await opened(town)
    old = button(phone, "Daftar")
    await sign_up(town, phone, offering)
    await give_up(town, phone, offering)
    return old


@story(actions.Enrol)
async def sign_up_after_a_refusal(town: Town) -> Old:
    phone, offering = await opened(town, needs_approval=True)
    hr = await town.citizen("Contoh Petugas", hr=True)
    old = button(phone, "Daftar")
    await sign_up(town, phone, offering)
    await decide(town, hr, phone, offering, approve=False)
    return old


@story(actions.Enrol)
async def sign_up_when_in_the_queue(town: Town) -> Old:
    phone, offering = await opened(town, seats=1)
    old = button(phone, "Daftar", "urutan 1 daftar tunggu")
    other = await town.make.person("Contoh Lain")
    await town.make.enrolment(other, offering)
    await sign_up(town, phone, offering)
    return old


@story(actions.CancelNow)
async def give_up_a_seat_after_asking_about_the_queue(town: Town) -> Old:
    phone, offering = await opened(town, seats=1)
    other = await town.citizen("Contoh Lain")
    await sign_up(town, other, offering)
    await sign_up(town, phone, offering)
    await show(phone, offering)
    await phone.tap("Batalkan")
    await phone.hears("Batalkan posisi di daftar tunggu")
    old = button(phone, "Ya, Batalkan", f"{OLD}. Berikut tampilan terbarunya.\n\nBatalkan keikut")
    await give_up(town, other, offering)
    return old


@story(actions.CancelNow)
async def give_up_a_seat_of_another_date(town: Town) -> Old:
    phone, offering = await reminded(town)
    old = button(phone, "Tidak Bisa Hadir")
    await shift(town, offering)
    return old


@story(actions.Confirm)
async def promise_to_come_on_another_date(town: Town) -> Old:
    phone, offering = await reminded(town)
    old = button(phone, "Saya Akan Hadir")
    await shift(town, offering)
    return old


async def reminded(town: Town) -> tuple[Any, OfferingId]:
    """A phone with the reminder of the day before."""
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await sign_up(town, phone, offering)
    await town.move_to(at("2026-12-08 16:00"))
    await phone.until(lambda p: any("Saya Akan Hadir" in label for label in p.labels))
    return phone, offering


@story(actions.GiveReason)
async def another_reason_for_a_later_cancellation(town: Town) -> Old:
    phone, offering = await opened(town)
    for reason in ("Keperluan Pribadi", "Tugas Kedinasan"):
        await show(phone, offering)
        await walk(phone, "Daftar", "Batalkan", "Ya, Batalkan")
        await phone.hears("Bila berkenan, silakan pilih alasannya.")
        if reason == "Keperluan Pribadi":
            old = button(phone, reason)
    await phone.tap("Tugas Kedinasan")
    await phone.hears("alasan sudah dicatat")
    return old


async def decide(town: Town, hr: Any, phone: Any, offering: OfferingId, *, approve: bool) -> None:
    await decisions.decide_request(
        town.store,
        act(town.person_of(hr), now=town.now),
        enrolment=await number(town.store, town.person_of(phone), offering),
        approve=approve,
        reason=None if approve else "Contoh alasan",
    )


async def asked(town: Town, hears: str = "mendaftar") -> tuple[Any, Any, OfferingId]:
    """An HR officer's phone with a request, the phone of who asks, the offering."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, needs_approval=True)
    await sign_up(town, phone, offering)
    await town.settle()
    await hr.hears(hears)
    return hr, phone, offering


@story(actions.Approve)
async def approve_what_another_officer_refused(town: Town) -> Old:
    hr, phone, offering = await asked(town)
    old = button(hr, "Setujui", "sudah diputuskan oleh")
    other = await town.citizen("Contoh Petugas Dua", hr=True)
    await decide(town, other, phone, offering, approve=False)
    return old


@story(actions.Approve)
async def approve_for_another_date(town: Town) -> Old:
    hr, _, offering = await asked(town)
    old = button(hr, "Setujui", "16 Desember 2026")
    await shift(town, offering)
    return old


@story(actions.Refuse)
async def refuse_what_was_asked_again(town: Town) -> Old:
    hr, phone, offering = await asked(town)
    await hr.tap("Tolak")
    await hr.hears("Apa alasan penolakan")
    old = button(hr, "Kuota Terbatas", "tidak lagi menunggu keputusan")
    await give_up(town, phone, offering)
    await sign_up(town, phone, offering)
    return old


@story(desk.RemoveHoliday)
async def remove_a_holiday_that_was_named_anew(town: Town) -> Old:
    hr = await with_a_holiday(town, "Contoh Libur")
    old = button(hr, "1")
    await holidays.add(town.store, act(now=town.now), Holiday(date(2026, 12, 25), "Natal"))
    return old


@story(desk.RestoreHoliday)
async def take_back_a_removal_of_what_was_removed_again(town: Town) -> Old:
    hr = await with_a_holiday(town, "Natal")
    await hr.tap("1")
    await hr.hears("dihapus")
    old = button(hr, "Urungkan")
    await town.move_to(at("2026-11-23 10:00"))
    christmas = Holiday(date(2026, 12, 25), "Natal")
    await holidays.add(town.store, act(now=town.now), christmas)
    await holidays.remove(town.store, act(now=town.now), christmas.day, mark=christmas.mark)
    return old


async def with_a_holiday(town: Town, name: str) -> Any:
    """An HR officer's phone with the list of one holiday."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    await holidays.add(town.store, act(now=town.now), Holiday(date(2026, 12, 25), name))
    await hr.send("hari libur")
    await hr.hears(name)
    return hr


@story(actions.Remove)
async def remove_a_person_who_came_back(town: Town) -> Old:
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone, offering = await opened(town)
    await sign_up(town, phone, offering)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await walk(hr, "Pelatihan", "Peserta")
    await hr.hears("Peserta angkatan mana")
    await hr.tap("1")
    await hr.hears("Terdaftar: 1 dari 30")
    await hr.tap("1")
    await walk(hr, "Batalkan Keikutsertaan")
    await hr.hears("Apa alasan membatalkan")
    old = button(hr, "Tugas Kedinasan", "Status: terdaftar")
    await give_up(town, phone, offering)
    await sign_up(town, phone, offering)
    return old


@story(actions.MoveNow)
async def move_away_from_another_seat_than_shown(town: Town) -> Old:
    phone = await town.citizen()
    first, second = await town.make.offering("Workshop"), await town.make.offering("Kursus")
    offering = await town.make.offering(TITLE)
    await sign_up(town, phone, first)
    await show(phone, offering)
    await walk(phone, "Pindah ke Pelatihan Ini")
    await phone.hears("Ditinggalkan: Workshop")
    old = button(phone, "Ya, Pindah")
    await give_up(town, phone, first)
    await sign_up(town, phone, second)
    return old


@story(forms.Rate)
async def grade_a_question_of_a_form_that_was_sent(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("5")
    await phone.hears("(2/6)")
    await phone.tap("5")
    await phone.hears("(3/6)")
    old = button(phone, "1", "✓ Sudah dikirim Rabu, 9 Desember 2026")
    await phone.send("/umpanbalik")
    await phone.hears("(3/6)")
    await fill_in(phone, "3456")
    return old


@story(forms.Rate)
async def grade_a_question_that_was_answered_elsewhere(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    old = button(phone, "1", "(2/6)")
    await phone.send("/umpanbalik")
    await phone.hears("(1/6)")
    await phone.tap("5")
    await phone.hears("(2/6)")
    return old


@story(forms.Rate)
async def change_an_answer_that_was_changed_since(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    await fill_in(phone, "123456", since=1)
    await ask(phone, "2")
    old = button(phone, "1", "2. Manfaat materi: 3 (Cukup)")
    await phone.send("/umpanbalik")
    await phone.hears("Ringkasan")
    await change(phone, "2", "3")
    await phone.hears("✓ Jawaban 2 diubah menjadi 3")
    return old


@story(forms.SkipQuestion)
async def take_back_an_answer_that_was_given_since(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("5")
    await phone.hears("(2/6)")
    old = button(phone, "Lewati", "(3/6)")
    await phone.send("/umpanbalik")
    await phone.hears("(2/6)")
    await phone.tap("4")
    await phone.hears("(3/6)")
    return old


@story(forms.SubmitForm)
async def send_other_answers_than_shown(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    await fill_in(phone, "123456", since=1, send=False)
    old = button(phone, "Kirim", "1. Kesesuaian materi: 2 (Kurang)")
    await phone.send("/umpanbalik")
    await phone.hears("Ringkasan")
    await change(phone, "1", "2")
    await phone.hears("✓ Jawaban 1 diubah menjadi 2")
    return old


async def ask(phone: Any, question: str) -> None:
    """Opens a question of a filled form, to change its answer."""
    await phone.tap("Ubah")
    await phone.hears("Jawaban nomor berapa")
    await phone.tap(question)
    await phone.hears(f"({question}/6)")


async def change(phone: Any, question: str, to: str) -> None:
    await ask(phone, question)
    await phone.tap(to)


async def fill_in(phone: Any, questions: str, *, since: int = 3, send: bool = True) -> None:
    """Answers these questions with 5 and sends the form."""
    for question in range(since, since + len(questions)):
        await phone.hears(f"({question}/6)")
        await phone.tap("5")
    await phone.hears("Terakhir")
    await phone.tap("Lewati")
    await phone.hears("Ringkasan")
    if send:
        await phone.tap("Kirim")
        await phone.hears("Umpan balik sudah kami terima")


@story(forms.SayAbsent)
async def deny_a_presence_after_answering(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    old = button(phone, "Saya Tidak Hadir", "(2/6)")
    await phone.send("/umpanbalik")
    await phone.hears("(1/6)")
    await phone.tap("5")
    await phone.hears("(2/6)")
    return old


@story(forms.TakeBackAbsence)
async def take_back_an_absence_that_hr_recorded(town: Town) -> Old:
    phone = await participant(town)
    await town.move_to(END)
    await phone.tap("Saya Tidak Hadir")
    await phone.hears("✓ Dicatat: Bapak/Ibu tidak mengikuti")
    old = button(phone, "Saya Hadir")
    await town.move(days=2)
    return old


def test_every_button_that_acts_has_a_story():
    acting = {kind for kind in REGISTRY.values() if _acts(kind)}
    assert acting == STORIES.keys() | ABSOLUTE | WITH_REVISION | ONCE | OF_OFFERINGS


def _acts(kind: type[Action]) -> bool:
    """Whether the name of an action is one of an effect; the others open, ask, list or send."""
    words = ("Open", "Ask", "List", "Show", "Pick", "Choose", "Download", "Preview", "Send", "New")
    also = ("Find", "Leave", "Announce", "Edit", "Correct", "Skip", "Answer", "Search")
    sends = {announcements.SendNow, announcements.SendCorrection, forms.SkipQuestion}
    looks = kind in (actions.CancelAsk, catalogue.CatalogueFile)
    return kind in sends or not (looks or kind.__name__.startswith((*words, *also)))


TOLD = [(kind, tell) for kind, tells in STORIES.items() for tell in tells]


@pytest.mark.parametrize("tell", [tell for _, tell in TOLD], ids=lambda tell: tell.__name__)
async def test_an_old_button_changes_nothing(town: Town, tell: Story):
    old = await tell(town)
    await town.settle()
    before = await everything(town)
    await old.phone.press(old.message, old.data)
    await old.phone.hears(old.hears)
    assert await everything(town) == before
