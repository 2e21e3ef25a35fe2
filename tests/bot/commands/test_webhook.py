"""The command `bangkom webhook`: its calls to Telegram and its output for the operator."""

from collections.abc import AsyncIterator

import pytest

from bot.commands.webhook import webhook
from bot.intake.polling import ALLOWED
from bot.program.settings import Settings
from sandbox import Sandbox
from tests.support.engines import Engines
from tests.support.town import TOKEN, settings_for
from tests.support.webhooks import SECRET, free_port, hooked

URL = "https://bot.example/hook"


@pytest.fixture
async def sandbox() -> Sandbox:
    """A Telegram where an update waits already, and that reaches nobody."""
    sandbox = Sandbox(token=TOKEN)
    sandbox.pushing.receivers.append(f"http://127.0.0.1:{free_port()}")
    await sandbox.phone().send("/start")
    return sandbox


@pytest.fixture
async def settings(engines: Engines, sandbox: Sandbox) -> AsyncIterator[Settings]:
    async with sandbox.serve(port=0) as api:
        yield settings_for(await engines.sqlite(), api, **hooked())


async def test_telegram_is_told_whom_to_call_with_what(settings: Settings, sandbox: Sandbox):
    assert await webhook(settings, "set") == 0
    hook = sandbox.pushing.hook
    assert hook is not None
    assert (hook.url, hook.secret, hook.connections) == (URL, SECRET, 100)
    assert sandbox.world.updates.allowed == list(ALLOWED)
    assert sandbox.pending_updates() == 1


async def test_what_telegram_knows_is_shown(
    settings: Settings, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
):
    assert await webhook(settings, "info") == 1
    said = capsys.readouterr()
    assert "none: updates are polled for" in said.out
    assert "The settings say another address" in said.err
    await webhook(settings, "set")
    assert await webhook(settings, "info") == 0
    shown = capsys.readouterr().out
    assert all(told in shown for told in (URL, "updates waiting", "connections", "100"))
    assert SECRET not in shown


async def test_polling_can_be_gone_back_to(settings: Settings, sandbox: Sandbox):
    await webhook(settings, "set")
    assert await webhook(settings, "delete") == 0
    assert sandbox.pushing.hook is None
    assert sandbox.pending_updates() == 1


async def test_without_an_address_nothing_is_set(
    engines: Engines, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
):
    async with sandbox.serve(port=0) as api:
        assert await webhook(settings_for(await engines.sqlite(), api), "set") == 1
    assert capsys.readouterr().err.startswith("WEBHOOK_URL is missing")
    assert sandbox.pushing.hook is None
