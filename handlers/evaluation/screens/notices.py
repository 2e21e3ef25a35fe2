"""Screens that ask for feedback: invitation, two reminders, list of open forms, putting off."""

from collections.abc import Sequence
from datetime import date

from domain.evaluation import Fillable, FilledForm
from handlers.actions.evaluation import AnswerLater, OpenForm, SayAbsent, TakeBackAbsence
from handlers.evaluation.screens.forms import question_lines, value_row
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines

TITLE_SHOWN = 130


def invite(w: Words, sheet: FilledForm) -> Screen:
    """The training has ended; the message already has the first question."""
    first = sheet.form.scaled[0]
    asks = lines(
        _over(w, sheet),
        w.t(
            "Mohon isi {n} pertanyaan singkat (sekitar 2 menit). "
            "Narasumber hanya melihat hasil gabungan tanpa nama.",
            n=len(sheet.form.scaled),
        )
        if sheet.present
        else w.t(
            "Bila ya, mohon isi {n} pertanyaan singkat (sekitar 2 menit). "
            "Narasumber hanya melihat hasil gabungan tanpa nama.",
            n=len(sheet.form.scaled),
        ),
    )
    text = joined("\n\n", [asks, lines(*question_lines(w, sheet, first))])
    rows = (value_row(sheet, first, change=False), _later_row(w, sheet))
    return Screen(text, rows, new=True)


def absent(w: Words, sheet: FilledForm) -> Screen:
    """After Saya Tidak Hadir: nothing more is asked; a slip can be taken back."""
    text = lines(
        w.t("✓ Dicatat: Bapak/Ibu tidak mengikuti <b>{judul}</b>.", judul=sheet.title),
        w.t("Umpan balik tidak perlu diisi."),
    )
    back = Button(w.label("Saya Hadir"), TakeBackAbsence(sheet.offering_id))
    return Screen(text, ((back, *menu_row(w)),))


def _over(w: Words, sheet: FilledForm) -> Html:
    """Thanks to a person who was there; the question to one of whom nothing is recorded."""
    facts = {"nama": sheet.person_name, "judul": sheet.title}
    if sheet.present:
        return w.t(
            "<b>{judul}</b> telah selesai. Terima kasih telah mengikutinya, Bapak/Ibu {nama}.",
            **facts,
        )
    return w.t("<b>{judul}</b> telah selesai. Apakah Bapak/Ibu {nama} mengikutinya?", **facts)


def reminder(w: Words, sheet: FilledForm) -> Screen:
    """The reminder one day after the training: the form is not complete."""
    text = lines(
        w.t(
            "Umpan balik <b>{judul}</b> belum lengkap: {x} dari {n} terjawab.",
            judul=sheet.title,
            x=sheet.answered,
            n=len(sheet.form.scaled),
        ),
        w.t("Bapak/Ibu {nama}, mohon luangkan sekitar 2 menit.", nama=sheet.person_name),
    )
    return Screen(text, _fill_rows(w, sheet), new=True)


def last_reminder(w: Words, sheet: FilledForm) -> Screen:
    """The last reminder, three days after the training."""
    text = lines(
        w.t(
            "Umpan balik <b>{judul}</b> akan ditutup {tgl_tutup}: {x} dari {n} terjawab.",
            judul=sheet.title,
            tgl_tutup=dates.day(w, sheet.closing_day),
            x=sheet.answered,
            n=len(sheet.form.scaled),
        ),
        w.t(
            "Masukan Bapak/Ibu {nama} membantu kami memperbaiki pelatihan berikutnya.",
            nama=sheet.person_name,
        ),
    )
    return Screen(text, _fill_rows(w, sheet), new=True)


def later(w: Words, sheet: FilledForm, *, asked_again_on: date | None) -> Screen:
    """After Nanti Saja: when the next reminder comes, and until when the form is open."""
    again = asked_again_on and w.t(
        "Baik. Kami ingatkan kembali pada {tgl}.", tgl=dates.day(w, asked_again_on)
    )
    until = w.t(
        "Umpan balik dapat diisi sampai {tgl_tutup}.", tgl_tutup=dates.day(w, sheet.closing_day)
    )
    fill = Button(w.label("Isi Umpan Balik"), OpenForm(sheet.offering_id))
    return Screen(lines(again or None, until), ((fill,), menu_row(w)))


def forms(w: Words, found: Sequence[Fillable]) -> Screen:
    """The person's open forms: incomplete ones, and those that can still be changed."""
    if not found:
        return Screen(w.t("Tidak ada umpan balik yang perlu diisi."), (menu_row(w),))
    text = lines(
        w.t("<b>Umpan Balik</b>: {n} menunggu", n=sum(not form.complete for form in found)),
        *(_form_line(w, number, form) for number, form in enumerate(found, start=1)),
    )
    buttons = ((_form_button(w, number, form),) for number, form in enumerate(found, start=1))
    return Screen(text, (*buttons, menu_row(w)))


def _form_line(w: Words, number: int, form: Fillable) -> Html:
    title, day = cut(form.title, TITLE_SHOWN), dates.day(w, form.closing_day)
    if form.complete:
        return w.t(
            "{i}. {judul}: ✓ lengkap, dapat diubah sampai {tgl_tutup}",
            i=number,
            judul=title,
            tgl_tutup=day,
        )
    return w.t("{i}. {judul}, sampai {tgl_tutup}", i=number, judul=title, tgl_tutup=day)


def _form_button(w: Words, number: int, form: Fillable) -> Button:
    does = OpenForm(form.offering_id)
    if form.complete:
        return Button(w.label("Ubah {i}", i=number), does)
    return Button(w.label("Isi Umpan Balik {i}", i=number), does)


def _fill_rows(w: Words, sheet: FilledForm) -> tuple[Row, ...]:
    fill = main(w.label("Isi Umpan Balik"), OpenForm(sheet.offering_id))
    return ((fill,), _later_row(w, sheet))


def _later_row(w: Words, sheet: FilledForm) -> Row:
    """Putting the form off; and, while no presence is recorded, that there is nothing to grade."""
    later = Button(w.label("Nanti Saja"), AnswerLater(sheet.offering_id))
    if sheet.present or sheet.answers:
        return (later,)
    return (Button(w.label("Saya Tidak Hadir"), SayAbsent(sheet.offering_id)), later)
