"""Names that operators, files and chats rely on: a change of one needs a note."""

import pytest

from bot.commands.cli import _parser
from bot.program.settings import DEFAULTS
from domain.imports.sheets import SheetKind
from handlers.capabilities import ROUTES
from handlers.reception import screens
from handlers.screens.words import House, Words, catalogue
from storage.people.tables import person

BUTTONS = (
    "Setuju · Tidak Setuju · Bagikan Nomor HP · Kompetensi Saya · Cari Pelatihan · "
    "Pelatihan Saya · Umpan Balik · Pengaturan · Bantuan · Rincian · Daftar · Batalkan · "
    "Ya, Batalkan · Kembali · Menu Utama · Isi Umpan Balik · Nanti Saja · Lewati · Kirim · "
    "Unduh Kalender · Menu HR · Buat Pengumuman · Pratinjau · Kirim Sekarang · Jadwalkan · Ubah · "
    "Hentikan · Impor Data · Simpan · Setujui · Tolak · Unduh · Masuk Daftar Tunggu · "
    "Saya Akan Hadir · Tidak Bisa Hadir · Untuk Saya · Semua {n} · Daftar Lagi · Privasi · "
    "Permintaan · Belum Terhubung · Kesenjangan Terkait {n} · Teks Bebas"
)
CHAT = "start menu kompetensi pelatihan saya umpanbalik pengaturan privasi bantuan batal"
HR = "hr permintaan angkatan pengumuman impor"
PROGRAM = "run demo migrate import grant revoke check backup"
SETTINGS = (
    "BOT_TOKEN BOT_API_URL DATABASE_URL ORGANISATION HR_UNIT HR_CONTACT TIMEZONE "
    "DEFAULT_LANGUAGE SEND_RATE QUIET_HOURS JPM_SCHEME PROXY_URL LINK_SECOND_FACTOR JP_TARGET_PNS "
    "JP_CEILING_PPPK WEBHOOK_URL WEBHOOK_SECRET WEBHOOK_LISTEN HEALTH_LISTEN LOG_LEVEL LOG_FORMAT"
)


@pytest.mark.parametrize("label", BUTTONS.split(" · "))
def test_a_button_is_still_called_so(label: str):
    assert label in {source for _, source in catalogue("en")}


def test_the_commands_of_the_chat_are_still_there():
    w = Words("id", House("Pemerintah Kota Contoh", "BKPSDM", None, "Asia/Jakarta"))
    assert set(ROUTES.commands) >= {*CHAT.split(), *HR.split()}
    assert [name for name, _ in screens.for_everybody(w)] == CHAT.split()
    assert [name for name, _ in screens.for_hr(w)] == [*CHAT.split(), *HR.split()]


def test_the_program_and_its_settings_are_still_called_so():
    kinds = next(kind.choices for kind in _parser()._actions if isinstance(kind.choices, dict))
    assert set(kinds) >= set(PROGRAM.split())
    assert set(DEFAULTS) >= set(SETTINGS.split())


def test_people_are_kept_by_a_nip_of_18_digits():
    assert person.name == "person"
    assert person.c.nip.type.length == 18


def test_hr_has_twelve_kinds_of_sheets():
    assert len(SheetKind) == 12
