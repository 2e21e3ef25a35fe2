"""Screens of HR for deciding on sign-ups (Permintaan); the first decision counts."""

from domain.lists import Page
from domain.seats.approvals import LateCancel, Request, RequestLine
from domain.seats.deciding import SeatEndReason, SeatState
from handlers.actions import accounts
from handlers.actions import seats as actions
from handlers.actions.seating.nominations import OpenSubstitutes
from handlers.actions.seats import OpenParticipants
from handlers.screens import dates, places
from handlers.screens.buttons import back_to_desk, counted, desk_button, requests_button
from handlers.screens.lists import numbered
from handlers.screens.people import UNIT_SHOWN, post, told, who
from handlers.screens.screen import Button, Row, Said, Screen, main
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.reasons import offered, reason_label

REASONS = {
    actions.RefusalReason.SEATS: SeatEndReason.FEW_SEATS,
    actions.RefusalReason.POST: SeatEndReason.UNFIT_POST,
    actions.RefusalReason.TAKEN_BEFORE: SeatEndReason.TAKEN_BEFORE,
}
"""The stored reason for each button of the question."""
TITLE_SHOWN = 60
GAPS_SHOWN = 200


def notice(w: Words, one: Request) -> Screen:
    """Who signs up for what, with what helps to decide."""
    text = lines(
        _who(w, one),
        w.t("mendaftar <b>{judul}</b>, {waktu}.", judul=one.title, waktu=places.when(w, one)),
        _seats(w, one),
    )
    decide = (
        main(w.label("Setujui"), actions.Approve(one.enrolment_id, one.seen)),
        Button(w.label("Tolak"), actions.AskRefusalReason(one.enrolment_id)),
    )
    return Screen(text, (decide, (requests_button(w, one.waiting),)), new=True)


def listing(w: Words, page: Page[RequestLine], *, data_requests: int) -> Screen:
    """The sign-ups that wait for a decision, the oldest first."""
    head = (
        w.t("{n} pendaftaran menunggu keputusan.", n=w.number(page.total))
        if page.total
        else w.t("Tidak ada pendaftaran yang menunggu keputusan.")
    )

    def line(place: int, one: RequestLine) -> Html:
        person = who(w, one, among=page.items)
        title = cut(one.title, TITLE_SHOWN)
        if not one.unit:
            return w.t("{no}. {nama}: {judul}", no=place, nama=person, judul=title)
        unit = cut(one.unit, UNIT_SHOWN)
        return w.t("{no}. {nama}, {unit}: {judul}", no=place, nama=person, unit=unit, judul=title)

    def row(place: int, one: RequestLine) -> Row:
        return (
            Button(w.label("Setujui {no}", no=place), actions.Approve(one.enrolment_id, one.seen)),
            Button(w.label("Tolak {no}", no=place), actions.AskRefusalReason(one.enrolment_id)),
        )

    listed, rows = numbered(page, actions.OpenRequests, line=line, row=row)
    data = counted(w, w.label("Permintaan Data"), data_requests, accounts.OpenDataRequests(0))
    return Screen(lines(head, *listed), (*rows, (data,), back_to_desk(w)))


def unreached(w: Words, one: Request) -> Screen:
    """A person in the queue blocks the bot: the seat goes to the next, the place stays."""
    text = lines(
        w.t("! Tidak dapat diberi tahu: {orang}", orang=_who(w, one)),
        w.t(
            "Ada tempat untuk <b>{judul}</b>, {waktu}; dilewati, urutannya tetap.",
            judul=one.title,
            waktu=places.when(w, one),
        ),
        w.t("Mohon sampaikan langsung."),
    )
    people = Button(w.label("Peserta"), OpenParticipants(one.offering_id, 0))
    return Screen(text, ((people, desk_button(w)),), new=True)


def unreached_line(w: Words, one: Request) -> Said:
    """The same as a line of the message of the day."""
    text = w.t(
        "Tidak dapat diberi tahu, mohon sampaikan langsung: <b>{nama}</b>, ada tempat untuk "
        "<b>{judul}</b>, {waktu}",
        nama=who(w, one),
        judul=cut(one.title, TITLE_SHOWN),
        waktu=places.when(w, one),
    )
    return Said(text, Button(w.label("Peserta"), OpenParticipants(one.offering_id, 0)))


def ask_reason(w: Words, one: Request) -> Screen:
    """Asks for the reason of a refusal; it may also be typed."""
    text = w.t(
        "Apa alasan penolakan untuk <b>{nama}</b>? Silakan pilih atau ketik.", nama=who(w, one)
    )
    reasons = offered(
        w, REASONS, lambda reason: actions.Refuse(one.enrolment_id, reason, one.seen)
    )
    back = Button(w.label("Kembali"), actions.OpenRequest(one.enrolment_id))
    return Screen(text, (*reasons, (back,)))


def done(w: Words, one: Request) -> Screen:
    """What was decided, and whether the person is told."""
    heard = told(w, linked=one.linked)
    if one.state is SeatState.REFUSED:
        text = lines(
            w.t(
                "✗ Ditolak: <b>{nama}</b>, {judul}. Alasan: {alasan}",
                nama=who(w, one),
                judul=one.title,
                alasan=reason_label(w, one.reason or "-"),
            ),
            heard,
        )
    elif one.state is SeatState.QUEUED:
        text = w.t(
            "◐ Disetujui, tetapi kuota sudah penuh: <b>{nama}</b> masuk daftar tunggu, "
            "urutan {n}.",
            nama=who(w, one),
            n=one.place_in_queue or 1,
        )
    else:
        text = lines(
            w.t("✓ Disetujui: <b>{nama}</b>, {judul}.", nama=who(w, one), judul=one.title), heard
        )
    return Screen(text, (_onward(w, one),))


def gone(w: Words, one: Request) -> Screen:
    """The sign-up is no longer open: for a late press, and for other officers' notices."""
    if one.decided_by is None or one.decided_at is None:
        by_rule = one.reason in (SeatEndReason.LEFT_SERVICE, SeatEndReason.QUEUE_CLOSED)
        withdrawn = one.state is SeatState.CANCELLED and not by_rule
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
    """Tells HR that a person gave up a seat shortly before the start."""
    text = lines(
        w.t("! <b>{nama}</b> ({unit}) berhalangan hadir:", nama=who(w, facts), unit=facts.unit),
        w.t(
            "<b>{judul}</b>, {waktu}.",
            judul=facts.title,
            waktu=places.when(w, facts),
        ),
        w.t("Alasan: {alasan}", alasan=reason_label(w, facts.reason)) if facts.reason else None,
    )
    people = Button(w.label("Peserta"), OpenParticipants(facts.offering_id, 0))
    other = Button(w.label("Usulkan Pengganti"), OpenSubstitutes(facts.enrolment_id))
    return Screen(text, ((other,), (people, desk_button(w))), new=True)


def _who(w: Words, one: Request) -> Html:
    where = post(w, one.position, one.unit)
    if where is None:
        return w.t("<b>{nama}</b>", nama=who(w, one))
    return w.t("<b>{nama}</b>, {jabatan_unit}", nama=who(w, one), jabatan_unit=where)


def _seats(w: Words, one: Request) -> Html:
    left, quota = w.number(one.left), w.number(one.quota)
    if not one.gaps:
        return w.t("Sisa kuota: {sisa} dari {kuota}", sisa=left, kuota=quota)
    return w.t(
        "Kesenjangan: {kompetensi} · sisa kuota: {sisa} dari {kuota}",
        kompetensi=cut(", ".join(one.gaps), GAPS_SHOWN),
        sisa=left,
        kuota=quota,
    )


def _result(w: Words, one: Request) -> Html:
    if one.state is SeatState.CANCELLED:
        return w.t("dibatalkan, alasan: {alasan}", alasan=reason_label(w, one.reason or "-"))
    if one.state is SeatState.REFUSED:
        return w.t("ditolak, alasan: {alasan}", alasan=reason_label(w, one.reason or "-"))
    if one.state is SeatState.QUEUED:
        return w.t("disetujui, masuk daftar tunggu")
    return w.t("disetujui")


def _onward(w: Words, one: Request) -> Row:
    return (requests_button(w, one.waiting), desk_button(w))
