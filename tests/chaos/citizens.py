"""The people of the city: each presses buttons that the phone shows, at random."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.actions import decode
from handlers.actions.accounts import Agree
from handlers.actions.announcements import SendNow
from handlers.actions.evaluation import OpenForm, Rate, SkipQuestion, SubmitForm
from handlers.actions.offerings import UndoChange
from handlers.actions.seats import Approve, CancelNow, Confirm, Enrol, OpenOffering
from tests.chaos.city import City

PAUSE = (2.0, 6.0)
IMPATIENT = 0.2
"""How often somebody acts again before there is an answer."""
PATIENCE = 30.0
SEND, STALE = "Kirim Sekarang", "Data berubah sejak pratinjau"
INSISTENCE = 5
"""How often an officer sends what turns out to be out of date."""
EFFECTS = (
    Agree,
    Enrol,
    CancelNow,
    Confirm,
    Approve,
    SendNow,
    Rate,
    SkipQuestion,
    SubmitForm,
    UndoChange,
)
ASKED, ASKED_SHARE, RECENT = (Confirm, OpenForm, Rate, SubmitForm), 0.5, 8
"""What reminders and forms ask for, though something else came after them."""
CONTACT = "contact"
"""A shared number, which is no button of ours."""
NEVER = ("Tidak Setuju", "Lepas", "Cabut", "Salinan", "Unduh", "Pengaturan", "Privasi", "Impor")
WANTED = (
    "Saya Akan Hadir",
    "Kirim",
    "Daftar",
    "Masuk Daftar Tunggu",
    "Daftar Lagi",
    "Ya, Batalkan",
    "Isi Umpan Balik",
)
REGRETTED = "Batalkan"
EVERYTHING = "Semua "
"""Where nothing closes a gap: all trainings there are."""
LIKED = (
    "Setuju",
    "Saya Akan Hadir",
    "Daftar",
    "Ya, Batalkan",
    "Isi Umpan Balik",
    "1",
    "2",
    "3",
    "4",
    "5",
    "Semua",
)
WORDS = ("/menu", "/saya", "/pelatihan", "/umpanbalik", "/kompetensi", "halo", *["bimtek"] * 6)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that must have an effect: who did what, and when on the clock that people see."""

    account: int
    what: object
    at: datetime


Pressed = tuple[int, str] | None
"""Message and data of a button."""


class Diary:
    """What was done that must have an effect, by update; and what officers announced."""

    def __init__(self) -> None:
        self.pressed: dict[int, Act] = {}
        self.typed: set[str] = set()
        """Texts that officers began to announce."""
        self.announced: dict[str, list[tuple[int, bool | None]]] = {}
        """By text, each tap on Kirim Sekarang: its update, and whether the officer was told that
        the preview was out of date; None where no answer came."""
        self.acts = 0

    def note(self, city: City, phone: Any, what: object) -> int:
        """The act that was sent off last; its update."""
        number = city.sandbox.world.updates.newest
        self.pressed[number] = Act(phone.telegram_id, what, city.sandbox.clock.now())
        return number


Also = Callable[[City, Any, Diary, int], Awaitable[None]]
"""What an officer does, the so many-th time."""


async def live(city: City, phone: Any, diary: Diary) -> None:
    """Acts until the city comes to rest or this person leaves."""
    last: Pressed = None
    shown = 0
    await asyncio.sleep(city.dice.uniform(0, PAUSE[1]))
    await phone.start()
    while not city.calm:
        await asyncio.sleep(city.dice.uniform(*PAUSE))
        if city.calm:
            return
        before, shown = shown, _shown(phone)
        if shown == before and city.dice.random() > IMPATIENT:
            continue
        last = await act(city, phone, diary, last)


async def act(city: City, phone: Any, diary: Diary, last: Pressed) -> Pressed:
    """Does one thing that the phone shows; returns the last button pressed."""
    diary.acts += 1
    if phone.keyboard_labels:
        key = phone.keys[0]
        await phone.press_key(str(key["text"]))
        if key.get("request_contact"):
            diary.note(city, phone, CONTACT)
        return last
    choice = _choice(city, phone)
    if choice is None or city.dice.random() < 0.2:
        await phone.send(city.dice.choice(WORDS))
        return last
    message, data = choice
    # The same press again at once is a slip: a pop-up, and no effect.
    if last != (message.id, data):
        await press(city, phone, diary, message.id, data)
    return message.id, data


async def announce(city: City, phone: Any, diary: Diary, also: Also | None = None) -> None:
    """An officer who announces something to everybody every now and then, and decides.

    `also`: what the officer does after that.
    """
    number = 0
    while not city.calm:
        await asyncio.sleep(city.dice.uniform(6, 12))
        number += 1
        words = f"Kabar {phone.telegram_id}-{number}."
        try:
            await _announce(city, phone, diary, words)
        except (AssertionError, LookupError):
            await phone.send("/menu")  # what went wrong on the way is begun anew
        await _decide(city, phone, diary)
        if also is not None and not city.calm:
            try:
                await also(city, phone, diary, number)
            except (AssertionError, LookupError):
                await phone.send("/menu")


async def _decide(city: City, phone: Any, diary: Diary) -> None:
    """Approves the sign-up of the newest notice."""
    for message in reversed(phone.messages):
        for button in (b for row in message.buttons for b in row if b.data):
            if isinstance(decode(button.data), Approve):
                await press(city, phone, diary, message.id, button.data)
                return


async def _announce(city: City, phone: Any, diary: Diary, words: str) -> None:
    diary.typed.add(words)
    await phone.send("/pengumuman")
    for label in ("Teks Bebas", words, "Semua ASN", "Pratinjau"):
        if label == words:
            await phone.hears("kirim isi pengumuman", timeout=PATIENCE)
            await phone.send(words)
            continue
        await phone.until(
            lambda p, wanted=label: any(wanted in x for x in p.labels), timeout=PATIENCE
        )
        await phone.tap(label)
    taps = diary.announced.setdefault(words, [])
    await phone.until(lambda p: SEND in p.labels, timeout=PATIENCE)
    for _ in range(INSISTENCE):
        asked = next(m for m in reversed(phone.messages) if SEND in _labels(m))
        data = next(b.data for row in asked.buttons for b in row if b.label == SEND)
        number = await press(city, phone, diary, asked.id, data)
        taps.append((number, None))
        await phone.until(lambda p, asked=asked: _told(p, asked) is not None, timeout=PATIENCE)
        stale = _told(phone, asked)
        taps[-1] = (number, stale)
        if not stale:
            return


def _told(phone: Any, asked: Any) -> bool | None:
    """Whether what was to be sent is out of date; None before there is an answer."""
    if any(m.id > asked.id and STALE in m.said and SEND in _labels(m) for m in phone.messages):
        return True
    labels = _labels(asked)
    return False if labels and SEND not in labels and not asked.deleted else None


def _labels(message: Any) -> list[str]:
    return [button.label for row in message.buttons for button in row]


async def press(city: City, phone: Any, diary: Diary, message_id: int, data: str) -> int:
    """Presses a button and notes what must have an effect; its update then, else 0."""
    action = decode(data)
    await phone.press(message_id, data)
    if isinstance(action, EFFECTS):
        return diary.note(city, phone, action)
    return 0


def _shown(phone: Any) -> int:
    return max((m.change for m in phone.chat.messages.values() if not m.outgoing), default=0)


def _choice(city: City, phone: Any) -> tuple[Any, str] | None:
    if city.dice.random() < ASKED_SHARE:
        for message in reversed(phone.messages[-RECENT:]):
            asked = [b.data for row in message.buttons for b in row if b.data]
            if fitting := [data for data in asked if isinstance(decode(data), ASKED)]:
                return message, city.dice.choice(fitting)
    try:
        message = phone.last
    except LookupError:
        return None
    buttons = [
        button
        for row in message.buttons
        for button in row
        if button.data and not any(word in button.label for word in NEVER)
    ]
    if not buttons:
        return None
    regretted = [b for b in buttons if b.label == REGRETTED]
    if regretted and city.dice.random() < 0.6:
        return message, city.dice.choice(regretted).data
    wanted = [b for b in buttons if b.label in WANTED]
    wanted = wanted or [b for b in buttons if isinstance(decode(b.data or ""), OpenOffering)]
    wanted = wanted or [b for b in buttons if b.label.startswith(EVERYTHING)]
    if wanted and city.dice.random() < 0.9:
        return message, city.dice.choice(wanted).data
    liked = [b for b in buttons if any(b.label.startswith(word) for word in LIKED)]
    button = city.dice.choice(liked if liked and city.dice.random() < 0.6 else buttons)
    return message, button.data
