import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.program.diagnostics import JsonFormatter, TextFormatter, incident, redact

SECRET = "100001:AAE_verysecret-token"


def test_token_phone_and_nip_never_reach_the_log():
    line = redact(
        f"POST https://api.example/bot{SECRET}/sendMessage +6284000000001 084000000001 "
        "198502022010022998"
    )
    assert "verysecret" not in line
    assert "84000000001" not in line
    assert "198502022010022998" not in line


def test_tracebacks_are_redacted_in_both_forms():
    try:
        raise ValueError(f"https://api.example/bot{SECRET}/getUpdates")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    record.incident = "A1B2C3"
    for formatter in (TextFormatter(), JsonFormatter()):
        told = formatter.format(record)
        assert "verysecret" not in told
        assert "ValueError" in told
        assert "A1B2C3" in told


def test_incidents_are_short_and_differ():
    assert len({incident() for _ in range(50)}) > 45
    assert len(incident()) == 6


def record_of(message: str, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, message, None, None)
    vars(record).update(extra)
    return record


@given(
    st.text(),
    st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.text(), max_size=2)),
)
def test_every_line_is_one_json_object_whatever_is_said(message: str, value: object):
    line = JsonFormatter().format(record_of(message.replace("%", "%%"), thing=value))
    assert "\n" not in line
    entry = json.loads(line)
    assert entry["time"].endswith("+00:00")
    assert entry["level"] == "WARNING"


@pytest.mark.parametrize("secret", ["198502022010022998", 198502022010022998, f"x {SECRET} y"])
def test_redacting_keeps_the_form(secret: object):
    line = JsonFormatter().format(record_of("kept", thing=secret))
    assert "<" in json.loads(line)["thing"]
    assert "198502022010022998" not in line


def test_the_password_of_the_database_is_not_shown():
    told = redact("cannot reach postgresql+asyncpg://bangkom:s3cret@db/bangkom")
    assert "s3cret" not in told
    assert "db/bangkom" in told


def test_what_somebody_typed_begins_no_line():
    line = TextFormatter().format(record_of("kept", thing="a\n2026-11-27 CRITICAL forged"))
    assert "\n" not in line
