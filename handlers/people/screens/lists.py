"""Screens of HR's search for people: what was found, and what it can be narrowed to."""

from collections.abc import Sequence
from datetime import datetime

from domain.lists import PAGE, Page
from domain.people.searched import SHORTEST_NUMBER, too_short
from domain.people.staff import Narrowing, StaffChoice, StaffLine, StaffOnly, UnitCount
from handlers.actions import people as actions
from handlers.actions.desk import DeskGroup, FindAgain
from handlers.screens import dates
from handlers.screens.buttons import back_to_group, desk_button
from handlers.screens.lists import numbered
from handlers.screens.people import post, who
from handlers.screens.screen import Button, Document, Row, Screen
from handlers.screens.words import Html, Words, cut, joined, lines

PLACE_SHOWN, TEXT_SHOWN, UNIT_SHOWN = 30, 60, 60
"""Letters of a post or a unit in a list, of what was typed, of a unit beside its figure."""
MOST_IN_A_FILE = 20_000
"""People: a longer file would take longer to write than an answer may take."""


def ask(w: Words) -> Screen:
    """Asks for what a caller says."""
    text = w.t("Silakan ketik nama, NIP, nomor HP, unit, atau jabatan pegawai.")
    return Screen(text, (back_to_group(w, DeskGroup.PEOPLE),))


def found(
    w: Words,
    people: Page[StaffLine],
    chosen: StaffChoice,
    *,
    unit: str | None,
    everywhere: bool,
) -> Screen:
    """What a search found; typing again searches again. `unit` is the one it is narrowed to."""
    if not people.total and not chosen.narrowed:
        typed = cut(chosen.text, TEXT_SHOWN)
        nobody = w.t("Tidak ada pegawai yang cocok dengan <i>{teks}</i>.", teks=typed)
        return ask(w).under(lines(nobody, number_hint(w, chosen.text)))

    listed, rows = numbered(
        people,
        lambda page: actions.ListStaff(page, chosen.mark),
        line=lambda place, one: staff_line(w, place, one, among=people.items),
        row=lambda place, one: (Button(str(place), actions.OpenStaff(one.id)),),
        across=PAGE,
    )
    narrow = Button(w.label("Saring"), actions.OpenNarrowing(chosen.mark))
    whole = Button(w.label("Unduh"), actions.DownloadStaff(chosen.mark))
    offers: Row = (narrow, whole) if 0 < people.total <= MOST_IN_A_FILE else (narrow,)
    back = (
        (Button(w.label("Kembali"), FindAgain(StaffChoice(chosen.text).mark)), desk_button(w))
        if everywhere
        else back_to_group(w, DeskGroup.PEOPLE)
    )
    text = lines(
        _head(w, people.total, chosen),
        number_hint(w, chosen.text),
        w.t("Disaring: {saringan}", saringan=filters(w, chosen, unit))
        if chosen.narrowed
        else None,
        w.t("Untuk diunduh, mohon saring sampai {n} orang.", n=w.number(MOST_IN_A_FILE))
        if people.total > MOST_IN_A_FILE
        else None,
        *listed,
    )
    return Screen(text, (*rows, offers, back))


def near(w: Words, typed: str) -> Html:
    """Above what was found instead of what was typed."""
    return w.t(
        "Tidak ada yang cocok dengan <b>{kata}</b>; ini yang mirip.", kata=cut(typed, TEXT_SHOWN)
    )


def number_hint(w: Words, typed: str) -> Html | None:
    """Why digits were not searched for among NIPs and phone numbers."""
    if not too_short(typed):
        return None
    return w.t("NIP dan nomor HP dicari mulai dari {n} angka.", n=SHORTEST_NUMBER)


def narrowing(
    w: Words, facts: Narrowing, chosen: StaffChoice, *, unit: str | None, page: int
) -> Screen:
    """Asks to which people the search is narrowed, with how many there are."""

    def row(place: int, one: UnitCount) -> Row:
        return (Button(str(place), actions.ListNarrowedStaff(chosen.mark, one.id, chosen.only)),)

    listed, rows = numbered(
        facts.units,
        lambda number: actions.OpenNarrowing(chosen.mark, number),
        line=lambda place, one: w.t(
            "{no}. {unit}: {n}", no=place, unit=cut(one.name, UNIT_SHOWN), n=w.number(one.people)
        ),
        row=row,
        across=PAGE,
    )

    def only(label: str, people: int, which: StaffOnly) -> tuple[Row, ...]:
        to = actions.ListNarrowedStaff(chosen.mark, chosen.unit, which)
        return ((Button(f"{label} {w.number(people)}", to),),) if people else ()

    choices = (
        *only(w.label("Belum Terhubung"), facts.unlinked, StaffOnly.UNLINKED),
        *only(w.label("Ada Kesenjangan"), facts.with_gaps, StaffOnly.WITH_GAPS),
    )
    clear: tuple[Row, ...] = ()
    if chosen.narrowed:
        clear = ((Button(w.label("Hapus Saringan"), actions.ListNarrowedStaff(chosen.mark)),),)
    text = lines(
        w.t("Pegawai mana yang ditampilkan?"),
        w.t("Disaring: {saringan}", saringan=filters(w, chosen, unit))
        if chosen.narrowed
        else None,
        *listed,
    )
    back = (Button(w.label("Kembali"), actions.ListStaff(page, chosen.mark)), desk_button(w))
    return Screen(text, (*rows, *choices, *clear, back))


def file(w: Words, document: Document, *, total: int, head: Html, now: datetime) -> Screen:
    """The list as a file, in a message of its own."""
    text = lines(
        w.t("{n} pegawai, per {waktu}.", n=w.number(total), waktu=_moment(w, now)),
        head,
        w.t("Memuat NIP; mohon disimpan dengan aman."),
    )
    return Screen(text, document=document, new=True)


def searched(w: Words, chosen: StaffChoice, unit: str | None) -> Html:
    """What was looked for, as a line above a file."""
    narrowed = [filters(w, chosen, unit)] if chosen.narrowed else []
    typed = [w.t("Kata: {teks}", teks=cut(chosen.text, TEXT_SHOWN))] if chosen.text else []
    return joined(" · ", [*typed, *narrowed])


def filters(w: Words, chosen: StaffChoice, unit: str | None) -> Html:
    """What the search is narrowed to."""
    parts = []
    if chosen.unit is not None:
        known = unit and w.t("{unit}", unit=cut(unit, UNIT_SHOWN))
        parts.append(known or w.t("unit kerja"))
    if chosen.only is StaffOnly.UNLINKED:
        parts.append(w.t("belum terhubung"))
    elif chosen.only is StaffOnly.WITH_GAPS:
        parts.append(w.t("ada kesenjangan"))
    return joined(" · ", parts)


def _head(w: Words, total: int, chosen: StaffChoice) -> Html:
    if not total:
        return w.t("Tidak ada pegawai untuk saringan ini.")
    if not chosen.text:
        return w.t("{n} pegawai. Ketik untuk mencari yang lain.", n=w.number(total))
    return w.t(
        "{n} pegawai cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
        n=w.number(total),
        teks=cut(chosen.text, TEXT_SHOWN),
    )


def _narrowed(w: Words, chosen: StaffChoice, unit: str | None) -> Html | None:
    if not chosen.narrowed:
        return None
    return w.t("Disaring: {saringan}", saringan=filters(w, chosen, unit))


def _moment(w: Words, now: datetime) -> str:
    return dates.moment(w, now, w.house.timezone)


def staff_line(w: Words, place: int, one: StaffLine, *, among: Sequence[StaffLine]) -> Html:
    """Name and masked NIP, then post and unit: two people may have the same name."""
    name = who(w, one, among=among)
    first = (
        w.t("{no}. {nama}", no=place, nama=name)
        if one.active
        else w.t("{no}. ✗ {nama}", no=place, nama=name)
    )
    unit = cut(one.unit, PLACE_SHOWN) if one.unit else None
    position = cut(one.position, PLACE_SHOWN) if one.position else None
    return lines(first, post(w, position, unit))
