"""Screens of seats that are given by need or by draw: the rule, and how it came out."""

from domain.catalogue.offerings import Offering
from domain.ids import MessageId
from domain.seats.deciding import SeatState
from domain.seats.filling import SeatFilling
from domain.seats.quotas import QuotaMode
from domain.seats.ranking import FIRST, GAP_EACH, GAP_MOST, HOURS, NOMINATED, UNIT, Need, Part
from domain.seats.standing import SeatStanding
from handlers.actions import Action
from handlers.actions.home import OpenMenu
from handlers.actions.seats import (
    CancelAsk,
    DownloadOrder,
    OpenHowFilled,
    OpenNotice,
    OpenOffering,
    OpenParticipants,
    SendCalendar,
)
from handlers.screens import dates, places
from handlers.screens.buttons import desk_button, menu_row
from handlers.screens.screen import Button, Document, Row, Said, Screen
from handlers.screens.words import Html, Words, joined, lines


def filled_by(w: Words, there: Offering) -> Html | None:
    """The line of the details that says how seats are given; None where it is as always."""
    if not there.notes_interest:
        return None
    day = dates.day(w, dates.local(there.closes_at, there.timezone).date())
    if there.filling is SeatFilling.NEED:
        return w.t("Pengisian: prioritas, diumumkan {tgl}", tgl=day)
    return w.t("Pengisian: undian {tgl}", tgl=day)


def how_row(w: Words, there: Offering, *, back: Action | None) -> tuple[Row, ...]:
    """[Cara Pengisian], where seats are not given at once."""
    if there.filling is SeatFilling.ORDER:
        return ()
    return ((Button(w.label("Cara Pengisian"), OpenHowFilled(there.id, back=back)),),)


def how(w: Words, there: Offering, need: Need, *, back: Action | None) -> Screen:
    """The rule by which seats are given, with the person's own points."""
    rows = ((Button(w.label("Kembali"), back or OpenOffering(there.id)), _menu(w)),)
    head = w.t("<b>Cara Pengisian</b>: {judul}", judul=places.title(w, there))
    if there.filling is SeatFilling.ORDER:
        return Screen(lines(head, w.t("Tempat diisi menurut urutan pendaftaran.")), rows)
    if there.filling is SeatFilling.DRAW:
        text = lines(
            head,
            w.t("Bila peminat melebihi kuota, tempat diundi."),
            w.t(
                "Peluang semua peminat sama. "
                "Kunci undian dicatat, sehingga urutan dapat dihitung ulang."
            ),
            _reserved(w, there),
        )
        return Screen(text, rows)
    return Screen(lines(head, *_rule(w), _reserved(w, there), _own(w, need)), rows)


def _rule(w: Words) -> tuple[Html, ...]:
    return (
        w.t("Bila peminat melebihi kuota, tempat diisi menurut nilai:"),
        w.t("· kesenjangan {a} per level, paling banyak {b}", a=GAP_EACH, b=GAP_MOST),
        w.t("· kuota unit belum terpenuhi {n}", n=UNIT),
        w.t("· JP belum tercapai {n}", n=HOURS),
        w.t("· dicalonkan {n}", n=NOMINATED),
        w.t("· belum pernah pada kompetensi ini {n}", n=FIRST),
        w.t("Nilai sama: diundi."),
    )


def _own(w: Words, need: Need) -> Html:
    points = need.points
    total = sum(points.values())
    if not points:
        return w.t("Nilai Bapak/Ibu saat ini: <b>{n}</b>", n=total)
    parts = [Html(f"{part_name(w, part)} {n}") for part, n in points.items()]
    return w.t(
        "Nilai Bapak/Ibu saat ini: <b>{n}</b> ({rincian})", n=total, rincian=joined(", ", parts)
    )


def part_name(w: Words, part: Part) -> str:
    """What gave points, in a word or two."""
    match part:
        case Part.GAP:
            return w.label("kesenjangan", context="nilai")
        case Part.UNIT:
            return w.label("kuota unit", context="nilai")
        case Part.HOURS:
            return w.label("JP", context="nilai")
        case Part.NOMINATED:
            return w.label("dicalonkan", context="nilai")
        case Part.FIRST:
            return w.label("baru pertama", context="nilai")


def _reserved(w: Words, there: Offering) -> Html | None:
    quota = there.unit_quota
    if quota is None:
        return None
    if quota.mode is QuotaMode.MOST:
        return w.t("Tiap unit paling banyak mendapat kuotanya.")
    return w.t("Kuota unit dicadangkan bagi unitnya.")


def noted(w: Words, there: Offering, *, back: Action | None) -> Screen:
    """The person is noted as interested; the result comes when sign-up has closed."""
    day = dates.day(w, dates.local(there.closes_at, there.timezone).date())
    text = lines(
        w.t("◐ Tercatat sebagai peminat <b>{judul}</b>.", judul=places.title(w, there)),
        places.when_where(w, there),
        w.t("Hasil diumumkan {tgl}.", tgl=day),
    )
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=OpenOffering(there.id)))
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    here = OpenOffering(there.id, back=back)
    return Screen(text, ((cancel,), *how_row(w, there, back=here), (details, _menu(w))))


def outcome(
    w: Words,
    there: Offering,
    mine: SeatStanding,
    rank: tuple[int, int] | None,
    *,
    notice: MessageId,
) -> Screen:
    """To an interested person: a seat, a request, or a place in the queue, and the rank."""
    title = places.title(w, there)
    seated = mine.state is SeatState.ENROLLED
    head = {
        SeatState.ENROLLED: w.t("● Mendapat tempat: <b>{judul}</b>.", judul=title),
        SeatState.REQUESTED: w.t(
            "◐ Mendapat tempat, menunggu persetujuan: <b>{judul}</b>.", judul=title
        ),
    }.get(
        mine.state,
        w.t(
            "◐ Daftar tunggu, urutan {n}: <b>{judul}</b>.",
            n=w.number(mine.position or 1),
            judul=title,
        ),
    )
    text = lines(
        head,
        places.when_where(w, there),
        w.t("Urutan {n} dari {m} peminat.", n=w.number(rank[0]), m=w.number(rank[1]))
        if rank
        else None,
    )
    back = OpenNotice(notice)
    cancel = Button(w.label("Batalkan"), CancelAsk(there.id, back=back))
    calendar = (Button(w.label("Unduh Kalender"), SendCalendar(there.id)),) if seated else ()
    details = Button(w.label("Rincian"), OpenOffering(there.id, back=back))
    rows = ((*calendar, cancel), *how_row(w, there, back=back), (details, *menu_row(w)))
    return Screen(text, rows, new=True)


def allotment(w: Words, there: Offering, *, seated: int, queued: int) -> Screen:
    """To HR: how the seats of an offering were given."""
    text = _allotment(w, there, seated=seated, queued=queued)
    order = Button(w.label("Unduh Urutan"), DownloadOrder(there.id))
    people = Button(w.label("Peserta"), OpenParticipants(there.id, 0))
    return Screen(text, ((order, people), (desk_button(w),)), new=True)


def allotment_line(w: Words, there: Offering, *, seated: int, queued: int) -> Said:
    """The same as a line of the message of the day."""
    text = _allotment(w, there, seated=seated, queued=queued)
    return Said(text, Button(w.label("Unduh Urutan"), DownloadOrder(there.id)))


def _allotment(w: Words, there: Offering, *, seated: int, queued: int) -> Html:
    return w.t(
        "✓ <b>{judul}</b>: {a} tempat terisi, {q} antre.",
        judul=places.with_run(w, there.title, there.label),
        a=w.number(seated),
        q=w.number(queued),
    )


def order_file(w: Words, there: Offering, document: Document) -> Screen:
    """The order as a file, in a message of its own."""
    text = w.t(
        "Urutan peminat <b>{judul}</b>.", judul=places.with_run(w, there.title, there.label)
    )
    return Screen(text, document=document, new=True)


def _menu(w: Words) -> Button:
    return Button(w.label("Menu Utama"), OpenMenu())
