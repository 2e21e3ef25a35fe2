"""All changes of a file before they are saved, as a workbook (Perbandingan)."""

from domain.imports.preview import ChangedValue, Comparison, Consequence
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.imports.screens.run import name_of
from handlers.screens.screen import Document, Screen
from handlers.screens.words import Words

TITLES = ("LEMBAR", "BARIS", "NIP", "NAMA", "KOLOM", "SEMULA", "MENJADI", "AKIBAT")


def sheet(w: Words, found: Comparison) -> WrittenSheet:
    """One row for each value that changes, and for each row that is new."""
    names = {each.number: each.name for each in found.sheets}
    rows = [
        (
            names[one.sheet],
            one.row,
            one.nip,
            one.name,
            one.column,
            one.old,
            one.new,
            _consequence(w, one),
        )
        for one in found.values
    ]
    return WrittenSheet(
        w.label("Perbandingan"),
        TITLES,
        rows,
        heading=(w.label("Perubahan sebelum disimpan"),),
        narrowed=w.label("selebihnya tidak dimuat") if found.more else "",
    )


def file(w: Words, made: Document, found: Comparison) -> Screen:
    """The file; the preview stays above."""
    text = w.t(
        "{n} perubahan dari <b>{berkas}</b>. Belum ada yang disimpan.",
        n=w.number(len(found.values)),
        berkas=name_of(found.files),
    )
    return Screen(text, document=made, new=True)


def _consequence(w: Words, one: ChangedValue) -> str:
    match one.consequence:
        case Consequence.NEW:
            what = w.label("baru")
        case Consequence.LOST:
            what = w.label("isinya hilang")
        case Consequence.LEAVES:
            what = w.label("tidak aktif lagi; pendaftarannya dibatalkan")
        case Consequence.CHANGED:
            what = w.label("berubah")
    if not one.told:
        return what
    return w.label("{akibat}; {n} orang diberi tahu", akibat=what, n=w.number(one.told))
