"""Screens of a broadcast in progress and of its report, in both languages."""

from datetime import timedelta

from domain.announcements.announced import AnnouncementState
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
    done = made(AnnouncementState.DONE, started_at=NOW, finished_at=NOW + timedelta(minutes=7))
    tally = BroadcastTally(total=20, sent=14, uncertain=1, failed=1, blocked=1, unlinked=3)
    shown = sending.report(w, done, tally, recall=None)
    assert shown.text == said(
        w,
        "✓ Pengumuman selesai dikirim.\n"
        "Terkirim: 14 dari 17 · belum pasti: 1 · gagal: 1\n"
        "Memblokir: 1 · belum terhubung: 3\n"
        "Lama pengiriman: 7 menit",
        "✓ Announcement sent.\n"
        "Sent: 14 of 17 · uncertain: 1 · failed: 1\n"
        "Blocked: 1 · not linked: 3\n"
        "Took 7 minutes",
    )
    assert labels(shown)[-1] == said(w, "Unduh,Menu HR", "Download,HR menu").split(",")


def test_taking_back_says_what_stays(w: Words):
    done = made(AnnouncementState.DONE)
    shown = recalling.ask_take_back(w, done, Recall(sent=10, total=7))
    assert said(w, "3 pesan lebih lama dari 48 jam", "3 messages are older") in shown.text
    too_late = recalling.ask_take_back(w, done, Recall(sent=10, total=0))
    assert labels(too_late) == [[said(w, "Kembali", "Back")]]
