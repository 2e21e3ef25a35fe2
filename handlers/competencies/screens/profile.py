"""Screens of a profile: the gaps as a picture and as text, and all competencies."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from domain.competencies.chart import Bar, Chart
from domain.competencies.profile import (
    Category,
    CompetencyStanding,
    Group,
    Profile,
    category,
    truncated,
)
from domain.lists import Page, pages_of
from handlers.actions import catalogue
from handlers.actions.competencies import OpenCompetency, ShowAll, ShowProfile
from handlers.actions.home import OpenMenu
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.lists import numbered, turning
from handlers.screens.screen import Button, Picture, Row, Screen
from handlers.screens.words import Html, Words, cut, joined, lines

BUTTONS_A_PAGE = 5
LINES_A_PAGE = 4
CAPTION = 850
"""Characters of the lines on a page of all competencies: they may be a picture's caption."""


def profile(
    w: Words, whole: Profile, *, scheme: str, picture: Picture | None, page: int = 0
) -> Screen:
    """The gaps under the picture, or as text without it; or that there are none."""
    if picture is None:
        return _as_text(w, whole, scheme=scheme, page=page)
    gaps = whole.gaps
    if gaps:
        end = w.t(
            "{n} kompetensi di bawah standar. Pilih satu untuk melihat pelatihannya.", n=len(gaps)
        )
    else:
        end = _all_met(w, whole)
    text = lines(_title(w, whole), _assessed(w, whole), _match(w, whole, scheme), end)
    rows = _rows(w, _gaps(whole, page, BUTTONS_A_PAGE))
    instead = without_picture(w, whole, scheme=scheme)
    return Screen(text, rows, picture=picture, protected=True, instead=instead)


def without_picture(w: Words, whole: Profile, *, scheme: str) -> Screen:
    """The profile as text, if the picture could not be drawn or sent."""
    line = w.t("Gambar belum dapat ditampilkan. Berikut ringkasannya.")
    screen = _as_text(w, whole, scheme=scheme, page=0)
    return replace(screen, text=Html(f"{line}\n{screen.text}"))


def chart(w: Words, whole: Profile, *, scheme: str) -> Chart:
    """What the picture shows, in the reader's language."""
    match = whole.match
    complete = match is not None and not whole.unrated
    groups = tuple(
        (_group(w, group), tuple(Bar(s.name, s.actual, s.required) for s in found))
        for group in Group
        if (found := whole.of(group))
    )
    subtitle = lines(_assessed(w, whole) or w.t("Belum dinilai"))
    return Chart(
        title=w.label("Kompetensi {jabatan}", jabatan=whole.post or ""),
        subtitle=subtitle,
        match=_figures(w, match, None) if match is not None else "",
        category=(
            _category(w, match, scheme)
            if complete and match is not None
            else w.label("{n} dari {m} dinilai", n=len(whole.rated), m=len(whole.standings))
        ),
        groups=groups,
        legend=(
            w.label("Level saat ini"),
            w.label("Kurang dari standar"),
            w.label("Standar jabatan"),
        ),
        unrated=w.label("belum dinilai"),
    )


def everything(w: Words, whole: Profile, *, page: int) -> Screen:
    """All competencies: one group a page, a long group on several."""
    pages = [(group, found) for group in Group for found in _pages(w, whole.of(group))]
    page %= len(pages)
    group, found = pages[page]
    # The English title begins with the name of the group, so that its capital stays.
    named = _group(w, group) if w.language == "en" else _group(w, group).lower()
    title = w.t("<b>Kompetensi {kelompok}</b>", kelompok=named)
    text = lines(title, *found)
    back = Button(w.label("Kembali"), ShowProfile())
    rows = (*turning(page, len(pages), ShowAll), (back, *menu_row(w)))
    return Screen(text, rows, protected=True)


def no_data(w: Words) -> Screen:
    """Says that the person has not been rated yet."""
    text = lines(
        w.t("Hasil penilaian kompetensi belum tersedia."), w.t("Pelatihan tetap dapat diikuti.")
    )
    return Screen(text, _to_trainings(w))


def no_standard(w: Words, post: str | None) -> Screen:
    """Says that the person's post has no required levels."""
    text = lines(
        w.t(
            "Standar kompetensi untuk jabatan <b>{jabatan}</b> belum tersedia, "
            "sehingga kesenjangan belum dapat dihitung.",
            jabatan=post or "–",
        ),
        w.t("Mohon tanyakan kepada {unit_hr} ({kontak})."),
    )
    return Screen(text, _to_trainings(w))


def _as_text(w: Words, whole: Profile, *, scheme: str, page: int) -> Screen:
    match = whole.match
    head = _match_short(w, whole, match, scheme)
    shown = _gaps(whole, page, LINES_A_PAGE)
    body = [_short_line(w, standing) for standing in shown.items] or [_all_met(w, whole)]
    return Screen(lines(_title(w, whole), head, *body), _rows(w, shown), protected=True)


def _gaps(whole: Profile, number: int, size: int) -> Page[CompetencyStanding]:
    # A gap may have closed since the button was shown, so this page may not exist any more.
    number %= pages_of(len(whole.gaps), size)
    shown = whole.gaps[number * size : (number + 1) * size]
    return Page(tuple(shown), number, len(whole.gaps), size)


def _rows(w: Words, gaps: Page[CompetencyStanding]) -> tuple[Row, ...]:
    _, rows = numbered(
        gaps,
        ShowProfile,
        row=lambda _, one: (Button(_gap_label(one), OpenCompetency(one.id, gaps.number)),),
    )
    every = (Button(w.label("Semua Kompetensi"), ShowAll()),)
    trainings = (Button(w.label("Cari Pelatihan"), catalogue.ListTrainings()),)
    menu = (Button(w.label("Menu Utama"), OpenMenu()),)
    return (*rows, every, *(() if gaps.total else (trainings,)), menu)


def _gap_label(standing: CompetencyStanding) -> str:
    figures = f"{standing.actual}/{standing.required}"
    return f"▼ {cut(standing.name, 28 - 3 - len(figures))} {figures}"


def _title(w: Words, whole: Profile) -> Html:
    return w.t("<b>Kompetensi {jabatan}</b>", jabatan=whole.post or "–")


def _assessed(w: Words, whole: Profile) -> Html | None:
    day = whole.assessed_on
    return w.t("Penilaian: {tgl}", tgl=dates.day(w, day)) if day else None


def _match(w: Words, whole: Profile, scheme: str) -> Html:
    if whole.unrated or whole.match is None:
        return w.t(
            "Kesesuaian (JPM): belum lengkap, {m} kompetensi belum dinilai", m=whole.unrated
        )
    return w.t(
        "Kesesuaian (JPM): {jpm}% ({kategori})",
        jpm=w.decimal(truncated(whole.match)),
        kategori=_category(w, whole.match, scheme),
    )


def _match_short(w: Words, whole: Profile, match: Fraction | None, scheme: str) -> Html | None:
    assessed = _assessed(w, whole)
    if match is None or whole.unrated:
        parts = [assessed, _match(w, whole, scheme)]
    else:
        parts = [assessed, _figures(w, match, _category(w, match, scheme))]
    return joined(" · ", [part for part in parts if part is not None])


def _figures(w: Words, match: Fraction, named: str | None) -> Html:
    return w.t("JPM {jpm}% ({kategori})", jpm=w.decimal(truncated(match)), kategori=named)


def _category(w: Words, match: Fraction, scheme: str) -> str:
    return {
        Category.FIT: w.label("Memenuhi Syarat"),
        Category.STILL_FIT: w.label("Masih Memenuhi Syarat"),
        Category.LESS_FIT: w.label("Kurang Memenuhi Syarat"),
        Category.OPTIMAL: w.label("Optimal"),
        Category.FAIRLY_OPTIMAL: w.label("Cukup Optimal"),
        Category.LESS_OPTIMAL: w.label("Kurang Optimal"),
    }[category(match, scheme)]


def _all_met(w: Words, whole: Profile) -> Html:
    if whole.unrated:
        return w.t("Tidak ada kompetensi yang dinilai di bawah standar jabatan.")
    return w.t(
        "✓ Seluruh kompetensi memenuhi standar jabatan. Selamat, Bapak/Ibu {nama}.",
        nama=whole.name,
    )


def _group(w: Words, group: Group) -> str:
    return {
        Group.MANAGERIAL: w.label("Manajerial"),
        Group.SOCIOCULTURAL: w.label("Sosial kultural"),
        Group.TECHNICAL: w.label("Teknis"),
    }[group]


def _pages(w: Words, standings: Sequence[CompetencyStanding]) -> list[list[Html]]:
    pages: list[list[Html]] = []
    room = 0
    for line in (_line(w, standing) for standing in standings):
        if len(line) > room:
            pages.append([])
            room = CAPTION
        pages[-1].append(line)
        room -= len(line) + 1
    return pages


def _short_line(w: Words, s: CompetencyStanding) -> Html:
    return w.t(
        "▼ {kompetensi}: level {aktual} dari {syarat}",
        kompetensi=s.name,
        aktual=s.actual,
        syarat=s.required,
    )


def _line(w: Words, s: CompetencyStanding) -> Html:
    if s.actual is None:
        return w.t(
            "○ {kompetensi}: belum dinilai, standar {syarat}",
            kompetensi=s.name,
            syarat=s.required,
        )
    if s.gap:
        return _short_line(w, s)
    return w.t(
        "✓ {kompetensi}: level {aktual} dari {syarat}",
        kompetensi=s.name,
        aktual=s.actual,
        syarat=s.required,
    )


def _to_trainings(w: Words) -> tuple[Row, ...]:
    return (
        (Button(w.label("Cari Pelatihan"), catalogue.ListTrainings()),),
        (Button(w.label("Menu Utama"), OpenMenu()),),
    )
