"""What every test of backups begins with."""

from tests.storage.backups.databases import filled, kept, make

__all__ = ["filled", "kept", "make"]
