"""Screens of a feedback form: one question a screen, the summary, and closed forms."""

from dataclasses import replace

from domain.evaluation import Door, FilledForm, FormAnswer, Question, QuestionKind
from handlers.actions import Action
from handlers.actions.evaluation import (
    AnswerLater,
    AskQuestion,
    ChooseChange,
    OpenSummary,
    Rate,
    SkipQuestion,
    SubmitForm,
)
from handlers.actions.home import OpenMenu
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN = 130
SHOWN_SUGGESTION = 250
"""Characters of the suggestion shown in the summary; the whole text is stored."""


def present(w: Words, sheet: FilledForm) -> Screen:
    """The form: its first unanswered question, its summary, or why it cannot be filled in."""
    if sheet.door is not Door.OPEN:
        return shut(w, sheet)
    following = sheet.next_question
    if following is None or sheet.submitted_at is not None:
        return summary(w, sheet)
    return question(w, sheet, following)


def question(w: Words, sheet: FilledForm, asked: Question, *, change: bool = False) -> Screen:
    """One question; `change` returns to the summary afterwards."""
    rows: tuple[Row, ...] = (
        (
            Button(w.label("Kembali"), _way_back(sheet, asked, change=change)),
            Button(w.label("Lewati"), _skip(sheet, asked, change=change)),
        ),
    )
    if not change:
        rows = (*rows, (Button(w.label("Nanti Saja"), AnswerLater(sheet.offering_id)),))
    if asked.kind is QuestionKind.TEXT:
        text = lines(
            _about(w, sheet),
            w.t("{pertanyaan}", pertanyaan=asked.long(w.language, online=sheet.online)),
            w.t("Silakan ketik di sini atau tekan <b>Lewati</b>."),
        )
        return Screen(text, rows)
    text = lines(_about(w, sheet), *question_lines(w, sheet, asked))
    return Screen(text, (value_row(sheet, asked, change=change), *rows))


def after(w: Words, sheet: FilledForm, asked: Question) -> Screen:
    """After an answer: the stored value above the next question, or above the summary."""
    following, screen = sheet.next_question, present(w, sheet)
    value = sheet.answers.get(asked.number, FormAnswer()).value
    if value is None or following is None or following.kind is not QuestionKind.SCALE:
        return screen
    line = w.t(
        "<i>✓ Tersimpan: {nilai} ({arti})</i> · {judul}",
        nilai=value,
        arti=_meaning(w, sheet, value),
        judul=cut(sheet.title, TITLE_SHOWN),
    )
    # Instead of the first line, which names the training alone.
    return replace(screen, text=lines(line, Html(screen.text.partition("\n")[2])))


def choose_a_number(w: Words, sheet: FilledForm, again: Screen) -> Screen:
    """Above the same question: the typed text is no number of the scale."""
    line = w.t(
        "Silakan pilih angka {dari} sampai {sampai}. Untuk keluar, tekan <b>Nanti Saja</b>.",
        dari=min(sheet.form.scale),
        sampai=max(sheet.form.scale),
    )
    return _above(line, again)


def summary(w: Words, sheet: FilledForm) -> Screen:
    """All answers so far; they count whether or not the person presses Kirim."""
    text = lines(
        w.t("<b>Ringkasan</b>: {judul}", judul=sheet.title),
        *(_summary_line(w, sheet, asked) for asked in sheet.form.questions),
        _sent(w, sheet),
    )
    change = Button(w.label("Ubah"), ChooseChange(sheet.offering_id))
    if sheet.submitted_at is not None:
        return Screen(text, ((change,), menu_row(w)))
    return Screen(
        text,
        (
            (
                main(w.label("Kirim"), SubmitForm(sheet.offering_id, sheet.shown_all)),
                change,
            ),
            menu_row(w),
        ),
    )


def _about(w: Words, sheet: FilledForm) -> Html:
    return w.t("<i>{judul}</i>", judul=cut(sheet.title, TITLE_SHOWN))


def _sent(w: Words, sheet: FilledForm) -> Html | None:
    if sheet.submitted_at is None:
        return None
    return w.t(
        "✓ Sudah dikirim {tgl}. Dapat diubah sampai {tgl_tutup}.",
        tgl=dates.day(w, dates.local(sheet.submitted_at, sheet.timezone).date()),
        tgl_tutup=dates.day(w, sheet.closing_day),
    )


def changed(w: Words, sheet: FilledForm, asked: Question) -> Screen:
    """The summary with a line that says which answer was changed."""
    given = sheet.answers.get(asked.number, FormAnswer())
    if asked.kind is QuestionKind.TEXT:
        line = w.t("✓ Saran diubah.")
    elif given.value is None:
        line = w.t("✓ Jawaban {i} dilewati.", i=asked.number)
    else:
        line = w.t(
            "✓ Jawaban {i} diubah menjadi {nilai} ({arti}).",
            i=asked.number,
            nilai=given.value,
            arti=_meaning(w, sheet, given.value),
        )
    return _above(line, summary(w, sheet))


def choose_change(w: Words, sheet: FilledForm) -> Screen:
    """Asks which answer to change."""
    numbers = [
        Button(str(asked.number), AskQuestion(sheet.offering_id, asked.number, change=True))
        for asked in sheet.form.scaled
    ]
    texts = [
        Button(w.label("Saran"), AskQuestion(sheet.offering_id, asked.number, change=True))
        for asked in sheet.form.questions
        if asked.kind is QuestionKind.TEXT
    ]
    rows = [tuple(numbers[start : start + 3]) for start in range(0, len(numbers), 3)]
    back = Button(w.label("Kembali"), OpenSummary(sheet.offering_id))
    return Screen(w.t("Jawaban nomor berapa yang diubah?"), (*rows, (*texts, back)))


def done(w: Words, sheet: FilledForm) -> Screen:
    """Thanks for the finished form."""
    text = lines(
        w.t(
            "✓ Terima kasih, Bapak/Ibu {nama}. Umpan balik sudah kami terima.",
            nama=sheet.person_name,
        ),
        w.t("Jawaban dapat diubah sampai {tgl_tutup}.", tgl_tutup=dates.day(w, sheet.closing_day)),
    )
    change = Button(w.label("Ubah"), ChooseChange(sheet.offering_id))
    return Screen(text, ((change, *menu_row(w)),))


def shut(w: Words, sheet: FilledForm) -> Screen:
    """Why this form cannot be filled in now."""
    if sheet.door is Door.NOT_YET:
        text = w.t(
            "Umpan balik untuk <b>{judul}</b> dibuka setelah pelatihan selesai.",
            judul=sheet.title,
        )
    elif sheet.door is Door.CLOSED:
        text = lines(
            w.t(
                "Umpan balik untuk <b>{judul}</b> sudah ditutup pada {tgl_tutup}.",
                judul=sheet.title,
                tgl_tutup=dates.day(w, sheet.closing_day),
            ),
            w.t("Jawaban yang tersimpan tetap dihitung.") if sheet.answered else None,
        )
    else:
        text = lines(
            w.t(
                "Umpan balik untuk <b>{judul}</b> hanya bagi peserta yang hadir.",
                judul=sheet.title,
            ),
            w.t("Bila ada kekeliruan, mohon hubungi {unit_hr} ({kontak})."),
        )
    return Screen(text, (menu_row(w),))


def question_lines(w: Words, sheet: FilledForm, asked: Question) -> tuple[Html, Html]:
    """A question on the scale, and what the ends of the scale mean."""
    least, most = min(sheet.form.scale), max(sheet.form.scale)
    return (
        w.t(
            "({i}/{n}) <b>{pertanyaan}</b>",
            i=sheet.form.scaled.index(asked) + 1,
            n=len(sheet.form.scaled),
            pertanyaan=asked.long(w.language, online=sheet.online),
        ),
        w.t(
            "{dari} = {arti_dari} · {sampai} = {arti_sampai}",
            dari=least,
            arti_dari=_meaning(w, sheet, least),
            sampai=most,
            arti_sampai=_meaning(w, sheet, most),
        ),
    )


def value_row(sheet: FilledForm, asked: Question, *, change: bool) -> Row:
    """The values of the scale in one row, with a tick on the earlier choice."""
    chosen = sheet.answers.get(asked.number, FormAnswer()).value
    return tuple(
        Button(
            f"✓ {value}" if value == chosen else str(value),
            Rate(sheet.offering_id, asked.number, value, change, sheet.shown(asked.number)),
        )
        for value in sheet.form.scale
    )


def _skip(sheet: FilledForm, asked: Question, *, change: bool) -> SkipQuestion:
    return SkipQuestion(sheet.offering_id, asked.number, change, sheet.shown(asked.number))


def _way_back(sheet: FilledForm, asked: Question, *, change: bool) -> Action:
    if change:
        return OpenSummary(sheet.offering_id)
    place = sheet.form.questions.index(asked)
    if place == 0:
        return OpenMenu()
    return AskQuestion(sheet.offering_id, sheet.form.questions[place - 1].number)


def _summary_line(w: Words, sheet: FilledForm, asked: Question) -> Html | None:
    given = sheet.answers.get(asked.number, FormAnswer())
    if asked.kind is QuestionKind.TEXT:
        return (
            w.t("Saran: {saran}", saran=cut(given.text, SHOWN_SUGGESTION)) if given.text else None
        )
    short = asked.short(w.language)
    if given.value is None:
        return w.t("{i}. {pendek}: dilewati", i=asked.number, pendek=short)
    return w.t(
        "{i}. {pendek}: {nilai} ({arti})",
        i=asked.number,
        pendek=short,
        nilai=given.value,
        arti=_meaning(w, sheet, given.value),
    )


def _meaning(w: Words, sheet: FilledForm, value: int) -> str:
    return sheet.form.scale[value][w.language]


def _above(line: Html, screen: Screen) -> Screen:
    return replace(screen, text=lines(line, screen.text))
