"""NIP (civil servant's number) and phone numbers: validity, canonical form, masked form."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

YOUNGEST, OLDEST = 17, 75
"""Lowest and highest age of a person in service, in years."""

_NIP_NOISE = re.compile(r"[\s.'’`\-\u00a0]")
_NIP_LABEL = re.compile(r"^(?:NIP(?:\s*PPPK)?|NI\s*PPPK)\s*[.:]*\s*(?=[\d'’`])", re.IGNORECASE)
_DECIMALS = re.compile(r"(\d{18})[.,]0+")
_PHONE_LABEL = re.compile(
    r"\(?\b(?:no|nomor|hp|wa|whatsapp|telp|tlp|telepon|handphone|aktif)\b\.?\s*:?\)?",
    re.IGNORECASE,
)
_PHONE_DECIMALS = re.compile(r"(\+?\d{8,})[.,]0")
_SPOILT = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
_PHONE_NOISE = re.compile(r"[\s.'’`\-()\[\]\u00a0\u2010-\u2015]")
_BETWEEN_PHONES = re.compile(r"[/,;|&\n]|\b(?:atau|dan|or)\b", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+62|62)?0?(8[1-9][0-9]{6,10})")
_CONTACT = re.compile(r"\+?62(8[1-9][0-9]{6,10})")


class NipForm(StrEnum):
    """Kind of number. Positions 13–14 hold a month for PNS and a contract code for PPPK."""

    PNS = "pns"
    PPPK = "pppk"


class NipProblem(StrEnum):
    """Why a text is not a valid NIP."""

    LENGTH = "length"
    """Not 18 digits."""
    SPOILT = "spoilt"
    """It went through a floating-point number: the last digits are lost."""
    SHAPE = "shape"
    """18 digits whose dates, sex digit or sequence cannot be."""


@dataclass(frozen=True, slots=True)
class Nip:
    """A valid number: 18 digits."""

    digits: str
    form: NipForm


def parse_nip(raw: object, *, today: date) -> Nip | NipProblem:
    """Reads a NIP (PNS, Perka BKN 22/2007) or NI PPPK from a cell or a text.

    Both have 18 digits: date of birth, year of appointment, month or contract code, sex, sequence;
    there is no check digit.
    """
    text = _NIP_LABEL.sub("", _as_text(raw))
    if _SPOILT.fullmatch(text):
        return NipProblem.SPOILT
    if found := _DECIMALS.fullmatch(text):
        text = found[1]
        # A number that a float holds exactly may be what a float made of another one.
        if int(text) == int(float(text)):
            return NipProblem.SPOILT
    digits = nip_digits(text)
    if digits is None:
        return NipProblem.LENGTH
    if digits.endswith("000"):
        return NipProblem.SPOILT
    born = _day(digits[:8])
    if born is None or not YOUNGEST <= _age(born, today) <= OLDEST:
        return NipProblem.SHAPE
    if not born.year + 16 <= int(digits[8:12]) <= today.year + 1 or digits[14] not in "12":
        return NipProblem.SHAPE
    return Nip(digits, NipForm.PNS if 1 <= int(digits[12:14]) <= 12 else NipForm.PPPK)


def nip_digits(raw: str) -> str | None:
    """The 18 digits of a typed NIP, to be looked up; its dates are not checked. Else None."""
    digits = _NIP_NOISE.sub("", raw)
    return digits if digits.isascii() and digits.isdigit() and len(digits) == 18 else None


def mask_nip(nip: str) -> str:
    """`1990********999`: enough to recognise one's own, too little to learn another person's."""
    return f"{nip[:4]}********{nip[-3:]}" if len(nip) > 7 else "********"


class PhoneProblem(StrEnum):
    """Why a text is not a valid mobile number."""

    TWO = "two"
    INVALID = "invalid"


def parse_phone(raw: object) -> str | PhoneProblem:
    """An Indonesian mobile number as HR writes it, in E.164.

    `0812…`, `62812…`, `+62 (0)812-…` and `812…` (Excel drops the leading zero) are one number.
    """
    text = _PHONE_LABEL.sub(" ", _as_text(raw)).strip()
    if decimals := _PHONE_DECIMALS.fullmatch(text):
        text = decimals[1]  # without this a zero would be added to the number
    numbers = [part for part in _BETWEEN_PHONES.split(text) if sum(map(str.isdigit, part)) >= 8]
    if len(numbers) > 1:
        return PhoneProblem.TWO
    found = _MOBILE.fullmatch(_PHONE_NOISE.sub("", text))
    return f"+62{found[1]}" if found else PhoneProblem.INVALID


def contact_phone(raw: str) -> str | None:
    """The number of a shared Telegram contact in E.164; None unless an Indonesian mobile.

    Telegram gives the international form, with or without "+": nothing else is accepted.
    """
    found = _CONTACT.fullmatch(raw) if raw.isascii() else None
    return f"+62{found[1]}" if found else None


def mask_phone(phone: str) -> str:
    """The number with most digits hidden: `+6284******007`."""
    return f"{phone[:5]}******{phone[-3:]}" if len(phone) > 8 else "******"


def _as_text(raw: object) -> str:
    if isinstance(raw, float):
        # A float holds whole numbers below 2**53 exactly; above, its repr shows what is left.
        return str(int(raw)) if raw.is_integer() and abs(raw) < 2**53 else repr(raw)
    return str(raw).strip()


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
