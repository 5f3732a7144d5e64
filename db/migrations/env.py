"""How Alembic reaches the register: over the engine that the caller opened with its key."""

from alembic import context

engine = context.config.attributes["engine"]
with engine.execution_options(tizilim_write=True).connect() as connection:
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
