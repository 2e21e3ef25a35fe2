"""The program as `bangkom run` starts it; SEND_RATE=open removes the limit of the rate."""

import asyncio
import os

from bot.program.app import build_application, running
from bot.program.clock import SystemClock
from bot.program.diagnostics import set_up_logging
from bot.program.settings import Settings


async def main() -> None:
    environment = dict(os.environ)
    rate = float("inf") if environment.get("SEND_RATE") == "open" else None
    if rate is not None:
        del environment["SEND_RATE"]
    app = build_application(Settings.parse(environment), SystemClock())
    async with running(app, rate=rate):
        await asyncio.Event().wait()


if __name__ == "__main__":
    set_up_logging("WARNING", "text")
    asyncio.run(main())
