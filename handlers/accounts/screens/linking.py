"""Screens of linking: consent, contact, and refusals that reveal nothing."""

from datetime import datetime

from domain.accounts.linking import Linked
from domain.ids import OfferingId
from handlers.actions import Action
from handlers.actions.accounts import Agree, Decline, OpenConsent, OpenDataNotice
from handlers.screens import dates
from handlers.screens.screen import Button, Keyboard, Screen, main
from handlers.screens.words import Html, Words, lines


def consent(w: Words, offering: OfferingId | None = None) -> Screen:
    """The first screen: which data are kept, why, how long. `offering` opens after linking."""
    text = lines(
        w.t("Selamat datang di layanan Pengembangan Kompetensi ASN {instansi}."),
        w.t(
            "Untuk itu kami memakai data kepegawaian, penilaian, dan riwayat pelatihan Bapak/Ibu "
            "(selengkapnya: Rincian)."
        ),
        w.t("Persetujuan dapat dicabut kapan saja melalui /privasi."),
        w.t("Setelah akun terhubung, pelatihan yang dituju langsung dibuka.")
        if offering
        else None,
        w.t("Apakah Bapak/Ibu setuju akun ini dihubungkan dengan data kepegawaian?"),
    )
    return Screen(
        text,
        (
            (
                main(w.label("Setuju"), Agree(offering)),
                Button(w.label("Tidak Setuju"), Decline(offering)),
            ),
            (Button(w.label("Rincian"), OpenDataNotice(back=OpenConsent(offering))),),
        ),
    )


def not_linked(w: Words) -> Screen:
    """Replaces every screen but linking and help for an account that is not linked."""
    line = w.t("Akun ini belum terhubung dengan data kepegawaian.")
    return consent(w).under(line).as_new()


def notice(w: Words, *, back: Action | None) -> Screen:
    """The notice that the data protection law requires (UU 27/2022, article 21)."""
    text = lines(
        w.t("<b>Pemberitahuan Pelindungan Data Pribadi</b>"),
        w.t(
            "Pengendali data: {instansi} melalui {unit_hr}. Dasar: tugas pengembangan kompetensi "
            "ASN; untuk akun Telegram, persetujuan Bapak/Ibu."
        ),
        w.t(
            "Yang dipakai: nama, NIP, nomor HP, jabatan, unit kerja, hasil penilaian, riwayat "
            "pelatihan, umpan balik, dan ID Telegram."
        ),
        w.t(
            "Sumber: data kepegawaian, akun Telegram, isian Bapak/Ibu, dan kata pencarian "
            "terakhir. NIK, agama, alamat, dan NPWP tidak disimpan."
        ),
        w.t(
            "Masa simpan: data akun selama akun terhubung; riwayat pelatihan resmi mengikuti "
            "aturan kearsipan."
        ),
        w.t(
            "Hasil penilaian dilihat oleh Bapak/Ibu dan petugas {unit_hr}; narasumber hanya "
            "melihat gabungan sedikitnya 5 jawaban tanpa nama."
        ),
        w.t("Pesan melewati server Telegram di luar negeri."),
        w.t(
            "Hak Bapak/Ibu: melihat, menyalin, dan memperbaiki data, melepas akun, serta "
            "mencabut persetujuan; diproses paling lambat 3 × 24 jam."
        ),
    )
    return Screen(text, ((Button(w.label("Kembali"), back or OpenConsent()),),))


def declined(w: Words, offering: OfferingId | None = None) -> Screen:
    """Says that without consent the bot is of no use and keeps no data."""
    back = Button(w.label("Kembali"), OpenConsent(offering))
    return Screen(_declined(w), ((back,),))


def declined_late(w: Words) -> Screen:
    """The same after consent, as a new message: only that can remove the keyboard."""
    return Screen(_declined(w), keyboard=Keyboard.REMOVE, new=True, keeps_old=False)


def left(w: Words) -> Screen:
    """Linking is stopped. Only a new message removes the keyboard; another one starts again."""
    text = w.t("Baik, penghubungan akun dibatalkan. Tidak ada data yang disimpan.")
    again = Button(w.label("Mulai Lagi"), OpenConsent())
    return Screen(
        text,
        keyboard=Keyboard.REMOVE,
        new=True,
        keeps_old=False,
        then=Screen(w.t("Bila berkenan, silakan mulai lagi."), ((again,),), new=True),
    )


def agreed(w: Words, at: datetime) -> Screen:
    """Replaces the question of consent by its date; the request for the number follows."""
    zone = w.house.timezone
    line = w.t(
        "✓ Persetujuan dicatat {tgl} pukul {jam}.",
        tgl=dates.day(w, dates.local(at, zone).date()),
        jam=dates.hour(w, at, zone),
    )
    return Screen(line, then=contact(w))


def contact(w: Words) -> Screen:
    """Asks for the number by the button that makes Telegram send the account's own number."""
    return _asking(
        w,
        w.t("Silakan tekan tombol <b>Bagikan Nomor HP</b> di bawah ini."),
        w.t("Nomor akun Telegram harus sama dengan nomor yang tercatat di {unit_hr}."),
    )


def code(w: Words) -> Screen:
    """Asks for the link code: the same question whichever number was shared."""
    text = w.t("Satu langkah lagi. Silakan ketik kode penghubung dari {unit_hr}.")
    labels = (cancel_label(w),)
    return Screen(text, keyboard=Keyboard.CANCEL, keyboard_labels=labels, new=True)


def code_kept(w: Words) -> Screen:
    """Says that the code, typed before the number, is kept, and asks for the number."""
    return contact(w).under(w.t("✓ Kode penghubung dicatat."))


def cancel_label(w: Words) -> str:
    """The label of the keyboard's second button; a press sends it as a text."""
    return w.label("Batalkan")


def done(w: Words, linked: Linked, *, then: Screen) -> Screen:
    """Says that the account is linked; `then`, which the person wanted, follows at once."""
    works = ", ".join(part for part in (linked.position, linked.unit) if part)
    text = lines(
        w.t("✓ Akun terhubung."),
        w.t("Selamat datang, Bapak/Ibu {nama}.", nama=linked.name),
        w.t("{jabatan_dan_unit}", jabatan_dan_unit=works) if works else None,
    )
    return Screen(text, keyboard=Keyboard.REMOVE, new=True, then=then)


def old(w: Words, *, name: str, at: datetime) -> Screen:
    """Tells the former chat that the person has linked another account."""
    text = lines(
        w.t(
            "Bapak/Ibu {nama}, pada {waktu} data kepegawaian Bapak/Ibu dihubungkan dengan akun "
            "Telegram lain. Akun ini tidak terhubung lagi.",
            nama=name,
            waktu=dates.moment(w, at, w.house.timezone),
        ),
        w.t("Bila bukan Bapak/Ibu yang melakukannya, mohon segera hubungi {unit_hr} ({kontak})."),
    )
    return Screen(text, new=True)


def refused(w: Words, *, tries_left: int) -> Screen:
    """The same words for every cause, so that no one learns whether a number is on file."""
    return _asking(
        w,
        w.t("Nomor ini belum dapat dihubungkan dengan data kepegawaian."),
        w.t(
            "Mohon minta pengelola kepegawaian unit kerja atau {unit_hr} ({kontak}) memeriksa "
            "nomor HP yang tercatat, lalu coba lagi."
        ),
        w.t("Sisa kesempatan hari ini: {n} kali.", n=tries_left),
    )


def not_own(w: Words) -> Screen:
    """Refuses a contact that is another person's, was forwarded, or came through a bot."""
    return _asking(
        w,
        w.t(
            "Mohon bagikan nomor milik sendiri dengan tombol di bawah ini, bukan kartu kontak "
            "orang lain."
        ),
    )


def typed(w: Words) -> Screen:
    """Refuses a typed number, which proves nothing."""
    return _asking(
        w,
        w.t("Nomor tidak perlu diketik. Silakan tekan tombol <b>Bagikan Nomor HP</b>."),
        w.t("Bila tombol tidak tampak, tekan ikon kotak di samping kolom pesan."),
    )


def foreign(w: Words) -> Screen:
    """Refuses a number that is not an Indonesian mobile number."""
    return _asking(
        w,
        w.t(
            "Nomor akun Telegram ini bukan nomor seluler Indonesia, sehingga belum dapat "
            "dihubungkan."
        ),
        w.t("Mohon gunakan akun Telegram dengan nomor yang tercatat di {unit_hr}."),
    )


def stale(w: Words) -> Screen:
    """Starts again: a contact came, but no consent is open."""
    text = w.t("Langkah ini sudah kedaluwarsa. Mohon ulangi dari awal.")
    return Screen(text, keyboard=Keyboard.REMOVE, new=True, then=consent(w))


def limit(w: Words) -> Screen:
    """Says that the tries of today are used up."""
    text = w.t(
        "Kesempatan hari ini sudah habis. Silakan coba lagi besok atau hubungi {unit_hr} "
        "({kontak})."
    )
    return Screen(text, keyboard=Keyboard.REMOVE, new=True)


def already(w: Words, fresh: Screen) -> Screen:
    """Says above the menu that the account is already linked."""
    return fresh.under(w.t("Akun ini sudah terhubung."))


def _declined(w: Words) -> Html:
    return lines(
        w.t(
            "Baik. Tanpa persetujuan, layanan ini tidak dapat digunakan. Tidak ada data yang "
            "disimpan."
        ),
        w.t("Bila berubah pikiran, silakan kirim /start."),
    )


def _asking(w: Words, *text: Html) -> Screen:
    labels = (w.label("Bagikan Nomor HP"), cancel_label(w))
    return Screen(lines(*text), keyboard=Keyboard.CONTACT, keyboard_labels=labels, new=True)
