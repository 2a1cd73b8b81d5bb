"""Readers and the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "readers",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("telegram_id", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reader_key", sa.String(64), nullable=False),
        sa.Column("payload", sa.LargeBinary),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.String(100)),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_inbox_state_reader", "inbox", ["state", "reader_key", "update_id"])


def downgrade() -> None:
    op.drop_table("inbox")
    op.drop_table("readers")
