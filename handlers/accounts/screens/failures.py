"""Screens of HR about failed tries to link, and what HR can do about each."""

from domain.accounts.failures import Failure, FailureReason
from domain.accounts.linking import NUMBER_TRIES_A_DAY
from domain.lists import PAGE, Page
from domain.people.identity import mask_phone
from handlers.actions import accounts as actions
from handlers.actions.desk import DeskGroup
from handlers.screens import dates
from handlers.screens.buttons import back_to_group, desk_button
from handlers.screens.lists import numbered
from handlers.screens.people import short_nip
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, lines


def failures(w: Words, page: Page[Failure]) -> Screen:
    """One page of the people who could not link; phone numbers are masked."""

    def line(place: int, one: Failure) -> Html:
        reason = _reason(w, one.reason)
        return w.t("{no}. {siapa}: {sebab}", no=place, siapa=_who(w, one), sebab=reason)

    def row(place: int, one: Failure) -> Row:
        to = actions.OpenFailure(one.id, page.number)
        return (Button(w.label("Rincian {no}", no=place), to),)

    listed, rows = numbered(page, actions.OpenFailed, line=line, row=row, across=2)
    text = lines(
        w.t("{n} orang gagal menghubungkan akun.", n=w.number(page.total)),
        *listed,
    )
    return Screen(text, (*rows, back_to_group(w, DeskGroup.PEOPLE)))


def failure(w: Words, one: Failure, *, page: int) -> Screen:
    """One failed try: the cause and what the HR officer can do."""
    rows: list[Row] = []
    if one.reason is FailureReason.LINKED and one.linked_at is not None and not one.settled:
        release = actions.ReleaseFailure(one.id, page)
        rows.append((danger(w.label("Lepas Akun Lama"), release),))
    if not one.settled:
        rows.append((Button(w.label("Tandai Selesai"), actions.SettleFailure(one.id, page)),))
    rows.append((Button(w.label("Kembali"), actions.OpenFailed(page)),))
    return Screen(_failure_text(w, one), tuple(rows))


def guessed(w: Words, one: Failure) -> Screen:
    """Tells HR that a number was tried with missing or wrong codes up to the limit of a day."""
    text = lines(
        w.t(
            "! Hari ini kode penghubung untuk {nama} sudah {n} kali keliru atau tidak diisi.",
            nama=_named(w, one),
            n=NUMBER_TRIES_A_DAY,
        ),
        w.t(
            "Kodenya tetap berlaku. Bila nomor {hp} bukan lagi nomornya, perbarui melalui "
            "Impor Data.",
            hp=mask_phone(one.phone),
        ),
    )
    open_it = main(w.label("Rincian"), actions.OpenFailure(one.id, 0))
    return Screen(text, ((open_it,), (desk_button(w),)), new=True)


def released(w: Words, name: str, *, back: Row) -> Screen:
    """Says that the link of the old account has ended."""
    text = w.t(
        "✓ Akun lama dilepas. {nama} dapat mengirim /start dari akun barunya; akun lama "
        "diberi tahu.",
        nama=name,
    )
    return Screen(text, (back,))


def back_to_failures(w: Words, page: int) -> Row:
    """The row of buttons back to the list and to the HR desk ([Kembali] [Menu HR])."""
    return (Button(w.label("Kembali"), actions.OpenFailed(page)), desk_button(w))


def _failure_text(w: Words, one: Failure) -> Html:
    match one.reason:
        case FailureReason.SHARED:
            return lines(
                w.t(
                    "Nomor {hp} tercatat pada {n} ASN: {nama_nama}.",
                    hp=one.phone,
                    n=len(one.sharers),
                    nama_nama="; ".join(one.sharers[:PAGE]),
                ),
                w.t("Perbaiki data asalnya, lalu impor kembali."),
            )
        case FailureReason.LINKED if one.linked_at is not None:
            return lines(
                w.t(
                    "{nama} sudah terhubung dengan akun Telegram lain sejak {tgl}.",
                    nama=_named(w, one),
                    tgl=dates.day(w, dates.local(one.linked_at, w.house.timezone).date()),
                ),
                w.t("Lepas akun lama hanya bila yang bersangkutan memang memintanya."),
            )
        case FailureReason.LINKED:
            name = _named(w, one)
            return w.t("{nama} dapat mengirim /start dari akun barunya.", nama=name)
        case FailureReason.INACTIVE:
            return lines(
                w.t("{nama} tercatat tidak aktif.", nama=_named(w, one)),
                w.t("Bila keliru, perbarui kedudukan hukumnya melalui Impor Data."),
            )
        case FailureReason.CODE:
            return lines(
                w.t(
                    "Nomor {nama} cocok, tetapi kode penghubungnya belum ada atau keliru.",
                    nama=_named(w, one),
                ),
                w.t("Kode dibuat melalui Cari Pegawai dan diserahkan langsung."),
            )
        case FailureReason.UNKNOWN:
            return lines(
                w.t("Nomor {hp} tidak ada dalam data pegawai.", hp=one.phone),
                w.t("Bila pemiliknya ASN, perbarui nomornya melalui Impor Data."),
            )


def _who(w: Words, one: Failure) -> str:
    known = one.reason not in (FailureReason.UNKNOWN, FailureReason.SHARED)
    return _named(w, one) if known else mask_phone(one.phone)


def _named(w: Words, one: Failure) -> str:
    """The name with the masked NIP: two people may have the same name."""
    if one.name is None or one.nip is None:
        return mask_phone(one.phone)
    return w.t("{nama} · NIP {nip}", nama=one.name, nip=short_nip(one.nip))


def _reason(w: Words, reason: FailureReason) -> Html:
    match reason:
        case FailureReason.UNKNOWN:
            return w.t("tidak ditemukan")
        case FailureReason.SHARED:
            return w.t("nomor ganda")
        case FailureReason.LINKED:
            return w.t("sudah terhubung")
        case FailureReason.INACTIVE:
            return w.t("tidak aktif")
        case FailureReason.CODE:
            return w.t("kode penghubung")
