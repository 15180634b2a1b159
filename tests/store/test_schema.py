from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from dragoman.model.records import Record
from dragoman.store.schema import HEAD, known_versions
from dragoman.store.study import OpenStudy


def test_migrations_make_exactly_the_records(study: OpenStudy) -> None:
    with study.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Record.metadata) == []


def test_the_newest_migration_is_the_one_this_program_writes() -> None:
    assert max(known_versions()) == HEAD
