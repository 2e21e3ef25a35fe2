"""Logging without personal data or token, and incident ids."""

import json
import logging
import re
import secrets
import sys
from typing import Any

_TOKEN = re.compile(r"(?:bot)?\d{5,}:[A-Za-z0-9_-]{6,}")
_PHONE = re.compile(r"(?<!\w)\+?(?:62|0)8\d{7,12}(?!\w)")
_NIP = re.compile(r"(?<!\d)\d{18}(?!\d)")
_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def incident() -> str:
    """A short code, the same for the person and in the log."""
    return secrets.token_hex(3).upper()


def redact(text: str) -> str:
    """The text without token, phone number and NIP, wherever they crept in."""
    for pattern, name in ((_TOKEN, "<token>"), (_NIP, "<nip>"), (_PHONE, "<phone>")):
        text = pattern.sub(name, text)
    return text


class TextFormatter(logging.Formatter):
    """One readable line with the event's ids behind it; redacted, tracebacks included."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        ids = " ".join(f"{key}={value}" for key, value in _extra(record).items())
        head, *traceback = super().format(record).split("\n")
        return redact("\n".join([f"{head} {ids}".rstrip(), *traceback]))


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return redact(json.dumps(entry, ensure_ascii=False, default=str))


def set_up_logging(level: str, form: str) -> None:
    """One handler on stderr; libraries that print whole updates or URLs are kept quiet."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in (
        "httpx",
        "httpcore",
        "telegram",
        "apscheduler",
        "aiosqlite",
        "sqlalchemy",
        "alembic",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _PLAIN}
