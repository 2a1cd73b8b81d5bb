"""Reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("reader_key", sa.String(64), sa.ForeignKey("readers.key", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("flow", sa.String(24), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
    )
    op.create_index("ix_reminders_reader", "reminders", ["reader_key"])
    op.create_index("ix_reminders_due", "reminders", ["state", "at"])


def downgrade() -> None:
    op.drop_table("reminders")
