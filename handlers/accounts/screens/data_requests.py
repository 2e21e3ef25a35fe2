"""Screens of HR about requests to correct personal data (Permintaan Data)."""

from datetime import datetime

from domain.accounts.data_requests import DataKind, DataRequest
from domain.lists import Page
from handlers.actions import accounts as actions
from handlers.actions import seats
from handlers.screens import dates
from handlers.screens.buttons import desk_button, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import told, who
from handlers.screens.screen import Button, Row, Said, Screen, main
from handlers.screens.words import Html, Words, cut, lines

NO_UNIT = "–"
CONTENT = 500
"""Letters of a request that its notice shows; no request is longer."""


def notice(w: Words, one: DataRequest) -> Screen:
    """Shows the correction asked for, or says that a consent was withdrawn."""
    if one.kind is DataKind.WITHDRAWAL:
        text = w.t(
            "{nama}, {unit}, mencabut persetujuan pada {waktu}. Akun sudah dilepas.",
            nama=who(w, one),
            unit=one.unit or NO_UNIT,
            waktu=_moment(w, one.created_at),
        )
        return Screen(text, ((desk_button(w),),), new=True)
    return Screen(_correction(w, one), _rows(w, one), new=True)


def overdue(w: Words, one: DataRequest) -> Screen:
    """The notice again, a day before the time is over."""
    return notice(w, one).under(w.t("! Permintaan ini belum diselesaikan."))


def overdue_line(w: Words, one: DataRequest) -> Said:
    """The same as a line of the message of the day."""
    text = w.t(
        "Permintaan perbaikan nomor {no} dari <b>{nama}</b> belum diselesaikan, paling lambat "
        "{waktu}",
        no=one.id,
        nama=who(w, one),
        waktu=_moment(w, one.due_at),
    )
    return Said(text, Button(w.label("Permintaan Data"), actions.OpenDataRequest(one.id)))


def settled(w: Words, one: DataRequest) -> Screen:
    """Says that the request is settled."""
    text = lines(
        w.t(
            "✓ Permintaan perbaikan nomor {no} dari <b>{nama}</b> selesai.",
            no=one.id,
            nama=who(w, one),
        ),
        told(w, linked=one.linked),
    )
    return Screen(text, (_back(w),))


def listing(w: Words, page: Page[DataRequest]) -> Screen:
    """One page of the unsettled requests, the one that is due first at the top."""
    head = (
        w.t("{n} permintaan data menunggu.", n=w.number(page.total))
        if page.total
        else w.t("Tidak ada permintaan data yang menunggu.")
    )

    def line(place: int, one: DataRequest) -> Html:
        return w.t(
            "{no}. {nama}: {bidang}, paling lambat {waktu}",
            no=place,
            nama=who(w, one, among=page.items),
            bidang=field(w, one.field),
            waktu=_moment(w, one.due_at),
        )

    def row(place: int, one: DataRequest) -> Row:
        return (Button(w.label("Rincian {no}", no=place), actions.OpenDataRequest(one.id)),)

    listed, rows = numbered(page, actions.OpenDataRequests, line=line, row=row, across=2)
    back = (Button(w.label("Kembali"), seats.OpenRequests(0)), *menu_row(w))
    return Screen(lines(head, *listed), (*rows, back))


def field(w: Words, name: str | None) -> str:
    """The words for the field that a request is about."""
    match name:
        case "name":
            return w.label("Nama atau Gelar")
        case "post":
            return w.label("Jabatan atau Unit")
        case "phone":
            return w.label("Nomor HP")
        case "assessment":
            return w.label("Penilaian")
        case _:
            return w.label("Pelatihan")


def _correction(w: Words, one: DataRequest) -> Html:
    return lines(
        w.t(
            "Permintaan perbaikan nomor {no} dari <b>{nama}</b>, {unit}",
            no=one.id,
            nama=who(w, one),
            unit=one.unit or NO_UNIT,
        ),
        w.t("{bidang}: {isi}", bidang=field(w, one.field), isi=cut(one.content or "-", CONTENT)),
        w.t("Mohon diselesaikan paling lambat {waktu}.", waktu=_moment(w, one.due_at)),
    )


def _rows(w: Words, one: DataRequest) -> tuple[Row, ...]:
    settle = main(w.label("Tandai Selesai"), actions.SettleDataRequest(one.id))
    return ((settle,), (desk_button(w),))


def _back(w: Words) -> Row:
    return (Button(w.label("Kembali"), actions.OpenDataRequests(0)), desk_button(w))


def _moment(w: Words, value: datetime) -> str:
    return dates.moment(w, value, w.house.timezone)
