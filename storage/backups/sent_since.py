"""What a backup had still to tell many may have gone out since it was made: nobody gets it twice.

What is for one person is sent once more: a reminder that comes twice harms less than none.
"""

from datetime import datetime

from sqlalchemy import Connection, update

from domain.campaigns.campaign import CampaignState
from storage.outbox.rows import RowKind, State
from storage.outbox.tables import campaigns, outbox


def hold_back(connection: Connection, now: datetime) -> int:
    """What was due by `now` counts as uncertain, and a campaign that had not begun as stopped.

    How many of both there were.
    """
    rows = (outbox.c.kind == RowKind.CAMPAIGN.value, outbox.c.state == State.WAITING.value)
    waited = update(outbox).where(*rows, outbox.c.due_at <= now)
    uncertain = waited.values(state=State.UNCERTAIN.value, lease_until=None)
    planned = campaigns.c.state == CampaignState.PLANNED.value
    stopped = update(campaigns).where(planned, campaigns.c.due_at <= now)
    begun = connection.execute(uncertain).rowcount
    return begun + connection.execute(stopped.values(state=CampaignState.STOPPED.value)).rowcount
