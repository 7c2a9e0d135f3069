"""How long a process holds rows of the outbox before others may take them."""

from datetime import timedelta

LEASE = timedelta(minutes=2)  # longer than any attempt; after a crash the row is free again
