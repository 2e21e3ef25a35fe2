"""Screens of an import, from the file to what was saved."""

from collections.abc import Sequence

from domain.ids import ImportId
from domain.imports.preview import Effects, ImportPreview
from domain.imports.problems import FileRefusal
from handlers.actions import imports as actions
from handlers.actions.desk import DeskGroup
from handlers.imports.screens.advice import file_advice, kind_of_sheet
from handlers.imports.screens.changes import column_lines, early_line
from handlers.imports.screens.passed import either_line, fitting, passed_lines, passed_rows
from handlers.screens import places
from handlers.screens.buttons import back_to_desk, back_to_group, desk_button
from handlers.screens.screen import Button, Document, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines

_BAR = 10
FILES_SHOWN, SHEET_SHOWN = 80, 20
MOST_TEXT = 890
"""Characters of the preview; more would not be seen at once on a phone."""
_MOST_BEFORE = 220
"""Characters that may stand before what was passed over, where nothing is saved."""
SHEETS_SHOWN = 7
"""Characters of names in the preview, and how many sheets it names."""


def ask(w: Words) -> Screen:
    """Asks for a file."""
    text = lines(
        w.t("Silakan kirim berkas .xlsx, .xls, atau .csv, paling besar 20 MB."),
        w.t(
            "Lembar dikenali dari judul kolomnya: pegawai, unit, kompetensi, standar, penilaian, "
            "pelatihan, sesi, peserta, atasan, mandat, libur, atau kebijakan."
        ),
    )
    templates = Button(w.label("Unduh Templat"), actions.DownloadTemplates())
    history = Button(w.label("Riwayat Impor"), actions.ListImports(0))
    return Screen(text, ((templates,), (history,), back_to_group(w, DeskGroup.DATA)))


def templates(w: Words, file: Document) -> Screen:
    """The empty sheets as a file; the question stays above."""
    return Screen(
        w.t("Templat kosong: satu lembar untuk tiap jenis data."), document=file, new=True
    )


def template_notes(w: Words) -> list[Html]:
    """The lines of the sheet of notes in the templates."""
    return [
        w.t("Kolom bertanda * wajib diisi. Judul kolom tidak diubah; urutannya bebas."),
        w.t("Lembar yang tidak dipakai dibiarkan kosong atau dihapus."),
        w.t("Baris yang diawali contoh: hanya menunjukkan cara mengisi dan tidak dimuat."),
        w.t("NIP dan nomor HP disimpan sebagai Teks agar digitnya tidak berubah."),
        w.t("Hari ditulis lebih dahulu: 7/12/2026, 7 Des 2026 08.00 WIB, atau 7–9 Des 2026."),
        w.t("KOMPETENSI pada lembar pelatihan: kode dan level, misalnya T.06:3; M.03:2."),
        w.t("STATUS peserta: calon, terdaftar, hadir, tidak hadir, atau lulus."),
        w.t("JENIS pada lembar atasan: penilai atau ketua tim; bila kosong: penilai."),
        w.t("UNOR ID pada lembar mandat diisi bila jabatan itu ada di beberapa unit."),
    ]


def reading(w: Words, run: ImportId, *, file: str, done: int, total: int) -> Screen:
    """The progress of the reading."""
    share = min(1.0, done / total) if total else 0.0
    text = lines(
        w.t("Berkas <b>{berkas}</b> diterima.", berkas=file),
        w.t("Membaca: {bilah} {p}%", bilah=_bar(share), p=int(share * 100)),
        w.t("{x} dari {n} baris", x=w.number(done), n=w.number(total)) if total else None,
    )
    return Screen(text, ((Button(w.label("Hentikan"), actions.StopReading(run)),),))


def waiting(w: Words, run: ImportId, *, file: str) -> Screen:
    """Says that other files are read first."""
    text = lines(
        w.t("Berkas <b>{berkas}</b> diterima.", berkas=file),
        w.t("Menunggu giliran: berkas lain sedang dibaca."),
    )
    return Screen(text, ((Button(w.label("Hentikan"), actions.StopReading(run)),),))


def refused_file(
    w: Words, refusal: FileRefusal, *, megabytes: int = 0, run: ImportId | None = None
) -> Screen:
    """Says why a file is not loaded at all; a missing title may be one of those that were read."""
    match: tuple[Row, ...] = ()
    if run is not None and refusal.near and refusal.near.unmatched:
        match = ((Button(w.label("Cocokkan Kolom"), actions.OpenTitles(run, 0)),),)
    below = (Button(w.label("Impor Data"), actions.OpenImport()), desk_button(w))
    return Screen(file_advice(w, refusal, megabytes=megabytes), (*match, below))


def interrupted(w: Words, file: str) -> Screen:
    """Says that the reading ended before the end of the file, by a fault of the bot."""
    text = w.t(
        "Berkas <b>{berkas}</b> tidak selesai dibaca. Mohon kirim lagi berkasnya.", berkas=file
    )
    return Screen(text, ((Button(w.label("Impor Data"), actions.OpenImport()), desk_button(w)),))


def outcome(
    w: Words, run: ImportId, preview: ImportPreview, *, saved: bool, renewed: bool = False
) -> Screen:
    """The preview; or saved, nothing to change, nothing that can be saved."""
    tally = preview.effects.tally
    if not tally.new + tally.changed + tally.unchanged:
        return _none(w, run, preview)
    if not tally.new + tally.changed:
        return _same(w, run, preview)
    if saved:
        return _saved(w, run, preview)
    return _preview(w, run, preview, renewed=renewed)


def saving(w: Words) -> Screen:
    """Shown while the transaction runs."""
    return Screen(w.t("Menyimpan: {bilah} {p}%", bilah=_bar(0), p=0))


def sheets(w: Words, preview: ImportPreview) -> Html:
    """What each sheet is read as: `Pegawai: pegawai, 20 baris · Unit: unit, 3 baris`."""
    named = [
        w.t(
            "{lembar}: {jenis}, {n} baris",
            lembar=cut(sheet.name, SHEET_SHOWN),
            jenis=w.t("daftar hadir") if sheet.presence else kind_of_sheet(w, sheet.kind),
            n=w.number(rows),
        )
        for sheet, rows in zip(preview.sheets, preview.rows, strict=False)
    ]
    more = len(named) - SHEETS_SHOWN
    rest = [w.t("{n} lembar lainnya", n=w.number(more))] if more > 0 else []
    return joined(" · ", [*named[:SHEETS_SHOWN], *rest])


def name_of(files: Sequence[str]) -> str:
    """The names of the files as the title of a screen."""
    return ", ".join(files)


def _preview(w: Words, run: ImportId, preview: ImportPreview, *, renewed: bool) -> Screen:
    effects, tally = preview.effects, preview.effects.tally
    text = lines(
        w.t("! Data berubah sejak berkas dibaca. Pratinjau ini sudah diperbarui.")
        if renewed
        else None,
        w.t("<b>{berkas}</b>", berkas=cut(name_of(preview.files), FILES_SHOWN)),
        sheets(w, preview),
        *_lists(w, preview),
        w.t(
            "Baru {a} · berubah {b} · tetap {c} · peringatan {d} · ditolak {e}",
            a=w.number(tally.new),
            b=w.number(tally.changed),
            c=w.number(tally.unchanged),
            d=w.number(preview.warned),
            e=w.number(preview.refused),
        ),
        w.t(
            "{x} kolom dipakai, {y} kolom diabaikan dan tidak disimpan",
            x=preview.used,
            y=preview.ignored,
        ),
        *column_lines(w, preview),
        early_line(w, preview),
        either_line(w, preview),
        w.t("! {n} data di percakapan lebih baru.", n=w.number(preview.newer))
        if preview.newer
        else None,
        *_effects(w, effects),
    )
    end = w.t("Belum ada yang disimpan.")
    room = MOST_TEXT - len(text) - len(end)
    text = lines(text, *fitting(passed_lines(w, preview), room), end)
    save = main(w.label("Simpan"), actions.SaveImport(run))
    other = _before_saving(w, run, preview)
    below = (*_details(w, run, preview), *passed_rows(w, run, preview))
    return Screen(text, ((save, back_to_desk(w)[0]), *other, *below))


def _before_saving(w: Words, run: ImportId, preview: ImportPreview) -> tuple[Row, ...]:
    """[Perubahan] [Perbandingan] / [Ganti Angkatan], where there is something to see or choose."""
    compared = []
    if preview.columns or preview.offerings or preview.early:
        compared.append(Button(w.label("Perubahan"), actions.OpenChanges(run, 0)))
    if preview.effects.tally.changed:
        compared.append(Button(w.label("Perbandingan"), actions.DownloadComparison(run)))
    again = Button(w.label("Ganti Angkatan"), actions.ListOfferings(run, 0))
    chosen = (again,) if any(sheet.presence for sheet in preview.sheets) else ()
    return tuple(row for row in (tuple(compared), chosen) if row)


def _effects(w: Words, effects: Effects) -> Sequence[Html | None]:
    """What follows for people and offerings."""
    return (
        w.t("Hari libur {a}", a=w.number(effects.holidays)) if effects.holidays else None,
        w.t("Mandat {b}", b=w.number(effects.mandates)) if effects.mandates else None,
        w.t(
            "Atasan berubah {d}: {e} permintaan berpindah",
            d=w.number(effects.superiors),
            e=w.number(effects.requests_moved),
        )
        if effects.superiors or effects.requests_moved
        else None,
        w.t("{k} ASN tidak ada dalam berkas; datanya tidak diubah", k=w.number(effects.missing))
        if effects.missing
        else None,
        w.t("{k} ASN tidak aktif lagi; pendaftarannya dibatalkan", k=w.number(effects.leaving))
        if effects.leaving
        else None,
        w.t(
            "Jadwal berubah: {j} angkatan, {s} peserta akan diberi tahu",
            j=w.number(effects.moved - effects.called_off),
            s=w.number(effects.told - effects.told_off),
        )
        if effects.moved > effects.called_off
        else None,
        w.t("{n} orang akan diberi tahu", n=w.number(effects.nominated))
        if effects.nominated
        else None,
        w.t(
            "! {j} angkatan akan dibatalkan, {s} peserta akan diberi tahu",
            j=w.number(effects.called_off),
            s=w.number(effects.told_off),
        )
        if effects.called_off
        else None,
    )


def _lists(w: Words, preview: ImportPreview) -> list[Html]:
    """The offering that HR chose for a list of people."""
    chosen = dict.fromkeys(sheet.offering for sheet in preview.sheets if sheet.offering)
    return [
        w.t("Untuk <b>{judul}</b>", judul=places.with_run(w, title, run)) for title, run in chosen
    ]


def _saved(w: Words, run: ImportId, preview: ImportPreview) -> Screen:
    tally = preview.effects.tally
    text = lines(
        w.t(
            "✓ Tersimpan dari <b>{berkas}</b>: {a} baru, {b} berubah.",
            berkas=name_of(preview.files),
            a=w.number(tally.new),
            b=w.number(tally.changed),
        ),
        w.t(
            "Tetap: {c} · ditolak: {e}",
            c=w.number(tally.unchanged),
            e=w.number(preview.refused),
        ),
    )
    file = (download(w, run),) if preview.refused else ()
    back = (Button(w.label("Kembalikan"), actions.AskUndo(preview.log)),) if preview.log else ()
    rows = tuple(row for row in (back, (*file, desk_button(w))) if row)
    return Screen(text, rows)


def _same(w: Words, run: ImportId, preview: ImportPreview) -> Screen:
    text = lines(
        w.t(
            "Tidak ada perubahan: {c} baris dalam <b>{berkas}</b> "
            "sama dengan data yang tersimpan.",
            c=w.number(preview.effects.tally.unchanged),
            berkas=name_of(preview.files),
        ),
        w.t("Ditolak: {e}", e=w.number(preview.refused)) if preview.refused else None,
        *fitting(passed_lines(w, preview), MOST_TEXT - _MOST_BEFORE),
    )
    below = (*_details(w, run, preview), *passed_rows(w, run, preview))
    return Screen(text, (*below, (desk_button(w),)))


def _none(w: Words, run: ImportId, preview: ImportPreview) -> Screen:
    text = lines(
        w.t(
            "✗ Tidak ada baris dalam <b>{berkas}</b> yang dapat disimpan: {e} baris ditolak.",
            berkas=name_of(preview.files),
            e=w.number(preview.refused),
        ),
        *fitting(passed_lines(w, preview), MOST_TEXT - _MOST_BEFORE),
    )
    below = (*_details(w, run, preview), *passed_rows(w, run, preview))
    return Screen(text, (*below, (desk_button(w),)))


def _details(w: Words, run: ImportId, preview: ImportPreview) -> tuple[Row, ...]:
    if not preview.warned + preview.refused:
        return ()
    return ((Button(w.label("Rincian"), actions.OpenRows(run, 0)), download(w, run)),)


def download(w: Words, run: ImportId) -> Button:
    """The button that downloads the problems ([Unduh])."""
    return Button(w.label("Unduh"), actions.DownloadRows(run))


def _bar(share: float) -> Html:
    filled = int(share * _BAR)
    return Html("█" * filled + "░" * (_BAR - filled))
