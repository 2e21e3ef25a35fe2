"""The screen of the HR desk (Menu HR)."""

from domain.desk import DeskFigures
from domain.lists import percent
from handlers.actions import accounts as actions
from handlers.actions import seats
from handlers.actions.announcements import ListAnnouncements, NewAnnouncement
from handlers.actions.imports import OpenImport
from handlers.actions.people import FindStaff
from handlers.screens.buttons import counted, menu_row, requests_button
from handlers.screens.screen import Button, Screen, main
from handlers.screens.words import Words, lines


def desk(w: Words, facts: DeskFigures) -> Screen:
    """The figures, then the buttons to what HR does."""
    text = lines(
        w.t("<b>Menu HR</b>: {unit_hr}"),
        w.t(
            "Terhubung: {a} dari {b} ASN ({p}%)",
            a=w.number(facts.linked),
            b=w.number(facts.active),
            p=w.decimal(percent(facts.linked, facts.active)),
        ),
        w.t(
            "Angkatan dibuka: {c}, terisi {q}%",
            c=w.number(facts.offerings),
            q=w.decimal(percent(facts.taken, facts.seats)),
        ),
        w.t(
            "Menunggu keputusan: {r} · permintaan data: {d}",
            r=w.number(facts.requests),
            d=w.number(facts.data_requests),
        )
        if facts.data_requests
        else w.t("Menunggu keputusan: {r}", r=w.number(facts.requests)),
        w.t(
            "Umpan balik masuk: {u}%",
            u=w.decimal(percent(facts.answered, facts.took_part)),
        ),
    )
    return Screen(
        text,
        (
            (main(w.label("Buat Pengumuman"), NewAnnouncement()),),
            (Button(w.label("Daftar Pengumuman"), ListAnnouncements(0)),),
            (requests_button(w, facts.waiting), Button(w.label("Impor Data"), OpenImport())),
            (counted(w, w.label("Belum Terhubung"), facts.unlinked, actions.OpenUnlinked()),),
            (counted(w, w.label("Gagal Terhubung"), facts.failed, actions.OpenFailed(0)),),
            (
                Button(w.label("Cari Pegawai"), FindStaff()),
                Button(w.label("Peserta"), seats.PickOffering(0)),
            ),
            menu_row(w),
        ),
    )
