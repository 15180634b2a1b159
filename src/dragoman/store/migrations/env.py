"""Where Alembic meets the records: it runs on the connection that it is given."""

from alembic import context

from dragoman.model.records import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
