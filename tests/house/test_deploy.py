"""The unit of the service bounds what the program takes in sum."""

import configparser
from pathlib import Path

UNIT = Path(__file__).parents[2] / "deploy" / "bangkom.service"


def test_the_service_is_bounded_and_outlives_a_child_that_wants_too_much():
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(UNIT.read_text())
    bounds = {"MemoryMax", "TasksMax", "LimitNOFILE"}
    assert bounds <= set(unit["Service"])
    assert unit["Service"]["OOMPolicy"] == "continue"
