from dataclasses import replace
from datetime import date

import pytest

from domain.evaluation import Door, Fillable, FilledForm, Form, FormAnswer, Question, QuestionKind
from domain.ids import EnrolmentId, FormId, OfferingId, QuestionId
from handlers.evaluation.screens import forms as screens
from handlers.evaluation.screens import notices as evaluation_notices
from handlers.screens.screen import Style
from tests.support.screens import EN, ID, labels
from tests.support.times import at

# Another form than the default one: four points and two questions, to see that nothing is fixed.
FORM = Form(
    id=FormId(2),
    scale={
        n: {"id": words, "en": f"({words})"}
        for n, words in enumerate(("Kurang", "Cukup", "Baik", "Sangat Baik"), start=1)
    },
    questions=(
        Question(
            QuestionId(1),
            1,
            QuestionKind.SCALE,
            {
                "id": {"long": "Isi & bahan", "short": "Isi"},
                "en": {"long": "Content", "short": "Content"},
            },
        ),
        Question(
            QuestionId(2),
            2,
            QuestionKind.SCALE,
            {
                "id": {"long": "Ruang", "short": "Ruang", "online": "Sambungan"},
                "en": {"long": "Room", "short": "Room", "online": "Connection"},
            },
        ),
        Question(
            QuestionId(3),
            3,
            QuestionKind.TEXT,
            {"id": {"long": "Ada saran?", "short": "Saran"}, "en": {"long": "?", "short": "?"}},
        ),
    ),
)
SHEET = FilledForm(
    person_name="Contoh Satu",
    offering_id=OfferingId(3),
    enrolment_id=EnrolmentId(4),
    title="Bimtek <A>",
    ends_at=at("2026-12-09 16:00"),
    timezone="Asia/Jakarta",
    online=False,
    door=Door.OPEN,
    form=FORM,
    answers={},
    reminded=True,
)


def test_scale_and_number_of_questions_are_the_forms():
    invited = evaluation_notices.invite(ID, replace(SHEET, present=True))
    assert "Mohon isi 2 pertanyaan singkat" in invited.text
    assert invited.text.endswith("(1/2) <b>Isi &amp; bahan</b>\n1 = Kurang · 4 = Sangat Baik")
    assert labels(invited) == [["1", "2", "3", "4"], ["Nanti Saja"]]
    again = screens.choose_a_number(ID, SHEET, screens.question(ID, SHEET, FORM.questions[0]))
    assert again.text.startswith("Silakan pilih angka 1 sampai 4. Untuk keluar")


def test_online_asks_in_other_words():
    online = replace(SHEET, online=True)
    assert "<b>Sambungan</b>" in screens.question(ID, online, FORM.questions[1]).text
    assert "<b>Connection</b>" in screens.question(EN, online, FORM.questions[1]).text


def test_summary_and_what_was_changed():
    sheet = replace(
        SHEET,
        answers={
            1: FormAnswer(value=3),
            2: FormAnswer(),
            3: FormAnswer(text="Tambah <jam> & contoh"),
        },
    )
    assert screens.present(ID, sheet).text == (
        "<b>Ringkasan</b>: Bimtek &lt;A&gt;\n1. Isi: 3 (Baik)\n2. Ruang: dilewati\n"
        "Saran: Tambah &lt;jam&gt; &amp; contoh"
    )
    first, second, text = FORM.questions
    changed = screens.changed(ID, sheet, first).text
    assert changed.startswith("✓ Jawaban 1 diubah menjadi 3 (Baik).\n<b>Ringkasan</b>")
    assert screens.changed(ID, sheet, second).text.startswith("✓ Jawaban 2 dilewati.\n")
    assert screens.changed(EN, sheet, text).text.startswith("✓ Suggestion changed.\n<b>Summary")
    assert labels(screens.choose_change(ID, sheet)) == [["1", "2"], ["Saran", "Kembali"]]


def test_only_the_main_button_is_green():
    filled = replace(SHEET, answers={n: FormAnswer() for n in (1, 2, 3)})
    for screen in (screens.summary(ID, filled), evaluation_notices.reminder(ID, SHEET)):
        green = [b for row in screen.rows for b in row if b.style is Style.MAIN]
        assert [b.label for b in green] in (["Kirim"], ["Isi Umpan Balik"])


@pytest.mark.parametrize(
    ("door", "text"),
    [
        (
            Door.CLOSED,
            "Umpan balik untuk <b>Bimtek &lt;A&gt;</b> sudah ditutup pada Rabu, 16 Desember 2026.",
        ),
        (
            Door.NOT_YET,
            "Umpan balik untuk <b>Bimtek &lt;A&gt;</b> dibuka setelah pelatihan selesai.",
        ),
        (
            Door.ABSENT,
            "Umpan balik untuk <b>Bimtek &lt;A&gt;</b> hanya bagi peserta yang hadir.\n"
            "Bila ada kekeliruan, mohon hubungi BKPSDM (0800-CONTOH).",
        ),
    ],
)
def test_why_a_form_is_shut(door: Door, text: str):
    shut = screens.present(ID, replace(SHEET, door=door))
    assert shut.text == text
    assert labels(shut) == [["Menu Utama"]]


def test_later_names_the_next_reminder_if_there_is_one():
    screen = evaluation_notices.later(EN, SHEET, asked_again_on=date(2026, 12, 10))
    assert screen.text == (
        "All right. We will remind you on Thursday, 10 December 2026.\n"
        "You can give feedback until Wednesday, 16 December 2026."
    )
    assert evaluation_notices.later(ID, SHEET, asked_again_on=None).text == (
        "Umpan balik dapat diisi sampai Rabu, 16 Desember 2026."
    )


def test_the_forms_that_wait():
    one = Fillable(OfferingId(3), "Bimtek <A>", date(2026, 12, 16))
    assert evaluation_notices.forms(EN, (one, one)).text == (
        "<b>Feedback</b>: 2 waiting\n"
        "1. Bimtek &lt;A&gt;, until Wednesday, 16 December 2026\n"
        "2. Bimtek &lt;A&gt;, until Wednesday, 16 December 2026"
    )
