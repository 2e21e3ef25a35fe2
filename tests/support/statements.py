"""Compiles each statement of the program once for all databases of the tests.

Every test opens a database of its own. SQLAlchemy keeps compiled statements by database; without
this, a fifth of the tests' time would go into compiling the same statements again.
"""

from typing import Any

from sqlalchemy import Connection, Engine, TextClause, event


class Compiled:
    """What SQLAlchemy expects as `compiled_cache`; its keys begin with the database's dialect."""

    def __init__(self) -> None:
        self._by_key: dict[Any, Any] = {}

    def get(self, key: Any) -> Any:
        return self._by_key.get((key[0].name, *key[1:]))

    def __setitem__(self, key: Any, compiled: Any) -> None:
        # What a text returns may differ by database: one is older than the other.
        if not isinstance(compiled.statement, TextClause):
            self._by_key[(key[0].name, *key[1:])] = compiled


def share() -> None:
    """From now on, every connection uses what was compiled for an earlier one."""
    compiled = Compiled()

    def use(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", use)
