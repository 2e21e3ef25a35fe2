import pytest

from bot.settings import DEFAULTS, Settings, SettingsError

TOKEN = "100001:SANDBOX"


def test_a_token_is_all_that_is_needed():
    settings = Settings.parse({"BOT_TOKEN": TOKEN})
    assert settings.bot_id == 100001
    assert settings.database_url == "sqlite+aiosqlite:///bangkom.db"
    assert settings.send_rate == 25


def test_every_mistake_is_told_at_once():
    with pytest.raises(SettingsError) as told:
        Settings.parse(
            {
                "BOT_API_URL": "api.example",
                "DATABASE_URL": "postgresql://localhost/x",
                "SEND_RATE": "fast",
                "QUIET_HOURS": "8-20",
                "TIMEZONE": "Medan",
                "JPM_SCHEME": "lain",
            }
        )
    wrong = str(told.value)
    for name in ("BOT_TOKEN", "BOT_API_URL", "DATABASE_URL", "SEND_RATE", "QUIET_HOURS"):
        assert name in wrong
    assert "TIMEZONE" in wrong
    assert "JPM_SCHEME" in wrong


def test_a_wrong_token_is_not_repeated_in_the_message():
    with pytest.raises(SettingsError) as told:
        Settings.parse({"BOT_TOKEN": "rahasia sekali"})
    assert "rahasia" not in str(told.value)


def test_blank_means_the_default():
    settings = Settings.parse(dict.fromkeys(DEFAULTS, "  ") | {"BOT_TOKEN": TOKEN})
    assert settings.hr_contact is None
    assert settings.quiet_hours.start.hour == 20
