"""Screens of a broadcast in progress, its report, and the list of announcements."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.announcements.announced import Announcement, AnnouncementState, FollowUp, Line
from domain.announcements.audience import Seen
from domain.announcements.broadcast import (
    BroadcastTally,
    Progress,
    Recall,
    Unreached,
    UnreachedReason,
)
from domain.lists import Page
from handlers.actions import announcements as actions
from handlers.announcements.screens.audience import audience_words
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.screens import dates
from handlers.screens.buttons import desk_button
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Document, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines, plain

CELLS = 10
TITLE_SHOWN = 100
AUDIENCE_SHOWN = 200
SENDER_SHOWN = 60
"""Letters of what a report names."""


def progress(
    w: Words, found: Announcement, figures: Progress, *, held_until: datetime | None = None
) -> Screen:
    """The progress of the sending; `held_until` is the end of quiet hours that interrupt it."""
    left = (
        w.t(
            "Sisa waktu: sekitar {lama} · gagal: {g}",
            lama=duration(w, figures.left),
            g=figures.failed,
        )
        if held_until is None
        else w.t(
            "Jam tenang: dilanjutkan pukul {jam} · gagal: {g}",
            jam=dates.hour(w, held_until, w.house.timezone),
            g=figures.failed,
        )
    )
    text = lines(
        w.t("Mengirim pengumuman"),
        progress_bar(w, figures.percent),
        w.t(
            "{x} dari {n} terkirim · {r} per detik",
            x=w.number(figures.done),
            n=w.number(figures.recipients),
            r=w.number(figures.rate),
        ),
        left,
    )
    rows: tuple[Row, ...] = (
        (danger(w.label("Hentikan"), actions.StopSending(found.id)),),
        (leave_button(w),),
    )
    return Screen(text, rows)


def stopping(w: Words) -> Screen:
    """Says that sending stops, until the outcome of messages on their way is known."""
    return Screen(w.t("Menghentikan pengiriman…"), ((leave_button(w),),))


def report(
    w: Words,
    found: Announcement,
    seen: Seen,
    tally: BroadcastTally,
    *,
    recall: Recall | None,
    left_out: int,
) -> Screen:
    """The report; `recall` is the outcome of a correction or a withdrawal.

    `left_out`: people who did not get it and could get it now.
    """
    lasted = (
        found.finished_at - found.started_at
        if found.finished_at is not None and found.started_at is not None
        else None
    )
    text = lines(
        _outcome(w, found, tally),
        w.t(
            "<b>{isi}</b>", isi=cut(found.beginning, TITLE_SHOWN) or w.label("gambar atau dokumen")
        ),
        w.t("Sasaran: {sasaran}", sasaran=cut(plain(audience_words(w, seen)), AUDIENCE_SHOWN)),
        _sender(w, found),
        w.t(
            "Terkirim: {x} dari {n} · belum pasti: {u} · gagal: {g}",
            x=w.number(tally.sent),
            n=w.number(tally.recipients),
            u=w.number(tally.uncertain),
            g=w.number(tally.failed),
        ),
        w.t(
            "Memblokir: {b} · belum terhubung: {m}",
            b=w.number(tally.blocked),
            m=w.number(tally.unlinked),
        ),
        w.t("{n} mungkin ganda: pengirimannya sempat terputus.", n=w.number(tally.maybe_twice))
        if tally.maybe_twice
        else None,
        w.t("Tidak dikirim: {k}", k=w.number(tally.cancelled)) if tally.cancelled else None,
        _closed(w, tally) if tally.sent else None,
        w.t("Lama pengiriman: {lama}", lama=duration(w, lasted)) if lasted is not None else None,
        _recalled(w, found, recall),
        w.t("Belum menerima dan kini dapat dikirimi: {n} ASN", n=w.number(left_out))
        if left_out
        else None,
    )
    rows: list[Row] = []
    if tally.sent and found.follow_up is not FollowUp.DELETE:
        rows.append(
            (
                Button(w.label("Perbaiki"), actions.CorrectAnnouncement(found.id)),
                Button(w.label("Tarik"), actions.AskTakeBack(found.id)),
            )
        )
    if left_out:
        rows.append((Button(w.label("Kirim kepada yang Belum"), actions.AskRest(found.id)),))
    rows.append((Button(w.label("Unduh"), actions.DownloadUnreached(found.id)), desk_button(w)))
    return Screen(text, tuple(rows))


def ask_rest(w: Words, found: Announcement, *, people: int) -> Screen:
    """Asks before it is sent to those who did not get it."""
    text = lines(
        w.t(
            "<b>{isi}</b>", isi=cut(found.beginning, TITLE_SHOWN) or w.label("gambar atau dokumen")
        ),
        w.t("Kirim kepada {n} ASN yang belum menerima?", n=w.number(people)),
        w.t("Yang sudah menerima tidak dikirimi lagi."),
    )
    row: Row = (
        main(w.label("Ya, Kirim"), actions.SendToRest(found.id, people)),
        Button(w.label("Kembali"), actions.OpenAnnouncement(found.id)),
    )
    return Screen(text, (row,))


def listing(w: Words, page: Page[Line]) -> Screen:
    """The scheduled and sent announcements, the latest first (Terjadwal dan Terkirim)."""
    marks = {
        AnnouncementState.DRAFT: "!",
        AnnouncementState.SCHEDULED: "◐",
        AnnouncementState.CHECKING: "◐",
        AnnouncementState.SENDING: "◐",
        AnnouncementState.STOPPED: "✗",
        AnnouncementState.DONE: "✓",
    }

    def line(place: int, one: Line) -> Html:
        return w.t(
            "{no}. {judul}: {status}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN) or w.label("gambar atau dokumen"),
            status=_standing(w, one),
        )

    def row(place: int, one: Line) -> Row:
        label = w.label(
            "{tanda} {no} · {mulai}",
            tanda="✗" if one.taken_back or _reached_none(one) else marks[one.state],
            no=place,
            mulai=dates.short_day(w, dates.local(one.at, w.house.timezone).date()),
        )
        return (Button(label, actions.OpenAnnouncement(one.id)),)

    listed, rows = numbered(page, actions.ListAnnouncements, line=line, row=row)
    below = (Button(w.label("Kembali"), actions.NewAnnouncement()), desk_button(w))
    nothing = w.t("Belum ada pengumuman.") if not page.items else None
    return Screen(lines(w.t("<b>Terjadwal dan Terkirim</b>"), *listed, nothing), (*rows, below))


def unreached_file(w: Words, file: Document, *, total: int, now: datetime) -> Screen:
    """The file of the people who did not get the announcement."""
    day = dates.day(w, dates.local(now, w.house.timezone).date())
    text = w.t("{k} ASN yang tidak menerima, {tgl}.", k=w.number(total), tgl=day)
    return Screen(text, document=file, new=True)


def unreached_sheet(
    w: Words, found: Announcement | None, people: Sequence[Unreached]
) -> WrittenSheet:
    """Headings, then a row for each person who did not get it, with the reason."""
    reasons = {
        UnreachedReason.UNLINKED: w.label("belum terhubung"),
        UnreachedReason.BLOCKED: w.label("memblokir"),
        UnreachedReason.UNCERTAIN: w.label("belum pasti"),
        UnreachedReason.STOPPED: w.label("pengiriman dihentikan"),
        UnreachedReason.CLOSED: w.label("pendaftaran sudah ditutup"),
        UnreachedReason.FAILED: w.label("gagal"),
    }
    headings = [
        w.label("NIP"),
        w.label("NAMA"),
        w.label("JABATAN"),
        w.label("UNIT KERJA"),
        w.label("ALASAN"),
    ]
    rows = [[one.nip, one.name, one.position, one.unit, reasons[one.reason]] for one in people]
    title = w.label("ASN yang tidak menerima pengumuman")
    return WrittenSheet(
        "tidak-menerima",
        headings,
        rows,
        heading=(title,),
        narrowed=cut(" ".join(found.beginning.split()), TITLE_SHOWN) if found else "",
        divided_by=w.label("UNIT KERJA"),
    )


def gone(w: Words) -> Screen:
    """Says that the announcement no longer exists or was cancelled."""
    text = w.t("Pengumuman ini tidak ada lagi atau sudah dibatalkan.")
    again = Button(w.label("Buat Pengumuman"), actions.NewAnnouncement())
    return Screen(text, ((again,), (desk_button(w),)))


def duration(w: Words, span: timedelta) -> Html:
    """`40 detik`, `6 menit`, `2 jam 20 menit`; rounded up."""
    seconds = max(1, -int(-span.total_seconds() // 1))
    if seconds < 90:
        return w.t("{n} detik", n=seconds)
    minutes = -(-seconds // 60)
    if minutes < 90:
        return w.t("{n} menit", n=minutes)
    return w.t("{jam} jam {menit} menit", jam=minutes // 60, menit=minutes % 60)


def progress_bar(w: Words, percent: int) -> Html:
    """`█████░░░░░ 50%`"""
    full = percent * CELLS // 100
    return w.t("{bar} {p}%", bar="█" * full + "░" * (CELLS - full), p=percent)


def leave_button(w: Words) -> Button:
    """The button to the HR desk ([Menu HR]), which opens below: the message is still edited."""
    return Button(w.label("Menu HR"), actions.LeaveProgress())


def _reached_none(one: Line) -> bool:
    return one.state is AnnouncementState.DONE and not one.sent


def _standing(w: Words, one: Line) -> Html:
    if one.state is AnnouncementState.DRAFT:
        return w.t("belum dijadwalkan kembali")
    if one.state is AnnouncementState.SCHEDULED:
        return w.t("dijadwalkan {waktu}", waktu=dates.moment(w, one.at, w.house.timezone))
    if one.state is AnnouncementState.CHECKING:
        return w.t("menunggu petugas lain")
    if one.taken_back:
        return w.t("ditarik")
    if _reached_none(one):
        return w.t("tidak terkirim")
    if one.state is AnnouncementState.DONE:
        return w.t("terkirim kepada {n} ASN", n=w.number(one.sent))
    facts = {"x": w.number(one.sent), "n": w.number(one.recipients)}
    if one.state is AnnouncementState.STOPPED:
        return w.t("dihentikan: {x} dari {n} terkirim", **facts)
    return w.t("sedang dikirim: {x} dari {n}", **facts)


def _named(w: Words, found: Announcement) -> Html:
    beginning = cut(found.beginning, TITLE_SHOWN)
    return w.t("<b>{isi}</b>", isi=beginning or w.label("gambar atau dokumen"))


def _sender(w: Words, found: Announcement) -> Html:
    name = cut(found.author, SENDER_SHOWN)
    if found.sent_at is None:
        return w.t("Pengirim: {nama}", nama=name)
    when = dates.moment(w, found.sent_at, w.house.timezone)
    return w.t("Pengirim: {nama}, {waktu}", nama=name, waktu=when)


def _outcome(w: Words, found: Announcement, tally: BroadcastTally) -> Html:
    if found.state is AnnouncementState.STOPPED:
        return w.t("✗ Pengiriman dihentikan. Yang sudah terkirim dapat ditarik selama 48 jam.")
    if tally.sent:
        return w.t("✓ Pengumuman selesai dikirim.")
    if tally.closed:
        return w.t("✗ Tidak dikirim: pendaftaran sudah ditutup.")
    return w.t("✗ Pengumuman tidak terkirim.")


def _closed(w: Words, tally: BroadcastTally) -> Html | None:
    if not tally.closed:
        return None
    n = w.number(tally.closed)
    return w.t("! {n} tidak dikirim: pendaftaran ditutup selama pengiriman.", n=n)


def _recalled(w: Words, found: Announcement, recall: Recall | None) -> Html | None:
    if recall is None:
        return None
    facts = {
        "x": w.number(recall.done),
        "n": w.number(recall.sent),
        "g": w.number(recall.failed),
        "t": w.number(recall.too_old),
    }
    if found.follow_up is FollowUp.EDIT:
        done = w.t("✓ Diperbaiki: {x} dari {n} · gagal: {g}", **facts)
        told = w.t("Dikabari tentang perbaikan: {n} ASN", n=w.number(recall.told))
        return lines(done, told if recall.told else None)
    return w.t("✓ Ditarik: {x} dari {n} · lebih dari 48 jam: {t} · gagal: {g}", **facts)
