"""The migrations make exactly the tables that the models describe."""

from local.postgres.database import check, migrate
from local.postgres.postgres import Postgres


def test_the_models_have_nothing_that_no_migration_makes(postgres: Postgres) -> None:
    check(postgres.url)


def test_migrating_again_changes_nothing(postgres: Postgres) -> None:
    migrate(postgres.url)
