"""What `bangkom import` says on a terminal, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.imports.judged import JudgedSheet
from domain.imports.preview import Effects, ImportPreview, SpoiltRow
from domain.imports.problems import Found, Severity
from handlers.imports.screens.advice import advice
from handlers.imports.screens.passed import passed_lines
from handlers.imports.screens.spoilt import plain
from handlers.screens.words import Words

NAMED = 12
"""Rows that are named in a line about many rows with the same warning."""


def refused_file(w: Words, name: str, reason: str) -> str:
    """A file that is refused whole."""
    return w.label("{berkas} ditolak: {alasan}", berkas=name, alasan=" ".join(reason.split()))


def sheet(w: Words, one: JudgedSheet) -> str:
    """How a sheet was read."""
    return w.label(
        "{berkas}: lembar {lembar} dibaca sebagai {jenis}, {n} kolom dipakai, "
        "{m} diabaikan dan tidak disimpan",
        berkas=one.file,
        lembar=one.name,
        jenis=one.kind.value,
        n=len(one.columns),
        m=one.ignored,
    )


def passed(w: Words, preview: ImportPreview) -> Iterator[str]:
    """What was not read of each file, in the words of the chat."""
    for file in dict.fromkeys(one.file for one in preview.passed):
        # Contradictions stand among the refused rows, with the sheet and the row of the other.
        mine = tuple(one for one in preview.passed if one.file == file)
        for line in passed_lines(w, replace(preview, passed=mine, conflicts=())):
            yield w.label("{berkas}: {isi}", berkas=file, isi=plain(line))


def rows(w: Words, spoilt: Sequence[SpoiltRow]) -> list[str]:
    """A line for each refused cell, then one for all rows that are warned of alike."""
    told = []
    # A staff file loaded before its standards warns about every row: one line for all.
    alike: dict[tuple[str, str], list[int]] = {}
    for row in spoilt:
        where = w.label("{berkas}, lembar {lembar}", berkas=row.sheet.file, lembar=row.sheet.name)
        for found in row.found:
            what = _cell(w, found)
            if found.problem.severity is Severity.REFUSED:
                told.append(
                    w.label(
                        "ditolak: {tempat}, baris {baris}, {isi}",
                        tempat=where,
                        baris=row.row,
                        isi=what,
                    )
                )
            else:
                alike.setdefault((where, what), []).append(row.row)
    return [*told, *(_warned(w, where, what, at) for (where, what), at in alike.items())]


def figures(w: Words, preview: ImportPreview) -> str:
    """What the files would change, in figures."""
    tally = preview.effects.tally
    return w.label(
        "baru {baru}, berubah {ubah}, tetap {tetap}, peringatan {ingat}, ditolak {tolak}",
        baru=tally.new,
        ubah=tally.changed,
        tetap=tally.unchanged,
        ingat=preview.warned,
        tolak=preview.refused,
    )


def effects(w: Words, changed: Effects) -> list[str]:
    """What follows for people and offerings."""
    told = (
        (
            changed.missing,
            w.label("{n} ASN tidak ada dalam berkas; datanya tetap", n=changed.missing),
        ),
        (
            changed.leaving,
            w.label("{n} ASN tidak aktif lagi; pendaftarannya berakhir", n=changed.leaving),
        ),
        (
            changed.moved,
            w.label(
                "{n} angkatan berubah; {m} orang akan diberi tahu",
                n=changed.moved,
                m=changed.told,
            ),
        ),
        (changed.called_off, w.label("{n} di antaranya dibatalkan", n=changed.called_off)),
        (
            changed.superiors or changed.requests_moved,
            w.label(
                "atasan {n} orang berubah; {m} permintaan berpindah",
                n=changed.superiors,
                m=changed.requests_moved,
            ),
        ),
        (changed.mandates, w.label("{n} mandat ditetapkan atau berubah", n=changed.mandates)),
    )
    return [line for number, line in told if number]


def nothing_loaded(w: Words) -> str:
    """No row of the files can be loaded."""
    return w.label("Tidak ada yang dapat dimuat.")


def nothing_changes(w: Words) -> str:
    """The files say what is stored already."""
    return w.label("Tidak ada yang perlu diubah.")


def not_saved(w: Words, *, dry_run: bool, asked: bool) -> str:
    """Why nothing was saved."""
    if dry_run:
        return w.label("Hanya dicoba: tidak ada yang disimpan.")
    if not asked:
        return w.label("Tidak ada yang disimpan. Bila tidak ada yang dapat ditanya, pakai --yes.")
    return w.label("Tidak ada yang disimpan.")


def saved(w: Words, preview: ImportPreview) -> str:
    """What was saved, in figures."""
    return w.label("Tersimpan: {angka}", angka=figures(w, preview))


def ask_save(w: Words) -> str:
    """The question before saving."""
    return w.label("Simpan? [y/N]")


def refused_rows(w: Words, name: str, beside: str) -> str:
    """Where the refused rows of a file are."""
    return w.label("Baris {berkas} yang ditolak ada dalam {lain}", berkas=name, lain=beside)


def refused_rows_unwritten(w: Words, name: str, reason: str) -> str:
    """Why the refused rows of a file could not be written down."""
    return w.label(
        "Baris {berkas} yang ditolak tidak dapat ditulis di sampingnya ({alasan}): "
        "beri pengguna ini hak atas foldernya.",
        berkas=name,
        alasan=reason,
    )


def no_file(w: Words, name: str) -> str:
    """There is no such file."""
    return w.label("{berkas} bukan berkas: periksa namanya.", berkas=name)


def closed_file(w: Words, name: str) -> str:
    """The file may not be read."""
    return w.label("{berkas} tidak boleh dibaca: periksa izinnya dan izin foldernya.", berkas=name)


def _cell(w: Words, found: Found) -> str:
    told = plain(advice(w, found))
    if not found.value:
        return w.label("kolom {kolom}. {saran}", kolom=found.column, saran=told)
    return w.label(
        "kolom {kolom}: {nilai}. {saran}", kolom=found.column, nilai=found.value, saran=told
    )


def _warned(w: Words, where: str, what: str, at: list[int]) -> str:
    named = ", ".join(map(str, at[:NAMED]))
    if len(at) > NAMED:
        named = w.label("{baris} dan {n} lainnya", baris=named, n=len(at) - NAMED)
    if len(at) == 1:
        return w.label("peringatan: {tempat}, baris {n}, {isi}", tempat=where, n=named, isi=what)
    return w.label(
        "peringatan: {tempat}, baris {baris}, {isi}", tempat=where, baris=named, isi=what
    )
