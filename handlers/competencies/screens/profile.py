"""Screens of a profile: the gaps as a picture and as text, and all competencies."""

import html
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from domain.competencies.chart import Bar, Chart, HoursBar
from domain.competencies.profile import (
    Category,
    CompetencyStanding,
    Group,
    Profile,
    category,
    truncated,
)
from domain.hours import LearningHours
from domain.lists import Page, pages_of
from handlers.actions import catalogue
from handlers.actions.competencies import OpenCompetency, ShowAll, ShowProfile
from handlers.actions.home import OpenMenu
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.lists import in_pairs, turning
from handlers.screens.screen import Button, Picture, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

GAPS_A_PAGE = 4
MOST_BARS = 7
"""The picture is at most as high as wide; from eight gaps on, a line takes the place of a bar."""
IN_A_PAIR = 22
"""Characters of a gap on half a row: its number stands in the picture, too, or in the text."""
CAPTION = 850
"""Characters of the lines on a page of all competencies: they may be a picture's caption."""


def profile(
    w: Words, whole: Profile, *, scheme: str, picture: Picture | None, page: int = 0
) -> Screen:
    """The gaps under the picture, or as text without it; or that there are none."""
    if picture is None:
        return _as_text(w, whole, scheme=scheme, page=page)
    text = lines(_short_of(w, whole), _match(w, whole, scheme))
    rows = _rows(w, _gaps(whole, page))
    instead = without_picture(w, whole, scheme=scheme)
    return Screen(text, rows, picture=picture, protected=True, instead=instead)


def without_picture(w: Words, whole: Profile, *, scheme: str) -> Screen:
    """The profile as text, if the picture could not be drawn or sent."""
    line = w.t("Gambar belum dapat ditampilkan. Berikut ringkasannya.")
    screen = _as_text(w, whole, scheme=scheme, page=0)
    return replace(screen, text=Html(f"{line}\n{screen.text}"))


def chart(w: Words, whole: Profile, hours: LearningHours) -> Chart:
    """What the picture shows, in the reader's language: the gaps, or else what is met."""
    gaps = whole.gaps
    met = tuple(s for s in whole.rated if not s.gap)
    shown = (gaps or met)[: MOST_BARS if len(gaps) <= MOST_BARS else MOST_BARS - 1]
    total = len(whole.standings)
    return Chart(
        headline=w.label("{n} dari {m} perlu ditingkatkan", n=len(gaps), m=total)
        if gaps
        else w.label("{n} dari {m} memenuhi standar", n=len(met), m=total),
        post=whole.post or "",
        assessed=_plain(_assessed(w, whole)),
        bars=tuple(Bar(s.name, s.actual or 0, s.required) for s in shown),
        legend=(w.label("Level saat ini"), w.label("Kurang dari standar")),
        folded=_folded(w, whole, len(shown)),
        hours=_hours(w, hours),
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
            "sehingga level Bapak/Ibu belum dapat dibandingkan.",
            jabatan=post or "–",
        ),
        w.t("Mohon tanyakan kepada {unit_hr} ({kontak})."),
    )
    return Screen(text, _to_trainings(w))


def _as_text(w: Words, whole: Profile, *, scheme: str, page: int) -> Screen:
    shown = _gaps(whole, page)
    first = shown.number * GAPS_A_PAGE + 1
    body = [_short_line(w, one, place) for place, one in enumerate(shown.items, first)]
    text = lines(
        _title(w, whole),
        _assessed(w, whole),
        _match(w, whole, scheme),
        *(body or [_all_met(w, whole)]),
        w.t("Pilih satu untuk melihat pelatihannya.") if body else None,
    )
    return Screen(text, _rows(w, shown), protected=True)


def _gaps(whole: Profile, number: int) -> Page[CompetencyStanding]:
    # A gap may have closed since the button was shown, so this page may not exist any more.
    number %= pages_of(len(whole.gaps), GAPS_A_PAGE)
    shown = whole.gaps[number * GAPS_A_PAGE : (number + 1) * GAPS_A_PAGE]
    return Page(tuple(shown), number, len(whole.gaps), GAPS_A_PAGE)


def _rows(w: Words, gaps: Page[CompetencyStanding]) -> tuple[Row, ...]:
    first = gaps.number * gaps.size + 1
    labels = [_gap_label(one, place, gaps) for place, one in enumerate(gaps.items, first)]
    buttons = [
        Button(label, OpenCompetency(one.id, gaps.number))
        for label, one in zip(labels, gaps.items, strict=True)
    ]
    pages = turning(gaps.number, gaps.pages, ShowProfile)
    every = (Button(w.label("Semua Kompetensi"), ShowAll()),)
    trainings = (Button(w.label("Cari Pelatihan"), catalogue.ListTrainings()),)
    menu = (Button(w.label("Menu Utama"), OpenMenu()),)
    return (*in_pairs(buttons), *pages, every, *(() if gaps.total else (trainings,)), menu)


def _gap_label(one: CompetencyStanding, place: int, gaps: Page[CompetencyStanding]) -> str:
    """`1 · Keamanan Informasi`, on half a row or, if it is the last, on a whole one."""
    figures = f"{one.actual}/{one.required}"
    if gaps.total == 1:
        return f"▼ {cut(one.name, 28 - 3 - len(figures))} {figures}"
    alone = place == gaps.number * gaps.size + len(gaps.items) and len(gaps.items) % 2
    start = f"{place} · "
    return start + cut(one.name, (28 if alone else IN_A_PAIR) - len(start))


def _title(w: Words, whole: Profile) -> Html:
    return w.t("<b>Kompetensi {jabatan}</b>", jabatan=whole.post or "–")


def _assessed(w: Words, whole: Profile) -> Html | None:
    day = whole.assessed_on
    return w.t("Penilaian: {tgl}", tgl=dates.day(w, day)) if day else None


def _match(w: Words, whole: Profile, scheme: str) -> Html:
    if whole.unrated or whole.match is None:
        return w.t(
            "Kesesuaian dengan jabatan: belum lengkap, {m} kompetensi belum dinilai",
            m=whole.unrated,
        )
    return w.t(
        "Kesesuaian dengan jabatan: {jpm}%, {kategori}",
        jpm=w.decimal(truncated(whole.match)),
        kategori=_category(w, whole.match, scheme).lower(),
    )


def _short_of(w: Words, whole: Profile) -> Html:
    gaps = len(whole.gaps)
    if not gaps:
        return _all_met(w, whole)
    return w.t(
        "<b>{n} dari {m} kompetensi perlu ditingkatkan.</b>", n=gaps, m=len(whole.standings)
    )


def _folded(w: Words, whole: Profile, shown: int) -> tuple[str, ...]:
    gaps = len(whole.gaps)
    met = len(whole.rated) - gaps
    said = []
    if gaps > shown:
        said.append(w.label("▼ {n} lagi di bawah standar", n=gaps - shown))
    if gaps and met:
        said.append(w.label("✓ {n} kompetensi memenuhi standar", n=met))
    elif met > shown:
        said.append(w.label("✓ {n} lagi memenuhi standar", n=met - shown))
    if whole.unrated:
        said.append(w.label("○ {n} kompetensi belum dinilai", n=whole.unrated))
    return tuple(said)


def _hours(w: Words, hours: LearningHours) -> HoursBar:
    label = w.label("JP {tahun}", tahun=hours.year)
    so_far = w.number(hours.hours)
    if hours.target:
        full = w.number(hours.target)
        figures = w.label("{jp} dari {target} JP", jp=so_far, target=full)
        return HoursBar(label, figures, min(100, 100 * hours.hours // hours.target))
    if hours.ceiling is not None:
        most = w.number(hours.ceiling)
        figures = w.label("{jp} JP (paling banyak {batas_jp} JP)", jp=so_far, batas_jp=most)
        return HoursBar(label, figures, None)
    return HoursBar(label, w.label("{jp} JP", jp=so_far), None)


def _plain(text: Html | None) -> str:
    return html.unescape(text or "")


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


def _short_line(w: Words, s: CompetencyStanding, place: int) -> Html:
    return w.t(
        "{i}. {kompetensi}: level {aktual} dari {syarat}",
        i=place,
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
        return w.t(
            "▼ {kompetensi}: level {aktual} dari {syarat}",
            kompetensi=s.name,
            aktual=s.actual,
            syarat=s.required,
        )
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
