"""Screens on which HR opens, closes, calls off, reopens and archives, and takes changes back."""

from datetime import date, datetime
from zlib import crc32

from domain.catalogue.changes import Change, ChangeEvent
from domain.catalogue.editing import Edit, RunField
from domain.catalogue.runs import RunCard, Told
from domain.catalogue.trainings import TrainingField
from domain.lists import Page
from domain.seats.seen import SHOWN as MARKS
from handlers.actions import offerings as actions
from handlers.actions.announcements import AnnounceTraining
from handlers.catalogue.screens.hr import values
from handlers.catalogue.screens.hr.runs import card
from handlers.catalogue.screens.making import changing as trainings
from handlers.screens import dates, places
from handlers.screens.buttons import desk_button
from handlers.screens.lists import in_pairs, turning
from handlers.screens.screen import Button, Document, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines

REASONS = {
    actions.OffReason.SPEAKER: "Narasumber berhalangan",
    actions.OffReason.FEW: "Peserta kurang",
    actions.OffReason.BUDGET: "Anggaran",
    actions.OffReason.SCHEDULE: "Jadwal kedinasan",
}
"""What is stored for each button: people read it in the office's language, as a typed one."""
REASON_SHOWN, TITLE_SHOWN, BY_SHOWN, VALUE_SHOWN = 200, 80, 25, 30


def done(w: Words, facts: Told, *, told_at: datetime | None, now: datetime) -> Screen:
    """Says what was done, and when people are told; it can be taken back until then."""
    change, there = facts.change, facts.card.offering
    text = lines(_done(w, facts), _told(w, facts, told_at, now=now))
    undo = change.can_be_undone(now)
    rows: list[Row] = []
    if change.event is ChangeEvent.OPENED:
        rows.append((main(w.label("Umumkan"), AnnounceTraining(there.id)),))
    beside = []
    if undo:
        beside.append(Button(w.label("Urungkan"), actions.UndoChange(change.id)))
    if facts.unlinked:
        beside.append(Button(w.label("Unduh"), actions.DownloadUntold(there.id)))
    rows += [tuple(beside)] if beside else []
    return Screen(text, (*rows, _back(w, facts.card, change)))


def undone(w: Words, facts: RunCard) -> Screen:
    """The card, under the line that the change is taken back."""
    return card(w, facts).under(w.t("✓ Perubahan diurungkan."))


def not_undone(w: Words, facts: RunCard, why: Html) -> Screen:
    """The card, under the reason why the change stays."""
    return card(w, facts).under(w.t("Tidak dapat diurungkan: {sebab}.", sebab=why))


def why_told(w: Words) -> Html:
    """People have heard of it."""
    return w.t("sudah diberitahukan")


def why_late(w: Words) -> Html:
    """It was done too long ago."""
    return w.t("waktunya sudah lewat")


def why_changed(w: Words) -> Html:
    """It was changed again."""
    return w.t("sudah diubah lagi")


def why_taken(w: Words) -> Html:
    """Seats that it added are taken."""
    return w.t("tempat sudah terisi")


def ask_until(w: Words, facts: RunCard, *, days: list[tuple[int, date]]) -> Screen:
    """Asks until when sign-up opens again; `days` are offered, each before the start."""
    there = facts.offering
    offered = [
        Button(dates.short_day(w, day), actions.ResumeSignUpUntil(there.id, before, facts.shown))
        for before, day in days
    ]
    text = lines(
        w.t("Batas daftar sudah lewat. Sampai kapan dibuka?"),
        w.t("Silakan pilih atau ketik, misalnya <i>7/12/2026 16.00</i>."),
    )
    return Screen(text, (*in_pairs(offered), _back(w, facts)))


def ask_reason(w: Words, facts: RunCard, *, people: int) -> Screen:
    """Asks why the offering is called off."""
    there = facts.offering
    labels = {
        actions.OffReason.SPEAKER: w.label("Narasumber Berhalangan"),
        actions.OffReason.FEW: w.label("Peserta Kurang"),
        actions.OffReason.BUDGET: w.label("Anggaran"),
        actions.OffReason.SCHEDULE: w.label("Jadwal Kedinasan"),
    }
    offered = {
        reason: Button(label, actions.ChooseOffReason(there.id, reason))
        for reason, label in labels.items()
    }
    text = lines(
        w.t(
            "Alasan pembatalan <b>{judul}</b>, {tgl}? Silakan pilih atau ketik.",
            judul=places.with_run(w, there.title, there.label),
            tgl=places.days(w, there),
        ),
        w.t("Alasan ini disampaikan kepada {n} orang.", n=w.number(people)) if people else None,
    )
    rows = (
        (offered[actions.OffReason.SPEAKER],),
        (offered[actions.OffReason.FEW], offered[actions.OffReason.BUDGET]),
        (offered[actions.OffReason.SCHEDULE],),
    )
    return Screen(text, (*rows, _back(w, facts)))


def ask_off(w: Words, facts: RunCard, *, reason: str) -> Screen:
    """Asks once more before the offering is called off."""
    there = facts.offering
    text = lines(
        w.t(
            "Batalkan <b>{judul}</b>, {tgl}?",
            judul=places.with_run(w, there.title, there.label),
            tgl=places.days(w, there),
        ),
        w.t("Alasan: {alasan}", alasan=cut(reason, REASON_SHOWN)),
        _who_is_told(w, facts),
        w.t("! {s} surat tugas perlu dicabut.", s=w.number(facts.letters))
        if facts.letters
        else None,
    )
    sure = danger(w.label("Ya, Batalkan"), actions.CallOff(there.id, facts.shown, mark(reason)))
    back = Button(w.label("Kembali"), actions.AskOffReason(there.id))
    return Screen(text, ((sure, back), (desk_button(w),)))


def _who_is_told(w: Words, facts: RunCard) -> Html | None:
    """Whom a calling off is told."""
    a, q = facts.occupancy.taken, facts.occupancy.waiting
    people = {"a": w.number(a), "q": w.number(q)}
    if facts.speakers_to_come:
        return w.t(
            "{a} peserta, {q} orang dalam daftar tunggu, dan {m} narasumber akan diberi tahu.",
            m=w.number(facts.speakers_to_come),
            **people,
        )
    if not a + q:
        return None
    return w.t("{a} peserta dan {q} orang dalam daftar tunggu akan diberi tahu.", **people)


def recorded(w: Words, facts: RunCard) -> Screen:
    """The card, under the reason why it cannot be called off."""
    line = w.t(
        "Sudah ada {n} catatan kehadiran, sehingga tidak dapat dibatalkan.",
        n=w.number(facts.recorded),
    )
    return card(w, facts).under(line)


def mark(reason: str) -> int:
    """The number by which a button knows the reason that was shown."""
    return crc32(reason.encode()) % MARKS


def history(w: Words, facts: RunCard, page: Page[Change]) -> Screen:
    """Which officer changed what in the chat, the latest first."""
    there = facts.offering
    first = page.number * page.size + 1
    listed = [
        w.t(
            "{no}. {waktu}: {petugas}, {hal}",
            no=place,
            waktu=_when(w, each),
            petugas=cut(each.by, BY_SHOWN),
            hal=_what(w, each, there.timezone),
        )
        for place, each in enumerate(page.items, first)
    ]
    title = places.with_run(w, cut(there.title, TITLE_SHOWN), there.label)
    head = w.t("<b>Riwayat</b>: {judul}", judul=title)
    text = lines(head, *listed) if page.total else w.t("Belum ada perubahan di percakapan.")
    rows = turning(page.number, page.pages, lambda one: actions.ListHistory(there.id, one))
    return Screen(text, (*rows, _back(w, facts)))


def unlinked_file(w: Words, document: Document, facts: RunCard, *, people: int) -> Screen:
    """The people whom no message reaches, as a file in a message of its own."""
    there = facts.offering
    text = w.t(
        "{u} orang belum terhubung: <b>{judul}</b>.",
        u=w.number(people),
        judul=places.with_run(w, there.title, there.label),
    )
    return Screen(text, document=document, new=True)


def _done(w: Words, facts: Told) -> Html:
    change, there = facts.change, facts.card.offering
    which = {
        "judul": places.with_run(w, there.title, there.label),
        "tgl": places.days(w, there),
    }
    match change.event:
        case ChangeEvent.OPENED:
            return w.t("✓ Pendaftaran dibuka sampai {batas}.", batas=places.deadline(w, there))
        case ChangeEvent.CLOSED:
            return w.t("✓ Pendaftaran ditutup.")
        case ChangeEvent.CALLED_OFF:
            return w.t("✗ <b>{judul}</b>, {tgl}, dibatalkan.", **which)
        case ChangeEvent.REOPENED:
            return w.t("✓ <b>{judul}</b>, {tgl}, jadi dilaksanakan.", **which)
        case ChangeEvent.ARCHIVED:
            return w.t("✓ <b>{judul}</b>, {tgl}, diarsipkan.", **which)
        case ChangeEvent.RESTORED:
            return w.t("✓ <b>{judul}</b>, {tgl}, tampil lagi dalam daftar.", **which)
        case ChangeEvent.MADE:
            return w.t("✓ <b>{judul}</b>, {tgl}, dibuat.", **which)
        case ChangeEvent.CHANGED:
            field = values.field_of(change.after)
            name = values.field_name(w, field) if field else ""
            return w.t("✓ {bidang} diubah.", bidang=name)


def _told(w: Words, facts: Told, told_at: datetime | None, *, now: datetime) -> Html | None:
    if told_at is None or not facts.people:
        return None
    zone = w.house.timezone
    n = w.number(facts.people)
    if told_at <= now:
        said = w.t("{n} orang diberi tahu sekarang.", n=n)
    elif dates.local(told_at, zone).date() == dates.local(now, zone).date():
        jam = dates.hour(w, told_at, zone)
        said = w.t("{n} orang akan diberi tahu pukul {jam}.", n=n, jam=jam)
    else:
        said = w.t(
            "{n} orang akan diberi tahu {waktu}.", n=n, waktu=dates.moment(w, told_at, zone)
        )
    missing = w.t(
        "{u} orang belum terhubung; mohon sampaikan langsung.", u=w.number(facts.unlinked)
    )
    return lines(said, missing if facts.unlinked else None)


def _when(w: Words, change: Change) -> str:
    zone = w.house.timezone
    day = dates.short_day(w, dates.local(change.at, zone).date())
    return f"{day} {dates.hour(w, change.at, zone)}"


def _what(w: Words, change: Change, zone: str) -> Html:
    """What was done, in a few words; `zone`: of the offering."""
    match change.event:
        case ChangeEvent.MADE:
            said = w.t("dibuat")
        case ChangeEvent.OPENED:
            said = w.t("pendaftaran dibuka")
        case ChangeEvent.CLOSED:
            said = w.t("pendaftaran ditutup")
        case ChangeEvent.CALLED_OFF:
            said = w.t("dibatalkan", context="angkatan")
        case ChangeEvent.REOPENED:
            said = w.t("jadi dilaksanakan")
        case ChangeEvent.ARCHIVED:
            said = w.t("diarsipkan", context="angkatan")
        case ChangeEvent.RESTORED:
            said = w.t("tampil lagi")
        case ChangeEvent.CHANGED:
            said = _changed(w, change, zone)
    return w.t("{hal} (diurungkan)", hal=said) if change.undone else said


def _changed(w: Words, change: Change, zone: str) -> Html:
    field = values.field_of(change.after)
    if field is None:
        return _of_training(w, change)
    if field is RunField.SESSIONS:
        edit = Edit(field, change.before, change.after)
        was, becomes = (each(w, edit, zone, most=1) for each in (values.was, values.becomes))
    else:
        was, becomes = (
            values.value(w, field, each, zone, VALUE_SHOWN)
            for each in ({**change.after, **change.before}, {**change.before, **change.after})
        )
    name = values.field_name(w, field)
    return w.t("{bidang}: {lama} menjadi {baru}", bidang=name, lama=was, baru=becomes)


def _of_training(w: Words, change: Change) -> Html:
    """What was changed on the card of the training, and is no field of an offering."""
    field = next((each for each in TrainingField if each.value in change.after), None)
    if field is None:
        return Html("")
    was, becomes = (
        trainings.value_words(w, field, each[field.value]) or w.t("belum diisi")
        for each in (change.before, change.after)
    )
    name = trainings.label(w, field)
    return w.t("{bidang}: {lama} menjadi {baru}", bidang=name, lama=was, baru=becomes)


def _back(w: Words, facts: RunCard, change: Change | None = None) -> Row:
    there = facts.offering.id
    of_sessions = change is not None and RunField.SESSIONS.value in change.after
    to = actions.ListSessions(there) if of_sessions else actions.OpenRun(there)
    return (Button(w.label("Kembali"), to), desk_button(w))
