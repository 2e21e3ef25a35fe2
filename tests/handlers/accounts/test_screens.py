import pytest

from domain.accounts.linking import Linked
from domain.accounts.privacy import Preferences
from domain.ids import OfferingId
from domain.reminders import MUTABLE
from handlers.accounts.screens import linking as screens
from handlers.accounts.screens import preferences
from handlers.screens.screen import Keyboard, Screen, Style
from handlers.screens.words import House, Html, Words
from tests.support.builders import NOW

HOUSE = House("Pemerintah Kota Medan", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)
NEXT = Screen(Html("menu"))


def test_settings_count_the_kinds_of_reminders_that_there_are(monkeypatch):
    chosen = Preferences("id", picture=True, muted=frozenset({"h7", "of an older version"}))
    shown = [preferences.settings(w, chosen).text for w in (ID, EN)]
    assert "Pengingat: 4 dari 5 jenis aktif" in shown[0]
    assert "Reminders: 4 of 5 kinds on" in shown[1]
    monkeypatch.setattr(preferences, "MUTABLE", (*MUTABLE, "new"))
    assert "Pengingat: 5 dari 6 jenis aktif" in preferences.settings(ID, chosen).text


def test_consent_in_english():
    screen = screens.consent(EN, OfferingId(7))
    assert screen.text == (
        "Welcome to the ASN competency development service of Pemerintah Kota Medan.\n"
        "For this we use your staff data, assessments and training history (in full: Details).\n"
        "You can withdraw consent at any time with /privacy.\n"
        "Once linked, the training you came for opens at once.\n"
        "Do you agree to link this account to your staff record?"
    )
    assert [[button.label for button in row] for row in screen.rows] == [
        ["Agree", "Don't agree"],
        ["Details"],
    ]
    assert screen.rows[0][0].style is Style.MAIN


def test_the_number_is_asked_for_in_english():
    screen = screens.agreed(EN, NOW).then
    assert screen is not None
    assert screen.keyboard is Keyboard.CONTACT
    assert screen.keyboard_labels == ("Share phone number", "Cancel")
    assert screens.agreed(EN, NOW).text == (
        "✓ Consent recorded Monday, 23 November 2026 at 09:00 WIB."
    )


@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
def test_every_text_fits_under_a_picture(words: Words):
    made = (
        screens.consent(words, OfferingId(7)),
        screens.not_linked(words),
        screens.notice(words, back=None),
        screens.old(words, name="Contoh " * 15, at=NOW),
        screens.refused(words, tries_left=4),
    )
    assert all(len(screen.text) <= 900 for screen in made)


def test_a_person_without_post_or_unit_is_welcomed_all_the_same():
    done = screens.done(ID, Linked("Contoh <Satu>", None, None, None), then=NEXT)
    assert done.text == "✓ Akun terhubung.\nSelamat datang, Bapak/Ibu Contoh &lt;Satu&gt;."
    assert done.keyboard is Keyboard.REMOVE
    with_unit = screens.done(ID, Linked("Contoh", None, "Dinas A & B", None), then=NEXT)
    assert with_unit.text.endswith("\nDinas A &amp; B")
