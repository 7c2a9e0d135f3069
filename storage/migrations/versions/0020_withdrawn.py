"""Times that were withdrawn: nobody is offered them, and what was booked once keeps its time."""

import sqlalchemy as sa
from alembic import op

revision = "0020_withdrawn"
down_revision = "0019_sign_ins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what is stored already, none is."""
    column = sa.Column[bool](
        "withdrawn", sa.Boolean(), nullable=False, server_default=sa.text("false")
    )
    op.add_column("slots", column)


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
