"""Screens on which a substitute is named for a person who gave up a seat late."""

from domain.lists import PAGE
from domain.seats.nominations import Nominee, Substitutes
from handlers.actions.seating import nominations as actions
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import short_nip
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

NAME_SHOWN, POST_SHOWN, UNIT_SHOWN, NUMBER_SHOWN = 45, 30, 60, 50


def pick(w: Words, facts: Substitutes) -> Screen:
    """The colleagues of the unit; a figure asks one of them."""
    there = facts.offering

    def line(place: int, one: Nominee) -> Html:
        nip, name = short_nip(one.nip), cut(one.name, NAME_SHOWN)
        post = cut(one.position or "–", POST_SHOWN)
        if one.enrolled:
            return w.t("{no}. ● {nama}: sudah terdaftar", no=place, nama=name)
        if one.clash:
            return w.t("{no}. ! {nama}: jadwal bersamaan", no=place, nama=name)
        mark = "▼ " if one.gap else ""
        return w.t(
            "{no}. {tanda}{nama} · NIP {nip}, {jabatan}",
            no=place,
            tanda=mark,
            nama=name,
            nip=nip,
            jabatan=post,
        )

    def row(place: int, one: Nominee) -> Row:
        if one.enrolled or one.clash or not facts.free:
            return ()
        does = actions.NameSubstitute(facts.given_up, one.id)
        return (Button(str(place), does),)

    listed, rows = numbered(
        facts.page,
        lambda number: actions.OpenSubstitutes(facts.given_up, number),
        line=line,
        row=row,
        across=PAGE,
    )
    text = lines(
        w.t("<b>{judul}</b>, {tgl}", judul=places.title(w, there), tgl=places.days(w, there)),
        _letter(w, facts),
        _ask(w, facts),
        *(listed if facts.free else ()),
    )
    shown = tuple(each for each in rows if each) if facts.free else ()
    return Screen(text, (*shown, menu_row(w)))


def asked(w: Words, facts: Substitutes) -> Screen:
    """The colleague is asked, until when."""
    text = lines(
        w.t("✓ Pengganti {nama} sedang ditanya.", nama=cut(facts.replaced, NAME_SHOWN)),
        w.t("<b>{judul}</b>", judul=places.title(w, facts.offering)),
        w.t(
            "Jawaban ditunggu sampai {batas}.",
            batas=dates.moment(w, facts.until, facts.offering.timezone),
        ),
    )
    return Screen(text, (menu_row(w),))


def gone(w: Words) -> Screen:
    """No substitute can be named any more."""
    text = w.t("Pengganti tidak dapat lagi diusulkan: tempat sudah terisi atau waktunya lewat.")
    return Screen(text, (menu_row(w),))


def _ask(w: Words, facts: Substitutes) -> Html:
    if not facts.free:
        return (
            w.t(
                "Tempat lebih dahulu ditawarkan kepada {q} orang dalam daftar tunggu.",
                q=w.number(facts.queued),
            )
            if facts.queued
            else w.t("Tempat sudah terisi dari daftar tunggu.")
        )
    if not facts.page.total:
        return w.t("Belum ada rekan lain dalam data {unit}.", unit=cut(facts.unit, UNIT_SHOWN))
    return w.t("Siapa pengganti dari {unit}?", unit=cut(facts.unit, UNIT_SHOWN))


def _letter(w: Words, facts: Substitutes) -> Html | None:
    if facts.letter is None:
        return None
    number = cut(facts.letter, NUMBER_SHOWN)
    return w.t("! Surat tugas {nomor} perlu diubah.", nomor=number)
