"""Screens of a person who is named for an offering, and answers."""

from datetime import datetime

from domain.catalogue.offerings import Offering
from domain.ids import MessageId
from domain.seats.nominations import (
    Nominated,
    NominatedBy,
    NominationReason,
    NominationState,
)
from handlers.actions import Action
from handlers.actions.catalogue import ListTrainings
from handlers.actions.seating import nominations as actions
from handlers.actions.seats import OpenNotice, OpenOffering, SkipReason
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.cancelling import KEPT
from handlers.seats.screens.reasons import offered, reason_label

POST_SHOWN, REASON_SHOWN, NAME_SHOWN = 100, 200, 60


def message_text(
    w: Words,
    there: Offering,
    office: NominatedBy,
    post: str | None,
    reason: str | None,
    *,
    until: datetime,
    replaced: str | None = None,
) -> Html:
    """What the person named reads; the same text is the preview."""
    title = places.title(w, there)
    by = office_words(w, office, post)
    if office is NominatedBy.COLLEAGUE and replaced:
        head = w.t(
            "Bapak/Ibu diusulkan menggantikan {nama} pada <b>{judul}</b>.",
            nama=cut(replaced, NAME_SHOWN),
            judul=title,
        )
    elif replaced:
        head = w.t(
            "Bapak/Ibu dicalonkan oleh {pejabat} untuk <b>{judul}</b>, menggantikan {nama}.",
            pejabat=by,
            judul=title,
            nama=cut(replaced, NAME_SHOWN),
        )
    else:
        head = w.t(
            "Bapak/Ibu dicalonkan oleh {pejabat} untuk <b>{judul}</b>.", pejabat=by, judul=title
        )
    return lines(
        head,
        w.t("{waktu_tempat} · {jp} JP", waktu_tempat=places.when_where(w, there), jp=there.hours),
        w.t("Alasan: {alasan}", alasan=cut(nomination_reason(w, reason), REASON_SHOWN))
        if reason
        else None,
        w.t(
            "Mohon dijawab paling lambat <b>{batas}</b>.",
            batas=dates.moment(w, until, there.timezone),
        ),
    )


def notice(w: Words, told: Nominated, *, notice: MessageId) -> Screen:
    """Asks the person."""
    return _question(w, told, back=OpenNotice(notice)).as_new()


def question(w: Words, told: Nominated) -> Screen:
    """The same question again, to change the answer."""
    return _question(w, told, back=actions.OpenAnswer(told.id))


def ask_refusal(w: Words, told: Nominated) -> Screen:
    """The answer no is kept; the person may say why."""
    text = lines(
        w.t("✓ Jawaban dicatat. {pejabat} diberi tahu.", pejabat=_office(w, told)),
        w.t("<b>{judul}</b>: berhalangan", judul=places.title(w, told.offering)),
        w.t("Bila berkenan, silakan pilih alasannya."),
    )
    reasons = offered(w, KEPT, lambda reason: actions.GiveRefusal(told.id, reason))
    other = Button(w.label("Alasan Lain"), actions.AskRefusalText(told.id))
    change = Button(w.label("Ubah Jawaban"), actions.OpenAnswer(told.id))
    return Screen(text, (*reasons, (other, change), menu_row(w)))


def ask_refusal_text(w: Words) -> Screen:
    """Asks for the reason, which is the next text."""
    text = w.t("Silakan tulis alasannya dalam satu kalimat, tanpa keterangan kesehatan.")
    return Screen(text, ((Button(w.label("Lewati"), SkipReason()),),))


def declined(w: Words, told: Nominated) -> Screen:
    """The answer no, with its reason; it can be changed."""
    text = lines(
        w.t("✓ Jawaban dicatat. {pejabat} diberi tahu.", pejabat=_office(w, told)),
        w.t("<b>{judul}</b>: berhalangan", judul=places.title(w, told.offering)),
        w.t("Alasan: {alasan}", alasan=cut(reason_label(w, told.refusal), REASON_SHOWN))
        if told.refusal
        else None,
    )
    change = Button(w.label("Ubah Jawaban"), actions.OpenAnswer(told.id))
    others = Button(w.label("Cari Pelatihan"), ListTrainings())
    return Screen(text, ((change,), (others,), menu_row(w)))


def over_line(w: Words, told: Nominated) -> Html:
    """Says that an answer has no effect any more; the offering as it stands follows."""
    zone = told.offering.timezone
    ended = min(told.until, told.offering.starts_at)
    day = dates.day(w, dates.local(ended, zone).date())
    return w.t("Pencalonan berakhir {tgl}.", tgl=day)


def gone(w: Words) -> Screen:
    """The nomination was taken back."""
    return Screen(w.t("Pencalonan ini sudah ditarik."), (menu_row(w),))


def office_words(w: Words, office: NominatedBy, post: str | None) -> Html:
    """The office that names people: the HR unit, the post of a superior, the officer of a unit."""
    if office is NominatedBy.HR or post is None:
        return w.t("{unit_hr}")
    if office is NominatedBy.COLLEAGUE:
        return w.t("{nama}", nama=cut(post, NAME_SHOWN))
    if office is NominatedBy.UNIT:
        return w.t("pengelola {unit}", unit=cut(post, POST_SHOWN))
    return w.t("{jabatan}", jabatan=cut(post, POST_SHOWN))


def nomination_reason(w: Words, reason: str) -> str:
    """The words for an offered reason; any other was typed and is shown as it is."""
    match reason:
        case NominationReason.GAP:
            return w.label("kesenjangan kompetensi")
        case NominationReason.POST:
            return w.label("tugas jabatan")
        case NominationReason.QUOTA:
            return w.label("kuota unit", context="pencalonan")
        case _:
            return reason


def state_words(w: Words, state: NominationState) -> Html:
    """The answer within a line."""
    match state:
        case NominationState.ASKED:
            return w.t("belum menjawab", context="pencalonan")
        case NominationState.ACCEPTED:
            return w.t("bersedia", context="pencalonan")
        case NominationState.DECLINED:
            return w.t("berhalangan", context="pencalonan")
        case NominationState.UNANSWERED:
            return w.t("tidak dijawab", context="pencalonan")
        case NominationState.ENDED:
            return w.t("berakhir", context="pencalonan")


def _question(w: Words, told: Nominated, *, back: Action) -> Screen:
    there = told.offering
    text = message_text(
        w,
        there,
        told.office,
        told.post,
        told.reason,
        until=told.until,
        replaced=told.replaced,
    )
    yes = main(w.label("Bersedia"), actions.SayWilling(told.id, True, told.seen))
    no = Button(w.label("Berhalangan"), actions.SayWilling(told.id, False, told.seen))
    details: Row = (Button(w.label("Rincian"), OpenOffering(there.id, back=back)), *menu_row(w))
    return Screen(text, ((yes, no), details))


def _office(w: Words, told: Nominated) -> Html:
    return office_words(w, told.office, told.post)
