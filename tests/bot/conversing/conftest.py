"""A database server for the conversations that are tried on one."""

from tests.storage.database.postgres_for_tests import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]
