"""Runs the migrations on the connection that `storage.schema` opened."""

from alembic import context

from storage.subjects import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",  # it cannot change a table in place
)
context.run_migrations()
