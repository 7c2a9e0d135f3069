"""The subjects of this folder: every table, and what becomes of rows about people.

Whoever needs all tables takes `metadata` from here: it is whole only once the subjects are read.
What columns hold, and how, says `storage/database/columns.py`.
"""

from storage.advice import keeping as advice
from storage.conversations import keeping as conversations
from storage.database.columns import metadata
from storage.events import keeping as events
from storage.keeping import Kept, Purged
from storage.matters import keeping as matters
from storage.outbox import keeping as outbox
from storage.people import keeping as people
from storage.phones import keeping as phones
from storage.sign_ins import keeping as sign_ins
from storage.staff import keeping as staff
from storage.surveys import keeping as surveys

__all__ = ["KEPT", "PURGED", "metadata"]

# In this order a person is erased, and one phone joined to another.
KEPT: tuple[Kept, ...] = (
    *people.KEPT,
    *phones.KEPT,
    *conversations.KEPT,
    *advice.KEPT,
    *events.KEPT,
    *surveys.KEPT,
    *matters.KEPT,
    *staff.KEPT,
    *outbox.KEPT,
)
PURGED: tuple[Purged, ...] = (
    *conversations.PURGED,
    *events.PURGED,
    *surveys.PURGED,
    *staff.PURGED,
    *sign_ins.PURGED,
)
