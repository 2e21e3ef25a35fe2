"""Screens for scheduling: the offered times, quiet hours, and cancelling a schedule."""

from collections.abc import Sequence
from datetime import datetime

from domain.announcements.announced import Announcement, Draft, HoldReason, Opening
from domain.ids import AnnouncementId
from handlers.actions import announcements as actions
from handlers.actions.announcements import SendNow
from handlers.announcements.screens.audience import audience_words
from handlers.screens import dates
from handlers.screens.buttons import desk_button
from handlers.screens.lists import in_pairs
from handlers.screens.screen import Button, Row, Screen, danger
from handlers.screens.words import Words, cut, lines

SHOWN = 80
"""Letters of the text or title that name an announcement."""


def ask_when(
    w: Words,
    found: AnnouncementId,
    moments: Sequence[datetime],
    *,
    revision: int,
    now: datetime,
    send: SendNow | None = None,
) -> Screen:
    """Asks when the announcement is sent; `send` is offered where it is better sent at once."""
    text = lines(
        w.t("Kapan pengumuman dikirim?"),
        w.t(
            "Silakan pilih, atau ketik waktunya, misalnya <i>besok jam 9</i> atau "
            "<i>7/12/2026 08.00</i>."
        ),
    )
    buttons = [Button(w.label("Kirim Sekarang"), send)] if send else []
    buttons += [
        Button(_offered(w, moment, now=now), actions.ScheduleAt(found, revision, _minute(moment)))
        for moment in moments
    ]
    buttons.append(Button(w.label("Kembali"), actions.PreviewAnnouncement(found)))
    return Screen(text, in_pairs(buttons))


def not_a_time(w: Words, again: Screen) -> Screen:
    """Says that the typed text is no time in the future."""
    return again.under(w.t("! Waktu belum dikenali atau sudah lewat."))


def closed_then(w: Words, again: Screen, opening: Opening) -> Screen:
    """Says that sign-up closes before the chosen time."""
    line = (
        w.t("! Pelatihan ini dibatalkan.")
        if opening.off
        else w.t(
            "! Pendaftaran ditutup {batas}. Mohon pilih waktu sebelum itu.",
            batas=dates.moment(w, min(opening.closes_at, opening.starts_at), opening.timezone),
        )
    )
    return again.under(line)


def quiet_then(w: Words, again: Screen, moment: datetime) -> Screen:
    """Says that the chosen time is in quiet hours."""
    hour = dates.hour(w, moment, w.house.timezone)
    line = w.t("! Pukul {jam} termasuk jam tenang. Mohon pilih waktu lain.", jam=hour)
    return again.under(line)


def scheduled(w: Words, draft: Draft, *, quiet_now: bool = False) -> Screen:
    """The schedule; `quiet_now`: the HR officer pressed Kirim Sekarang in quiet hours."""
    found = draft.announcement
    when = found.scheduled_for
    text = lines(
        w.t("Saat ini jam tenang.") if quiet_now else None,
        w.t(
            "✓ Dijadwalkan {waktu} untuk {n} ASN.",
            waktu=dates.moment(w, when, w.house.timezone) if when else "",
            n=w.number(draft.seen.count.linked),
        ),
        w.t("Penerima dihitung kembali saat pengiriman."),
    )
    rows: tuple[Row, ...] = (
        (
            Button(
                w.label("Kirim Sekarang"),
                SendNow(found.id, found.revision, in_quiet=quiet_now),
            ),
            Button(w.label("Ubah"), actions.EditAnnouncement(found.id)),
        ),
        (Button(w.label("Batalkan"), actions.AskCancel(found.id)), desk_button(w)),
    )
    return Screen(text, rows)


def held(w: Words, draft: Draft) -> Screen:
    """Asks HR about an announcement that was not sent at its time."""
    found, count = draft.announcement, draft.seen.count
    when = found.scheduled_for
    facts = {
        "waktu": dates.moment(w, when, w.house.timezone) if when else "",
        "nama": cut(found.author, 60),
    }
    text = lines(
        w.t("! Pengumuman ini belum dikirim: <b>{isi}</b>", isi=cut(found.beginning, SHOWN)),
        w.t("Jadwalnya {waktu}, lebih dari satu hari yang lalu.", **facts)
        if found.held is HoldReason.LATE
        else w.t("Jadwalnya {waktu}, dan {nama} bukan lagi petugas {unit_hr}.", **facts),
        w.t("Sasaran: {sasaran}", sasaran=audience_words(w, draft.seen)),
        w.t(
            "Penerima: {n} ASN · belum terhubung: {m}",
            n=w.number(count.linked),
            m=w.number(count.unlinked),
        ),
        w.t("Kirim sekarang, jadwalkan kembali, atau batalkan?"),
    )
    rows: tuple[Row, ...] = (
        (
            Button(w.label("Kirim Sekarang"), SendNow(found.id, found.revision, in_quiet=False)),
            Button(w.label("Jadwalkan"), actions.AskWhen(found.id, found.revision)),
        ),
        (
            Button(w.label("Ubah"), actions.EditAnnouncement(found.id)),
            Button(w.label("Batalkan"), actions.AskCancel(found.id)),
        ),
        (desk_button(w),),
    )
    return Screen(text, rows)


def change(w: Words, found: Announcement, copy: AnnouncementId) -> Screen:
    """Asks what to change of a scheduled announcement; content and audience change in a copy."""
    when = found.scheduled_for
    text = lines(
        w.t("Apa yang akan diubah?"),
        w.t(
            "Jadwal {waktu} tetap berlaku, dan isi yang lama dikirim bila perubahan belum "
            "disimpan.",
            waktu=dates.moment(w, when, w.house.timezone) if when else "",
        ),
    )
    rows: tuple[Row, ...] = (
        (
            Button(w.label("Isi"), actions.AnnounceText(copy)),
            Button(w.label("Sasaran"), actions.OpenAudience(copy)),
        ),
        (
            Button(w.label("Waktu"), actions.AskWhen(found.id, found.revision)),
            Button(w.label("Kembali"), actions.OpenAnnouncement(found.id)),
        ),
    )
    return Screen(text, rows)


def ask_cancel(w: Words, found: AnnouncementId) -> Screen:
    """Asks once before a scheduled announcement is cancelled."""
    text = lines(w.t("Batalkan pengumuman ini?"), w.t("Belum ada yang menerimanya."))
    rows: Row = (
        danger(w.label("Ya, Batalkan"), actions.CancelAnnouncement(found)),
        Button(w.label("Kembali"), actions.OpenAnnouncement(found)),
    )
    return Screen(text, (rows,))


def cancelled(w: Words) -> Screen:
    """Says that the announcement is cancelled and that no person received it."""
    text = w.t("Pengumuman dibatalkan. Tidak ada yang menerimanya.")
    return Screen(text, ((desk_button(w),),))


def _offered(w: Words, moment: datetime, *, now: datetime) -> str:
    there = dates.local(moment, w.house.timezone)
    clock = f"{there:%H.%M}"
    days = (there.date() - dates.local(now, w.house.timezone).date()).days
    if days == 0:
        return w.label("Hari Ini {jam}", jam=clock)
    if days == 1:
        return w.label("Besok {jam}", jam=clock)
    return w.label("Senin {jam}", jam=clock)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60
