"""What `bangkom grant`, `revoke` and `audit` say on a terminal."""

from handlers.screens.words import Words


def no_nip(w: Words) -> str:
    """What was typed is no NIP."""
    return w.label("NIP terdiri atas 18 digit.")


def not_in_roster(w: Words, nip: str) -> str:
    """There is no such person."""
    return w.label("{nip} tidak ada dalam data pegawai. Impor berkas pegawai dahulu.", nip=nip)


def granted(w: Words, nip: str) -> str:
    """The person has the HR role."""
    return w.label("{nip} mempunyai peran HR.", nip=nip)


def revoked(w: Words, nip: str) -> str:
    """The person has no HR role any more."""
    return w.label("{nip} tidak lagi mempunyai peran HR.", nip=nip)


def had_no_role(w: Words, nip: str) -> str:
    """There was nothing to take away."""
    return w.label("{nip} memang tidak mempunyai peran HR.", nip=nip)


def no_unit(w: Words) -> str:
    """The unit was not named."""
    return w.label("Sebutkan unitnya: bangkom grant NIP unit UNOR_ID.")


def no_person_or_unit(w: Words, nip: str, unit: str) -> str:
    """There is no such person, or no such unit."""
    return w.label("{nip} atau unit {unit} tidak ada dalam data.", nip=nip, unit=unit)


def works_elsewhere(w: Words, nip: str, unit: str) -> str:
    """The role counts only for a person who works there."""
    return w.label("{nip} tidak bekerja di unit {unit} atau di bawahnya.", nip=nip, unit=unit)


def unit_granted(w: Words, nip: str, unit: str) -> str:
    """The person is the officer of the unit."""
    return w.label("{nip} menjadi pengelola unit {unit}.", nip=nip, unit=unit)


def unit_revoked(w: Words, nip: str) -> str:
    """The person is the officer of no unit, or of that unit, any more."""
    return w.label("{nip} tidak lagi menjadi pengelola unit.", nip=nip)


def was_no_officer(w: Words, nip: str) -> str:
    """There was no such role to take away."""
    return w.label("{nip} memang bukan pengelola unit.", nip=nip)


def not_in_service(w: Words) -> str:
    """The role rests with a person who has left."""
    return w.label(
        "Menurut berkas pegawai terakhir orang ini tidak aktif: perannya tidak berlaku."
    )


def no_phone(w: Words) -> str:
    """The person cannot link without a number."""
    return w.label("Belum ada nomor HP yang tercatat. Impor nomornya, lalu beri peran lagi.")


def shared_phone(w: Words) -> str:
    """The person cannot link with a number of several people."""
    return w.label("Nomor HP ini juga milik orang lain. Impor yang benar, lalu beri peran lagi.")


def how_to_link(w: Words, code: str) -> str:
    """The way to link, with the code as it is sent."""
    return w.label(
        "Untuk terhubung: kirim /start k-{kode} kepada bot, setujui, dan bagikan nomornya.",
        kode=code,
    )


def code_valid(w: Words, code: str, days: int) -> str:
    """How long the code can be used."""
    return w.label("Kode {kode} berlaku sekali, selama {n} hari.", kode=code, n=days)


def log_titles(w: Words, zone: str) -> tuple[str, str, str, str, str]:
    """The titles of the audit log."""
    return (
        w.label("waktu ({zona})", zona=zone),
        w.label("oleh"),
        w.label("tindakan"),
        w.label("tentang"),
        w.label("nomor"),
    )


def command_line(w: Words) -> str:
    """Who acted, where no person did it in the chat."""
    return w.label("baris perintah")


def no_entries(w: Words) -> str:
    """Nothing in the log fits."""
    return w.label("Tidak ada catatan yang cocok.")


def only_newest(w: Words, number: int) -> str:
    """There may be more entries than are shown."""
    return w.label("Hanya {n} catatan terbaru yang ditampilkan.", n=w.number(number))


def no_day(w: Words, typed: str) -> str:
    """A typed day cannot be read."""
    return w.label("{teks} bukan tanggal. Tulis misalnya 7/12/2026.", teks=typed)
