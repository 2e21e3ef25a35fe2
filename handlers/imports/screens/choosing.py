"""Asks which offering a list of people belongs to (Ini daftar hadir? Angkatan mana?)."""

from domain.ids import ImportId
from domain.imports.preview import ImportPreview
from domain.lists import Page
from domain.seats.participants import OfferingLine
from handlers.actions import imports as actions
from handlers.imports.screens.run import name_of
from handlers.screens import dates, places
from handlers.screens.buttons import back_to_desk
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN = 80


def which_offering(
    w: Words, run: ImportId, preview: ImportPreview, page: Page[OfferingLine]
) -> Screen:
    """The offerings as buttons; a list of people is never read as staff data."""

    def line(place: int, one: OfferingLine) -> Html:
        title = places.with_run(w, cut(one.title, TITLE_SHOWN), one.run)
        return w.t("{no}. {judul} · {kode}", no=place, judul=title, kode=one.code)

    def row(place: int, one: OfferingLine) -> Row:
        first = dates.local(one.starts_at, one.timezone).date()
        label = w.label(
            "{no} · {mulai} · {n} peserta",
            no=place,
            mulai=dates.short_day(w, first),
            n=w.number(one.people),
        )
        return (Button(label, actions.ChooseOffering(run, one.id)),)

    listed, rows = numbered(
        page, lambda number: actions.ListOfferings(run, number), line=line, row=row
    )
    question = (
        w.t("Apakah ini daftar hadir? Silakan pilih angkatannya.")
        if marks(preview)
        else w.t("Apakah ini daftar peserta? Silakan pilih angkatannya.")
    )
    text = lines(
        w.t("Berkas <b>{berkas}</b> diterima.", berkas=cut(name_of(preview.files), TITLE_SHOWN)),
        question if page.total else w.t("Belum ada angkatan untuk daftar ini."),
        *listed,
    )
    again = Button(w.label("Bukan, Data Pegawai"), actions.ReadAsStaff(run))
    other = ((again,),) if preview.readable_again else ()
    return Screen(text, (*rows, *other, back_to_desk(w)))


def marks(preview: ImportPreview) -> list[str]:
    """The columns of attendance in the lists of a file."""
    found = [each.columns for each in preview.sheets if each.presence]
    return [title for titles in found for title in titles if title not in ("NIP", "NAMA")]
