"""The screen of one offering (Rincian) in each state, with the one action that fits it."""

from datetime import datetime

from domain.catalogue.offerings import LONGEST_TITLE, Mode, Offering
from domain.catalogue.sessions import is_running
from domain.decisions.deciders import Via
from domain.decisions.views import OfficeNow, WhereItLies
from domain.seats.deciding import BusyTime, SeatState
from domain.seats.standing import REFUSED, Attendance, Detail, Face, SeatStanding
from handlers.actions import Action
from handlers.actions.catalogue import ListOthers, ListTrainings
from handlers.actions.decisions import NudgeOffice
from handlers.actions.evaluation import OpenForm
from handlers.actions.home import OpenMenu
from handlers.actions.seats import (
    AskMove,
    CancelAsk,
    Enrol,
    OpenOffering,
    SendCalendar,
    SkipOffer,
    TakeOffer,
)
from handlers.screens import dates, places
from handlers.screens.approval import approver, office
from handlers.screens.reasons import reason_label
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.filling import filled_by, how_row

# The detail must fit under a picture as well (900 characters).
TITLE_SHOWN = LONGEST_TITLE
OTHER_SHOWN = 110
PLACE_SHOWN = 100
KIND_SHOWN = 60
REASON_SHOWN = 200
GAPS_SHOWN = 120
UNIT_SHOWN = 60
_SEATLESS = (Face.CLOSED, Face.STARTED, Face.OFF)
_FULL = (Face.FULL, Face.NO_SEAT)


def detail(
    w: Words,
    facts: Detail,
    *,
    back: Action | None,
    now: datetime,
    lies: WhereItLies | None = None,
) -> Screen:
    """An offering in its present state for one person; `lies`: where the own request lies."""
    face = facts.face(now)
    if face is Face.PAST and facts.mine is not None:
        return _past(w, facts, facts.mine, back=back)
    there = facts.offering
    text = lines(
        _title(w, there),
        Html(places.when(w, there)),
        *places.session_lines(w, there),
        _kind(w, there),
        None if face in _SEATLESS else places.where_the_link(w, there),
        None if face in _SEATLESS else _seats(w, facts, face),
        None if face in _SEATLESS else _share(w, facts),
        _gaps(w, facts),
        _approval(w, there) if face is Face.OPEN else None,
        filled_by(w, there) if face in (Face.OPEN, Face.INTERESTED) else None,
        _my_state(w, facts, face, now, lies),
        _lies(w, lies) if lies is not None and face is Face.QUEUED else None,
        refusal(w, there, face, facts.clash) if face in REFUSED.values() else None,
        refusal(w, there, Face.CLASH, facts.clash)
        if face is Face.OFFERED and facts.clash is not None
        else None,
        _moving(w, facts, now) if face is Face.CLASH else None,
    )
    here = OpenOffering(there.id, back=back)
    move = face in (Face.CLASH, Face.QUEUED, Face.OFFERED) and facts.can_move(now)
    rows = (_move_row(w, there, here),) if move else ()
    if lies is not None and lies.can_nudge:
        nudge = NudgeOffice(there.id, lies.enrolment)
        rows = (*rows, (Button(w.label("Ingatkan"), nudge),))
    shown = face in (Face.OPEN, Face.INTERESTED) and there.notes_interest
    how = how_row(w, there, back=here) if shown else ()
    return Screen(text, (*rows, *_rows(w, facts, face, here), *how, _last_row(w, back)))


def gone(w: Words, *, back: Action | None = None) -> Screen:
    """Says that the offering no longer exists."""
    return Screen(
        w.t("Pelatihan ini tidak ditemukan atau sudah tidak tersedia."),
        (
            (Button(w.label("Cari Pelatihan"), ListTrainings()),),
            _last_row(w, back),
        ),
    )


def refusal(w: Words, there: Offering, face: Face, clash: BusyTime | None) -> Html:
    """Why people in general, or this person, cannot sign up now."""
    match face:
        case Face.CLOSED:
            return w.t("Pendaftaran ditutup {batas}.", batas=places.deadline(w, there))
        case Face.STARTED:
            return w.t("Pelatihan sudah dimulai.")
        case Face.OFF:
            return _called_off(w, there)
        case Face.CLASH if clash is not None:
            return w.t(
                "! Bersamaan dengan <b>{lain}</b>, {waktu_lain}.",
                lain=cut(clash.title, OTHER_SHOWN),
                waktu_lain=dates.span(w, clash.starts_at, clash.ends_at, clash.timezone),
            )
        case _:
            return w.t("Daftar tunggu sudah ditutup.")


def _move_row(w: Words, there: Offering, here: OpenOffering) -> Row:
    return (main(w.label("Pindah ke Pelatihan Ini"), AskMove(there.id, back=here.back)),)


def _moving(w: Words, facts: Detail, now: datetime) -> Html | None:
    if facts.can_move(now):
        return None
    if not facts.left:
        return w.t("Kuota penuh; pindah dapat dilakukan bila ada tempat.")
    return w.t("Pelatihan itu sudah dimulai, sehingga tidak dapat ditinggalkan di sini.")


def others_button(w: Words, there: Offering) -> Button:
    """The button to other trainings ([Pelatihan Lain])."""
    return Button(w.label("Pelatihan Lain"), ListOthers(there.id))


def _title(w: Words, there: Offering) -> Html:
    return w.t("<b>{judul}</b>", judul=places.title(w, there))


def _kind(w: Words, there: Offering) -> Html:
    mode = places.mode_name(w, there.mode)
    if not there.place:
        return w.t(
            "{moda} · {jp} JP · {jenis}",
            moda=mode,
            jp=there.hours,
            jenis=cut(places.kind_name(w, there.kind), KIND_SHOWN),
        )
    return w.t(
        "{tempat} · {moda} · {jp} JP · {jenis}",
        tempat=cut(there.place, PLACE_SHOWN),
        moda=mode,
        jp=there.hours,
        jenis=cut(places.kind_name(w, there.kind), KIND_SHOWN),
    )


def _seats(w: Words, facts: Detail, face: Face) -> Html:
    there = facts.offering
    if not facts.left or (face in _FULL and facts.share is None):
        return w.t(
            "Kuota: penuh ({kuota}) · {m} orang di daftar tunggu",
            kuota=w.number(there.quota),
            m=w.number(facts.occupancy.waiting),
        )
    return w.t(
        "Kuota: sisa {sisa} dari {kuota} kursi · pendaftaran sampai {batas}",
        sisa=w.number(facts.left),
        kuota=w.number(there.quota),
        batas=places.deadline(w, there),
    )


def _share(w: Words, facts: Detail) -> Html | None:
    """What the quota by unit leaves for the person's unit."""
    share = facts.share
    if share is None:
        return None
    if share.unit is None:
        return None if share.admitted else w.t("! Sisa tempat dicadangkan bagi unit lain.")
    unit = cut(share.unit, UNIT_SHOWN)
    if not share.left and not share.admitted:
        return w.t("! Kuota {unit} sudah terisi ({y}).", unit=unit, y=w.number(share.seats))
    return w.t(
        "Kuota {unit}: sisa {x} dari {y}",
        unit=unit,
        x=w.number(share.left),
        y=w.number(share.seats),
    )


def _gaps(w: Words, facts: Detail) -> Html | None:
    if not facts.gaps:
        return None
    names = cut(", ".join(facts.gaps), GAPS_SHOWN)
    return w.t("Meningkatkan: {kompetensi}", kompetensi=names)


def _approval(w: Words, there: Offering) -> Html | None:
    if not there.needs_approval:
        return None
    return w.t("Perlu persetujuan {siapa}.", siapa=approver(w, there.approval_by))


def _my_state(
    w: Words, facts: Detail, face: Face, now: datetime, lies: WhereItLies | None
) -> Html | None:
    mine, there = facts.mine, facts.offering
    match face:
        case Face.ENROLLED if is_running(there, now):
            return w.t("● Sedang berlangsung. Bapak/Ibu terdaftar.")
        case Face.ENROLLED:
            return w.t("● Bapak/Ibu terdaftar.")
        case Face.QUEUED if mine is not None and there.offer_hours:
            return w.t(
                "◐ Daftar tunggu, urutan {n}. "
                "Bila ada tempat sampai {batas_tunggu}, kami tawarkan kepada Bapak/Ibu.",
                n=w.number(mine.position or 1),
                batas_tunggu=places.queue_deadline(w, there),
            )
        case Face.QUEUED if mine is not None:
            return w.t(
                "◐ Daftar tunggu, urutan {n}. "
                "Bila ada yang batal sampai {batas_tunggu}, Bapak/Ibu otomatis mendapat tempat.",
                n=w.number(mine.position or 1),
                batas_tunggu=places.queue_deadline(w, there),
            )
        case Face.OPEN | Face.FULL | Face.CLASH | Face.CLOSED if (
            mine is not None and mine.state is SeatState.REFUSED
        ):
            return _refused(w, there, mine)
        case Face.OFFERED if mine is not None:
            return lines(
                w.t("◐ Ada tempat untuk Bapak/Ibu."), held_until(w, there, mine.answer_by)
            )
        case Face.INTERESTED:
            return w.t("◐ Tercatat sebagai peminat.")
        case Face.PENDING if mine is not None:
            return _lies(w, lies or _at_hr(there, mine))
        case _:
            return None


def _lies(w: Words, lies: WhereItLies) -> Html:
    since = dates.day(w, dates.local(lies.since, w.house.timezone).date())
    return w.t(
        "◐ Menunggu persetujuan {pejabat} sejak {tgl}.", pejabat=office(w, lies.office), tgl=since
    )


def _at_hr(there: Offering, mine: SeatStanding) -> WhereItLies:
    hr = OfficeNow(None, Via.HR)
    return WhereItLies(mine.enrolment_id, there.id, hr, mine.since, can_nudge=False)


def _refused(w: Words, there: Offering, mine: SeatStanding) -> Html:
    """HR has refused an earlier sign-up."""
    day = dates.short_day(w, dates.local(mine.since, there.timezone).date())
    if not mine.reason:
        return w.t("✗ Belum dapat disetujui {tgl}.", tgl=day)
    reason = cut(reason_label(w, mine.reason), REASON_SHOWN)
    return w.t("✗ Belum dapat disetujui {tgl}: {alasan}", tgl=day, alasan=reason)


def _called_off(w: Words, there: Offering) -> Html:
    if not there.called_off_reason:
        return w.t("✗ Dibatalkan penyelenggara.")
    reason = cut(there.called_off_reason, REASON_SHOWN)
    return w.t("✗ Dibatalkan penyelenggara. Alasan: {alasan}", alasan=reason)


def _rows(w: Words, facts: Detail, face: Face, here: OpenOffering) -> tuple[Row, ...]:
    there = facts.offering
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=here))
    match face:
        case Face.OPEN:
            return ((main(w.label("Daftar"), Enrol(there.id, seen=facts.seen, back=here.back)),),)
        case Face.FULL:
            join = Enrol(there.id, seen=facts.seen, back=here.back)
            return ((main(w.label("Masuk Daftar Tunggu"), join),),)
        case Face.OFFERED if facts.mine is not None and facts.mine.answer_by is not None:
            left = Button(w.label("Lewati"), SkipOffer(there.id, facts.seen, back=here.back))
            if facts.clash is not None:
                return ((left,),)
            taken = TakeOffer(there.id, facts.seen, back=here.back)
            return ((main(w.label("Ambil Tempat"), taken), left),)
        case Face.QUEUED | Face.PENDING | Face.OFFERED | Face.INTERESTED:
            return ((cancel,),)
        case Face.ENROLLED:
            seat = (Button(w.label("Unduh Kalender"), SendCalendar(there.id)), cancel)
            return (*link_row(w, there), seat)
        case Face.CLASH if facts.clash is not None:
            other = OpenOffering(facts.clash.offering_id, back=OpenOffering(there.id))
            return ((Button(w.label("Rincian Pelatihan Itu"), other),),)
        case _:
            return ((others_button(w, there),),)


def held_until(w: Words, there: Offering, until: datetime | None) -> Html | None:
    """Until when an offered seat is kept for the person."""
    if until is None:
        return None
    moment = dates.moment(w, until, there.timezone)
    return w.t("Ditahan untuk Bapak/Ibu sampai <b>{batas}</b>.", batas=moment)


def link_row(w: Words, there: Offering) -> tuple[Row, ...]:
    """The row with the link of an online training ([Buka Tautan]); empty on site."""
    if not there.url or there.mode is Mode.ONSITE:
        return ()
    return ((Button(w.label("Buka Tautan"), url=there.url),),)


def _past(w: Words, facts: Detail, mine: SeatStanding, *, back: Action | None) -> Screen:
    there = facts.offering
    text = lines(
        _title(w, there),
        Html(places.when(w, there)),
        _attended(w, there, mine),
        _certificate(w, mine),
    )
    given = facts.feedback_given
    label = w.label("Lihat Umpan Balik") if given else w.label("Isi Umpan Balik")
    form = (Button(label, OpenForm(there.id)),)
    return Screen(text, (*((form,) if facts.feedback_open else ()), _last_row(w, back)))


def _attended(w: Words, there: Offering, mine: SeatStanding) -> Html:
    match mine.attendance:
        case Attendance.ABSENT:
            return w.t("✗ Tidak hadir")
        case Attendance.PASSED:
            return w.t("✓ Lulus · {jp} JP", jp=there.hours)
        case Attendance.ATTENDED:
            return w.t("✓ Hadir · {jp} JP", jp=there.hours)
        case None:
            return w.t("◐ Kehadiran belum dicatat")


def _certificate(w: Words, mine: SeatStanding) -> Html | None:
    if mine.attendance in (None, Attendance.ABSENT):
        return None
    if not mine.certificate:
        return w.t("Nomor sertifikat: belum tercatat")
    return w.t("Nomor sertifikat: {nomor}", nomor=mine.certificate)


def _last_row(w: Words, back: Action | None) -> Row:
    return (
        Button(w.label("Kembali"), back or ListTrainings()),
        Button(w.label("Menu Utama"), OpenMenu()),
    )
