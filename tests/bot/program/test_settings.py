import pytest

from bot.program.settings import DEFAULTS, Settings, SettingsError

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


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("sqlite+aiosqlite://", "must name a file"),
        ("sqlite+aiosqlite:///:memory:", "must name a file"),
        ("sqlite+aiosqlite:///bangkom.db?mode=ro", "must end with the file's name"),
        ("postgresql+asyncpg://u:rahasia@localhost:abc/x", "is not a database URL"),
        ("postgresql+asyncpg://u:rahasia@db/x?sslmode=require", "for sslmode=… write ssl=…"),
        ("postgresql+asyncpg://u:rahasia@db/x?ssl=yes", "has an ssl that is none of"),
    ],
)
def test_a_database_that_no_driver_understands_is_said(url: str, wrong: str):
    with pytest.raises(SettingsError) as told:
        Settings.parse({"BOT_TOKEN": TOKEN, "DATABASE_URL": url})
    assert wrong in str(told.value)
    assert "rahasia" not in str(told.value)


def test_an_address_that_is_none_is_said_without_its_password():
    given = {"BOT_API_URL": "http://[", "PROXY_URL": "socks5://u:rahasia@proxy"}
    with pytest.raises(SettingsError) as told:
        Settings.parse({"BOT_TOKEN": TOKEN, **given})
    assert "BOT_API_URL must be" in str(told.value)
    assert "PROXY_URL must be" in str(told.value)
    assert "rahasia" not in str(told.value)


def test_a_wrong_token_is_not_repeated_in_the_message():
    with pytest.raises(SettingsError) as told:
        Settings.parse({"BOT_TOKEN": "rahasia sekali"})
    assert "rahasia" not in str(told.value)


def test_blank_means_the_default():
    settings = Settings.parse(dict.fromkeys(DEFAULTS, "  ") | {"BOT_TOKEN": TOKEN})
    assert settings.hr_contact is None
    assert settings.quiet_hours.start.hour == 20


def test_a_webhook_needs_https_and_a_secret_that_is_never_shown():
    with pytest.raises(SettingsError) as told:
        Settings.parse(
            {
                "BOT_TOKEN": TOKEN,
                "WEBHOOK_URL": "http://bot.example/hook",
                "WEBHOOK_SECRET": "dua kata dan lebih panjang",
                "WEBHOOK_LISTEN": "8080",
            }
        )
    wrong = str(told.value)
    assert "WEBHOOK_URL must be an https:// address" in wrong
    assert "WEBHOOK_SECRET is required with WEBHOOK_URL" in wrong
    assert "WEBHOOK_LISTEN must look like" in wrong
    assert "dua kata" not in wrong


def test_a_secret_that_could_be_guessed_is_refused():
    given = {"BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://bot.example/hook"}
    for wrong in ("x", "x" * 15, "x" * 257):
        with pytest.raises(SettingsError, match=r"WEBHOOK_SECRET .*: 16 to 256 of A-Z"):
            Settings.parse({**given, "WEBHOOK_SECRET": wrong})
    for good in ("x" * 16, "x" * 256):
        assert Settings.parse({**given, "WEBHOOK_SECRET": good}).webhook_secret == good


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://[", "must be an https:// address"),
        ("https://bot.example/{a:b}", "must have a path of letters, digits"),
        ("https://bot.example/met%72ics", "must have a path of letters, digits"),
        ("https://bot.example/metrics", "must have a path of its own"),
        ("https://bot.example/healthz", "must have a path of its own"),
    ],
)
def test_a_webhook_that_could_not_be_served_is_refused(address: str, wrong: str):
    given = {"BOT_TOKEN": TOKEN, "WEBHOOK_SECRET": "rahasia-dan-panjang"}
    with pytest.raises(SettingsError, match=f"WEBHOOK_URL {wrong}"):
        Settings.parse({**given, "WEBHOOK_URL": address})
    for good in ("https://bot.example", f"https://bot.example/hook/{TOKEN}"):
        assert Settings.parse({**given, "WEBHOOK_URL": good}).webhook_url == good


def test_where_to_listen_is_read_as_host_and_port():
    settings = Settings.parse({"BOT_TOKEN": TOKEN, "HEALTH_LISTEN": "[::1]:8081"})
    assert settings.webhook_listen.port == 8080
    assert settings.health_listen is not None
    assert (settings.health_listen.host, settings.health_listen.port) == ("::1", 8081)


def test_printed_settings_keep_their_secrets():
    settings = Settings.parse(
        {
            "BOT_TOKEN": TOKEN,
            "WEBHOOK_URL": "https://bot.example/hook",
            "WEBHOOK_SECRET": "rahasia-sekali-dan-panjang",
        }
    )
    assert "rahasia-sekali-dan-panjang" not in repr(settings)
    assert TOKEN not in repr(settings)
