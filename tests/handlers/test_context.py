"""The parts of the process that handlers can use."""

from handlers.context import Bounded


def test_what_is_kept_to_spare_work_never_grows_beyond_its_measure():
    kept: Bounded[int, str] = Bounded(2)
    kept[1], kept[2] = "a", "b"
    kept[2] = "c"
    assert dict(kept) == {1: "a", 2: "c"}
    kept[3] = "d"
    assert dict(kept) == {3: "d"}
