"""One frozen Settings from the environment; every mistake is reported at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.database.addresses import check_url

DEFAULTS = {
    "BOT_TOKEN": "",
    "BOT_API_URL": "https://api.telegram.org",
    "DATABASE_URL": "sqlite+aiosqlite:///bangkom.db",
    "ORGANISATION": "Pemerintah Kota Medan",
    "HR_UNIT": "BKPSDM",
    "HR_CONTACT": "",
    "TIMEZONE": "Asia/Jakarta",
    "DEFAULT_LANGUAGE": "id",
    "SEND_RATE": "25",
    "QUIET_HOURS": "20:00-07:00",
    "JPM_SCHEME": "pengisian",
    "PROXY_URL": "",
    "LINK_SECOND_FACTOR": "off",
    "JP_TARGET_PNS": "20",
    "JP_CEILING_PPPK": "24",
    "WEBHOOK_URL": "",
    "WEBHOOK_SECRET": "",
    "WEBHOOK_LISTEN": "127.0.0.1:8080",
    "HEALTH_LISTEN": "",
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "text",
}
"""Name and default of every setting; `.env.example` lists exactly the same."""

SECRETS = ("BOT_TOKEN", "WEBHOOK_SECRET", "PROXY_URL")
"""Values that are never shown, not even in a message about a wrong value."""

PAGES = ("/livez", "/readyz", "/healthz", "/metrics")
"""Paths of the operator's pages, which the webhook cannot use."""

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
# Telegram accepts one character; but a sender who guesses the secret can forge any update.
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[^:\s]+):(\d{1,5})")
_PATH = re.compile(r"[A-Za-z0-9._~:/-]*")
_HOURS = re.compile(r"([01]\d|2[0-3])[:.]([0-5]\d)-([01]\d|2[0-3])[:.]([0-5]\d)")


class SettingsError(ValueError):
    """The settings are wrong; the text lists every mistake, one per line."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Half-open span of local time in which no message is sent; equal ends mean none."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the program's own web server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process."""

    bot_token: str = field(repr=False)
    bot_api_url: str
    database_url: str
    organisation: str
    hr_unit: str
    hr_contact: str | None
    timezone: str
    default_language: str
    send_rate: int
    quiet_hours: QuietHours
    jpm_scheme: str
    proxy_url: str | None
    link_second_factor: bool
    jp_target_pns: int
    jp_ceiling_pppk: int
    webhook_url: str | None
    webhook_secret: str | None = field(repr=False)
    webhook_listen: Listen
    health_listen: Listen | None
    log_level: str
    log_format: str

    @property
    def bot_id(self) -> int:
        """The bot's own Telegram id, the part of the token before the colon."""
        return int(self.bot_token.partition(":")[0])

    @classmethod
    def parse(cls, environment: Mapping[str, str], *, needs_token: bool = True) -> "Settings":
        """Raises SettingsError naming every setting that is missing or wrong."""
        checked = _Checked(environment)
        checked.token(needed=needs_token)
        checked.addresses()
        checked.choices()
        hours = checked.hours()
        rate = checked.whole("SEND_RATE", 1, 1000)
        target = checked.whole("JP_TARGET_PNS", 0, 1000)
        ceiling = checked.whole("JP_CEILING_PPPK", 0, 1000)
        checked.webhook()
        webhook_listen = checked.listen("WEBHOOK_LISTEN", "127.0.0.1:8080")
        health_listen = checked.listen("HEALTH_LISTEN", "127.0.0.1:8081", optional=True)
        if checked.wrong or hours is None or webhook_listen is None:
            raise SettingsError("\n".join(checked.wrong))
        given = checked.given
        return cls(
            bot_token=given["BOT_TOKEN"],
            bot_api_url=given["BOT_API_URL"].rstrip("/"),
            database_url=given["DATABASE_URL"],
            organisation=given["ORGANISATION"],
            hr_unit=given["HR_UNIT"],
            hr_contact=given["HR_CONTACT"] or None,
            timezone=given["TIMEZONE"],
            default_language=given["DEFAULT_LANGUAGE"],
            send_rate=rate,
            quiet_hours=hours,
            jpm_scheme=given["JPM_SCHEME"],
            proxy_url=given["PROXY_URL"] or None,
            link_second_factor=given["LINK_SECOND_FACTOR"] == "on",
            jp_target_pns=target,
            jp_ceiling_pppk=ceiling,
            webhook_url=given["WEBHOOK_URL"] or None,
            webhook_secret=given["WEBHOOK_SECRET"] or None,
            webhook_listen=webhook_listen,
            health_listen=health_listen,
            log_level=given["LOG_LEVEL"],
            log_format=given["LOG_FORMAT"],
        )


class _Checked:
    """The settings as text, and a sentence for each that is missing or wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.given = {
            name: environment.get(name, "").strip() or DEFAULTS[name] for name in DEFAULTS
        }
        self.wrong: list[str] = []

    def expect(self, name: str, good: bool, meaning: str) -> None:
        if not good:
            shown = "" if name in SECRETS else f", got {self.given[name]!r}"
            self.wrong.append(f"{name} {meaning}{shown}")

    def whole(self, name: str, least: int, most: int) -> int:
        text = self.given[name]
        good = text.isascii() and text.isdigit() and least <= int(text) <= most
        self.expect(name, good, f"must be a whole number from {least} to {most}")
        return int(text) if good else least

    def token(self, *, needed: bool) -> None:
        token = self.given["BOT_TOKEN"]
        if needed:
            missing = "is missing: get one from @BotFather and put it into .env"
            self.expect("BOT_TOKEN", bool(token), missing)
        if token:
            shape = "does not look like a token (digits, a colon, letters)"
            self.expect("BOT_TOKEN", bool(_TOKEN.fullmatch(token)), shape)

    def addresses(self) -> None:
        for name in ("BOT_API_URL", "PROXY_URL"):
            good = not self.given[name] or _is_address(self.given[name], "http", "https")
            self.expect(name, good, "must be an http:// or https:// address")
        database = check_url(self.given["DATABASE_URL"])
        if database:
            self.wrong.append(f"DATABASE_URL {database}")

    def choices(self) -> None:
        try:
            ZoneInfo(self.given["TIMEZONE"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.expect("TIMEZONE", False, "must be a zone such as Asia/Jakarta")
        for name, allowed in (
            ("DEFAULT_LANGUAGE", ("id", "en")),
            ("JPM_SCHEME", ("pengisian", "pemetaan")),
            ("LINK_SECOND_FACTOR", ("on", "off")),
            ("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR")),
            ("LOG_FORMAT", ("text", "json")),
        ):
            self.expect(name, self.given[name] in allowed, f"must be {' or '.join(allowed)}")

    def hours(self) -> QuietHours | None:
        found = _HOURS.fullmatch(self.given["QUIET_HOURS"])
        self.expect("QUIET_HOURS", found is not None, "must look like 20:00-07:00")
        if found is None:
            return None
        from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
        return QuietHours(time(from_hour, from_minute), time(to_hour, to_minute))

    def webhook(self) -> None:
        if self.given["WEBHOOK_URL"]:
            trouble = _hook_trouble(self.given["WEBHOOK_URL"])
            self.expect("WEBHOOK_URL", not trouble, trouble)
            secret = bool(_SECRET.fullmatch(self.given["WEBHOOK_SECRET"]))
            shape = "is required with WEBHOOK_URL: 16 to 256 of A-Z a-z 0-9 _ -"
            self.expect("WEBHOOK_SECRET", secret, shape)

    def listen(self, name: str, example: str, *, optional: bool = False) -> Listen | None:
        found = _listen(self.given[name])
        nowhere = optional and not self.given[name]
        self.expect(name, nowhere or found is not None, f"must look like {example}")
        return found


def _is_address(given: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(given)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _listen(given: str) -> Listen | None:
    found = _LISTEN.fullmatch(given)
    if found is None or int(found[2]) > 65535:
        return None
    return Listen(found[1].strip("[]"), int(found[2]))


def _hook_trouble(address: str) -> str:
    """What is wrong with the address of a webhook; empty if it is valid."""
    if not _is_address(address, "https"):
        return "must be an https:// address: Telegram calls no other"
    path = urlsplit(address).path
    if not _PATH.fullmatch(path):
        return "must have a path of letters, digits and . _ ~ : / -"
    if path in PAGES:
        return f"must have a path of its own, none of {' '.join(PAGES)}"
    return ""
