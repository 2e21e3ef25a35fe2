"""Runs one migration after the other on the connection that storage.schema hands over.

The tables of today's program are not named here: a migration means the same for ever.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
