"""Permintaan: sign-ups that HR decides on; the first decision wins."""

from domain.lists import Page
from domain.seats.approvals import LateCancel, Request, RequestLine
from domain.seats.deciding import Reason, State
from handlers.actions import accounts
from handlers.actions import seats as actions
from handlers.actions.seats import OpenParticipants
from handlers.screens import dates
from handlers.screens.buttons import back_to_desk, counted, desk_button, requests_button
from handlers.screens.lists import turning
from handlers.screens.people import post, told
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

REASONS = {
    actions.Refusal.SEATS: Reason.FEW_SEATS,
    actions.Refusal.POST: Reason.UNFIT_POST,
    actions.Refusal.TAKEN_BEFORE: Reason.TAKEN_BEFORE,
}
"""What a button of the question means, as it is kept."""
TITLE_SHOWN = 100


def notice(w: Words, one: Request) -> Screen:
    """Who asks for what, with what helps to decide."""
    text = lines(
        _who(w, one),
        w.t("mendaftar <b>{judul}</b>, {tgl}.", judul=one.title, tgl=_day(w, one)),
        _seats(w, one),
    )
    decide = (
        main(w.label("Setujui"), actions.Approve(one.enrolment_id)),
        Button(w.label("Tolak"), actions.AskRefusalReason(one.enrolment_id)),
    )
    return Screen(text, (decide, (requests_button(w, one.waiting),)), new=True)


def listing(w: Words, page: Page[RequestLine], *, data_requests: int) -> Screen:
    """What waits for a decision, the oldest first."""
    first = page.number * page.size + 1
    numbered = list(enumerate(page.items, first))
    head = (
        w.t("{n} pendaftaran menunggu keputusan.", n=w.number(page.total))
        if page.total
        else w.t("Tidak ada pendaftaran yang menunggu keputusan.")
    )
    listed = [
        w.t("{no}. {nama}: {judul}", no=place, nama=one.name, judul=cut(one.title, TITLE_SHOWN))
        for place, one in numbered
    ]
    decide: list[Row] = [
        (
            Button(w.label("Setujui {no}", no=place), actions.Approve(one.enrolment_id)),
            Button(w.label("Tolak {no}", no=place), actions.AskRefusalReason(one.enrolment_id)),
        )
        for place, one in numbered
    ]
    data = counted(w, w.label("Permintaan Data"), data_requests, accounts.OpenDataRequests(0))
    turn = turning(page.number, page.pages, actions.OpenRequests)
    return Screen(lines(head, *listed), (*decide, *turn, (data,), back_to_desk(w)))


def ask_reason(w: Words, one: Request) -> Screen:
    """After Tolak; typing a reason does the same."""
    text = w.t(
        "Apa alasan penolakan untuk <b>{nama}</b>? Silakan pilih atau ketik.", nama=one.name
    )
    reasons: tuple[Row, ...] = tuple(
        (Button(reason_label(w, kept), actions.Refuse(one.enrolment_id, offered)),)
        for offered, kept in REASONS.items()
    )
    back = Button(w.label("Kembali"), actions.OpenRequest(one.enrolment_id))
    return Screen(text, (*reasons, (back,)))


def reason_label(w: Words, reason: str) -> str:
    """The reasons that are offered in words; any other was typed."""
    match reason:
        case Reason.FEW_SEATS:
            return w.label("Kuota Terbatas")
        case Reason.UNFIT_POST:
            return w.label("Belum Sesuai Jabatan")
        case Reason.TAKEN_BEFORE:
            return w.label("Sudah Pernah Mengikuti")
        case Reason.DUTY:
            return w.label("Tugas Kedinasan")
        case Reason.PERSONAL:
            return w.label("Keperluan Pribadi")
        case Reason.CLASH:
            return w.label("Jadwal Bersamaan")
        case Reason.LEFT_SERVICE:
            return w.label("Tidak Aktif Lagi")
        case Reason.QUEUE_CLOSED:
            return w.label("Daftar Tunggu Ditutup")
        case _:
            return reason


def done(w: Words, one: Request) -> Screen:
    """What the decision came to."""
    heard = told(w, linked=one.linked)
    if one.state is State.REFUSED:
        text = lines(
            w.t(
                "✗ Ditolak: <b>{nama}</b>, {judul}. Alasan: {alasan}",
                nama=one.name,
                judul=one.title,
                alasan=reason_label(w, one.reason or "-"),
            ),
            heard,
        )
    elif one.state is State.QUEUED:
        text = w.t(
            "◐ Disetujui, tetapi kuota sudah penuh: <b>{nama}</b> masuk daftar tunggu, "
            "urutan {n}.",
            nama=one.name,
            n=one.place_in_queue or 1,
        )
    else:
        text = lines(
            w.t("✓ Disetujui: <b>{nama}</b>, {judul}.", nama=one.name, judul=one.title), heard
        )
    return Screen(text, (_onward(w, one),))


def gone(w: Words, one: Request) -> Screen:
    """A late press, and what the notices of the others become."""
    if one.decided_by is None or one.decided_at is None:
        by_rule = one.reason in (Reason.LEFT_SERVICE, Reason.QUEUE_CLOSED)
        withdrawn = one.state is State.CANCELLED and not by_rule
        text = (
            w.t("Pendaftaran ini sudah dibatalkan oleh pendaftar.")
            if withdrawn
            else w.t("Pendaftaran ini tidak lagi menunggu keputusan.")
        )
    else:
        text = w.t(
            "Pendaftaran ini sudah diputuskan oleh {petugas} pada {waktu}: {hasil}.",
            petugas=one.decided_by,
            waktu=dates.moment(w, one.decided_at, w.house.timezone),
            hasil=_result(w, one),
        )
    return Screen(text, (_onward(w, one),))


def late_cancel(w: Words, facts: LateCancel) -> Screen:
    """To HR: somebody cannot come, and it is soon."""
    text = lines(
        w.t("! <b>{nama}</b> ({unit}) berhalangan hadir:", nama=facts.name, unit=facts.unit),
        w.t(
            "<b>{judul}</b>, {waktu}.",
            judul=facts.title,
            waktu=dates.moment(w, facts.starts_at, facts.timezone),
        ),
        w.t("Alasan: {alasan}", alasan=reason_label(w, facts.reason)) if facts.reason else None,
    )
    people = Button(w.label("Peserta"), OpenParticipants(facts.offering_id, 0))
    return Screen(text, ((people, desk_button(w)),), new=True)


def _who(w: Words, one: Request) -> Html:
    where = post(w, one.position, one.unit)
    if where is None:
        return w.t("<b>{nama}</b>", nama=one.name)
    return w.t("<b>{nama}</b>, {jabatan_unit}", nama=one.name, jabatan_unit=where)


def _seats(w: Words, one: Request) -> Html:
    left, quota = w.number(one.left), w.number(one.quota)
    if not one.gaps:
        return w.t("Sisa kuota: {sisa} dari {kuota}", sisa=left, kuota=quota)
    return w.t(
        "Kesenjangan: {kompetensi} · sisa kuota: {sisa} dari {kuota}",
        kompetensi=", ".join(one.gaps),
        sisa=left,
        kuota=quota,
    )


def _result(w: Words, one: Request) -> Html:
    if one.state is State.CANCELLED:
        return w.t("dibatalkan, alasan: {alasan}", alasan=reason_label(w, one.reason or "-"))
    if one.state is State.REFUSED:
        return w.t("ditolak, alasan: {alasan}", alasan=reason_label(w, one.reason or "-"))
    if one.state is State.QUEUED:
        return w.t("disetujui, masuk daftar tunggu")
    return w.t("disetujui")


def _onward(w: Words, one: Request) -> Row:
    return (requests_button(w, one.waiting), desk_button(w))


def _day(w: Words, one: Request) -> str:
    return dates.day(w, dates.local(one.starts_at, one.timezone).date())
