"""What of a file was not read, as the preview says it, and the buttons to read it all the same."""

from collections.abc import Iterable, Iterator, Sequence

from domain.ids import ImportId
from domain.imports.preview import ImportPreview
from domain.imports.staff import ServiceStatus
from handlers.actions import imports as actions
from handlers.screens.screen import Button, Row
from handlers.screens.words import Html, Words, cut

_MOST_TITLES = 8
_MOST_SHEETS = 3
_MOST_DISPUTED = 4
_MOST_ON_A_BUTTON = 19
_MOST_OF_A_TITLE = 30


def passed_lines(w: Words, preview: ImportPreview) -> Iterator[Html]:
    """What was passed over, by sheet and count."""
    passed = preview.passed
    if hidden := [one.sheet for one in passed if one.whole]:
        yield w.t("Lembar tersembunyi {lembar} dilewati.", lembar=_hidden(hidden))
    for one in [one for one in passed if one.hidden_rows][:_MOST_SHEETS]:
        yield w.t(
            "{lembar}: {n} baris tersembunyi dilewati",
            lembar=cut(one.sheet, _MOST_OF_A_TITLE),
            n=w.number(one.hidden_rows),
        )
    for one in [one for one in passed if one.hidden_columns][:_MOST_SHEETS]:
        yield w.t(
            "{lembar}: {n} kolom tersembunyi dilewati",
            lembar=cut(one.sheet, _MOST_OF_A_TITLE),
            n=w.number(one.hidden_columns),
        )
    if noise := sum(one.noise for one in passed):
        yield w.t("{n} baris bukan data dilewati", n=w.number(noise))
    if dittos := sum(one.dittos for one in passed):
        yield w.t(
            '{n} sel bertanda sama (", idem) dibaca seperti baris di atasnya', n=w.number(dittos)
        )
    if repeated := sum(one.repeated for one in passed):
        yield w.t("{n} baris sama persis pada dua lembar, dihitung sekali", n=w.number(repeated))
    if disputed := preview.disputed:
        yield w.t(
            "! {n} baris berbeda pada dua lembar; yang dipakai: lembar {lembar}",
            n=w.number(sum(one.rows for one in preview.conflicts)),
            lembar=cut(disputed[0].name, _MOST_OF_A_TITLE),
        )
    unknown = [one for one in preview.statuses if one.standing is ServiceStatus.AS_BEFORE]
    if unknown:
        yield w.t(
            "! Kedudukan hukum {n} ASN tidak dikenali: {kata}",
            n=w.number(sum(one.people for one in unknown)),
            kata=_named([one.word for one in unknown]),
        )
    if not all(one.tells_hidden_rows for one in passed):
        yield w.t("! Pada .xls baris tersembunyi ikut terbaca. Mohon periksa berkasnya.")
    for rival in [each for one in passed for each in one.rivals][:_MOST_SHEETS]:
        yield w.t(
            "{kolom}: dipakai {judul} ({huruf}), bukan {lain} ({huruf_lain})",
            kolom=rival.column,
            judul=cut(rival.used, _MOST_ON_A_BUTTON),
            huruf=rival.used_at,
            lain=cut(rival.unused, _MOST_ON_A_BUTTON),
            huruf_lain=rival.unused_at,
        )
    if titles := [title for title, _ in preview.unmatched]:
        more = len(titles) - _MOST_TITLES
        yield (
            w.t("Diabaikan: {kolom}, dan {n} lainnya", kolom=_named(titles), n=w.number(more))
            if more > 0
            else w.t("Diabaikan: {kolom}", kolom=_named(titles))
        )
    if phoneless := sum(one.phoneless for one in passed):
        yield w.t(
            "! Tidak ada kolom nomor HP: {n} ASN tidak dapat terhubung", n=w.number(phoneless)
        )


def fitting(told: Iterable[Html], room: int) -> Iterator[Html]:
    """The lines that a screen has room for, warnings first."""
    left = room - 2
    for line in sorted(told, key=lambda line: not line.startswith("!")):
        if len(line) < left:
            left -= len(line) + 1
            yield line
        elif left > 0:
            left = 0
            yield Html("…")


def either_line(w: Words, preview: ImportPreview) -> Html | None:
    """A sheet of superiors that could be staff data as well."""
    if preview.either is None:
        return None
    return w.t(
        "! {lembar} dibaca sebagai daftar atasan; nama, jabatan, dan unitnya tidak dipakai.",
        lembar=cut(preview.either, _MOST_OF_A_TITLE),
    )


def passed_rows(w: Words, run: ImportId, preview: ImportPreview) -> tuple[Row, ...]:
    """[Kedudukan Hukum] and the buttons to read the file again, where they change anything."""
    return (*_status_row(w, run, preview), *_rows_to_read_again(w, run, preview))


def _status_row(w: Words, run: ImportId, preview: ImportPreview) -> tuple[Row, ...]:
    if not preview.statuses:
        return ()
    return ((Button(w.label("Kedudukan Hukum"), actions.OpenStatuses(run, 0)),),)


def _rows_to_read_again(w: Words, run: ImportId, preview: ImportPreview) -> tuple[Row, ...]:
    """[Pakai …], [Baca Juga] and [Cocokkan Kolom]."""
    if not preview.readable_again:
        return ()
    sheets = tuple(
        (Button(_sheet(w, one.name, taken=place == 0), actions.CountSheet(run, one.number)),)
        for place, one in enumerate(preview.disputed[:_MOST_DISPUTED])
    )
    if preview.either:
        sheets = ((Button(w.label("Bukan, Data Pegawai"), actions.ReadAsStaff(run)),), *sheets)
    buttons = []
    if any(one.hidden_rows for one in preview.passed):
        buttons.append(Button(w.label("Baca Juga"), actions.ReadHiddenToo(run)))
    if preview.unmatched:
        buttons.append(Button(w.label("Cocokkan Kolom"), actions.OpenTitles(run, 0)))
    return (*sheets, tuple(buttons)) if buttons else sheets


def _sheet(w: Words, name: str, *, taken: bool) -> str:
    label = w.label("Pakai {lembar}", lembar=cut(name, _MOST_ON_A_BUTTON))
    return f"✓ {label}" if taken else label


def _hidden(sheets: Sequence[str]) -> str:
    return _named(sheets) + (", …" if len(sheets) > _MOST_TITLES else "")


def _named(names: Sequence[str]) -> str:
    return ", ".join(cut(name, _MOST_OF_A_TITLE) for name in names[:_MOST_TITLES])
