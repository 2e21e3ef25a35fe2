"""Screens of a broadcast in progress and of its report, in both languages."""

from datetime import timedelta

from domain.announcements.announced import AnnouncementState
from domain.announcements.audience import Audience, Seen
from domain.announcements.broadcast import BroadcastTally, Progress, Recall
from handlers.announcements.screens import recalling, sending
from handlers.screens.words import Words
from tests.support.announcing import NOW, made
from tests.support.screens import labels, said


def test_progress(w: Words):
    figures = Progress(50, 1200, 2400, 25, timedelta(seconds=48), 2)
    shown = sending.progress(w, made(AnnouncementState.SENDING), figures)
    assert shown.text == said(
        w,
        "Mengirim pengumuman\n█████░░░░░ 50%\n1.200 dari 2.400 terkirim · 25 per detik\n"
        "Sisa waktu: sekitar 48 detik · gagal: 2",
        "Sending the announcement\n█████░░░░░ 50%\n1,200 of 2,400 sent · 25 per second\n"
        "About 48 seconds left · failed: 2",
    )
    assert labels(shown) == [[said(w, "Hentikan", "Stop")], [said(w, "Menu HR", "HR menu")]]


def test_the_report(w: Words):
    facts = {"sent_at": NOW, "started_at": NOW, "finished_at": NOW + timedelta(minutes=7)}
    done = made(AnnouncementState.DONE, **facts)
    tally = BroadcastTally(
        total=20, sent=14, maybe_twice=1, uncertain=1, failed=1, blocked=1, unlinked=3
    )
    seen = Seen(Audience(related=True))
    shown = sending.report(w, done, seen, tally, recall=None, left_out=2)
    assert shown.text == said(
        w,
        "✓ Pengumuman selesai dikirim.\n<b>Bimtek</b>\n"
        "Sasaran: kesenjangan terkait pelatihan ini\n"
        "Pengirim: Contoh Petugas, S.Kom., Senin, 23 November 2026 pukul 09.00 WIB\n"
        "Terkirim: 14 dari 17 · belum pasti: 1 · gagal: 1\n"
        "Memblokir: 1 · belum terhubung: 3\n"
        "1 mungkin ganda: pengirimannya sempat terputus.\n"
        "Lama pengiriman: 7 menit\n"
        "Belum menerima dan kini dapat dikirimi: 2 ASN",
        "✓ Announcement sent.\n<b>Bimtek</b>\n"
        "Audience: a gap that this training answers\n"
        "Sent by: Contoh Petugas, S.Kom., Monday, 23 November 2026, 09:00 WIB\n"
        "Sent: 14 of 17 · uncertain: 1 · failed: 1\n"
        "Blocked: 1 · not linked: 3\n"
        "1 perhaps twice: their sending was interrupted.\n"
        "Took 7 minutes\n"
        "Did not get it and can get it now: 2 ASN",
    )
    assert labels(shown)[-1] == said(w, "Unduh,Menu HR", "Download,HR menu").split(",")


def test_taking_back_says_what_stays(w: Words):
    done = made(AnnouncementState.DONE)
    shown = recalling.ask_take_back(w, done, Recall(sent=10, total=7))
    assert said(w, "3 pesan lebih lama dari 48 jam", "3 messages are older") in shown.text
    too_late = recalling.ask_take_back(w, done, Recall(sent=10, total=0))
    assert labels(too_late) == [[said(w, "Kembali", "Back")]]
