"""The one-time code that HR hands over."""

from datetime import datetime

from domain.accounts.codes import VALID, shown
from domain.people.staff import StaffCard
from handlers.people.screens import back
from handlers.screens import dates
from handlers.screens.screen import Screen
from handlers.screens.words import Words, lines


def issued(w: Words, one: StaffCard, code: str, username: str, *, now: datetime) -> Screen:
    """The code and its address; not to be forwarded, for whoever has it is half believed."""
    until = dates.local(now + VALID, w.house.timezone).date()
    text = lines(
        w.t("Kode tautan untuk <b>{nama}</b>:", nama=one.name),
        w.t("<code>{kode}</code>", kode=shown(code)),
        w.t("atau melalui tautan {tautan}", tautan=f"https://t.me/{username}?start=k-{code}"),
        w.t(
            "Berlaku satu kali, sampai {tgl}. Kode sebelumnya tidak berlaku lagi.",
            tgl=dates.day(w, until),
        ),
        w.t("Mohon serahkan langsung kepada yang bersangkutan."),
    )
    return Screen(text, (back(w, one),), new=True, protected=True)
