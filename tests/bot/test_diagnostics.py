import logging
import sys

from bot.diagnostics import JsonFormatter, TextFormatter, incident, redact

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
