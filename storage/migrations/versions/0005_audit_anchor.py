"""The audit is anchored in a file outside of the database, once it is opened."""

import sqlalchemy as sa
from alembic import op

revision = "0005_audit_anchor"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A mark that says so; whoever opens the database next begins the anchor and takes it away."""
    marks = sa.table("marks", sa.column("name", sa.String), sa.column("content", sa.LargeBinary))
    op.bulk_insert(marks, [{"name": "audit to anchor", "content": b""}])


def downgrade() -> None:
    """There is no way back: restore the backup made before."""
    raise NotImplementedError
