"""The screen of one competency: what the levels mean, and trainings that close the gap."""

from domain.competencies.profile import CompetencyDetail, GapAnswer, Group
from domain.seats.deciding import SeatState
from handlers.actions import catalogue
from handlers.actions.competencies import OpenCompetency, ShowProfile
from handlers.actions.home import OpenMenu
from handlers.actions.seats import Enrol, OpenOffering
from handlers.screens import dates, places
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines

MEANING = 200
TITLE = 110
"""Characters of a title: two titles and two meanings must fit under a picture."""
SHORT_TITLE = 60
MINE_SHOWN = 2
"""Sign-ups of the person that are named."""


def detail(w: Words, shown: CompetencyDetail, *, here: OpenCompetency) -> Screen:
    """One competency in each of its states."""
    standing = shown.standing
    head = lines(
        w.t(
            "<b>{kompetensi}</b> ({kelompok})",
            kompetensi=standing.name,
            kelompok=_group(w, standing.group),
        ),
        None if standing.actual is None else _reached(w, shown, standing.actual),
        _ended(
            w.t(
                "Standar jabatan: {level}. {uraian}",
                level=_level(w, standing.required),
                uraian=_meaning(shown, standing.required),
            )
        ),
    )
    text, rows = _state(w, shown, here)
    end = (Button(w.label("Kembali"), ShowProfile(here.page)), _menu(w))
    return Screen(joined("\n\n", [head, text]), (*rows, end), protected=True)


def _reached(w: Words, shown: CompetencyDetail, level: int) -> Html:
    if not level:
        return w.t("Level saat ini: belum mencapai level 1.")
    return _ended(
        w.t(
            "Level saat ini: {level}. {uraian}",
            level=_level(w, level),
            uraian=_meaning(shown, level),
        )
    )


def _state(
    w: Words, shown: CompetencyDetail, here: OpenCompetency
) -> tuple[Html, tuple[Row, ...]]:
    if shown.standing.actual is None:
        return w.t("○ Kompetensi ini belum dinilai."), ()
    if not shown.standing.gap:
        return w.t("✓ Level ini memenuhi standar jabatan."), ()
    if not (shown.answers or shown.mine or shown.followed):
        text = w.t(
            "Belum ada pelatihan yang dibuka untuk kompetensi ini. "
            "{unit_hr} akan mengumumkannya di sini."
        )
        return text, ((Button(w.label("Cari Pelatihan"), catalogue.ListTrainings()),),)
    return _trainings(w, shown, here)


def _trainings(
    w: Words, shown: CompetencyDetail, here: OpenCompetency
) -> tuple[Html, tuple[Row, ...]]:
    heading = (
        w.t("<b>Pelatihan lain yang sesuai</b>")
        if shown.mine or shown.followed
        else w.t("<b>Pelatihan yang sesuai</b>")
    )
    text = lines(
        _followed(w, shown),
        *(_signed_up(w, mine) for mine in shown.mine[:MINE_SHOWN]),
        heading if shown.answers else None,
        *(_offered(w, number, answer) for number, answer in enumerate(shown.answers, 1)),
    )
    return text, (*_rows_of_mine(w, shown, here), *_rows(w, shown, here))


def _followed(w: Words, shown: CompetencyDetail) -> Html | None:
    if shown.followed is None:
        return None
    done = shown.followed
    return w.t(
        "✓ Sudah diikuti: <b>{judul}</b> ({tgl}), menunggu penilaian berikutnya",
        judul=cut(done.title, SHORT_TITLE),
        tgl=dates.short_day(w, dates.local(done.starts_at, done.timezone).date()),
    )


def _signed_up(w: Words, mine: GapAnswer) -> Html:
    facts = {"judul": cut(mine.title, SHORT_TITLE), "tgl": _day(w, mine)}
    match mine.state:
        case SeatState.ENROLLED:
            return w.t("● Sudah didaftar: <b>{judul}</b>, {tgl}", **facts)
        case SeatState.QUEUED:
            return w.t("◐ Dalam daftar tunggu: <b>{judul}</b>, {tgl}", **facts)
        case SeatState.OFFERED:
            return w.t("◐ Ada tempat, menunggu jawaban: <b>{judul}</b>, {tgl}", **facts)
        case SeatState.INTERESTED:
            return w.t("◐ Tercatat sebagai peminat: <b>{judul}</b>, {tgl}", **facts)
        case _:
            return w.t("◐ Sudah didaftar, menunggu persetujuan: <b>{judul}</b>, {tgl}", **facts)


def _rows_of_mine(w: Words, shown: CompetencyDetail, here: OpenCompetency) -> tuple[Row, ...]:
    if not shown.mine:
        return ()
    first = OpenOffering(shown.mine[0].offering_id, here)
    label = w.label("Pendaftaran Saya") if shown.answers else w.label("Rincian")
    return ((Button(label, first),),)


def _rows(w: Words, shown: CompetencyDetail, here: OpenCompetency) -> tuple[Row, ...]:
    rows: list[Row] = []
    alone = len(shown.answers) == 1
    for number, answer in enumerate(shown.answers, 1):
        about = w.label("Rincian") if alone else w.label("Rincian {i}", i=number)
        open_it = Button(about, OpenOffering(answer.offering_id, here))
        take = w.label("Daftar", context="tombol")
        take = take if alone else w.label("Daftar {i}", i=number)
        sign_up = Enrol(answer.offering_id, seen=answer.seen, back=here)
        if not answer.seats_left:
            rows.append((open_it,))
        else:
            green = not any(len(row) > 1 for row in rows)
            rows.append((main(take, sign_up) if green else Button(take, sign_up), open_it))
    if shown.more:
        others = catalogue.ListTrainings(everything=True, competency=shown.standing.id)
        rows.append((Button(w.label("Pelatihan Lain {n}", n=shown.more), others),))
    return tuple(rows)


def _offered(w: Words, number: int, answer: GapAnswer) -> Html:
    """The title above the first day and the seats, as in the lists of trainings."""
    return lines(
        w.t("{no}. <b>{judul}</b>", no=number, judul=cut(answer.title, TITLE)),
        places.seats_left(w, answer.starts_at, answer.timezone, answer.seats_left),
    )


def _day(w: Words, answer: GapAnswer) -> str:
    return dates.day(w, dates.local(answer.starts_at, answer.timezone).date())


def _meaning(shown: CompetencyDetail, level: int) -> str:
    return cut(shown.meanings.get(level, ""), MEANING)


def _ended(line: Html) -> Html:
    """Without the final space, if HR has given no meaning of the level."""
    return Html(line.rstrip())


def _level(w: Words, level: int) -> str:
    names = {
        1: w.label("Paham", context="level"),
        2: w.label("Dasar", context="level"),
        3: w.label("Menengah", context="level"),
        4: w.label("Mumpuni", context="level"),
        5: w.label("Ahli", context="level"),
    }
    return f"{level} ({names[level]})" if level in names else str(level)


def _group(w: Words, group: Group) -> str:
    return {
        Group.MANAGERIAL: w.label("manajerial", context="kelompok"),
        Group.SOCIOCULTURAL: w.label("sosial kultural", context="kelompok"),
        Group.TECHNICAL: w.label("teknis", context="kelompok"),
    }[group]


def _menu(w: Words) -> Button:
    return Button(w.label("Menu Utama"), OpenMenu())
