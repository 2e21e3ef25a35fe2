"""Screens of announcements for HR and for recipients, in both languages."""

from datetime import UTC, datetime, timedelta

from domain.announcements.announced import AnnouncementState, Draft, Opening
from domain.announcements.audience import Audience, HeadCount, Kind, Option, Seen
from domain.ids import AnnouncementId, MessageId, OfferingId
from domain.lists import Page
from handlers.announcements.screens import audience as audience_screens
from handlers.announcements.screens import scheduling
from handlers.announcements.screens import writing as screens
from handlers.screens.words import Words
from tests.support.announcing import made
from tests.support.screens import labels, said

OPENING = Opening(
    offering_id=OfferingId(4),
    title="Bimtek <Keamanan>",
    starts_at=datetime(2026, 12, 9, 1, 0, tzinfo=UTC),
    ends_at=datetime(2026, 12, 9, 9, 0, tzinfo=UTC),
    timezone="Asia/Jakarta",
    mode="onsite",
    place="Aula BKPSDM",
    hours=16,
    quota=30,
    closes_at=datetime(2026, 12, 8, 16, 59, tzinfo=UTC),
    competencies=("Keamanan Informasi",),
    off=False,
)


def draft(audience: Audience, count: HeadCount, **names: tuple[str, ...]) -> Draft:
    by_kind = {Kind[kind]: value for kind, value in names.items()}
    return Draft(made(audience=audience), Seen(audience, count, ("Contoh Satu",), by_kind))


def test_what_people_get(w: Words):
    shown = screens.invitation(w, OPENING, notice=MessageId(9))
    assert shown.text == said(
        w,
        "Pendaftaran <b>Bimtek &lt;Keamanan&gt;</b> telah dibuka.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM · 16 JP\n"
        "Kompetensi: Keamanan Informasi\n"
        "Kuota 30 · pendaftaran sampai Selasa, 8 Desember 2026 pukul 23.59 WIB\n"
        "BKPSDM",
        "Sign-up for <b>Bimtek &lt;Keamanan&gt;</b> is open.\n"
        "Wednesday, 9 December 2026, 08:00–16:00 WIB at Aula BKPSDM · 16 JP\n"
        "Competency: Keamanan Informasi\n"
        "30 seats · sign up by Tuesday, 8 December 2026, 23:59 WIB\n"
        "BKPSDM",
    )
    assert labels(shown) == [
        said(w, "Daftar,Rincian", "Sign up,Details").split(","),
        [said(w, "Menu Utama", "Main menu")],
    ]


def test_the_audience_before_anything_is_chosen(w: Words):
    nothing = draft(Audience(), HeadCount())
    shown = audience_screens.audience(w, nothing, everybody=8614, related=12)
    assert shown.text == said(
        w,
        "Kirim kepada siapa? Pilihan dapat digabung.",
        "Send to whom? Choices can be combined.",
    )
    assert labels(shown) == (
        [
            ["Kesenjangan Terkait 12"],
            ["Semua ASN 8.614"],
            ["Unit Kerja", "Jabatan"],
            ["Kesenjangan", "Peserta"],
            ["Hapus Pilihan", "Kembali"],
        ]
        if w.language == "id"
        else [
            ["Related gap 12"],
            ["All ASN 8,614"],
            ["Unit", "Post"],
            ["Gap", "Participants"],
            ["Clear", "Back"],
        ]
    )


def test_the_audience_in_words(w: Words):
    chosen = draft(
        Audience(competencies=(1,), units=(2,)),
        HeadCount(12, 3),
        COMPETENCY=("Keamanan Informasi",),
        UNIT=("Dinas Kesehatan",),
    )
    shown = audience_screens.audience(w, chosen, everybody=20, related=None)
    assert shown.text.split("\n")[1:] == said(
        w,
        "Sasaran: <b>kesenjangan Keamanan Informasi di Dinas Kesehatan</b>\n"
        "Penerima: 12 ASN · belum terhubung: 3\n"
        "Contoh: Contoh Satu",
        "Audience: <b>gap in Keamanan Informasi in Dinas Kesehatan</b>\n"
        "Recipients: 12 ASN · not linked: 3\n"
        "For example: Contoh Satu",
    ).split("\n")
    rows = labels(shown)
    assert said(w, "✓ Kesenjangan", "✓ Gap") in rows[2]
    assert rows[3] == [said(w, "Pratinjau", "Preview")]


def test_nobody_linked_leads_to_no_preview(w: Words):
    lonely = draft(Audience(everybody=True), HeadCount(0, 3))
    shown = audience_screens.audience(w, lonely, everybody=0, related=None)
    assert (
        said(
            w,
            "Belum ada penerima yang terhubung untuk sasaran ini.",
            "Nobody linked in this audience yet.",
        )
        in shown.text
    )
    assert said(w, "Pratinjau", "Preview") not in str(labels(shown))


def test_many_names_are_counted(w: Words):
    many = draft(Audience(units=(1, 2, 3, 4)), HeadCount(9, 0), UNIT=("A", "B", "C", "D"))
    words = audience_screens.audience_words(w, many.seen)
    assert words == said(w, "ASN di A, B atau 2 lainnya", "ASN in A, B or 2 others")


def test_a_long_unit_fits_on_its_button(w: Words):
    one = Option(7, "Dinas Pekerjaan Umum dan Penataan Ruang Contoh", 1234, on=True)
    shown = audience_screens.pick(w, AnnouncementId(1), Kind.UNIT, Page((one,), 0, 1), search="")
    (label,) = labels(shown)[0]
    assert len(label) <= 28
    assert label.startswith("✓ 1 · Dinas Peker")
    assert shown.text.endswith("\n1. Dinas Pekerjaan Umum dan Penataan Ruang Contoh")


def test_posts_that_are_cut_alike_are_told_apart(w: Words):
    names = [f"Analis SDM Aparatur Ahli {level}" for level in ("Muda", "Pertama")]
    posts = tuple(Option(n, name, 5, on=False) for n, name in enumerate(names))
    shown = audience_screens.pick(
        w, AnnouncementId(1), Kind.POSITION, Page(posts, 0, 2), search=""
    )
    assert [label for (label,) in labels(shown)[:2]] == [
        "1 · Analis SDM Aparatur A… 5",
        "2 · Analis SDM Aparatur A… 5",
    ]
    assert shown.text.endswith(f"\n1. {names[0]}\n2. {names[1]}")
    short = (Option(1, "Lurah", 2, on=False),)
    shown = audience_screens.pick(
        w, AnnouncementId(1), Kind.POSITION, Page(short, 0, 1), search=""
    )
    assert labels(shown)[0] == ["Lurah 2"]
    assert "Lurah" not in shown.text


def test_the_preview_is_the_confirmation(w: Words):
    found = draft(Audience(everybody=True), HeadCount(8614, 12))
    shown = screens.preview(
        w, screens.invitation(w, OPENING), found, lasting=timedelta(seconds=345)
    )
    asked = shown.then
    assert shown.new
    assert asked is not None
    assert asked.text == said(
        w,
        "Pratinjau di atas sama dengan yang akan diterima.\n"
        "Sasaran: semua ASN\n"
        "Penerima: <b>8.614 ASN</b>; 12 ASN belum terhubung dan tidak menerima.\n"
        "Perkiraan lama pengiriman: 6 menit",
        "The preview above is what people will receive.\n"
        "Audience: all ASN\n"
        "Recipients: <b>8,614 ASN</b>; 12 ASN are not linked and will not get it.\n"
        "Sending takes about 6 minutes",
    )
    assert labels(asked) == (
        [["Kirim Sekarang", "Jadwalkan"], ["Ubah", "Kembali"]]
        if w.language == "id"
        else [["Send now", "Schedule"], ["Change", "Back"]]
    )


def test_scheduled(w: Words):
    found = draft(Audience(everybody=True), HeadCount(8614, 12))
    at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    planned = Draft(made(AnnouncementState.SCHEDULED, scheduled_for=at), found.seen)
    shown = scheduling.scheduled(w, planned, quiet_now=True)
    assert shown.text == said(
        w,
        "Saat ini jam tenang.\n"
        "✓ Dijadwalkan Selasa, 24 November 2026 pukul 08.00 WIB untuk 8.614 ASN.\n"
        "Penerima dihitung kembali saat pengiriman.",
        "It is quiet hours now.\n"
        "✓ Scheduled for Tuesday, 24 November 2026, 08:00 WIB, 8,614 ASN.\n"
        "Recipients are counted again on sending.",
    )
