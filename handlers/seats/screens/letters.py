"""Screens of letters of assignment: the draft, the numbers by unit, a change after a number."""

from domain.catalogue.offerings import Offering
from domain.lists import PAGE, Page
from domain.seats.letters.drafts import AssignmentDraft, LetterUnit
from handlers.actions.offerings import OpenRun
from handlers.actions.seating import letters as actions
from handlers.screens import dates, places
from handlers.screens.buttons import back_or_desk, desk_button
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Document, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines

UNIT_SHOWN, NUMBER_SHOWN = 60, 50


def draft(w: Words, facts: AssignmentDraft, *, by_unit: bool) -> Screen:
    """How many people of how many units, and the files."""
    there = facts.offering
    back = back_or_desk(w, OpenRun(there.id))
    if not facts.people:
        text = lines(
            _title(w, there),
            w.t("Belum ada peserta yang mendapat tempat."),
            _waiting(w, facts),
        )
        return Screen(text, (back,))
    signed = sum(one.signed is not None for one in facts.units)
    text = lines(
        _title(w, there),
        w.t(
            "{n} peserta dari {u} unit",
            n=w.number(facts.people),
            u=w.number(len(facts.units)),
        ),
        _waiting(w, facts),
        w.t("Nomor dicatat: {a} dari {u} unit", a=w.number(signed), u=w.number(len(facts.units)))
        if signed
        else None,
    )
    files = (
        Button(".docx", actions.DownloadLetters(there.id, actions.LetterFile.DOCX, by_unit)),
        Button(".xlsx", actions.DownloadLetters(there.id, actions.LetterFile.XLSX, by_unit)),
    )
    label = w.label("Satu per Unit")
    each = Button(
        f"✓ {label}" if by_unit else label, actions.OpenLetters(there.id, by_unit=not by_unit)
    )
    numbers = main(w.label("Catat Nomor"), actions.ListLetters(there.id))
    return Screen(text, (files, (each,), (numbers,), back))


def file(w: Words, document: Document, facts: AssignmentDraft) -> Screen:
    """The file, in a message of its own."""
    text = w.t(
        "Draf surat tugas <b>{judul}</b>: {n} peserta.",
        judul=places.title(w, facts.offering),
        n=w.number(facts.people),
    )
    return Screen(text, document=document, new=True)


def numbers(w: Words, facts: AssignmentDraft, page: int) -> Screen:
    """The units, each with the number of its letter; a figure opens one."""
    there = facts.offering
    units = [one for one in facts.units if one.id is not None]
    last = max(0, (len(units) - 1) // PAGE)
    number = min(page, last)
    shown = tuple(units[number * PAGE : (number + 1) * PAGE])

    def line(place: int, one: LetterUnit) -> Html:
        name = cut(one.name or "–", UNIT_SHOWN)
        if one.signed is None:
            return w.t("{no}. {unit}: belum bernomor", no=place, unit=name)
        number = cut(one.signed.number, NUMBER_SHOWN)
        return w.t("{no}. {unit}: {nomor}", no=place, unit=name, nomor=number)

    def row(place: int, one: LetterUnit) -> Row:
        if one.id is None:
            return ()
        return (Button(str(place), actions.AskLetterNumber(there.id, one.id)),)

    listed, rows = numbered(
        Page(shown, number, len(units)),
        lambda to: actions.ListLetters(there.id, to),
        line=line,
        row=row,
        across=PAGE,
    )
    head = w.t("Nomor surat tugas unit mana yang dicatat?")
    back = back_or_desk(w, actions.OpenLetters(there.id))
    return Screen(lines(head, *listed), (*rows, back))


def ask_number(w: Words, facts: AssignmentDraft, one: LetterUnit) -> Screen:
    """Asks for the number and the date of the letter of a unit."""
    there = facts.offering
    text = lines(
        w.t("Surat tugas {unit}: {n} peserta", unit=one.name or "–", n=w.number(len(one.people))),
        w.t("Tercatat: {nomor}, {tgl}", nomor=one.signed.number, tgl=_day(w, one))
        if one.signed
        else None,
        w.t("Silakan ketik nomor dan tanggalnya, misalnya <i>800/123/BKPSDM/2026, 2/12/2026</i>."),
    )
    gone: tuple[Row, ...] = ()
    if one.signed is not None and one.id is not None:
        remove = actions.RemoveLetterNumber(there.id, one.id)
        gone = ((danger(w.label("Hapus Nomor"), remove),),)
    return Screen(text, (*gone, back_or_desk(w, actions.ListLetters(there.id))))


def not_a_number(w: Words, again: Screen) -> Screen:
    """What was typed is no number with a date."""
    return again.under(w.t("! Nomor dan tanggal belum dikenali; pisahkan dengan koma."))


def kept(w: Words, facts: AssignmentDraft, one: LetterUnit) -> Screen:
    """The list of numbers, under the line that one is kept."""
    if one.signed is None:
        line = w.t("✓ Nomor surat tugas {unit} dihapus.", unit=cut(one.name or "–", UNIT_SHOWN))
    else:
        line = w.t(
            "✓ Dicatat: {nomor}, {tgl}. Peserta membacanya dalam pengingat H-7.",
            nomor=one.signed.number,
            tgl=_day(w, one),
        )
    return numbers(w, facts, 0).under(line)


def gone(w: Words) -> Screen:
    """There is no such offering."""
    return Screen(w.t("Angkatan ini tidak ditemukan."), ((desk_button(w),),))


def changed(w: Words, facts: AssignmentDraft, *, number: str, unit: str) -> Screen:
    """Tells HR that the people of a unit changed after its letter was signed."""
    there = facts.offering
    text = lines(
        w.t("! Peserta dari {unit} berubah:", unit=cut(unit, UNIT_SHOWN)),
        w.t("<b>{judul}</b>, {tgl}.", judul=places.title(w, there), tgl=places.days(w, there)),
        w.t("Surat tugas {nomor} perlu diubah.", nomor=cut(number, NUMBER_SHOWN)),
    )
    letters = main(w.label("Surat Tugas"), actions.OpenLetters(there.id, by_unit=True))
    return Screen(text, ((letters,), (desk_button(w),)), new=True)


def _title(w: Words, there: Offering) -> Html:
    return w.t("<b>Draf surat tugas</b>: {judul}", judul=places.title(w, there))


def _waiting(w: Words, facts: AssignmentDraft) -> Html | None:
    if not facts.waiting:
        return None
    return w.t("{m} menunggu keputusan, tidak dimuat", m=w.number(facts.waiting))


def _day(w: Words, one: LetterUnit) -> str:
    return dates.plain_day(w, one.signed.dated) if one.signed is not None else ""
