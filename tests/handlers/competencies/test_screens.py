import html
import re
import struct
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.competencies.profile import (
    CompetencyDetail,
    CompetencyStanding,
    Followed,
    GapAnswer,
    Group,
    Profile,
)
from domain.hours import LearningHours
from domain.ids import CompetencyId, OfferingId
from handlers.actions.competencies import OpenCompetency
from handlers.competencies.screens import detail
from handlers.competencies.screens import profile as screens
from handlers.documents.chart import draw
from handlers.screens.screen import Picture
from handlers.screens.words import House, Words

LONG = (
    "Penyusunan Rancangan Peraturan Perundang-undangan serta Kebijakan Teknis "
    "Pelayanan Kesehatan Warga"
)
HOUSE = House("Pemerintah Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
W = Words("id", HOUSE)
HOURS = LearningHours(2026, 8, target=20)
LANGUAGES = pytest.mark.parametrize("w", [W, Words("en", HOUSE)], ids=["id", "en"])


def short_of(count: int, name: str = "Keamanan Informasi") -> Profile:
    standings = tuple(
        CompetencyStanding(
            CompetencyId(n),
            f"T.{n:02d}",
            f"{name} {n}",
            Group.TECHNICAL,
            3,
            1,
            assessed_on=date(2026, 6, 15),
        )
        for n in range(1, count + 1)
    )
    return Profile("Lurah", standings, "Contoh Satu")


def read(text: str) -> str:
    """What the person reads: without the marks of the formatting."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


@LANGUAGES
@pytest.mark.parametrize(
    ("count", "name"), [(30, "Keamanan Informasi"), (30, LONG), (8, "Ag & <")]
)
def test_every_competency_is_named_once_and_each_page_fits_under_a_picture(
    w: Words, count: int, name: str
):
    whole = short_of(count, name)
    first = screens.everything(w, whole, page=0)
    pages = int(first.rows[0][1].label.split("/")[1]) if len(first.rows) > 1 else 1
    texts = [read(screens.everything(w, whole, page=page).text) for page in range(pages)]
    assert all(len(text) <= 900 for text in texts)
    listed = [line for text in texts for line in text.splitlines()[1:]]
    assert [line.split(":")[0] for line in listed] == [f"▼ {s.name}" for s in whole.standings]


def test_eight_competencies_of_one_group_stay_on_one_page():
    shown = screens.everything(W, short_of(8, "Pengembangan Diri dan Orang Lain"), page=0)
    assert [button.label for button in shown.rows[0]] == ["Kembali", "Menu Utama"]


def test_the_group_begins_with_a_capital_where_it_stands_first():
    assert read(screens.everything(W, short_of(1), page=0).text).startswith("Kompetensi teknis\n")
    english = screens.everything(Words("en", HOUSE), short_of(1), page=0)
    assert read(english.text).startswith("Technical competencies\n")


@pytest.mark.parametrize("page", [1, 2, 99])
def test_a_page_that_is_gone_never_says_that_all_is_met(page: int):
    shown = screens.profile(W, short_of(3), scheme="pengisian", picture=None, page=page)
    assert "Seluruh kompetensi memenuhi" not in shown.text
    assert shown.text.count(": level 1 dari 3") == 3
    assert shown.rows[0][0].label == "1 · Keamanan Informas…"


def test_the_text_and_its_buttons_turn_together():
    shown = screens.profile(W, short_of(6), scheme="pengisian", picture=None, page=1)
    assert "5. Keamanan Informasi 5: level 1 dari 3\n6. " in shown.text
    assert [button.label for button in shown.rows[0]] == [
        "5 · Keamanan Informas…",
        "6 · Keamanan Informas…",
    ]


def test_the_day_of_the_assessment_is_said_with_its_weekday():
    shown = screens.profile(W, short_of(1), scheme="pengisian", picture=None)
    assert "Penilaian: Senin, 15 Juni 2026\n" in shown.text
    assert "Kesesuaian dengan jabatan: 33,3%, kurang memenuhi syarat" in shown.text


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_labels_fit_their_row(count: int):
    shown = screens.profile(W, short_of(count, LONG), scheme="pengisian", picture=None)
    assert all(len(row[0].label) <= 28 for row in shown.rows if len(row) == 1)
    assert all(len(one.label) <= 22 for row in shown.rows if len(row) == 2 for one in row)


@LANGUAGES
def test_under_the_picture_are_two_lines_and_two_gaps_a_row(w: Words):
    shown = screens.profile(w, short_of(4), scheme="pengisian", picture=Picture(b"", "x"))
    assert len(shown.text.splitlines()) == 2
    assert [len(row) for row in shown.rows] == [2, 2, 1, 1]


def mixed(*levels: tuple[int | None, int]) -> Profile:
    standings = tuple(
        CompetencyStanding(CompetencyId(n), f"T.{n:02d}", f"Uji {n}", Group.TECHNICAL, need, held)
        for n, (held, need) in enumerate(levels, 1)
    )
    return Profile("Lurah", standings, "Contoh Satu")


def test_the_picture_begins_with_the_largest_gap_and_folds_what_is_met():
    shown = screens.chart(W, mixed((2, 3), (3, 3), (0, 3), (None, 2), (4, 3)), HOURS)
    assert shown.headline == "2 dari 5 perlu ditingkatkan"
    assert [(bar.name, bar.actual, bar.required) for bar in shown.bars] == [
        ("Uji 3", 0, 3),
        ("Uji 1", 2, 3),
    ]
    assert shown.folded == ("✓ 2 kompetensi memenuhi standar", "○ 1 kompetensi belum dinilai")
    assert (shown.hours.label, shown.hours.figures, shown.hours.percent) == (
        "JP 2026",
        "8 dari 20 JP",
        40,
    )


def test_more_gaps_than_the_picture_has_room_for_are_counted():
    shown = screens.chart(W, short_of(30), HOURS)
    assert len(shown.bars) == 6
    assert shown.folded == ("▼ 24 lagi di bawah standar",)
    assert len(screens.chart(W, short_of(7), HOURS).bars) == 7


def test_without_a_gap_the_picture_shows_what_is_met():
    shown = screens.chart(W, mixed(*[(3, 3)] * 9), HOURS)
    assert shown.headline == "9 dari 9 memenuhi standar"
    assert len(shown.bars) == 7
    assert shown.folded == ("✓ 2 lagi memenuhi standar",)


def test_a_ceiling_of_hours_is_no_bar_to_be_filled():
    shown = screens.chart(W, short_of(1), LearningHours(2026, 8, ceiling=24))
    assert (shown.hours.figures, shown.hours.percent) == ("8 JP (paling banyak 24 JP)", None)


@LANGUAGES
@pytest.mark.parametrize(
    "whole", [short_of(30, LONG), short_of(1, "#(1 + 1) $x$ 🙂"), mixed((3, 3))]
)
def test_every_profile_can_be_drawn(w: Words, whole: Profile):
    png = draw(screens.chart(w, whole, HOURS))
    width, height = struct.unpack(">II", png[16:24])
    assert height <= width


def detail_of(meaning: str = "", title: str = "Bimtek Uji") -> CompetencyDetail:
    standing = CompetencyStanding(
        CompetencyId(1), "T.01", LONG, Group.TECHNICAL, 5, 1, date(2026, 6, 15)
    )
    starts = datetime(2026, 12, 9, 1, tzinfo=UTC)
    answers = tuple(
        GapAnswer(OfferingId(n), title, starts, starts, "Asia/Jakarta", 3, 1) for n in (1, 2)
    )
    meanings = {level: meaning for level in range(1, 6) if meaning}
    return CompetencyDetail(standing, meanings, answers, 4)


@LANGUAGES
def test_the_longest_detail_fits_under_a_picture(w: Words):
    shown = detail.detail(w, detail_of("x" * 300, "y" * 200), here=OpenCompetency(1))
    assert len(read(shown.text)) <= 900


def test_a_level_without_a_meaning_leaves_no_gap_in_the_line():
    shown = detail.detail(W, detail_of(), here=OpenCompetency(CompetencyId(1)))
    lines = read(shown.text).splitlines()
    assert lines[1:3] == ["Level saat ini: 1 (Paham).", "Standar jabatan: 5 (Ahli)."]
    assert lines[3:7] == [
        "", "Pelatihan yang sesuai", "1. Bimtek Uji", "9 Des · sisa 3 kursi"
    ]  # fmt: skip


def test_level_0_is_said_in_words():
    never = replace(detail_of(), standing=replace(detail_of().standing, actual=0))
    shown = detail.detail(W, never, here=OpenCompetency(CompetencyId(1)))
    assert "\nLevel saat ini: belum mencapai level 1.\n" in read(shown.text)


def test_beside_what_was_attended_stand_other_trainings():
    done = Followed("Bimtek Lalu", datetime(2026, 11, 9, 1, tzinfo=UTC), "Asia/Jakarta")
    shown = detail.detail(W, replace(detail_of(), followed=done), here=OpenCompetency(1))
    assert (
        "✓ Sudah diikuti: Bimtek Lalu (9 Nov), menunggu penilaian berikutnya\n"
        "Pelatihan lain yang sesuai\n"
    ) in read(shown.text)
