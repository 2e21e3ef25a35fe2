"""The screens of the main menu and of help."""

from datetime import datetime

from domain.catalogue.sessions import is_running
from domain.home import MenuFacts, News, NextSession, Proposal
from domain.hours import LearningHours
from domain.seats.seen import seen
from handlers.accounts.screens.linking import consent
from handlers.actions.accounts import AskField, OpenLanguage, OpenPrivacy, OpenSettings
from handlers.actions.catalogue import ListTrainings
from handlers.actions.competencies import ShowProfile
from handlers.actions.desk import OpenDesk, OpenUnitDesk
from handlers.actions.evaluation import OpenForms
from handlers.actions.home import AskHelp, OpenHelp, OpenMenu, Topic
from handlers.actions.seating.hosts import ListHosted
from handlers.actions.seats import Enrol, ListMine, OpenOffering
from handlers.screens import dates
from handlers.screens.buttons import counted, menu_row, requests_button
from handlers.screens.people import hours_bar
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines

COMMAND_SHOWN = 32
TITLE_SHOWN, COMPETENCY_SHOWN = 130, 80


def menu(
    w: Words,
    facts: MenuFacts,
    hours: LearningHours,
    *,
    name: str,
    hr: bool,
    now: datetime,
    officer: bool = False,
) -> Screen:
    """A greeting, the next training, and the buttons to all that the person can do."""
    present = lines(
        hours_bar(w, hours),
        _next(w, facts.next_session, now),
        _waiting(w, feedback=facts.feedback, requests=facts.requests),
        _mine_waiting(w, facts),
        _news(w, facts.news),
    )
    proposal = _proposal(w, facts.proposal)
    # A blank line between them; what is proposed stands above its buttons.
    parts = [_greeting(w, name, now), present, *((proposal,) if proposal else ())]
    text = joined("\n\n", parts)
    forms = w.label("Umpan Balik")
    rows: list[Row] = [
        *_proposal_row(w, facts.proposal),
        (Button(w.label("Kompetensi Saya"), ShowProfile()),),
        (Button(w.label("Cari Pelatihan"), ListTrainings()),),
        (
            Button(w.label("Pelatihan Saya"), ListMine()),
            Button(f"{forms} {facts.feedback}" if facts.feedback else forms, OpenForms()),
        ),
        (Button(w.label("Pengaturan"), OpenSettings()), Button(w.label("Bantuan"), OpenHelp())),
    ]
    desks = (
        *((Button(w.label("Menu HR"), OpenDesk()),) if hr else ()),
        *((Button(w.label("Menu Unit"), OpenUnitDesk()),) if officer else ()),
    )
    if facts.hosting:
        rows.append((counted(w, w.label("Panitia"), facts.hosting, ListHosted()),))
    if facts.requests and not hr:
        rows.append((requests_button(w, facts.requests),))
    return Screen(text, (*rows, *((desks,) if desks else ())))


def help_(w: Words, *, hr: bool) -> Screen:
    """The questions that people ask, whom to ask, and what the bot never asks for."""
    text = lines(
        w.t("<b>Bantuan</b>"),
        w.t("Untuk mencari pelatihan, ketik kata kuncinya, misalnya <i>keamanan</i>."),
        w.t("/menu membuka menu, /batal membatalkan pengisian."),
        _whom_to_ask(w),
        _never_asked(w),
    )
    rows: list[Row] = [
        (
            Button(w.label("Apa Itu JPM?"), AskHelp(Topic.TERMS)),
            Button(w.label("Cara Mendaftar"), AskHelp(Topic.SIGNING_UP)),
        ),
        (Button(w.label("Berhalangan Hadir"), AskHelp(Topic.ABSENCE)),),
        (
            Button(w.label("Arti Tanda"), AskHelp(Topic.MARKS)),
            Button(w.label("Ganti Nomor"), AskHelp(Topic.NUMBER)),
        ),
        (Button(w.label("Bahasa"), OpenLanguage()),),
    ]
    if hr:
        rows.append((Button(w.label("Panduan HR"), AskHelp(Topic.HR)),))
    rows.append((Button(w.label("Privasi"), OpenPrivacy()), *menu_row(w)))
    return Screen(text, tuple(rows))


def answer(w: Words, topic: Topic) -> Screen:
    """The answer to one question, with the button to what it is about."""
    say = {
        Topic.TERMS: _terms,
        Topic.SIGNING_UP: _signing_up,
        Topic.ABSENCE: _absence,
        Topic.MARKS: _marks,
        Topic.NUMBER: _number,
        Topic.HR: _for_hr,
    }[topic]
    about = {
        Topic.TERMS: Button(w.label("Kompetensi Saya"), ShowProfile()),
        Topic.SIGNING_UP: Button(w.label("Cari Pelatihan"), ListTrainings()),
        Topic.ABSENCE: Button(w.label("Pelatihan Saya"), ListMine()),
        Topic.NUMBER: Button(w.label("Perbaiki Data"), AskField()),
        Topic.HR: Button(w.label("Menu HR"), OpenDesk()),
    }
    rows: tuple[Row, ...] = ((about[topic],),) if topic in about else ()
    back = (Button(w.label("Kembali"), OpenHelp()), *menu_row(w))
    return Screen(say(w), (*rows, back))


def _terms(w: Words) -> Html:
    return lines(
        w.t("<b>JP, JPM, dan level</b>"),
        w.t("JP: jam pelajaran, 45 menit belajar. JP tahun ini tampak di menu."),
        w.t(
            "Level: penguasaan suatu kompetensi, dari 1 sampai 5. Jabatan menetapkan level yang "
            "diperlukan (standar)."
        ),
        w.t(
            "JPM (Job Person Match): kesesuaian level Bapak/Ibu dengan standar jabatan, dalam "
            "persen."
        ),
    )


def _signing_up(w: Words) -> Html:
    return lines(
        w.t("<b>Cara mendaftar</b>"),
        w.t("1. Tekan Cari Pelatihan, atau ketik kata kuncinya, misalnya <i>keamanan</i>."),
        w.t("2. Tekan angka pelatihannya, lalu Daftar."),
        w.t("3. Bila penuh, tekan Masuk Daftar Tunggu: yang batal digantikan otomatis."),
        w.t("Bila perlu persetujuan {unit_hr}, hasilnya dikirim ke sini."),
    )


def _absence(w: Words) -> Html:
    return lines(
        w.t("<b>Berhalangan hadir</b>"),
        w.t("Tekan Pelatihan Saya, angka pelatihannya, lalu Batalkan."),
        w.t("Sehari sebelumnya cukup tekan tombol pada pengingat."),
        w.t("Tempatnya diberikan kepada peserta lain."),
    )


def _marks(w: Words) -> Html:
    return lines(
        w.t("<b>Arti tanda</b>"),
        w.t("✓ selesai, terpenuhi, atau dipilih"),
        w.t("● mendapat tempat"),
        w.t("◐ menunggu: daftar tunggu atau persetujuan"),
        w.t("▼ di bawah standar jabatan"),
        w.t("○ belum dinilai atau belum diisi"),
        w.t("✗ dibatalkan, ditolak, atau tidak hadir"),
        w.t("! perlu diperhatikan"),
    )


def _number(w: Words) -> Html:
    return lines(
        w.t("<b>Ganti nomor atau data keliru</b>"),
        w.t("Nomor akun Telegram harus sama dengan nomor HP yang tercatat di {unit_hr}."),
        w.t("Tekan Perbaiki Data, atau hubungi {unit_hr} ({kontak})."),
    )


def _for_hr(w: Words) -> Html:
    return lines(
        w.t("<b>Panduan HR</b>"),
        w.t("Data: kirim berkas .xlsx kapan saja; tidak ada yang disimpan sebelum Simpan."),
        w.t("Pengumuman: pilih pelatihan atau teks, lalu sasaran, Pratinjau, Kirim Sekarang."),
        w.t(
            "Kehadiran: Pelatihan, Peserta, Unduh, isi kolom STATUS, lalu kirim kembali berkasnya."
        ),
        w.t("Pendaftaran: Permintaan, lalu Setujui atau Tolak."),
        w.t("Pertanyaan pegawai: di Menu HR, ketik nama, NIP, nomor HP, unit, atau jabatan."),
    )


def help_before_linking(w: Words) -> Screen:
    """Help for an account that is not linked, then the question of consent."""
    text = lines(w.t("<b>Bantuan</b>"), _whom_to_ask(w), _never_asked(w))
    return Screen(text, new=True, then=consent(w))


def stopped(w: Words, fresh: Screen, *, stopped: bool) -> Screen:
    """Above the fresh menu: whether /batal closed an open question."""
    if stopped:
        return fresh.under(w.t("Pengisian dihentikan. Jawaban yang tersimpan tidak hilang."))
    return fresh.under(w.t("Tidak ada pengisian yang sedang berjalan."))


def unknown_command(w: Words, command: str, fresh: Screen) -> Screen:
    """Above the menu: there is no such command."""
    line = w.t("Perintah <b>{perintah}</b> tidak dikenal.", perintah=cut(command, COMMAND_SHOWN))
    return fresh.under(line)


def peace(w: Words, fresh: Screen) -> Screen:
    """Above the menu: the greeting of peace is returned."""
    return fresh.under(w.t("Waalaikumsalam."))


def thanks(w: Words, fresh: Screen) -> Screen:
    """Above the menu: the answer to thanks."""
    return fresh.under(w.t("Sama-sama, Bapak/Ibu."))


def bad_link(w: Words, fresh: Screen) -> Screen:
    """Above another screen: the deep link is not valid."""
    return fresh.under(w.t("Tautan ini tidak berlaku atau sudah dipakai."))


def _greeting(w: Words, name: str, now: datetime) -> Html:
    greetings = (
        w.t("Selamat pagi, Bapak/Ibu {nama}.", nama=name),
        w.t("Selamat siang, Bapak/Ibu {nama}.", nama=name),
        w.t("Selamat sore, Bapak/Ibu {nama}.", nama=name),
        w.t("Selamat malam, Bapak/Ibu {nama}.", nama=name),
    )
    return greetings[dates.part_of_day(now, w.house.timezone)]


def _proposal(w: Words, best: Proposal | None) -> Html | None:
    if best is None:
        return None
    return w.t(
        "<b>{judul}</b>, {mulai}: meningkatkan {kompetensi}",
        judul=cut(best.title, TITLE_SHOWN),
        kompetensi=cut(best.competency, COMPETENCY_SHOWN),
        mulai=dates.short_day(w, dates.local(best.starts_at, best.timezone).date()),
    )


def _proposal_row(w: Words, best: Proposal | None) -> tuple[Row, ...]:
    if best is None:
        return ()
    sign_up = Enrol(best.offering_id, seen=seen(best), back=OpenMenu())
    details = OpenOffering(best.offering_id, back=OpenMenu())
    return (
        (
            main(w.label("Daftar"), sign_up),
            Button(w.label("Rincian"), details),
        ),
    )


def _mine_waiting(w: Words, facts: MenuFacts) -> Html | None:
    asked, queued = w.number(facts.asked), w.number(facts.queued)
    if facts.asked and facts.queued:
        return w.t(
            "◐ Menunggu persetujuan: <b>{n}</b> · daftar tunggu: <b>{m}</b>", n=asked, m=queued
        )
    if facts.asked:
        return w.t("◐ Menunggu persetujuan: <b>{n}</b>", n=asked)
    return w.t("◐ Daftar tunggu: <b>{m}</b>", m=queued) if facts.queued else None


def _news(w: Words, news: News | None) -> Html | None:
    if news is None:
        return None
    trainings = w.t("{n} pelatihan baru untuk Bapak/Ibu", n=w.number(news.trainings))
    decisions = w.t("{n} pendaftaran diputuskan", n=w.number(news.decisions))
    parts = (
        trainings if news.trainings else None,
        w.t("kehadiran dicatat") if news.presences else None,
        decisions if news.decisions else None,
    )
    return w.t("Baru: {apa}", apa=joined(" · ", [part for part in parts if part]))


def _next(w: Words, session: NextSession | None, now: datetime) -> Html | None:
    if session is None:
        return None
    when = dates.span(w, session.starts_at, session.ends_at, session.timezone)
    if is_running(session, now):
        return w.t("Sedang berlangsung: <b>{judul}</b>, {waktu}", judul=session.title, waktu=when)
    return w.t("Jadwal terdekat: <b>{judul}</b>, {waktu}", judul=session.title, waktu=when)


def _waiting(w: Words, *, feedback: int, requests: int) -> Html | None:
    forms, asked = w.number(feedback), w.number(requests)
    if feedback and requests:
        return w.t("Menunggu: <b>{n}</b> umpan balik, <b>{m}</b> permintaan", n=forms, m=asked)
    if feedback:
        return w.t("Menunggu: <b>{n}</b> umpan balik", n=forms)
    return w.t("Menunggu: <b>{m}</b> permintaan", m=asked) if requests else None


def _whom_to_ask(w: Words) -> Html:
    return w.t("Bila nomor HP berubah atau data keliru, hubungi {unit_hr} ({kontak}).")


def _never_asked(w: Words) -> Html:
    return w.t(
        "Layanan ini tidak pernah meminta kata sandi, kode masuk Telegram, atau pembayaran."
    )
