"""Fixture: the real demo in a browser, as a visitor sees it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from tests.support.demo import demo_running

PATIENCE = 30_000.0
"""Milliseconds that anything on the page may take on a busy machine."""


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """The page of a fresh demo, at the width of a desk."""
    async with demo_running() as url:
        context = await browser.new_context(
            base_url=url, viewport={"width": 1280, "height": 800}, locale="id-ID"
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto("/")
        yield page
        await context.close()
        assert not errors
