"""How long a link code is valid, even if old data were pruned in that time."""

from datetime import timedelta

import pytest

from domain.accounts.codes import VALID
from storage.accounts import codes
from storage.database.store import Store
from tests.support.acts import unrepeated
from tests.support.builders import NOW, Builders

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(("after", "fits"), [(VALID - MOMENT, True), (VALID, False)])
async def test_a_code_is_good_for_its_days_and_not_a_moment_longer(
    store: Store, after: timedelta, fits: bool
):
    who = await Builders(store).person()
    code = await codes.issue(store, unrepeated(), person_id=who)
    # Nothing is pruned: an old code is refused because it is old.
    async with store.write() as session:
        assert await codes.use(session, who, code, now=NOW + after) is fits
