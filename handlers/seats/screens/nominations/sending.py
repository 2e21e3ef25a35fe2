"""Screens on which a nomination gets its reason and its deadline, is previewed, and sent."""

from collections.abc import Sequence
from datetime import datetime

from domain.seats.nominations import NominatedBy, NominationDraft, NominationReason
from handlers.actions import Action
from handlers.actions.seating import nominations as actions
from handlers.screens import dates
from handlers.screens.buttons import desk_button, menu_row
from handlers.screens.lists import in_pairs
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Words, lines
from handlers.seats.screens.nominations.answering import message_text

REASONS = {
    actions.ReasonNumber.GAP: NominationReason.GAP,
    actions.ReasonNumber.POST: NominationReason.POST,
    actions.ReasonNumber.QUOTA: NominationReason.QUOTA,
}
"""The stored reason for each button of the question."""


def ask_reason(w: Words, draft: NominationDraft) -> Screen:
    """Asks why these people are named; the people read it."""
    text = lines(
        w.t(
            "{n} orang dicalonkan, jawaban ditunggu sampai {batas}.",
            n=w.number(draft.weighed.able),
            batas=_until(w, draft),
        ),
        w.t("Apa alasan pencalonannya? Silakan pilih atau ketik."),
    )

    def button(label: str, reason: actions.ReasonNumber) -> Button:
        return Button(label, actions.ChooseNominationReason(draft.id, reason))

    rows = (
        (button(w.label("Kesenjangan Kompetensi"), actions.ReasonNumber.GAP),),
        (
            button(w.label("Tugas Jabatan"), actions.ReasonNumber.POST),
            button(w.label("Kuota Unit"), actions.ReasonNumber.QUOTA),
        ),
        (Button(w.label("Ubah Batas"), actions.AskAnswerTime(draft.id)),),
    )
    return Screen(text, (*rows, _last(w, draft, actions.OpenNominated(draft.id))))


def preview(w: Words, draft: NominationDraft) -> Screen:
    """The message as the people will receive it, and the button that sends it."""
    there, chosen = draft.offering, draft.chosen
    received = message_text(
        w, there, draft.office, draft.post, chosen.reason, until=draft.until or there.starts_at
    )
    head = w.t("Pratinjau pesan untuk {n} orang:", n=w.number(draft.weighed.able))
    text = lines(head, received)
    rows: tuple[Row, ...] = (
        (Button(w.label("Ubah Batas"), actions.AskAnswerTime(draft.id)),),
        _last(w, draft, actions.AskNominationReason(draft.id)),
    )
    if draft.weighed.able and draft.until is not None:
        send = actions.NominatePeople(draft.id, draft.revision)
        rows = ((main(w.label("Kirim Pencalonan"), send),), *rows)
    return Screen(text, rows)


def ask_until(w: Words, draft: NominationDraft, offered: Sequence[datetime]) -> Screen:
    """Asks until when the answer is awaited."""
    zone = draft.offering.timezone
    text = lines(
        w.t("Jawaban ditunggu sampai {batas}.", batas=_until(w, draft)),
        w.t(
            "Sampai kapan jawaban ditunggu? Silakan pilih atau ketik, "
            "misalnya <i>7/12/2026 16.00</i>."
        ),
    )
    buttons = [
        Button(
            dates.brief_day(w, dates.local(one, zone).date()),
            actions.SetAnswerTime(draft.id, int(one.timestamp()) // 60),
        )
        for one in offered
    ]
    return Screen(text, (*in_pairs(buttons), _last(w, draft, _before(draft))))


def not_a_time(w: Words, again: Screen) -> Screen:
    """What was typed is no time between now and two hours before the start."""
    return again.under(
        w.t("! Waktu belum dikenali, sudah lewat, atau kurang dari 2 jam sebelum dimulai.")
    )


def _before(draft: NominationDraft) -> Action:
    if draft.chosen.reason is not None:
        return actions.PreviewNomination(draft.id)
    return actions.AskNominationReason(draft.id)


def _until(w: Words, draft: NominationDraft) -> str:
    until = draft.until or draft.offering.starts_at
    return dates.moment(w, until, draft.offering.timezone)


def _last(w: Words, draft: NominationDraft, back: Action) -> Row:
    home = (desk_button(w),) if draft.office is NominatedBy.HR else menu_row(w)
    return (Button(w.label("Kembali"), back), *home)
