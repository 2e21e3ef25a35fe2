"""Screens about one decision: the notice, its details, the reason, the outcome, handing over."""

from collections.abc import Sequence

from domain.decisions.deciders import Via
from domain.decisions.states import DecisionEvent, DecisionState
from domain.decisions.views import DecisionView, NextOffice, OfficeNow, Step
from domain.ids import DecisionId
from domain.seats.approvals import Request
from domain.seats.deciding import SeatEndReason, SeatState
from domain.seats.seen import seen
from handlers.actions import decisions as actions
from handlers.actions.decisions import RefusalGround
from handlers.screens import dates, places
from handlers.screens.approval import POST_SHOWN, office
from handlers.screens.buttons import desk_button, menu_row, requests_button
from handlers.screens.lists import in_pairs
from handlers.screens.people import post, told, who
from handlers.screens.reasons import reason_label
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines

REASONS = {
    RefusalGround.DUTY: SeatEndReason.URGENT_DUTY,
    RefusalGround.UNIT_QUOTA: SeatEndReason.UNIT_QUOTA,
    RefusalGround.POST: SeatEndReason.UNFIT_POST,
    RefusalGround.TAKEN_BEFORE: SeatEndReason.TAKEN_BEFORE,
    RefusalGround.SEATS: SeatEndReason.FEW_SEATS,
    RefusalGround.BUDGET: SeatEndReason.BUDGET,
}
"""The stored reason for each button of the question."""
GAPS_SHOWN, STEPS_SHOWN, LABEL_SHOWN = 90, 5, 24
PLACE_SHOWN = 60


def notice(w: Words, view: DecisionView) -> Screen:
    """Who signs up for what, with what helps to decide."""
    as_hr = view.mine is Via.HR
    second = (
        (requests_button(w, view.request.waiting),)
        if as_hr
        else (
            Button(w.label("Rincian"), actions.OpenDecision(view.id)),
            Button(w.label("Alihkan"), actions.AskHand(view.id)),
        )
    )
    return Screen(_asked(w, view), (_decide(w, view), second), new=True)


def escalated(w: Words, view: DecisionView) -> Screen:
    """The same for the next superior, since the first one has not answered."""
    line = w.t("! Belum diputuskan sejak {tgl}.", tgl=_day(w, view))
    return notice(w, view).under(line)


def one(w: Words, view: DecisionView) -> Screen:
    """The notice with what has happened since."""
    steps = [step for each in view.history[:STEPS_SHOWN] if (step := _step(w, each)) is not None]
    lies = w.t("Menunggu {pejabat} sejak {tgl}", pejabat=office(w, view.office), tgl=_day(w, view))
    text = lines(
        _asked(w, view),
        w.t("Riwayat: {langkah}", langkah=joined(" · ", steps)) if steps else None,
        lies if view.mine is Via.HR else None,
    )
    hand = [Button(w.label("Alihkan"), actions.AskHand(view.id))]
    if view.next_id is not None:
        hand.append(Button("»", actions.OpenDecision(view.next_id)))
    back = (Button(w.label("Kembali"), actions.ListDecisions()), *_home(w, view))
    return Screen(text, (_decide(w, view), tuple(hand), back))


def ask_reason(w: Words, view: DecisionView) -> Screen:
    """Asks for the reason of a refusal; it may also be typed."""
    text = lines(
        w.t(
            "Apa alasan penolakan untuk <b>{nama}</b>? Silakan pilih atau ketik.",
            nama=who(w, view.request),
        ),
        w.t("Alasan ini dibaca oleh yang bersangkutan."),
    )
    shown = _seen(view.request)
    buttons = [
        Button(reason_label(w, kept), actions.RefuseDecision(view.id, number, shown))
        for number, kept in REASONS.items()
    ]
    back = Button(w.label("Kembali"), actions.OpenDecision(view.id))
    return Screen(text, (*_reasons(buttons), (back,)))


def ask_reason_of_many(w: Words, count: int) -> Screen:
    """Asks for the reason of refusing all that are ticked."""
    text = lines(
        w.t(
            "Apa alasan penolakan untuk <b>{n} orang</b>? Silakan pilih atau ketik.",
            n=w.number(count),
        ),
        w.t("Alasan ini dibaca oleh yang bersangkutan."),
    )
    buttons = [
        Button(reason_label(w, kept), actions.RefuseTicked(number))
        for number, kept in REASONS.items()
    ]
    back = Button(w.label("Kembali"), actions.ListDecisions())
    return Screen(text, (*_reasons(buttons), (back,)))


def done(w: Words, view: DecisionView) -> Screen:
    """What the viewer has decided, and when the person is told."""
    one, undo = view.request, view.undo_until
    heard = told(w, linked=one.linked)
    if undo is not None and one.linked:
        at = dates.hour(w, undo, w.house.timezone)
        heard = w.t("Yang bersangkutan akan diberi tahu pukul {jam}.", jam=at)
    if view.forwarded:
        text = w.t(
            "✓ Disetujui: <b>{nama}</b>, {judul}. Diteruskan kepada {unit_hr}.",
            nama=who(w, one),
            judul=one.title,
        )
    elif view.state is DecisionState.REFUSED:
        text = lines(
            w.t(
                "✗ Ditolak: <b>{nama}</b>, {judul}. Alasan: {alasan}",
                nama=who(w, one),
                judul=one.title,
                alasan=reason_label(w, view.reason or one.reason or "-"),
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
    undo_row = ((Button(w.label("Urungkan"), actions.UndoDecision(view.id)),),) if undo else ()
    return Screen(text, (*undo_row, _onward(w, view)))


def gone(w: Words, view: DecisionView) -> Screen:
    """It cannot be decided here any more: for a late press, and for the notices of others."""
    one = view.request
    if view.open:
        text = w.t(
            "Permintaan ini kini diputuskan oleh {pejabat}.", pejabat=office(w, view.office)
        )
    elif view.state is DecisionState.LAPSED:
        text = w.t("Pelatihan sudah dimulai; permintaan berakhir tanpa keputusan.")
    else:
        by = view.decided_by or one.decided_by
        at = view.decided_at if view.decided_by else one.decided_at
        if by is None or at is None:
            text = _ended(w, one)
        else:
            text = w.t(
                "Pendaftaran ini sudah diputuskan oleh {petugas} pada {waktu}: {hasil}.",
                petugas=_named(w, by, view.decided_as),
                waktu=dates.moment(w, at, w.house.timezone),
                hasil=_result(w, view),
            )
    return Screen(text, (_onward(w, view),))


def not_yours(w: Words) -> Screen:
    """Who presses neither decides nor was ever asked."""
    text = w.t("Permintaan ini diputuskan oleh pejabat lain.")
    return Screen(text, (menu_row(w),))


def ask_hand(w: Words, view: DecisionView, offices: Sequence[NextOffice]) -> Screen:
    """Asks to which office it is handed over; offices only, no people."""
    text = lines(
        w.t("Alihkan kepada siapa?"),
        w.t("{nama}: {judul}", nama=who(w, view.request), judul=view.request.title),
    )
    rows = tuple(
        (Button(_hand_label(w, each), actions.HandTo(view.id, each.number)),) for each in offices
    )
    back = Button(w.label("Kembali"), actions.OpenDecision(view.id))
    return Screen(text, (*rows, (back, *_home(w, view))))


def handed(w: Words, decision: DecisionId, to: NextOffice) -> Screen:
    """It was handed over; the office is told."""
    via = Via.HR if to.post is None else Via.UNIT_OFFICER if to.of_unit else Via.HOLDER
    text = w.t("✓ Dialihkan kepada {pejabat}.", pejabat=office(w, OfficeNow(to.post, via)))
    undo = Button(w.label("Urungkan"), actions.UndoHand(decision))
    return Screen(text, ((undo,), (requests_button(w, 0), *menu_row(w))))


def _asked(w: Words, view: DecisionView) -> Html:
    one = view.request
    if view.mine is Via.HR:
        return lines(
            _who(w, one),
            w.t("mendaftar <b>{judul}</b>, {waktu}.", judul=one.title, waktu=places.when(w, one)),
            _seats(w, one),
            _queued(w, one),
        )
    learnt = w.t("{jp} JP", jp=w.number(view.year))
    if view.target is not None:
        learnt = w.t("{jp} dari {target} JP", jp=w.number(view.year), target=view.target)
    gaps = cut(", ".join(one.gaps), GAPS_SHOWN)
    return lines(
        _who(w, one),
        w.t(
            "mendaftar <b>{judul}</b>, {waktu} ({jp} JP).",
            judul=one.title,
            waktu=places.when(w, one),
            jp=w.number(view.hours),
        ),
        _queued(w, one),
        w.t("Kesenjangan: {kompetensi} · JP {jp_tahun}", kompetensi=gaps, jp_tahun=learnt)
        if gaps
        else w.t("JP tahun ini: {jp_tahun}", jp_tahun=learnt),
        w.t(
            "! {k} dari {m} pegawai unit tidak di tempat hari itu",
            k=w.number(view.away),
            m=w.number(view.colleagues),
        )
        if view.away
        else None,
        w.t("Mohon diputuskan paling lambat <b>{tgl}</b>.", tgl=dates.day(w, view.decide_by)),
    )


def _queued(w: Words, one: Request) -> Html | None:
    if one.state is not SeatState.QUEUED:
        return None
    return w.t("◐ Daftar tunggu, urutan {n}", n=one.place_in_queue or 1)


def _decide(w: Words, view: DecisionView) -> Row:
    return (
        main(w.label("Setujui"), actions.ApproveDecision(view.id, _seen(view.request))),
        Button(w.label("Tolak"), actions.AskDecisionReason(view.id)),
    )


def _seen(one: Request) -> int:
    return seen(one)


def _reasons(buttons: Sequence[Button]) -> tuple[Row, ...]:
    """[Tugas Mendesak] [Kuota Unit] / … as the storyboard sets them."""
    duty, unit, fit, before, seats, budget = buttons
    return ((duty, unit), (fit,), (before,), *in_pairs([seats, budget]))


def _step(w: Words, step: Step) -> Html | None:
    at = dates.short_day(w, dates.local(step.at, w.house.timezone).date())
    named = w.t("{jabatan}", jabatan=cut(step.post, POST_SHOWN)) if step.post else w.t("{unit_hr}")
    match step.event:
        case DecisionEvent.ASKED:
            return w.t("diajukan {tgl}", tgl=at)
        case DecisionEvent.REMINDED:
            return w.t("{pejabat} diingatkan {tgl}", pejabat=named, tgl=at)
        case DecisionEvent.ESCALATED:
            return w.t("diteruskan kepada {pejabat} {tgl}", pejabat=named, tgl=at)
        case DecisionEvent.RAISED:
            return w.t("disampaikan kepada {unit_hr} {tgl}", tgl=at)
        case DecisionEvent.HANDED:
            return w.t("dialihkan kepada {pejabat} {tgl}", pejabat=named, tgl=at)
        case DecisionEvent.UNDONE:
            return w.t("diurungkan {tgl}", tgl=at)
        case DecisionEvent.APPROVED:
            return w.t("disetujui {pejabat} {tgl}", pejabat=named, tgl=at)
        case DecisionEvent.REFUSED:
            return w.t("ditolak {pejabat} {tgl}", pejabat=named, tgl=at)
        case _:
            return None


def _who(w: Words, one: Request) -> Html:
    where = post(
        w,
        one.position and cut(one.position, PLACE_SHOWN),
        one.unit and cut(one.unit, PLACE_SHOWN),
    )
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


def _ended(w: Words, one: Request) -> Html:
    rules = (SeatEndReason.LEFT_SERVICE, SeatEndReason.QUEUE_CLOSED, SeatEndReason.LAPSED)
    if one.state is SeatState.CANCELLED and one.reason not in rules:
        return w.t("Pendaftaran ini sudah dibatalkan oleh pendaftar.")
    return w.t("Pendaftaran ini tidak lagi menunggu keputusan.")


def _named(w: Words, by: str, post: str | None) -> Html:
    if post is None:
        return w.t("{petugas}", petugas=by)
    return w.t("{petugas} ({jabatan})", petugas=by, jabatan=cut(post, POST_SHOWN))


def _result(w: Words, view: DecisionView) -> Html:
    one = view.request
    if view.state is DecisionState.REFUSED or one.state is SeatState.REFUSED:
        why = reason_label(w, view.reason or one.reason or "-")
        return w.t("ditolak, alasan: {alasan}", alasan=why)
    if one.state is SeatState.CANCELLED and not view.decided_by:
        return w.t("dibatalkan, alasan: {alasan}", alasan=reason_label(w, one.reason or "-"))
    if view.forwarded:
        return w.t("disetujui, diteruskan kepada {unit_hr}")
    if one.state is SeatState.QUEUED:
        return w.t("disetujui, masuk daftar tunggu")
    return w.t("disetujui")


def _hand_label(w: Words, one: NextOffice) -> str:
    if one.post is None:
        return w.label("{unit_hr}")
    if one.of_unit:
        return w.label("Pengelola {unit}", unit=cut(one.post, LABEL_SHOWN - 10))
    return cut(one.post, LABEL_SHOWN)


def _day(w: Words, view: DecisionView) -> str:
    return dates.day(w, dates.local(view.asked_at, w.house.timezone).date())


def _home(w: Words, view: DecisionView) -> tuple[Button, ...]:
    return (desk_button(w),) if view.as_officer else menu_row(w)


def _onward(w: Words, view: DecisionView) -> Row:
    return (requests_button(w, view.request.waiting if view.as_officer else 0), *_home(w, view))
