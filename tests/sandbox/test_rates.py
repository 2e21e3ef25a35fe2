import pytest

from sandbox.rules import rates as module
from sandbox.rules.rates import RateLimit
from sandbox.rules.refusal import TelegramRefusal


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: moment[0])
    return moment


def test_no_limit_at_the_start():
    rate = RateLimit()
    for _ in range(1000):
        rate.count(1)


def test_a_burst_over_all_chats_passes_up_to_the_limit(now: list[float]):
    rate = RateLimit()
    rate.per_second = 30
    for number in range(30):
        rate.count(number)
    with pytest.raises(TelegramRefusal) as refusal:
        rate.count(31)
    assert (refusal.value.code, refusal.value.retry_after) == (429, 1)
    assert refusal.value.description == "Too Many Requests: retry after 1"
    now[0] += 1.0
    rate.count(31)


def test_one_chat_has_a_limit_of_its_own(now: list[float]):
    rate = RateLimit()
    rate.per_chat = 1
    rate.count(1)
    rate.count(2)
    with pytest.raises(TelegramRefusal):
        rate.count(1)
