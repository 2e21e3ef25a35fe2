import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.commands import demo
from tests.support.demo import demo_running


async def test_a_kept_demo_goes_on_where_it_stood(tmp_path: Path) -> None:
    days = timedelta(days=2)
    async with (
        demo_running("--keep", str(tmp_path)) as url,
        httpx.AsyncClient(timeout=60) as visitor,
    ):
        before = datetime.fromisoformat((await _state(visitor, url))["now"])
        moved = await visitor.post(f"{url}/desk/clock", json={"seconds": days.total_seconds()})
        assert moved.status_code == 200

    async with (
        demo_running("--keep", str(tmp_path)) as url,
        httpx.AsyncClient(timeout=60) as visitor,
    ):
        state = await _state(visitor, url)

    assert datetime.fromisoformat(state["now"]) >= before + days
    phones = {phone["role"]: phone for phone in state["phones"]}
    assert phones["HR"]["messages"][0]["text"] == "/start"
    assert "Setuju" not in str(phones["HR"]["messages"])
    assert phones["ASN 1"]["messages"] == []


def test_a_taken_port_gives_way_to_the_next_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = taken.getsockname()[1]
        assert wanted < demo.free_port(wanted) < wanted + 50


async def _state(visitor: httpx.AsyncClient, url: str) -> Any:
    return (await visitor.get(f"{url}/desk/state")).json()
