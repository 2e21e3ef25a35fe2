"""Logging without personal data and token, and incident codes."""

import json
import logging
import re
import secrets
import sys
import warnings
from datetime import UTC, datetime
from typing import Any

_TOKEN = re.compile(r"(?:bot)?\d{5,}:[A-Za-z0-9_-]{6,}")
_PHONE = re.compile(r"(?<!\w)\+?(?:62|0)8\d{7,12}(?!\w)")
_NIP = re.compile(r"(?<!\d)\d{18}(?!\d)")
_DETAIL = re.compile(r"(?<=DETAIL:).*?(?=\n\[SQL|\n\nThe above|\n\nDuring|\Z)", re.DOTALL)
"""The detail of a PostgreSQL error: it quotes the refused row, line breaks included."""
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+(?=@)")
TALKATIVE = (
    "httpx",
    "httpcore",
    "telegram",
    "apscheduler",
    "aiosqlite",
    "sqlalchemy",
    "alembic",
    "uvicorn",
    "asyncio",
    "aiohttp",
)
log = logging.getLogger("bangkom")
_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def incident() -> str:
    """A short random code that the person sees and the log holds."""
    return secrets.token_hex(3).upper()


def redact(text: str) -> str:
    """The text without token, phone numbers, NIP and quoted table rows."""
    for pattern, name in (
        (_DETAIL, " <row>"),
        (_CREDENTIALS, "<credentials>"),
        (_TOKEN, "<token>"),
        (_NIP, "<nip>"),
        (_PHONE, "<phone>"),
    ):
        text = pattern.sub(name, text)
    return text


class TextFormatter(logging.Formatter):
    """One readable line, followed by the event's ids; tracebacks included, all redacted."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        ids = " ".join(f"{key}={_one_line(value)}" for key, value in _extra(record).items())
        head, *traceback = super().format(record).split("\n")
        return redact("\n".join([f"{head} {ids}".rstrip(), *traceback]))


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        # Each value by itself: a replacement in the finished line could break the JSON.
        clean = {key: _redacted(value) for key, value in entry.items()}
        return json.dumps(clean, ensure_ascii=False, default=str)


def set_up_logging(level: str, form: str) -> None:
    """One handler on stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    keep_libraries_quiet()
    warnings.showwarning = _show_warning


def keep_libraries_quiet() -> None:
    """Limits libraries that would log whole updates, statements or URLs."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns at every run that a tick is still at work; ticks.py says so once a minute.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    # Python's default also prints a line of the library's source.
    log.warning("a library warns", extra={"reason": str(message)})


def _redacted(value: Any) -> Any:
    shown = str(value)
    clean = redact(shown)
    return value if clean == shown and not isinstance(value, str) else clean


def _one_line(value: object) -> str:
    """Replaces line breaks: a typed text must not look like a new line of the log."""
    return str(value).replace("\r", "\\r").replace("\n", "\\n")


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _PLAIN}
