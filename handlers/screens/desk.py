"""Menu HR: figures first, then the doors; who is not linked, and who could not link."""

from datetime import datetime

from domain.desk import PAGE, DeskFigures, Failure, FailureReason, Page, UnlinkedSummary, percent
from domain.identity import mask_phone
from handlers.screens import dates
from handlers.screens.actions import Action
from handlers.screens.actions import desk as actions
from handlers.screens.actions.announcement import NewAnnouncement
from handlers.screens.actions.importing import OpenImport
from handlers.screens.actions.requests import OpenRequests
from handlers.screens.actions.staff import FindStaff
from handlers.screens.paging import in_pairs, turning
from handlers.screens.screen import Button, Document, Row, Screen, danger, main
from handlers.screens.trouble import menu_row
from handlers.screens.words import Html, Words, joined, lines


def desk(w: Words, facts: DeskFigures) -> Screen:
    """Numbers first."""
    text = lines(
        w.t("<b>Menu HR</b>: {unit_hr}"),
        w.t(
            "Terhubung: {a} dari {b} ASN ({p}%)",
            a=w.number(facts.linked),
            b=w.number(facts.active),
            p=w.decimal(percent(facts.linked, facts.active)),
        ),
        w.t(
            "Angkatan dibuka: {c}, terisi {q}%",
            c=w.number(facts.offerings),
            q=w.decimal(percent(facts.taken, facts.seats)),
        ),
        w.t(
            "Menunggu keputusan: {r} · permintaan data: {d}",
            r=w.number(facts.requests),
            d=w.number(facts.data_requests),
        )
        if facts.data_requests
        else w.t("Menunggu keputusan: {r}", r=w.number(facts.requests)),
        w.t(
            "Umpan balik masuk: {u}%",
            u=w.decimal(percent(facts.answered, facts.took_part)),
        ),
    )
    return Screen(
        text,
        (
            (main(w.label("Buat Pengumuman"), NewAnnouncement()),),
            (requests_button(w, facts.waiting), Button(w.label("Impor Data"), OpenImport())),
            (counted(w, w.label("Belum Terhubung"), facts.unlinked, actions.OpenUnlinked()),),
            (counted(w, w.label("Gagal Terhubung"), facts.failed, actions.OpenFailed(0)),),
            (
                Button(w.label("Cari Pegawai"), FindStaff()),
                Button(w.label("Peserta"), actions.PickOffering(0)),
            ),
            menu_row(w),
        ),
    )


def counted(w: Words, label: str, count: int, does: Action) -> Button:
    """A button with its figure, which goes when it is 0."""
    return Button(f"{label} {w.number(count)}" if count else label, does)


def requests_button(w: Words, waiting: int) -> Button:
    """[Permintaan {r}]; the figure goes when it is 0."""
    return counted(w, w.label("Permintaan"), waiting, OpenRequests(0))


def told(w: Words, *, linked: bool) -> Html:
    """Whether the person hears of it from us."""
    if linked:
        return w.t("Yang bersangkutan akan diberi tahu.")
    return w.t("Yang bersangkutan belum terhubung; mohon sampaikan langsung.")


def desk_button(w: Words) -> Button:
    """[Menu HR]"""
    return Button(w.label("Menu HR"), actions.OpenDesk())


def back_to_desk(w: Words) -> Row:
    """[Kembali] [Menu Utama] of a screen that came from the desk."""
    return (Button(w.label("Kembali"), actions.OpenDesk()), *menu_row(w))


def unlinked(w: Words, facts: UnlinkedSummary) -> Screen:
    """How many are not linked, and where most of them work."""
    biggest = [Html(w.t("{unit} ({n})", unit=u, n=w.number(n))) for u, n in facts.biggest]
    text = lines(
        w.t("{n} ASN belum terhubung.", n=w.number(facts.total)),
        w.t("Terbanyak: {daftar}", daftar=joined(", ", biggest)) if biggest else None,
    )
    offers: tuple[Row, ...] = (
        (
            Button(w.label("Unduh"), actions.DownloadUnlinked()),
            Button(w.label("Teks Undangan"), actions.ShowInvitation()),
        ),
    )
    return Screen(text, (*(offers if facts.total else ()), back_to_desk(w)))


def unlinked_file(w: Words, file: Document, *, total: int, now: datetime) -> Screen:
    """The list as a file of its own."""
    when = dates.moment(w, now, w.house.timezone)
    text = w.t("{n} ASN belum terhubung per {waktu}.", n=w.number(total), waktu=when)
    return Screen(text, document=file, new=True)


def invitation(w: Words, *, username: str) -> Screen:
    """A message to forward to those who are not linked: it names nobody."""
    text = lines(
        w.t("Yth. Bapak/Ibu ASN {instansi},"),
        w.t(
            "melalui layanan Pengembangan Kompetensi ASN di Telegram, Bapak/Ibu dapat melihat "
            "kesenjangan kompetensi, mendaftar pelatihan, dan mengisi umpan balik."
        ),
        w.t("1. Silakan buka {tautan}, lalu tekan Mulai.", tautan=f"https://t.me/{username}"),
        w.t(
            "2. Tekan Setuju, lalu Bagikan Nomor HP. Nomor akun Telegram harus sama dengan nomor "
            "yang tercatat di {unit_hr}."
        ),
        w.t("Layanan ini tidak pernah meminta kata sandi, kode masuk Telegram, atau pembayaran."),
        w.t("{unit_hr} ({kontak})"),
    )
    return Screen(text, new=True)


def failures(w: Words, page: Page[Failure]) -> Screen:
    """Who could not link, without the numbers in full."""
    listed = [
        w.t(
            "{no}. {siapa}: {sebab}",
            no=page.number * PAGE + place,
            siapa=_who(one),
            sebab=_reason(w, one.reason),
        )
        for place, one in enumerate(page.items, 1)
    ]
    details = [
        Button(
            w.label("Rincian {no}", no=page.number * PAGE + place),
            actions.OpenFailure(one.id, page.number),
        )
        for place, one in enumerate(page.items, 1)
    ]
    text = lines(
        w.t("{n} orang gagal menghubungkan akun.", n=w.number(page.total)),
        *listed,
    )
    turn = turning(page.number, page.pages, actions.OpenFailed)
    return Screen(text, (*in_pairs(details), *turn, back_to_desk(w)))


def failure(w: Words, one: Failure, *, page: int) -> Screen:
    """One of them: what is wrong and what HR can do."""
    rows: list[Row] = []
    if one.reason is FailureReason.LINKED and one.linked_at is not None and not one.settled:
        release = actions.ReleaseFailure(one.id, page)
        rows.append((danger(w.label("Lepas Tautan Lama"), release),))
    if not one.settled:
        rows.append((Button(w.label("Tandai Selesai"), actions.SettleFailure(one.id, page)),))
    rows.append((Button(w.label("Kembali"), actions.OpenFailed(page)),))
    return Screen(_failure_text(w, one), tuple(rows))


def released(w: Words, name: str, *, back: Row) -> Screen:
    """The old account was let go."""
    text = w.t(
        "✓ Tautan lama dilepas. {nama} dapat mengirim /start dari akun barunya; akun lama "
        "diberi tahu.",
        nama=name,
    )
    return Screen(text, (back,))


def back_to_failures(w: Words, page: int) -> Row:
    """[Kembali] [Menu HR]"""
    return (Button(w.label("Kembali"), actions.OpenFailed(page)), desk_button(w))


def _failure_text(w: Words, one: Failure) -> Html:
    match one.reason:
        case FailureReason.SHARED:
            return lines(
                w.t(
                    "Nomor {hp} tercatat pada {n} ASN: {nama_nama}.",
                    hp=one.phone,
                    n=len(one.sharers),
                    nama_nama="; ".join(one.sharers[:PAGE]),
                ),
                w.t("Perbaiki data asalnya, lalu impor kembali."),
            )
        case FailureReason.LINKED if one.linked_at is not None:
            return lines(
                w.t(
                    "{nama} sudah terhubung dengan akun Telegram lain sejak {tgl}.",
                    nama=one.name or mask_phone(one.phone),
                    tgl=dates.day(w, dates.local(one.linked_at, w.house.timezone).date()),
                ),
                w.t("Lepas tautan lama hanya bila yang bersangkutan memang memintanya."),
            )
        case FailureReason.LINKED:
            name = one.name or mask_phone(one.phone)
            return w.t("{nama} dapat mengirim /start dari akun barunya.", nama=name)
        case FailureReason.INACTIVE:
            return lines(
                w.t("{nama} tercatat tidak aktif.", nama=one.name or mask_phone(one.phone)),
                w.t("Bila keliru, perbarui kedudukan hukumnya melalui Impor Data."),
            )
        case FailureReason.CODE:
            return lines(
                w.t(
                    "Nomor {nama} cocok, tetapi kode tautannya belum ada atau keliru.",
                    nama=one.name or mask_phone(one.phone),
                ),
                w.t("Kode dibuat melalui Cari Pegawai dan diserahkan langsung."),
            )
        case FailureReason.UNKNOWN:
            return lines(
                w.t("Nomor {hp} tidak ada dalam data pegawai.", hp=one.phone),
                w.t("Bila pemiliknya ASN, perbarui nomornya melalui Impor Data."),
            )


def _who(one: Failure) -> str:
    known = one.reason not in (FailureReason.UNKNOWN, FailureReason.SHARED)
    return one.name if known and one.name else mask_phone(one.phone)


def _reason(w: Words, reason: FailureReason) -> Html:
    match reason:
        case FailureReason.UNKNOWN:
            return w.t("tidak ditemukan")
        case FailureReason.SHARED:
            return w.t("nomor ganda")
        case FailureReason.LINKED:
            return w.t("sudah terhubung")
        case FailureReason.INACTIVE:
            return w.t("tidak aktif")
        case FailureReason.CODE:
            return w.t("kode tautan")
