"""Before and after: what a file changes, and the question before an unusual change is saved."""

from collections.abc import Sequence
from datetime import datetime

from domain.ids import ImportId
from domain.imports.preview import ColumnChange, EarlyPresence, ImportPreview, OfferingChange
from domain.lists import Page
from domain.people.identity import mask_nip, mask_phone
from handlers.actions import imports as actions
from handlers.screens import dates, places
from handlers.screens.lists import turning
from handlers.screens.screen import Button, Screen, danger
from handlers.screens.words import Html, Words, cut, joined, lines

PAGE = 4
"""Changes on a page of Perubahan."""
IN_PREVIEW, IN_QUESTION = 2, 3
"""Columns that the preview shows; columns and offerings that the question names."""
EXAMPLES_SHOWN = 2
SHORT, LONG, TITLE_SHOWN = 14, 30, 45
"""Characters of a value in the preview and elsewhere, and of a title."""


def column_lines(w: Words, preview: ImportPreview) -> list[Html]:
    """The columns that change most, for the preview."""
    if preview.conflicts:
        return []  # the question about sheets comes first; Perubahan shows them
    found = in_order(preview)
    told = [column(w, one, most=SHORT) for one in found[:IN_PREVIEW]]
    more = len(found) - IN_PREVIEW
    return [*told, w.t("{n} kolom lainnya berubah", n=w.number(more))] if more > 0 else told


def changes(w: Words, run: ImportId, preview: ImportPreview, *, page: int) -> Screen:
    """All columns and offerings that change, a few a page (Perubahan)."""
    told = [column(w, one, most=LONG) for one in in_order(preview)]
    told += [offering(w, one) for one in preview.offerings]
    told += [early(w, one) for one in preview.early]
    pages = Page((), 0, len(told), PAGE).pages
    page = min(page, pages - 1)
    turn = turning(page, pages, lambda number: actions.OpenChanges(run, number))
    back = (Button(w.label("Kembali"), actions.OpenPreview(run)),)
    shown = told[page * PAGE : (page + 1) * PAGE]
    return Screen(lines(*shown) if shown else w.t("Belum ada yang berubah."), (*turn, back))


def sure(w: Words, run: ImportId, preview: ImportPreview) -> Screen:
    """Asks once more before what is unusual is saved."""
    unusual = [offering(w, one) for one in preview.offerings if one.unusual]
    unusual += [early(w, one) for one in preview.early]
    text = lines(
        w.t("Perubahan ini tidak biasa. Tetap simpan?"),
        *(_large(w, one, preview) for one in preview.large[:IN_QUESTION]),
        *unusual[:IN_QUESTION],
        *_more(w, len(preview.large) - IN_QUESTION, len(unusual) - IN_QUESTION),
    )
    save = danger(w.label("Tetap Simpan"), actions.KeepSaving(run))
    return Screen(text, ((save,), (Button(w.label("Kembali"), actions.OpenPreview(run)),)))


def in_order(preview: ImportPreview) -> Sequence[ColumnChange]:
    """Columns that lose values first, then those that change most."""
    return sorted(preview.columns, key=lambda one: (-one.lost, -one.changed))


def column(w: Words, one: ColumnChange, *, most: int) -> Html:
    """One column with its examples."""
    examples = _examples(w, one, most=most)
    if one.lost:
        return w.t(
            "! {kolom}: {n} berubah, {m} hilang, misalnya {contoh}",
            kolom=one.column,
            n=w.number(one.changed),
            m=w.number(one.lost),
            contoh=examples,
        )
    return w.t(
        "{kolom}: {n} berubah, misalnya {contoh}",
        kolom=one.column,
        n=w.number(one.changed),
        contoh=examples,
    )


def offering(w: Words, one: OfferingChange) -> Html:
    """One offering that is moved, called off or put into the past, with whom it concerns."""
    title = places.with_run(w, cut(one.title, TITLE_SHOWN), one.label)
    title = w.t("<b>{judul}</b>", judul=title)
    people = [
        w.t("{s} peserta", s=w.number(one.people)) if one.people else None,
        w.t("mulai di masa lalu") if one.past else None,
        w.t("{s} orang sudah tercatat kehadirannya", s=w.number(one.recorded))
        if one.recorded
        else None,
        w.t("{s} orang punya pelatihan lain pada waktu itu", s=w.number(one.clashes))
        if one.clashes
        else None,
    ]
    told = joined(", ", [_moved(w, one), *(each for each in people if each)])
    if one.unusual:
        return w.t("! {judul}: {isi}", judul=title, isi=told)
    return w.t("{judul}: {isi}", judul=title, isi=told)


def early(w: Words, one: EarlyPresence) -> Html:
    """An offering of which attendance is recorded before it begins."""
    return w.t(
        "! <b>{judul}</b>: {s} kehadiran dicatat, baru mulai {tgl}",
        judul=cut(one.title, TITLE_SHOWN),
        s=w.number(len(one.rows)),
        tgl=_day(w, one, one.starts_at),
    )


def early_line(w: Words, preview: ImportPreview) -> Html | None:
    """The trainings whose attendance comes too early, on one line of the preview."""
    if not preview.early:
        return None
    titles = [cut(one.title, LONG) for one in preview.early[:IN_PREVIEW]]
    more = ", …" if len(preview.early) > IN_PREVIEW else ""
    return w.t(
        "! Kehadiran {s} orang dicatat sebelum pelatihannya mulai: {judul}",
        s=w.number(sum(len(one.rows) for one in preview.early)),
        judul=", ".join(titles) + more,
    )


def _moved(w: Words, one: OfferingChange) -> Html:
    new = _day(w, one, one.starts_at)
    if one.called_off:
        return w.t("{tgl} dibatalkan", tgl=_day(w, one, one.before or one.starts_at))
    if one.before is None:
        return w.t("baru, {tgl}", tgl=new)
    return w.t("{semula} menjadi {menjadi}", semula=_day(w, one, one.before), menjadi=new)


def _day(w: Words, one: OfferingChange | EarlyPresence, moment: datetime) -> str:
    local = dates.local(moment, one.timezone)
    return f"{dates.short_day(w, local.date())} {local:%Y %H.%M}"


def _large(w: Words, one: ColumnChange, preview: ImportPreview) -> Html:
    if one.lost or not preview.known:
        return column(w, one, most=LONG)
    return w.t(
        "! {p}% {kolom} berubah, misalnya {contoh}",
        p=one.changed * 100 // preview.known,
        kolom=one.column,
        contoh=_examples(w, one, most=LONG),
    )


def _more(w: Words, columns: int, offerings: int) -> list[Html]:
    more = max(columns, 0) + max(offerings, 0)
    return [w.t("dan {n} lainnya", n=w.number(more))] if more else []


def _examples(w: Words, one: ColumnChange, *, most: int) -> Html:
    some = one.examples[:EXAMPLES_SHOWN]
    return joined("; ", [_example(w, one, each, most=most) for each in some])


def _example(w: Words, one: ColumnChange, example: tuple[str, str], *, most: int) -> Html:
    old, new = (_masked(one.column, value, most=most) for value in example)
    empty = w.label("(kosong)")
    return w.t("{semula} menjadi {menjadi}", semula=old or empty, menjadi=new or empty)


def _masked(title: str, value: str, *, most: int) -> str:
    if title.startswith("NIP"):
        return mask_nip(value) if value else ""
    if title == "NOMOR HP":
        return mask_phone(value) if value else ""
    return cut(value, most)
